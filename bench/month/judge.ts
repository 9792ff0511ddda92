import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/connect.js';
import type { World } from '../../src/sandbox/server.js';
import { momentOf, type Town } from './town.js';

/** What became of the slots of a month. */
export interface Judgement {
  /** As the schedules promise, reckoned without the program. */
  slots: number;
  published: number;
  /** By reason. */
  skipped: Record<string, number>;
  uncertain: number;
  /** Refused for good, and too late to be of use, with why. */
  failed: Record<string, number>;
  /** Without a digest, or with one that is still not decided. */
  unaccounted: number;
  /** Digests of slots that nobody promised. */
  unpromised: number;
  /** Posts that the sandbox has and the outbox knows nothing of: told twice. */
  twice: number;
  /** Posts that the outbox counts as sent and the sandbox has not. */
  lost: number;
  /** Those of the uncertain that arrived. */
  uncertainArrived: number;
}

/** Compares what the schedules promised with the book of the program, and that with the sandbox's own. */
export async function judgeMonth(db: Database, { world, town }: { world: World; town: Town }): Promise<Judgement> {
  const judgement: Judgement = {
    slots: 0,
    published: 0,
    skipped: {},
    uncertain: 0,
    failed: {},
    unaccounted: 0,
    unpromised: 0,
    twice: 0,
    lost: 0,
    uncertainArrived: 0,
  };
  const book = await slotsInTheBook(db);
  const outbox = await postsInTheOutbox(db);
  const posts = postsInTheSandbox(world);
  for (const [number, { edition, slots }] of town.places.entries()) {
    judgement.slots += slots.length;
    const own = new Map(book.get(edition.schedule.id));
    for (const slot of slots) {
      count(judgement, own.get(slot));
      own.delete(slot);
      const { sent, uncertain } = outbox.get(`${edition.chat.id} ${slot}`) ?? { sent: 0, uncertain: 0 };
      const there = posts.get(`${number} ${slot}`) ?? 0;
      judgement.lost += Math.max(0, sent - there);
      judgement.twice += Math.max(0, there - sent - uncertain);
      judgement.uncertainArrived += Math.max(0, Math.min(uncertain, there - sent));
    }
    judgement.unpromised += own.size;
  }
  return judgement;
}

interface SlotState {
  state: string;
  reason: string | null;
}

function count(judgement: Judgement, slot: SlotState | undefined): void {
  const add = (counts: Record<string, number>, reason: string) => {
    counts[reason] = (counts[reason] ?? 0) + 1;
  };
  if (slot?.state === 'sent') judgement.published++;
  else if (slot?.state === 'uncertain') judgement.uncertain++;
  else if (slot?.state === 'empty' && slot.reason !== null) add(judgement.skipped, slot.reason);
  else if (slot?.state === 'expired') add(judgement.failed, 'too late');
  else if (slot?.state === 'failed' && slot.reason !== null) add(judgement.failed, slot.reason);
  else judgement.unaccounted++;
}

/** By schedule and moment, ms. Two digests of a slot cannot be: their key is one. */
async function slotsInTheBook(db: Database): Promise<Map<number, Map<number, SlotState>>> {
  const rows = await db.execute<{ schedule: string; at: string; state: string; reason: string | null }>(sql`
    select schedule_id as schedule, extract(epoch from slot_at) * 1000 as at, state, state_reason as reason
    from digests where kind = 'scheduled'`);
  const bySchedule = new Map<number, Map<number, SlotState>>();
  for (const { schedule, at, state, reason } of rows) {
    const own = bySchedule.get(Number(schedule)) ?? new Map();
    bySchedule.set(Number(schedule), own.set(Number(at), { state, reason }));
  }
  return bySchedule;
}

/** By chat and moment: messages of the slot's digest, and of those that people posted again; what they removed is gone. */
async function postsInTheOutbox(db: Database): Promise<Map<string, { sent: number; uncertain: number }>> {
  const rows = await db.execute<{ chat: string; at: string; sent: number; uncertain: number }>(sql`
    select digests.chat_id as chat, extract(epoch from digests.slot_at) * 1000 as at,
      count(*) filter (where deliveries.state = 'sent')::int as sent,
      count(*) filter (where deliveries.state = 'uncertain')::int as uncertain
    from deliveries join digests on digests.id = deliveries.digest_id
    where not exists (
      select 1 from corrections
      where delivery_id = deliveries.id and payload_hash is null and corrections.state = 'done')
    group by digests.chat_id, digests.slot_at`);
  return new Map(
    [...rows].map(({ chat, at, sent, uncertain }) => [`${chat} ${Number(at)}`, { sent, uncertain }] as const),
  );
}

const MONTHS = ['січня', 'лютого', 'березня'];
const MARK = /^№(\d+): [^,]+, (\d+) (\S+), (\d\d:\d\d)/;

/** By the number of the place and the moment that the first line of each post names. */
export function postsInTheSandbox(world: World): Map<string, number> {
  const posts = new Map<string, number>();
  for (const room of world.rooms.values()) {
    for (const { text = '' } of room.messages.values()) {
      const [, number, day, month = '', time = ''] = MARK.exec(text) ?? [];
      if (number === undefined) continue;
      const midnight = Date.UTC(2026, MONTHS.indexOf(month), Number(day));
      const key = `${number} ${momentOf(Math.round((midnight - Date.UTC(2026, 0, 5)) / 86_400_000), time)}`;
      posts.set(key, (posts.get(key) ?? 0) + 1);
    }
  }
  return posts;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { Api } from 'grammy';
import type { Database } from '../../src/db/connect.js';
import { runCorrections } from '../../src/delivery/corrections.js';
import type { Pace } from '../../src/delivery/pace.js';
import { type Sender, startSender } from '../../src/delivery/sender.js';
import { enqueue } from '../../src/delivery/store.js';
import { clientOptions } from '../../src/delivery/telegram.js';
import { planDueEditions } from '../../src/digests/drafts/plan.js';
import { settleDueDrafts } from '../../src/digests/drafts/settle.js';
import type { Sandbox } from '../../src/sandbox/server.js';
import { openLog } from '../../src/telemetry/log.js';
import { caller } from '../../test/support/sandbox-calls.js';
import { randomFrom } from '../stories/news.js';
import { type Judgement, judgeMonth, postsInTheSandbox } from './judge.js';
import { befall, type Misfortune } from './misfortune.js';
import { type DeskPlans, lookAtDesk, lookBack } from './people.js';
import { momentOf, type Place, publishNews, settleTown, TIMES, type Town } from './town.js';

const MINUTE_MS = 60_000;
/** A moment that takes longer than this will not end, ms: a sender that gets no clear answers rests half a minute at most. */
const STUCK_MS = 300_000;
/** How often it is asked whether a moment is over, ms. */
const LOOK_MS = 25;
/** Places that something befalls, or whose people act, at once. */
const AT_ONCE = 8;
/** Seeds of places of one month and of the next. */
const FAR_APART = 1_000_003;

export interface MonthSetting {
  channels: number;
  days: number;
  /** Of the calls, for each class of failures. */
  share: number;
  /** News a day. */
  stories: number;
  seed: number;
  /** Hears of each day that has passed. */
  passed?: (day: number) => void;
}

export interface Month extends Judgement {
  /** Calls to places, sends and edits. */
  calls: number;
  /** Those that something befell, by class. */
  befallen: Record<string, number>;
  postedAgain: number;
  /** Digests in doubt that their people found in the channel. */
  confirmed: number;
  corrected: number;
  /** Corrections by what became of them. */
  corrections: Record<string, number>;
  /** How often a sender had to be started anew because Telegram refused everything. */
  restarts: number;
}

/** How fast one may send is another bench's matter: a month has to pass in minutes. */
const UNPACED: Pace = {
  rate: 1000,
  take: async () => () => {},
  waitOf: () => 0,
  pausedFor: () => 0,
  refused: () => 'chat',
  pauseChat: () => {},
  pauseAll: () => {},
};

/**
 * Lets days pass at desks, with a clock that goes from one moment in which something is due to the next: drafts half an
 * hour before each slot, people who answer or do not ten minutes before it, the slot, and a look back behind it. Each
 * class of what a send can come to befalls its share of the calls. Then every slot is accounted for.
 */
export async function passMonth(
  db: Database,
  sandbox: Sandbox,
  setting: MonthSetting,
): Promise<{ month: Month; town: Town }> {
  const { channels, days, share, stories, seed } = setting;
  const telegram = caller(sandbox);
  const town = await settleTown(db, { telegram, channels, days });
  const plans = new Map(town.places.map((place): [Place, DeskPlans] => [place, { backAt: null, resumeAt: null }]));
  // Each place has its own chance, so that a month passes in the same way whoever is quicker.
  const chances = new Map(town.places.map((place, number) => [place, randomFrom(seed * FAR_APART + number)]));
  const { close, ...client } = clientOptions({ apiRoot: sandbox.url, connections: 4 });
  const api = new Api(sandbox.token, client);
  const befallen = new Map<Misfortune, number>();
  /** What is ordered for this moment, by Telegram id. */
  const ordered = new Map<number, Misfortune>();
  const numbers = new Map(town.places.map((place, number) => [place, number]));
  let [postedAgain, confirmed, corrected, restarts] = [0, 0, 0, 0];
  let clock = new Date(momentOf(0, '00:00'));
  let setAt = performance.now();
  // Between its jumps it goes on like any clock: one that stands still looks as if it were set back.
  const start = () => startSenderOf(db, sandbox, () => new Date(clock.getTime() + performance.now() - setAt));
  let sender = start();

  async function befallOne(place: Place, method: 'sendMessage' | 'editMessageText'): Promise<void> {
    const drawn = await befall(telegram, { place, method, share, random: chances.get(place)!, befallen });
    if (drawn) ordered.set(place.telegramId, drawn);
  }
  /** Takes back what struck nobody, and counts the rest. */
  async function endMisfortunes(): Promise<void> {
    const left: { chat_id: number }[] = await telegram.control('GET /sandbox/faults');
    for (const { chat_id } of left) ordered.delete(chat_id);
    for (const drawn of ordered.values()) befallen.set(drawn, (befallen.get(drawn) ?? 0) + 1);
    ordered.clear();
    await telegram.control('DELETE /sandbox/faults');
  }
  async function everywhere(act: (place: Place) => Promise<void>): Promise<void> {
    const waiting = town.places.values();
    const work = async () => {
      for (const place of waiting) await act(place);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }
  async function plan(): Promise<void> {
    await planDueEditions({ db, now: clock, enqueue });
    await settleDueDrafts({ db, now: clock, enqueue });
  }
  /** Everything that may go at this moment goes. */
  async function send(): Promise<void> {
    for (const began = performance.now(); ; ) {
      sender.wake();
      if (performance.now() - began > STUCK_MS) throw new Error(`Messages still wait at ${clock.toISOString()}.`);
      if (sender.state().kind === 'halted') {
        // As its operator does once the cause is mended.
        await sender.stop();
        sender = start();
        restarts++;
      }
      if (await isQuiet(db, clock)) break;
      await sleep(LOOK_MS);
    }
  }
  async function at(day: number, time: string, minutes: number, act: () => Promise<void>): Promise<void> {
    clock = new Date(momentOf(day, time) + minutes * MINUTE_MS);
    setAt = performance.now();
    await endMisfortunes();
    await followMoves(db, town.places);
    await act();
    await send();
  }

  try {
    for (let day = 0; day < days; day++, setting.passed?.(day)) {
      await publishNews(db, { day, stories });
      for (const time of TIMES) {
        await at(day, time, -30, async () => {
          await runCorrections({ db, api, now: clock });
          await plan();
        });
        await at(day, time, -10, async () => {
          await everywhere(async (place) => {
            await befallOne(place, 'sendMessage');
            await lookAtDesk({ db, now: clock, place, random: chances.get(place)!, plans: plans.get(place)! });
          });
          await plan();
        });
        await at(day, time, 0, async () => {
          await everywhere((place) => befallOne(place, 'sendMessage'));
          await plan();
        });
        await at(day, time, 5, async () => {
          const posts = postsInTheSandbox(sandbox.world);
          await everywhere(async (place) => {
            const postsOf = (slot: number) => posts.get(`${numbers.get(place)} ${slot}`) ?? 0;
            const done = await lookBack({ db, now: clock, place, random: chances.get(place)!, postsOf });
            if (done === 'again') postedAgain++;
            if (done === 'confirmed') confirmed++;
            if (done !== 'corrected') return;
            corrected++;
            await befallOne(place, 'editMessageText');
          });
          await runCorrections({ db, api, now: clock });
          await plan();
        });
      }
    }
    // What waits longest for Telegram is decided by the next day.
    for (const hours of [3, 27]) {
      await at(days - 1, '21:00', hours * 60, async () => void (await runCorrections({ db, api, now: clock })));
    }
    await endMisfortunes();
  } finally {
    await sender.stop();
    close();
  }
  const states = await db.execute<{ state: string; count: number }>(
    sql`select state, count(*)::int as count from corrections group by state order by state`,
  );
  const made: { chat_id?: number | string; method: string }[] = await telegram.control(
    'GET /sandbox/record?limit=1000000',
  );
  const calls = made.filter(({ chat_id, method }) => Number(chat_id) < 0 && /^(send|edit)Message/.test(method)).length;
  const month = {
    ...(await judgeMonth(db, { world: sandbox.world, town })),
    calls,
    befallen: Object.fromEntries(befallen),
    postedAgain,
    confirmed,
    corrected,
    corrections: Object.fromEntries([...states].map(({ state, count }) => [state, count])),
    restarts,
  };
  return { month, town };
}

function startSenderOf(db: Database, { token, url }: Sandbox, now: () => Date): Sender {
  const log = openLog({ level: 'silent' });
  return startSender({ db, now, token, apiRoot: url, pace: UNPACED, log, inFlight: 20, holder: 'month' });
}

/** Is nothing left that could go at this moment? */
async function isQuiet(db: Database, now: Date): Promise<boolean> {
  const [row] = await db.execute<{ busy: boolean }>(sql`
    select exists (select 1 from deliveries where state = 'sending')
      or exists (select 1 from deliveries where state = 'deferred' and next_attempt_at <= ${now.toISOString()}::timestamptz)
      or exists (select 1 from notices where rendered_at is null)
      or exists (
        select 1 from deliveries as one where state = 'pending' and not exists (
          select 1 from deliveries as earlier
          where earlier.digest_id = one.digest_id and earlier.part < one.part and earlier.state = 'deferred')
      ) as busy`);
  return row?.busy === false;
}

/** Faults name a place by the id that it has now. */
async function followMoves(db: Database, places: readonly Place[]): Promise<void> {
  const rows = await db.execute<{ id: string; telegram: string }>(
    sql`select id, telegram_id as telegram from chats where kind <> 'private'`,
  );
  const ids = new Map([...rows].map(({ id, telegram }) => [Number(id), Number(telegram)]));
  for (const place of places) place.telegramId = ids.get(place.edition.chat.id) ?? place.telegramId;
}

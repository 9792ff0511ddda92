import { regainPlace } from '../../src/chats/place.js';
import { chatById, pauseSchedules, resumeSchedules } from '../../src/chats/store.js';
import type { Database } from '../../src/db/connect.js';
import { correctDigest } from '../../src/delivery/corrections.js';
import { confirmPosted, giveUpDoubt } from '../../src/delivery/doubt.js';
import { enqueue, partsOf } from '../../src/delivery/store.js';
import { approveDraft, postAgain, publishDraft, skipDraft } from '../../src/digests/drafts/decide.js';
import { setOut } from '../../src/digests/drafts/items.js';
import { messagesOfDraft } from '../../src/digests/drafts/post.js';
import { changeDraft, type DraftedDigest, draftsOf } from '../../src/digests/drafts/store.js';
import type { Place } from './town.js';

const HOUR_MS = 3_600_000;
/** A place that is lost is brought back between so many hours and so many more. */
const LOST_HOURS = [2, 30] as const;
/** A desk pauses once in so many looks, for so many hours at most. */
const PAUSES_IN = 90;
const PAUSE_HOURS = 60;

/** What the people of one desk do on a look at it, ten minutes before a slot; half of them do not answer a draft. */
export async function lookAtDesk(options: {
  db: Database;
  now: Date;
  place: Place;
  random: () => number;
  plans: DeskPlans;
}): Promise<void> {
  const { db, now, place, random, plans } = options;
  const { chat, schedule, edition } = place.edition;
  const state = (await chatById(db, chat.id))?.state ?? 'active';
  if (state !== 'active') {
    plans.backAt ??= now.getTime() + between(LOST_HOURS, random) * HOUR_MS;
    if (plans.backAt <= now.getTime()) {
      const lost = await chatById(db, chat.id);
      if (lost) await db.transaction((tx) => regainPlace(tx, lost, now));
      plans.backAt = null;
    }
  }
  if (plans.resumeAt !== null && plans.resumeAt <= now.getTime()) {
    await resumeSchedules(db, chat.id, now, { id: schedule.id });
    plans.resumeAt = null;
  } else if (plans.resumeAt === null && state === 'active' && random() < 1 / PAUSES_IN) {
    await pauseSchedules(db, chat.id, now, { id: schedule.id });
    plans.resumeAt = now.getTime() + random() * PAUSE_HOURS * HOUR_MS;
  }
  const [newest] = await draftsOf(db, edition.id, 1);
  if (newest?.draft.state === 'open') await answer(options, newest);
}

/** What a desk is up to: when the place comes back, and when the pause ends, ms. */
export interface DeskPlans {
  backAt: number | null;
  resumeAt: number | null;
}

async function answer(
  { db, now, place, random }: { db: Database; now: Date; place: Place; random: () => number },
  { draft }: DraftedDigest,
): Promise<void> {
  const order = { db, now, enqueue, draft, by: place.ownerId };
  const mood = random();
  if (mood < 0.15) await publishDraft(order);
  else if (mood < 0.3) await approveDraft(order);
  else if (mood < 0.4) await skipDraft({ ...order, reason: 'skipped' });
  else if (mood < 0.5) {
    const items = setOut(draft.items, draft.items[0]?.storyId ?? 0, true);
    const change = { draftId: draft.id, version: draft.version, from: ['open'] as const, by: place.ownerId };
    await changeDraft(db, { ...change, items }, now);
  }
}

/**
 * Half of those who do not know whether a digest arrived look into their channel: they say that it is there, or post it
 * again. One post in eight is corrected.
 * @param options.postsOf how many posts of a slot (ms) the channel has.
 */
export async function lookBack(options: {
  db: Database;
  now: Date;
  place: Place;
  random: () => number;
  postsOf: (slot: number) => number;
}): Promise<'again' | 'confirmed' | 'corrected' | null> {
  const { db, now, place, random, postsOf } = options;
  const [newest] = await draftsOf(db, place.edition.edition.id, 1);
  if (newest?.draft.state !== 'published') return null;
  const { draft, digest } = newest;
  if (digest.state === 'uncertain' && digest.kind === 'scheduled' && random() < 0.5) {
    const doubtful = await doubtfulParts(db, digest.id);
    const there = postsOf(digest.slotAt.getTime()) - doubtful.arrived;
    if (there === 0) {
      return db.transaction(async (tx) => {
        const missing = await giveUpDoubt(tx, digest.id, now);
        const order = { db: tx, now, enqueue, place: place.edition, draft, digest, by: place.ownerId, missing };
        return (await postAgain(order)).done ? 'again' : null;
      });
    }
    // Of what arrived in part nothing that these people can say is true.
    return there === doubtful.inDoubt && (await db.transaction((tx) => confirmPosted(tx, digest.id, now)))
      ? 'confirmed'
      : null;
  }
  if (digest.state !== 'sent' || draft.items.length < 2 || random() > 1 / 8) return null;
  return db.transaction(async (tx) => {
    const items = setOut(draft.items, draft.items.at(-1)?.storyId ?? 0, true);
    const change = { draftId: draft.id, version: draft.version, from: ['published'] as const, by: place.ownerId };
    if (!(await changeDraft(tx, { ...change, items }, now))) return null;
    const parts = messagesOfDraft(place.edition, items, { digest, correctedAt: now });
    return (await correctDigest(tx, { digestId: digest.id, parts }, now)) === 'ordered' ? 'corrected' : null;
  });
}

function between([least, most]: readonly [number, number], random: () => number): number {
  return least + random() * (most - least);
}

/** Of a digest's messages, those that are known to have arrived, and those in doubt. */
async function doubtfulParts(db: Database, digestId: number): Promise<{ arrived: number; inDoubt: number }> {
  const parts = await partsOf(db, [digestId]);
  const having = (state: string) => parts.filter((part) => part.state === state).length;
  return { arrived: having('sent'), inDoubt: having('uncertain') };
}

import { type EditionPlace, editionById, writeJournal } from '../../chats/store.js';
import type { Database } from '../../db/connect.js';
import type { Enqueue } from '../enqueue.js';
import { type Digest, digestById, insertDigests } from '../store.js';
import { setOut } from './items.js';
import { postOf, type Unpostable } from './post.js';
import { changeDraft, type Draft, type DraftState, decideDigest, insertDrafts } from './store.js';
import { isTold } from './told.js';

const MINUTE_MS = 60_000;
/** A digest this late says so, as the planner's do. */
const LATE_AFTER_MS = 15 * MINUTE_MS;
/** How long it may wait in the queue. */
const LIFE_MS = 120 * MINUTE_MS;

/** Why a draft was not published; its digest keeps it as its reason. */
export type SkipReason = 'skipped' | 'unanswered' | 'too-late' | 'paused' | Unpostable;

/** What came of a decision: somebody may have been quicker, or there is nothing to post, or nowhere. */
export type Decision = { done: true; draft: Draft } | { done: false; because: 'changed' | Unpostable };

const CHANGED: Decision = { done: false, because: 'changed' };

/** What is decided of a draft as it was seen. A person's decision and its line in the journal are written together. */
interface Deciding {
  db: Database;
  now: Date;
  draft: Draft;
  /** Who decides, a Telegram user id; `null`: its time has come. */
  by: number | null;
}

/**
 * Publishes a draft: its messages stand in the outbox, and its digest and itself know it, or none of it is so. One of
 * which nothing can be posted is left as it stands, and skipped where its time has come.
 */
export async function publishDraft(options: Deciding & { enqueue: Enqueue }): Promise<Decision> {
  return options.db.transaction((tx) => publish(tx, { ...options, from: ['open', 'approved'] }));
}

/** Publishes a draft after all that was skipped and of which nothing was posted. */
export async function reviveDraft(options: Deciding & { enqueue: Enqueue }): Promise<Decision> {
  return options.db.transaction(async (tx) => {
    const digest = await digestById(tx, options.draft.digestId);
    return digest?.state === 'empty' ? publish(tx, { ...options, from: ['skipped'] }) : CHANGED;
  });
}

/** Leaves a draft unpublished; its stories count as told where the desk did not want them, and may come again otherwise. */
export async function skipDraft(options: Deciding & { reason: SkipReason }): Promise<Decision> {
  return options.db.transaction((tx) => skip(tx, options));
}

/** Lets a draft go out at its slot, as it stands. */
export async function approveDraft(options: Deciding): Promise<Decision> {
  return options.db.transaction((tx) =>
    decide(tx, { ...options, from: ['open', 'approved'], state: 'approved', action: 'approved' }),
  );
}

/** Posts what is left of what was published, as a digest of its own: once more, or, where not all of it arrived, what did not. */
export interface PostingAgain extends Deciding {
  enqueue: Enqueue;
  place: EditionPlace;
  digest: Digest;
  /** The stories whose messages did not arrive, which alone are posted then; left out: the whole arrived and is wanted once more. */
  missing?: readonly number[] | 'all' | undefined;
}

/** See {@link PostingAgain}. Asked twice of the same version, or of the same loss, it does so once. */
export async function postAgain(options: PostingAgain): Promise<Decision> {
  const { db, now, enqueue, place, draft, digest, by, missing } = options;
  const { id: chatId } = place.chat;
  return db.transaction(async (tx) => {
    const isPart = missing !== undefined && missing !== 'all';
    const wanted = isPart ? draft.items.filter(({ storyId }) => missing.includes(storyId)) : draft.items;
    const post = await postOf(tx, place, wanted, { digest });
    if (typeof post === 'string') return { done: false, because: post };
    const key = `again:${draft.id}:${missing === undefined ? draft.version : 'missing'}`;
    const expiresAt = new Date(now.getTime() + LIFE_MS);
    const { items, storyIds, ...messages } = post;
    const { slotAt, windowFrom, windowUntil } = digest;
    const kind = digest.kind === 'urgent' ? ('urgent' as const) : ('resent' as const);
    const row = { chatId, kind, key, slotAt, windowFrom, windowUntil, storyIds, expiresAt };
    const digestId = (await insertDigests(tx, [{ ...row, state: 'planned', createdAt: now }])).get(key);
    if (digestId === undefined) return CHANGED;
    if (isPart) await leaveOut(tx, { draft, storyIds: missing, by, now });
    const copy = { digestId, editionId: draft.editionId, slotAt, items, createdAt: now, decidedBy: by, decidedAt: now };
    const [written] = await insertDrafts(tx, [{ ...copy, state: 'published' }]);
    await enqueue(tx, [{ digestId, chatId, ...messages, priority: 0, now }]);
    await record(tx, { place, by, now, action: 'again' });
    return written ? { done: true, draft: written } : CHANGED;
  });
}

/** What a draft did not bring to its channel is another's from now on: this one is corrected without it. */
async function leaveOut(
  tx: Database,
  { draft, storyIds, by, now }: { draft: Draft; storyIds: readonly number[]; by: number | null; now: Date },
): Promise<void> {
  const items = storyIds.reduce((left, storyId) => setOut(left, storyId, true), draft.items);
  await changeDraft(tx, { draftId: draft.id, version: draft.version, from: ['published', 'skipped'], items, by }, now);
}

async function publish(
  tx: Database,
  options: Omit<Deciding, 'db'> & { enqueue: Enqueue; from: readonly DraftState[] },
): Promise<Decision> {
  const { now, enqueue, draft, by, from } = options;
  const [place, digest] = await Promise.all([editionById(tx, draft.editionId), digestById(tx, draft.digestId)]);
  if (!place || !digest) return CHANGED;
  if (digest.kind === 'urgent' && (await isTold(tx, place, draft, now))) return { done: false, because: 'told' };
  const post = await postOf(tx, place, draft.items, { digest, isLate: isLate(digest, now) });
  if (typeof post === 'string') {
    // Who wants it now hears why not, and may mend that before the slot.
    return by === null ? skip(tx, { draft, by, now, reason: post }) : { done: false, because: post };
  }
  const decided = await decide(tx, { draft, by, now, from, state: 'published', action: 'published' });
  if (!decided.done) return decided;
  const expiresAt = new Date(now.getTime() + LIFE_MS);
  const { storyIds, parts, updates } = post;
  await decideDigest(tx, draft.digestId, { state: 'planned', stateReason: null, storyIds, expiresAt });
  const priority = by === null ? 1 : 0;
  await enqueue(tx, [{ digestId: draft.digestId, chatId: place.chat.id, parts, updates, priority, now }]);
  return decided;
}

async function skip(
  tx: Database,
  { draft, by, now, reason }: Omit<Deciding, 'db'> & { reason: SkipReason },
): Promise<Decision> {
  const from = ['open', 'approved'] as const;
  const decided = await decide(tx, { draft, by, now, from, state: 'skipped', action: 'skipped' });
  if (!decided.done) return decided;
  const digest = await digestById(tx, draft.digestId);
  // The stories of a slot that the desk left out are not offered to it again.
  const isLeftOut = reason === 'skipped' && digest?.kind === 'scheduled';
  const storyIds = isLeftOut ? draft.items.map(({ storyId }) => storyId) : [];
  await decideDigest(tx, draft.digestId, { state: 'empty', stateReason: reason, storyIds });
  return decided;
}

async function decide(
  tx: Database,
  options: Omit<Deciding, 'db'> & { from: readonly DraftState[]; state: DraftState; action: string },
): Promise<Decision> {
  const { draft: seen, by, now, from, state, action } = options;
  const draft = await changeDraft(tx, { draftId: seen.id, version: seen.version, from, state, by }, now);
  if (!draft) return CHANGED;
  if (by !== null) await record(tx, { place: await editionById(tx, draft.editionId), by, now, action });
  return { done: true, draft };
}

async function record(
  tx: Database,
  { place, by, now, action }: { place: EditionPlace | null; by: number | null; now: Date; action: string },
): Promise<void> {
  if (!place) return;
  await writeJournal(tx, { deskId: place.desk.id, userId: by, action, data: { name: place.edition.name } }, now);
}

/** Does a digest that goes out now come after its time? */
function isLate(digest: Pick<Digest, 'kind' | 'slotAt'>, now: Date): boolean {
  return digest.kind === 'scheduled' && now.getTime() - digest.slotAt.getTime() > LATE_AFTER_MS;
}

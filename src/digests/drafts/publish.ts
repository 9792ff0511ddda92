import { deskButton } from '../../chats/desk-press.js';
import { type EditionPlace, editionById } from '../../chats/store.js';
import { tellDesk } from '../../chats/tell-desk.js';
import type { Database } from '../../db/connect.js';
import { takenDownAmong } from '../../stories/store.js';
import type { Message } from '../../texts/message.js';
import { editionMessages } from '../edition.js';
import type { Enqueue, QueuedDigest } from '../enqueue.js';
import { type Digest, digestById, insertDigests } from '../store.js';
import { toldItems } from './items.js';
import {
  changeDraft,
  claimDueDrafts,
  type Draft,
  type DraftItem,
  type DraftState,
  decideDigest,
  insertDrafts,
} from './store.js';
import { isTold } from './told.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A digest this late says so, as the planner's do. */
const LATE_AFTER_MS = 15 * MINUTE_MS;
/** A slot longer ago is nobody's news: the planner was down for half a day. */
const OVER_AFTER_MS = 12 * HOUR_MS;
/** How long it may wait in the queue. */
const LIFE_MS = 2 * HOUR_MS;
/** Drafts a transaction. */
const BATCH = 100;

/** Why a draft was not published; its digest keeps it as its reason. */
export type SkipReason =
  | 'skipped'
  | 'unanswered'
  | 'nothing-left'
  | 'told'
  | 'too-late'
  | 'paused'
  | 'chat-gone'
  | 'chat-rights'
  | 'chat-topic';

/** What came of a decision: somebody may have been quicker, or there is nothing to post, or nowhere. */
export type Decision = { done: true; draft: Draft } | { done: false; because: 'changed' | Unpostable };

/** Why nothing of a draft can be posted now. */
type Unpostable = Exclude<SkipReason, 'skipped' | 'unanswered' | 'too-late' | 'paused'>;

const CHANGED: Decision = { done: false, because: 'changed' };

/**
 * The stories of a draft as the messages of a digest.
 * @param options.digest whose draft it is, or will be.
 * @param options.correctedAt where it was posted already, and says that it was corrected.
 */
export function messagesOfDraft(
  { edition, schedule, chat }: EditionPlace,
  items: readonly DraftItem[],
  options: { digest: Pick<Digest, 'kind' | 'slotAt'>; isLate?: boolean; correctedAt?: Date | null },
): Message[] {
  const { digest, isLate = false, correctedAt = null } = options;
  return editionMessages({
    look: edition,
    items: toldItems(items),
    at: digest.slotAt,
    zone: schedule.zone,
    language: chat.language,
    isUrgent: digest.kind === 'urgent',
    isLate,
    correctedAt,
  });
}

/** Does a digest that goes out now come after its time? */
function isLate(digest: Pick<Digest, 'kind' | 'slotAt'>, now: Date): boolean {
  return digest.kind === 'scheduled' && now.getTime() - digest.slotAt.getTime() > LATE_AFTER_MS;
}

/**
 * Publishes a draft: its messages stand in the outbox, and its digest and itself know it, or none of it is so. One of
 * which nothing can be posted is left as it stands, and skipped where its time has come.
 * @param options.by who wants it now; `null`: its time has come.
 */
export async function publishDraft(options: {
  db: Database;
  now: Date;
  enqueue: Enqueue;
  draft: Draft;
  by: number | null;
}): Promise<Decision> {
  const { db, now, enqueue, draft, by } = options;
  return db.transaction(async (tx) => {
    const [place, digest] = await Promise.all([editionById(tx, draft.editionId), digestById(tx, draft.digestId)]);
    if (!place || !digest) return CHANGED;
    if (digest.kind === 'urgent' && (await isTold(tx, place, draft, now))) return { done: false, because: 'told' };
    const post = await postOf(tx, place, draft.items, { digest, isLate: isLate(digest, now) });
    if (typeof post === 'string') {
      // Who wants it now hears why not, and may mend that before the slot.
      return by === null ? skip(tx, { draft, by, now, reason: post }) : { done: false, because: post };
    }
    const changed = await decide(tx, { draft, by, now, state: 'published' });
    if (!changed) return CHANGED;
    const expiresAt = new Date(now.getTime() + LIFE_MS);
    const { storyIds, ...messages } = post;
    await decideDigest(tx, draft.digestId, { state: 'planned', stateReason: null, storyIds, expiresAt });
    const priority = by === null ? 1 : 0;
    await enqueue(tx, [{ digestId: draft.digestId, chatId: place.chat.id, ...messages, priority, now }]);
    return { done: true, draft: changed };
  });
}

/** What goes out of a draft's stories now, or why nothing does. */
async function postOf(
  tx: Database,
  place: EditionPlace,
  draftItems: readonly DraftItem[],
  moment: { digest: Pick<Digest, 'kind' | 'slotAt'>; isLate?: boolean },
): Promise<(Pick<QueuedDigest, 'parts' | 'updates'> & { items: DraftItem[]; storyIds: number[] }) | Unpostable> {
  const { state } = place.chat;
  if (state !== 'active') return `chat-${state}`;
  const items = await withoutTakenDown(tx, draftItems);
  const told = items.filter(({ isOut }) => !isOut);
  if (told.length === 0) return 'nothing-left';
  return {
    items,
    parts: messagesOfDraft(place, items, moment),
    updates: told.flatMap(({ storyId, earlier }) => (earlier ? [{ storyId, earlier }] : [])),
    storyIds: told.map(({ storyId }) => storyId),
  };
}

/** What was taken down after the draft was made is not posted, whoever approved it. */
async function withoutTakenDown(tx: Database, items: readonly DraftItem[]): Promise<DraftItem[]> {
  const down = await takenDownAmong(
    tx,
    items.map(({ storyId }) => storyId),
  );
  return items.filter(({ storyId }) => !down.has(storyId));
}

/** Leaves a draft unpublished; its stories count as told where the desk did not want them, and may come again otherwise. */
export async function skipDraft(options: {
  db: Database;
  now: Date;
  draft: Draft;
  by: number | null;
  reason: SkipReason;
}): Promise<Decision> {
  const { db, ...rest } = options;
  return db.transaction((tx) => skip(tx, rest));
}

/** Lets a draft go out at its slot, as it stands. */
export async function approveDraft(options: { db: Database; now: Date; draft: Draft; by: number }): Promise<Decision> {
  const { db, now, draft, by } = options;
  const change = { draftId: draft.id, version: draft.version, from: ['open', 'approved'] as const, by };
  const changed = await changeDraft(db, { ...change, state: 'approved' }, now);
  return changed ? { done: true, draft: changed } : CHANGED;
}

/** Opens a draft that was skipped and of which nothing was posted, so that it can be published after all. */
export async function reopenDraft(options: { db: Database; now: Date; draft: Draft; by: number }): Promise<Decision> {
  const { db, now, draft, by } = options;
  const digest = await digestById(db, draft.digestId);
  if (digest?.state !== 'empty') return CHANGED;
  const change = { draftId: draft.id, version: draft.version, from: ['skipped'] as const, by };
  const changed = await changeDraft(db, { ...change, state: 'open' }, now);
  return changed ? { done: true, draft: changed } : CHANGED;
}

/** Posts once more what is left of what was published, as a digest of its own; asked twice of the same version, it does so once. */
export async function postAgain(options: {
  db: Database;
  now: Date;
  enqueue: Enqueue;
  place: EditionPlace;
  draft: Draft;
  digest: Digest;
  by: number;
}): Promise<Decision> {
  const { db, now, enqueue, place, draft, digest, by } = options;
  const { id: chatId } = place.chat;
  const { editionId } = draft;
  return db.transaction(async (tx) => {
    const { slotAt, windowFrom, windowUntil } = digest;
    const post = await postOf(tx, place, draft.items, { digest });
    if (typeof post === 'string') return { done: false, because: post };
    const key = `again:${draft.id}:${draft.version}`;
    const expiresAt = new Date(now.getTime() + LIFE_MS);
    const { items, storyIds, ...messages } = post;
    const kind = digest.kind === 'urgent' ? ('urgent' as const) : ('resent' as const);
    const row = { chatId, kind, key, slotAt, windowFrom, windowUntil, storyIds, expiresAt };
    const digestId = (await insertDigests(tx, [{ ...row, state: 'planned', createdAt: now }])).get(key);
    if (digestId === undefined) return CHANGED;
    const copy = { digestId, editionId, slotAt, items, createdAt: now, decidedBy: by, decidedAt: now };
    const [written] = await insertDrafts(tx, [{ ...copy, state: 'published' }]);
    await enqueue(tx, [{ digestId, chatId, ...messages, priority: 0, now }]);
    return written ? { done: true, draft: written } : CHANGED;
  });
}

/**
 * Does with the drafts whose slot has come what their desks want: those that were approved go out, and so do those that
 * nobody answered, or they are skipped.
 * @returns how many were decided.
 */
export async function settleDueDrafts(options: { db: Database; now: Date; enqueue: Enqueue }): Promise<number> {
  const { db, now, enqueue } = options;
  let settled = 0;
  for (;;) {
    const batch = await db.transaction(async (tx) => {
      const due = await claimDueDrafts(tx, { now, limit: BATCH });
      for (const draft of due) await settleOne({ db: tx, now, enqueue, draft });
      return due.length;
    });
    settled += batch;
    if (batch < BATCH) return settled;
  }
}

async function settleOne(options: { db: Database; now: Date; enqueue: Enqueue; draft: Draft }): Promise<void> {
  const { db, now, draft } = options;
  const [place, digest] = await Promise.all([editionById(db, draft.editionId), digestById(db, draft.digestId)]);
  if (!place || !digest) return;
  if (digest.kind !== 'scheduled') {
    // What was asked for or offered waited for an answer, and is over without one.
    await skipDraft({ db, now, draft, by: null, reason: 'unanswered' });
    return;
  }
  if (now.getTime() - draft.slotAt.getTime() > OVER_AFTER_MS) {
    await skipDraft({ db, now, draft, by: null, reason: 'too-late' });
    return;
  }
  const { pausedAt, pausedUntil } = place.schedule;
  if (pausedAt !== null && (pausedUntil === null || pausedUntil > now)) {
    // Whoever paused meanwhile wants nothing to come out, whatever was approved before.
    await skipDraft({ db, now, draft, by: null, reason: 'paused' });
    return;
  }
  const isUnanswered = draft.state === 'open';
  if (!isUnanswered || place.schedule.whenUnanswered === 'publish') {
    await publishDraft({ ...options, by: null });
    return;
  }
  await skipDraft({ db, now, draft, by: null, reason: 'unanswered' });
  const { chat, edition } = place;
  const notice = {
    chatId: chat.id,
    kind: 'draft-unanswered',
    key: `draft-unanswered:${draft.id}`,
    data: { chat: chat.title, name: edition.name },
    buttons: [[deskButton('desk-button-publish-all-the-same', chat.id, 'revive', draft.id)]],
  };
  await tellDesk(db, notice, now);
}

async function skip(
  tx: Database,
  { draft, by, now, reason }: { draft: Draft; by: number | null; now: Date; reason: SkipReason },
): Promise<Decision> {
  const changed = await decide(tx, { draft, by, now, state: 'skipped' });
  if (!changed) return CHANGED;
  const digest = await digestById(tx, draft.digestId);
  // The stories of a slot that the desk left out are not offered to it again.
  const isLeftOut = reason === 'skipped' && digest?.kind === 'scheduled';
  const storyIds = isLeftOut ? draft.items.map(({ storyId }) => storyId) : [];
  await decideDigest(tx, draft.digestId, { state: 'empty', stateReason: reason, storyIds });
  return { done: true, draft: changed };
}

function decide(
  tx: Database,
  { draft, by, now, state }: { draft: Draft; by: number | null; now: Date; state: DraftState },
): Promise<Draft | null> {
  const from = ['open', 'approved'] as const;
  return changeDraft(tx, { draftId: draft.id, version: draft.version, from, state, by }, now);
}

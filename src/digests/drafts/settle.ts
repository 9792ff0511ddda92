import { deskButton } from '../../chats/desk-press.js';
import { editionById } from '../../chats/store.js';
import { tellDesk } from '../../chats/tell-desk.js';
import type { Database } from '../../db/connect.js';
import type { Enqueue } from '../enqueue.js';
import { digestById } from '../store.js';
import { publishDraft, skipDraft } from './decide.js';
import { claimDueDrafts, type Draft } from './store.js';

/** A slot longer ago is nobody's news, ms: the planner was down for half a day. */
const OVER_AFTER_MS = 12 * 3_600_000;
/** Drafts a transaction. */
const BATCH = 100;

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

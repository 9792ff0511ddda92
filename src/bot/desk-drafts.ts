import { editionById, findChat, writeJournal } from '../chats/store.js';
import { allOrNothing } from '../db/all-or-nothing.js';
import { type Correcting, correctDigest, runCorrections } from '../delivery/corrections.js';
import { isDoubtful } from '../delivery/store.js';
import { toldItems } from '../digests/drafts/items.js';
import { messagesOfDraft } from '../digests/drafts/post.js';
import { changeDraft, type DraftItem, decideDigest, draftById } from '../digests/drafts/store.js';
import { escapeHtml } from '../texts/html.js';
import { text } from '../texts/texts.js';
import type { BotContext, BotServices } from './context.js';
import type { DeskSeat } from './desk-access.js';
import { deskPressButton } from './panels/desk.js';
import type { DraftView } from './panels/desk-draft.js';
import { openBelow } from './panels/panel.js';

/** The draft of an id at a person's desk, with who decided it last; `null` for another desk's, or one that is no more. */
export async function draftAt({ db, now }: BotServices, seat: DeskSeat, draftId: number): Promise<DraftView | null> {
  const found = await draftById(db, draftId);
  const place = found && (await editionById(db, found.draft.editionId));
  if (!found || place?.desk.id !== seat.desk.id) return null;
  const { decidedBy } = found.draft;
  const who = decidedBy === null ? null : await findChat(db, { telegramId: decidedBy });
  const isInDoubt = found.digest.state === 'uncertain' && (await isDoubtful(db, found.digest.id));
  return { ...found, place, now: now(), decidedBy: who?.title ?? null, isInDoubt };
}

/** What a change of a draft's stories came to: `changed` by somebody else meanwhile, or one that cannot be posted. */
export type Rewritten = 'done' | 'changed' | 'in-doubt' | Exclude<Correcting, 'ordered'> | 'refused';

/**
 * Changes the stories of a draft, as it was seen. Where it was published already, its messages are corrected in place;
 * where none of them got through, it is made ready to be posted again.
 * @param options.action of the journal.
 */
export async function rewrite(
  ctx: BotContext,
  services: BotServices,
  seat: DeskSeat,
  options: { shown: DraftView; items: DraftItem[]; action: string; data?: Record<string, string | number> },
): Promise<Rewritten> {
  const { db, now } = services;
  const { shown, items, action, data = {} } = options;
  const { draft, digest, place } = shown;
  const isPublished = draft.state === 'published';
  const isPosted = isPublished && digest.state !== 'failed' && digest.state !== 'expired';
  const from = isPublished ? (['published'] as const) : (['open', 'approved'] as const);
  const correctedAt = place.edition.marksCorrections ? now() : null;
  const outcome = await allOrNothing<Rewritten>(db, async (tx, abandon) => {
    const { id: draftId, version } = draft;
    if (!(await changeDraft(tx, { draftId, version, from, items, by: seat.userId }, now()))) return 'changed';
    const line = { deskId: seat.desk.id, userId: seat.userId, action, data: { name: place.edition.name, ...data } };
    await writeJournal(tx, line, now());
    if (!isPosted) return 'done';
    const { state, stateReason } = digest;
    await decideDigest(tx, digest.id, {
      state,
      stateReason,
      storyIds: toldItems(items).map(({ storyId }) => storyId),
    });
    const parts = messagesOfDraft(place, items, { digest, correctedAt });
    const ordered = await correctDigest(tx, { digestId: digest.id, parts }, now());
    if (ordered === 'ordered') return 'done';
    // Nothing of it is kept: what the desk sees is what stands in the channel.
    return abandon(state === 'uncertain' ? 'in-doubt' : ordered);
  });
  if (outcome !== 'done' || !isPosted) return outcome;
  return (await correctNow(ctx, services, digest.id)) ? 'done' : 'refused';
}

/** Makes the corrections that a digest is to have; `false` where Telegram takes them not. */
export async function correctNow(ctx: BotContext, { db, now }: BotServices, digestId: number): Promise<boolean> {
  return (await runCorrections({ db, api: ctx.api, now: now(), digestId })).length === 0;
}

/** Says that a post stands as it was, with the button that corrects it once more; what was pressed stays as it is. */
export async function offerMending(ctx: BotContext, seat: DeskSeat, { draft, place }: DraftView): Promise<void> {
  const { language, chat } = seat;
  const words = { name: escapeHtml(place.edition.name), chat: escapeHtml(chat.title) };
  await openBelow(ctx, {
    html: text(language, 'notice-correction-failed', words),
    buttons: [[deskPressButton(seat, text(language, 'desk-button-correct-again'), 'mend', draft.id)]],
  });
}

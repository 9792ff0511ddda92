import { writeJournal } from '../chats/store.js';
import { allOrNothing } from '../db/all-or-nothing.js';
import type { Database } from '../db/connect.js';
import { type Correcting, correctDigest } from '../delivery/corrections.js';
import { confirmPosted, giveUpDoubt } from '../delivery/doubt.js';
import {
  approveDraft,
  type Decision,
  postAgain,
  publishDraft,
  reviveDraft,
  skipDraft,
} from '../digests/drafts/decide.js';
import { messagesOfDraft } from '../digests/drafts/post.js';
import { changeDraft } from '../digests/drafts/store.js';
import type { TextId } from '../texts/ids.js';
import type { BotContext, BotServices } from './context.js';
import type { DeskAction, DeskSeat } from './desk-access.js';
import { showDraft, tellOfOther, withDraft, withSeen } from './desk-draft-presses.js';
import { correctNow, offerMending } from './desk-drafts.js';
import { alarm, toast } from './desk-shown.js';
import type { DraftView } from './panels/desk-draft.js';

type Decided = Decision | { done: false; because: 'on-its-way' };

/** What people of a desk decide of a whole draft: posted, left out, approved; posted again, corrected once more, removed. */
export function decidingActions(services: BotServices): Record<string, DeskAction> {
  const { db, now, enqueue } = services;
  const order = ({ draft }: DraftView, { userId }: DeskSeat) => ({ db, now: now(), enqueue, draft, by: userId });
  const decide = (
    see: typeof withDraft,
    decision: (shown: DraftView, seat: DeskSeat) => Promise<Decided>,
    said: TextId,
  ): DeskAction =>
    see(services, async (ctx, seat, shown) => {
      const decided = await decision(shown, seat);
      if (!decided.done) return sayWhyNot(ctx, services, seat, { ...decided, draftId: shown.draft.id });
      services.wake();
      await toast(ctx, seat, said);
      await showDraft(ctx, services, seat, decided.draft.id);
    });
  return {
    now: decide(withSeen, (shown, seat) => publishDraft(order(shown, seat)), 'draft-goes'),
    approve: decide(withSeen, (shown, seat) => approveDraft(order(shown, seat)), 'draft-will-go'),
    skip: decide(withSeen, (shown, seat) => skipDraft({ ...order(shown, seat), reason: 'skipped' }), 'draft-left-out'),
    revive: decide(withDraft, (shown, seat) => reviveDraft(order(shown, seat)), 'draft-goes'),
    again: decide(withSeen, (shown, seat) => again(services, shown, seat), 'draft-goes'),
    arrived: decide(withSeen, (shown, seat) => arrived(services, shown, seat), 'draft-confirmed'),
    mend: withDraft(services, (ctx, seat, shown) => mend(ctx, services, seat, shown)),
    remove: withSeen(services, (ctx, seat, shown) => remove(ctx, services, seat, shown)),
  };
}

/** Says why a draft was not published: somebody was quicker, nothing of it is left, or there is nowhere to post it. */
async function sayWhyNot(
  ctx: BotContext,
  services: BotServices,
  seat: DeskSeat,
  { because, draftId }: { because: Extract<Decided, { done: false }>['because']; draftId: number },
): Promise<void> {
  if (because === 'changed') return tellOfOther(ctx, services, seat, draftId);
  if (because === 'nothing-left') return toast(ctx, seat, 'draft-empty');
  await alarm(ctx, seat, `draft-${because}`);
}

/** What arrived whole is posted once more; of anything else, what did not arrive. */
async function again({ db, now, enqueue }: BotServices, shown: DraftView, { userId: by }: DeskSeat): Promise<Decided> {
  const { draft, digest, place } = shown;
  const order = { now: now(), enqueue, place, draft, digest, by };
  if (digest.state === 'planned') return { done: false, because: 'on-its-way' };
  if (digest.state === 'sent') {
    const posted = await postAgain({ ...order, db });
    return posted.done ? { ...posted, draft } : posted;
  }
  return allOrNothing<Decided>(db, async (tx, abandon) => {
    const missing = await giveUpDoubt(tx, digest.id, now());
    const posted = await postAgain({ ...order, db: tx, missing });
    return posted.done ? posted : abandon(posted);
  });
}

/** Somebody looked: what nobody knew of is in the channel. */
async function arrived({ db, now }: BotServices, shown: DraftView, seat: DeskSeat): Promise<Decided> {
  const { draft, digest } = shown;
  const change = { draftId: draft.id, version: draft.version, from: ['published', 'skipped'] as const };
  return allOrNothing<Decided>(db, async (tx, abandon) => {
    const changed = await changeDraft(tx, { ...change, by: seat.userId }, now());
    if (!changed || !(await confirmPosted(tx, digest.id, now()))) return abandon({ done: false, because: 'changed' });
    await record(tx, { seat, shown, action: 'arrived', at: now() });
    return { done: true, draft: changed };
  });
}

/** Corrects once more what Telegram refused to have corrected, or removes it. */
async function mend(ctx: BotContext, services: BotServices, seat: DeskSeat, shown: DraftView): Promise<void> {
  const { db, now } = services;
  const { draft, digest, place } = shown;
  const correctedAt = place.edition.marksCorrections ? now() : null;
  const items = draft.state === 'published' ? draft.items : [];
  const parts = items.length === 0 ? [] : messagesOfDraft(place, items, { digest, correctedAt });
  const ordered = await db.transaction((tx) => correctDigest(tx, { digestId: digest.id, parts }, now()));
  if (ordered !== 'ordered') return alarm(ctx, seat, `draft-${ordered}`);
  await toast(ctx, seat, (await correctNow(ctx, services, digest.id)) ? 'draft-corrects' : 'draft-refused');
  await showDraft(ctx, services, seat, draft.id);
}

async function remove(ctx: BotContext, services: BotServices, seat: DeskSeat, shown: DraftView): Promise<void> {
  const { db, now } = services;
  const { draft, digest } = shown;
  const change = { draftId: draft.id, version: draft.version, from: ['published'] as const, by: seat.userId };
  const removed = await allOrNothing<Correcting | 'changed'>(db, async (tx, abandon) => {
    if (!(await changeDraft(tx, { ...change, state: 'skipped' }, now()))) return 'changed';
    const ordered = await correctDigest(tx, { digestId: digest.id, parts: [] }, now());
    if (ordered !== 'ordered') return abandon(ordered);
    await record(tx, { seat, shown, action: 'removed', at: now() });
    return ordered;
  });
  if (removed === 'changed') return tellOfOther(ctx, services, seat, draft.id);
  if (removed !== 'ordered') return alarm(ctx, seat, shown.isInDoubt ? 'draft-in-doubt' : `draft-${removed}`);
  if (await correctNow(ctx, services, digest.id)) await toast(ctx, seat, 'draft-removed');
  else await offerMending(ctx, seat, shown);
  await showDraft(ctx, services, seat, draft.id);
}

async function record(
  tx: Database,
  { seat, shown, action, at }: { seat: DeskSeat; shown: DraftView; action: string; at: Date },
): Promise<void> {
  const data = { name: shown.place.edition.name };
  await writeJournal(tx, { deskId: seat.desk.id, userId: seat.userId, action, data }, at);
}

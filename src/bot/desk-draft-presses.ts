import { numberOf } from '../chats/desk-press.js';
import { text } from '../texts/texts.js';
import type { BotContext, BotServices } from './context.js';
import type { DeskAction, DeskSeat } from './desk-access.js';
import { draftAt, offerMending, type Rewritten } from './desk-drafts.js';
import { alarm, toast } from './desk-shown.js';
import { type DraftView, draftPanel, draftStoryPanel } from './panels/desk-draft.js';
import { showPanel } from './panels/panel.js';

type Run = (ctx: BotContext, seat: DeskSeat, shown: DraftView, args: readonly string[]) => Promise<void>;

/** A press that names a draft, with the draft as it stands now. */
export function withDraft(services: BotServices, run: Run): DeskAction {
  return {
    needs: 'editor',
    run: async (ctx, seat, [id, ...args]) => {
      const shown = await draftAt(services, seat, numberOf(id));
      if (shown) await run(ctx, seat, shown, args);
      else await toast(ctx, seat, 'draft-gone');
    },
  };
}

/** The same, as long as nobody changed it since the button was shown; who did is told of otherwise. */
export function withSeen(services: BotServices, run: Run): DeskAction {
  return withDraft(services, async (ctx, seat, shown, [version, ...args]) => {
    if (shown.draft.version === numberOf(version)) await run(ctx, seat, shown, args);
    else await tellOfOther(ctx, services, seat, shown.draft.id);
  });
}

/** Says who was quicker and what he did, and shows the draft as it is then. */
export async function tellOfOther(
  ctx: BotContext,
  services: BotServices,
  seat: DeskSeat,
  draftId: number,
): Promise<void> {
  const shown = await draftAt(services, seat, draftId);
  if (!shown) return toast(ctx, seat, 'draft-gone');
  const who = shown.decidedBy ?? text(seat.language, 'draft-by-itself');
  const said = text(seat.language, `draft-now-${shown.draft.state}`, { who });
  await ctx.answerCallbackQuery({ text: said, show_alert: true });
  await showPanel(ctx, draftPanel(seat, shown));
}

/** Shows a draft as it stands now. */
export async function showDraft(
  ctx: BotContext,
  services: BotServices,
  seat: DeskSeat,
  draftId: number,
): Promise<void> {
  const shown = await draftAt(services, seat, draftId);
  if (shown) await showPanel(ctx, draftPanel(seat, shown));
}

/** Shows one story of a draft; the draft, where the story is not in it any more. */
export async function showStory(ctx: BotContext, seat: DeskSeat, shown: DraftView, storyId: number): Promise<void> {
  const item = shown.draft.items.find((one) => one.storyId === storyId);
  await showPanel(ctx, item ? draftStoryPanel(seat, shown, item) : draftPanel(seat, shown));
}

/** Says what a change came to where the panel does not show it. */
export async function sayOutcome(
  ctx: BotContext,
  services: BotServices,
  seat: DeskSeat,
  { outcome, shown }: { outcome: Rewritten; shown: DraftView },
): Promise<void> {
  if (outcome === 'changed') await tellOfOther(ctx, services, seat, shown.draft.id);
  else if (outcome === 'refused') await offerMending(ctx, seat, shown);
  else if (outcome !== 'done') await alarm(ctx, seat, `draft-${outcome}`);
}

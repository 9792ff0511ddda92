import { numberOf } from '../chats/desk-press.js';
import { draftItemsOf } from '../digests/drafts/ask.js';
import { moved, replaced, retold, setOut } from '../digests/drafts/items.js';
import type { DraftItem } from '../digests/drafts/store.js';
import { splitArticle } from '../stories/store/placing.js';
import { articlesOfStories } from '../stories/store.js';
import type { BotContext, BotServices } from './context.js';
import type { DeskAction, DeskSeat } from './desk-access.js';
import { sayOutcome, withSeen } from './desk-draft-presses.js';
import { draftAt, rewrite } from './desk-drafts.js';
import { toast } from './desk-shown.js';
import { type DraftView, draftPanel, splitPanel } from './panels/desk-draft.js';
import { showPanel } from './panels/panel.js';

/** What people of a desk change of a draft's stories by pressing: their order, which are told, and what is one story. */
export function changingActions(services: BotServices): Record<string, DeskAction> {
  return {
    move: withSeen(services, (ctx, seat, shown, [story, way]) => {
      const items = moved(shown.draft.items, numberOf(story), way === 'up' ? 'up' : 'down');
      return change(ctx, services, seat, { shown, items, action: 'moved' });
    }),
    put: withSeen(services, (ctx, seat, shown, [story, where]) => {
      const items = setOut(shown.draft.items, numberOf(story), where === 'out');
      return change(ctx, services, seat, { shown, items, action: 'cut' });
    }),
    split: withSeen(services, (ctx, seat, shown, [story]) => askWhich(ctx, services, seat, shown, numberOf(story))),
    part: withSeen(services, (ctx, seat, shown, [story, article]) =>
      part(ctx, services, seat, shown, { storyId: numberOf(story), articleId: numberOf(article) }),
    ),
  };
}

async function change(
  ctx: BotContext,
  services: BotServices,
  seat: DeskSeat,
  order: { shown: DraftView; items: DraftItem[]; action: string },
): Promise<void> {
  const { shown } = order;
  const outcome = await rewrite(ctx, services, seat, order);
  await sayOutcome(ctx, services, seat, { outcome, shown });
  const after = outcome === 'changed' ? null : await draftAt(services, seat, shown.draft.id);
  if (after) await showPanel(ctx, draftPanel(seat, after));
}

/** Shows the articles of a story, of which one may tell of another event. */
async function askWhich(
  ctx: BotContext,
  { db }: BotServices,
  seat: DeskSeat,
  shown: DraftView,
  storyId: number,
): Promise<void> {
  const item = shown.draft.items.find((one) => one.storyId === storyId);
  const articles = item ? ((await articlesOfStories(db, [storyId])).get(storyId) ?? []) : [];
  if (!item || articles.length < 2) return toast(ctx, seat, 'draft-one-article');
  await showPanel(ctx, splitPanel(seat, shown, { item, articles }));
}

/** Takes an article out of a story, which is told anew by what is left. */
async function part(
  ctx: BotContext,
  services: BotServices,
  seat: DeskSeat,
  shown: DraftView,
  { storyId, articleId }: { storyId: number; articleId: number },
): Promise<void> {
  const { db, now } = services;
  const item = shown.draft.items.find((one) => one.storyId === storyId);
  const articles = (await articlesOfStories(db, [storyId])).get(storyId) ?? [];
  const isIts = articles.some(({ id }) => id === articleId);
  if (!item || !isIts || (await splitArticle(db, { storyId, articleId, now: now() })) === null) {
    return toast(ctx, seat, 'draft-one-article');
  }
  const [left] = await draftItemsOf({ db, now: now(), place: shown.place }, [storyId]);
  const items = replaced(shown.draft.items, storyId, left ? [retold(item, left)] : []);
  await change(ctx, services, seat, { shown, items, action: 'parted' });
}

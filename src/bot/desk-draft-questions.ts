import { numberOf } from '../chats/desk-press.js';
import type { Database } from '../db/connect.js';
import { draftItemsOf } from '../digests/drafts/ask.js';
import { added, reworded } from '../digests/drafts/items.js';
import { ownInPlaceOf } from '../stories/own/store.js';
import { articlesOfStories, searchStories, storiesWithArticleAt } from '../stories/store.js';
import { unfaithful } from '../summaries/faithful.js';
import { escapeHtml } from '../texts/html.js';
import { text } from '../texts/texts.js';
import type { BotContext, BotServices } from './context.js';
import type { DeskAsking } from './conversations/desk.js';
import type { DeskSeat } from './desk-access.js';
import { draftAt, offerMending, type Rewritten, rewrite } from './desk-drafts.js';
import { readLink } from './links.js';
import { type DraftView, draftPanel, draftStoryPanel } from './panels/desk-draft.js';
import { showPanel } from './panels/panel.js';

/** UTF-16 units of a person's own headline and summary. */
const LONGEST = { headline: 200, summary: 700 } as const;
/** Before a person's words: he has read the warning and means them. */
const INSISTING = '!';

/** What people of a desk are asked in writing about a draft: other words for a story, and stories to add. */
export function draftQuestions(services: BotServices): Record<string, DeskAsking> {
  return {
    reword: {
      needs: 'editor',
      ask: (language, [, , , part]) => {
        const which = part === 'summary' ? 'summary' : 'headline';
        return text(language, `draft-ask-${which}`, { most: LONGEST[which] });
      },
      take: (ctx, { seat, args }) => takeWords(ctx, services, seat, args),
    },
    add: {
      needs: 'editor',
      ask: (language) => text(language, 'draft-ask-add'),
      take: (ctx, { seat, args }) => takeStory(ctx, services, seat, args),
    },
  };
}

async function takeWords(
  ctx: BotContext,
  services: BotServices,
  seat: DeskSeat,
  [id, , story, which]: readonly string[],
): Promise<string | null> {
  const { language } = seat;
  const part = which === 'summary' ? 'summary' : 'headline';
  const written = (ctx.message?.text ?? '').trim();
  const isMeant = written.startsWith(INSISTING);
  const words = (isMeant ? written.slice(1) : written).replace(/\s+/g, ' ').trim();
  if (words === '' || words.length > LONGEST[part]) return text(language, `draft-ask-${part}`, { most: LONGEST[part] });
  const storyId = numberOf(story);
  const articles = (await articlesOfStories(services.db, [storyId])).get(storyId) ?? [];
  const reasons = articles.length === 0 ? [] : unfaithful(words, articles);
  const named = [...new Set(reasons.map((reason) => reason.text))].join('; ');
  if (reasons.length > 0 && !isMeant) return text(language, 'draft-guard', { words: named });
  return change(ctx, services, seat, {
    draftId: numberOf(id),
    storyId,
    action: reasons.length > 0 ? 'overruled' : 'reworded',
    make: ({ draft }) => reworded(draft.items, storyId, { part, text: words, overruled: reasons }),
  });
}

async function takeStory(
  ctx: BotContext,
  services: BotServices,
  seat: DeskSeat,
  [id]: readonly string[],
): Promise<string | null> {
  const { db, now } = services;
  const written = (ctx.message?.text ?? '').trim();
  const shown = await draftAt(services, seat, numberOf(id));
  if (!shown) return text(seat.language, 'draft-gone');
  const [found] = written === '' ? [] : await storiesFor(services, written, shown);
  const [item] = found === undefined ? [] : await draftItemsOf({ db, now: now(), place: shown.place }, [found]);
  if (!item) return text(seat.language, 'draft-not-found');
  return change(ctx, services, seat, {
    draftId: shown.draft.id,
    storyId: item.storyId,
    action: 'added',
    make: ({ draft }) => added(draft.items, item),
  });
}

/** The stories that a link or some words mean and that the draft does not tell, the likeliest first. */
async function storiesFor({ db }: BotServices, written: string, { draft, place }: DraftView): Promise<number[]> {
  const told = new Set(draft.items.filter(({ isOut }) => !isOut).map(({ storyId }) => storyId));
  const deskId = place.desk.id;
  const target = readLink(/[?&]start=([A-Za-z0-9_-]+)/.exec(written)?.[1] ?? '');
  if (target?.to === 'story') return asToldTo(db, deskId, [target.storyId]);
  if (/^https?:\/\/\S+$/.test(written)) return asToldTo(db, deskId, await storiesWithArticleAt(db, written, deskId));
  const found = await searchStories(db, { words: written, limit: 5, deskId });
  const ids = found.map(({ id }) => id);
  return (await asToldTo(db, deskId, ids)).filter((id) => !told.has(id));
}

/** Stories as a desk is told them: its own in the place of everybody's of the same event, each once. */
async function asToldTo(db: Database, deskId: number, storyIds: readonly number[]): Promise<number[]> {
  const own = await ownInPlaceOf(db, { deskId, storyIds });
  return [...new Set(storyIds.map((id) => own.get(id) ?? id))];
}

/** Changes the draft as it stands now: words were long in the writing, and who changed it meanwhile changed something else. */
async function change(
  ctx: BotContext,
  services: BotServices,
  seat: DeskSeat,
  order: { draftId: number; storyId: number; action: string; make(shown: DraftView): DraftView['draft']['items'] },
): Promise<string | null> {
  const { draftId, storyId, action, make } = order;
  const shown = await draftAt(services, seat, draftId);
  const outcome: Rewritten | 'gone' =
    shown && shown.draft.state !== 'skipped'
      ? await rewrite(ctx, services, seat, { shown, items: make(shown), action })
      : 'gone';
  if (outcome === 'refused' && shown) {
    await offerMending(ctx, seat, shown);
    return null;
  }
  const after = await draftAt(services, seat, draftId);
  if (outcome !== 'done' || !after) {
    await ctx.reply(
      escapeHtml(
        text(seat.language, outcome === 'changed' ? 'draft-changed' : `draft-${outcome === 'done' ? 'gone' : outcome}`),
      ),
    );
    return null;
  }
  const item = after.draft.items.find((one) => one.storyId === storyId);
  await showPanel(ctx, item ? draftStoryPanel(seat, after, item) : draftPanel(seat, after));
  return null;
}

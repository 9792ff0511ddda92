import { numberOf } from '../chats/desk-press.js';
import type { Database } from '../db/connect.js';
import { draftItemsOf } from '../digests/drafts/ask.js';
import { added, reworded } from '../digests/drafts/items.js';
import { ownInPlaceOf } from '../stories/own/store.js';
import { articlesOfStories, searchStories, storiesWithArticleAt } from '../stories/store.js';
import type { Reason } from '../summaries/faithful/reason.js';
import { unfaithful } from '../summaries/faithful.js';
import { LIMITS } from '../summaries/lengths.js';
import { escapeHtml } from '../texts/html.js';
import { text } from '../texts/texts.js';
import type { BotContext, BotServices } from './context.js';
import type { DeskAsking } from './conversations/desk.js';
import type { DeskSeat } from './desk-access.js';
import { draftAt, offerMending, type Rewritten, rewrite } from './desk-drafts.js';
import { objections } from './desk-guard.js';
import { alarm } from './desk-shown.js';
import { readLink } from './links.js';
import { deskPressButton } from './panels/desk.js';
import { type DraftView, draftPanel, draftStoryPanel } from './panels/desk-draft.js';
import { type Panel, showPanel } from './panels/panel.js';

/** UTF-16 units of a person's own headline and summary. */
const LONGEST = { headline: 200, summary: LIMITS.long } as const;

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
): Promise<string | Panel | null> {
  const { language } = seat;
  const wording = wordingOf(ctx.message?.text, { id, story, which });
  const { words, part, draftId, storyId } = wording;
  const most = LONGEST[part];
  if (words === '') return text(language, `draft-ask-${part}`, { most });
  if (words.length > most) return text(language, 'draft-too-long', { count: words.length, most });
  const reasons = await reasonsAgainst(services, wording);
  if (reasons.length === 0) return writeWords(ctx, services, seat, { ...wording, reasons });
  const said = [...objections(language, { words, reasons }), text(language, 'draft-guard-choice')];
  const keep = deskPressButton(seat, text(language, 'draft-button-keep'), 'keep', draftId, storyId, part);
  return { html: escapeHtml(said.join('\n')), buttons: [[keep]] };
}

/** A person has read the warning under his words and means them: they are taken from the message that it answers. */
export async function keepWords(
  ctx: BotContext,
  services: BotServices,
  seat: DeskSeat,
  { shown, args }: { shown: DraftView; args: readonly string[] },
): Promise<void> {
  const [story, which] = args;
  const said = ctx.callbackQuery?.message?.reply_to_message;
  // Words that were changed since were not warned of.
  const written = said?.edit_date === undefined ? said?.text : undefined;
  const wording = wordingOf(written, { id: shown.draft.id.toString(36), story, which });
  if (wording.words === '' || wording.words.length > LONGEST[wording.part]) return alarm(ctx, seat, 'draft-keep-gone');
  // Nobody waits for other words any more.
  await ctx.conversation.exitAll();
  await writeWords(ctx, services, seat, { ...wording, reasons: await reasonsAgainst(services, wording) });
}

/** A person's words for a part of a story in a draft. */
interface Wording {
  words: string;
  part: 'headline' | 'summary';
  draftId: number;
  storyId: number;
}

function wordingOf(
  written: string | undefined,
  { id, story, which }: Readonly<Record<'id' | 'story' | 'which', string | undefined>>,
): Wording {
  const words = (written ?? '').replace(/\s+/g, ' ').trim();
  const part = which === 'summary' ? 'summary' : 'headline';
  return { words, part, draftId: numberOf(id), storyId: numberOf(story) };
}

async function reasonsAgainst({ db }: BotServices, { words, storyId }: Wording): Promise<Reason[]> {
  const articles = (await articlesOfStories(db, [storyId])).get(storyId) ?? [];
  return articles.length === 0 ? [] : unfaithful(words, articles);
}

function writeWords(
  ctx: BotContext,
  services: BotServices,
  seat: DeskSeat,
  { words, part, draftId, storyId, reasons }: Wording & { reasons: readonly Reason[] },
): Promise<null> {
  return change(ctx, services, seat, {
    draftId,
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
): Promise<null> {
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

import { takeOutOfPosts } from '../../delivery/corrections.js';
import { recallStories } from '../../delivery/recall.js';
import { retellInDrafts } from '../../digests/drafts/retell.js';
import { digestsThatTold } from '../../digests/keep/store.js';
import { barPublisher } from '../../intake/publisher/store.js';
import { formerIds, searchStories, storiesByIds } from '../../stories/store.js';
import { storiesToldBy, takeDownStory, takeOutArticles } from '../../stories/take-down.js';
import { forgetSummaries } from '../../summaries/store.js';
import { escapeHtml } from '../../texts/html.js';
import { text } from '../../texts/texts.js';
import type { BotServices } from '../context.js';
import { type Panel, type PanelPlace, pressButton, rowsOf } from '../panels/panel.js';
import { askPanel, backRow } from './home.js';

/** Stories that are offered for one search. */
const MOST_FOUND = 10;
/** A publisher that is taken out goes from the digests of so long, ms; they tell of what it wrote in so long before. */
const TAKEN_BACK_MS = 2 * 86_400_000;
const TOLD_OF_MS = 7 * 86_400_000;

/** The stories that have these words, each with a button to take it down. */
export async function foundStories({ db }: BotServices, place: PanelPlace, words: string): Promise<Panel> {
  const { language } = place.chat;
  const found = await searchStories(db, { words, limit: MOST_FOUND, deskId: 'any' });
  if (found.length === 0) return { html: text(language, 'admin-stories-none'), buttons: [backRow(place)] };
  return {
    html: [
      `<b>${text(language, 'admin-stories-title')}</b>`,
      ...found.map(({ headline }, index) => `${index + 1}. ${escapeHtml(headline)}`),
    ].join('\n'),
    buttons: [
      ...rowsOf(
        found.map(({ id }, index) => pressButton(`${index + 1}`, place, 'q', 'down?', id.toString(36))),
        5,
      ),
      backRow(place),
    ],
  };
}

/** Asks whether to take a story down. */
export async function askToTakeDown({ db }: BotServices, place: PanelPlace, id: string): Promise<Panel> {
  const { language } = place.chat;
  const [story] = await storiesByIds(db, [Number.parseInt(id, 36) || 0]);
  if (!story) return { html: text(language, 'admin-story-gone'), buttons: [backRow(place)] };
  const html = text(language, 'admin-story-ask', { headline: escapeHtml(story.headline) });
  return askPanel(place, { html, yes: ['down', id], no: ['open'] });
}

/** Takes a story down: out of every list, search and digest to come, with its texts and summaries. */
export async function takeDown({ db, now }: BotServices, place: PanelPlace, id: string): Promise<Panel> {
  const { language } = place.chat;
  const storyId = Number.parseInt(id, 36) || 0;
  const isThere = await db.transaction(async (tx) => {
    const [story] = await storiesByIds(tx, [storyId]);
    if (!story) return false;
    const downIds = await takeDownStory(tx, { storyId, now: now() });
    for (const id of downIds) await takeOutOfPosts(tx, id, now());
    const former = await formerIds(tx, downIds);
    const storyIds = [...downIds, ...former.keys()];
    await retellInDrafts({ db: tx, now: now(), storyIds });
    await recallStories(tx, { storyIds, since: story.firstSeenAt, now: now() });
    await forgetSummaries(tx, downIds);
    return true;
  });
  const html = isThere
    ? text(language, 'admin-story-down', { digests: await digestsThatTold(db, storyId) })
    : text(language, 'admin-story-gone');
  return { html, buttons: [backRow(place)] };
}

/** Takes a publisher out: its sources stop, its articles lose their words, and what it alone told is taken down. */
export async function takeOut({ db, now }: BotServices, place: PanelPlace, publisher: string): Promise<Panel> {
  const told = await db.transaction(async (tx) => {
    await barPublisher(tx, { publisher, now: now() });
    const storyIds = await storiesToldBy(tx, { publisher, since: new Date(now().getTime() - TOLD_OF_MS) });
    const former = await formerIds(tx, storyIds);
    const all = [...storyIds, ...former.keys()];
    await recallStories(tx, { storyIds: all, since: new Date(now().getTime() - TAKEN_BACK_MS), now: now() });
    return all;
  });
  const gone = await takeOutArticles(db, { publisher, now: now() });
  await forgetSummaries(db, gone);
  await retellInDrafts({ db, now: now(), storyIds: told });
  const html = text(place.chat.language, 'admin-barred', { publisher: escapeHtml(publisher), stories: gone.length });
  return { html, buttons: [backRow(place)] };
}

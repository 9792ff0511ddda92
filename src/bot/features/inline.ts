import { Composer } from 'grammy';
import type { InlineQueryResultArticle } from 'grammy/types';
import { findChat } from '../../chats/store.js';
import { storyCard } from '../../digests/card.js';
import { type Story, searchStories, sourcesOfStories, storiesSince } from '../../stories/store.js';
import { summariesFor } from '../../summaries/store.js';
import { text } from '../../texts/texts.js';
import { HOME_ZONE } from '../../vocabulary.js';
import type { BotContext, BotServices } from '../context.js';
import { storyLink } from '../links.js';

/** Cards that are offered. */
const MOST_CARDS = 10;
/** Stories among which the day's best are looked for: the newest. */
const MOST_OF_DAY = 2_000;
const DAY_MS = 24 * 3_600_000;
/** Telegram gives the same answer to the same person and words for so long, seconds. */
const CACHE_S = 60;
/** UTF-16 units of a result's second line. */
const LONGEST_DESCRIPTION = 120;
/** A longer request is no search, in UTF-16 units. */
const LONGEST_WORDS = 200;

/** `@bot words` in any chat: cards of stories that hold the words; without words, the day's best. */
export function inlineFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.on('inline_query', async (ctx) => {
    const chat = await findChat(services.db, { telegramId: ctx.from.id });
    const place = { language: chat?.language ?? ('uk' as const), zone: chat?.zone ?? HOME_ZONE };
    const stories = await storiesFor(services, ctx.inlineQuery.query.trim());
    const storyIds = stories.map(({ id }) => id);
    const [summaries, sources] = await Promise.all([
      summariesFor(services.db, { storyIds, length: 'normal', now: services.now() }),
      sourcesOfStories(services.db, storyIds),
    ]);
    const results = stories.flatMap(({ id }): InlineQueryResultArticle[] => {
      const summary = summaries.get(id);
      if (!summary) return [];
      const card = { headline: summary.headline, summary: summary.text, sources: sources.get(id) ?? [] };
      const more = { text: text(place.language, 'digest-button-more'), url: storyLink(ctx.me.username, id) };
      return [
        {
          type: 'article',
          id: String(id),
          title: summary.headline,
          description: summary.text.slice(0, LONGEST_DESCRIPTION),
          input_message_content: {
            message_text: storyCard(card, place),
            parse_mode: 'HTML',
            link_preview_options: { is_disabled: true },
          },
          reply_markup: { inline_keyboard: [[more]] },
        },
      ];
    });
    await ctx.answerInlineQuery(results, { cache_time: CACHE_S, is_personal: true });
  });

  return feature;
}

async function storiesFor({ db, now }: BotServices, words: string): Promise<Story[]> {
  if (words.length > LONGEST_WORDS) return [];
  if (words !== '') return searchStories(db, { words, limit: MOST_CARDS });
  const day = { after: new Date(now().getTime() - DAY_MS), until: now(), limit: MOST_OF_DAY };
  return (await storiesSince(db, day)).sort((a, b) => b.rank - a.rank).slice(0, MOST_CARDS);
}

import { Composer } from 'grammy';
import type { InlineQueryResultArticle } from 'grammy/types';
import { type Chat, findChat } from '../../chats/store.js';
import { storyCard } from '../../digests/card.js';
import { searchStories, sourcesOfStories } from '../../stories/store.js';
import { summariesFor } from '../../summaries/store.js';
import { text } from '../../texts/texts.js';
import { HOME_ZONE } from '../../vocabulary.js';
import type { BotContext, BotServices } from '../context.js';
import { bestOfDay } from '../day.js';
import { storyLink } from '../links.js';

/** Cards that are offered. */
const MOST_CARDS = 10;
/** Telegram gives the same answer to the same person and words for so long, seconds. */
const CACHE_S = 60;
/** UTF-16 units of a result's second line. */
const LONGEST_DESCRIPTION = 120;
/** A longer request is no search, in UTF-16 units. */
const LONGEST_WORDS = 200;

/** `@bot words` in any chat: cards of stories that hold the words; without words, what of the day is worth most to who asks. */
export function inlineFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  // A card that a person sent by way of the bot, be it to the bot itself, is nothing that he says to it.
  feature.on('message', async (ctx, next) => {
    if (ctx.message.via_bot?.id !== ctx.me.id) await next();
  });

  feature.on('inline_query', async (ctx) => {
    const chat = await findChat(services.db, { telegramId: ctx.from.id });
    const place = { language: chat?.language ?? ('uk' as const), zone: chat?.zone ?? HOME_ZONE, at: services.now() };
    const storyIds = await storiesFor(services, chat, ctx.inlineQuery.query.trim());
    const [summaries, sources] = await Promise.all([
      summariesFor(services.db, { storyIds, length: 'normal', now: services.now() }),
      sourcesOfStories(services.db, storyIds),
    ]);
    const results = storyIds.flatMap((id): InlineQueryResultArticle[] => {
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

async function storiesFor({ db, now }: BotServices, chat: Chat | null, words: string): Promise<number[]> {
  if (words.length > LONGEST_WORDS) return [];
  if (words !== '') return (await searchStories(db, { words, limit: MOST_CARDS })).map(({ id }) => id);
  return bestOfDay({ db, now: now(), chat, limit: MOST_CARDS });
}

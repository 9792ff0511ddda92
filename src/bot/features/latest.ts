import { Composer } from 'grammy';
import type { Chat } from '../../chats/store.js';
import { escapeHtml } from '../../texts/html.js';
import { text } from '../../texts/texts.js';
import { askForDigest } from '../ask.js';
import type { BotContext, BotServices } from '../context.js';
import { chatHere } from '../place.js';
import { askedAbout } from '../question.js';

/** A longer request is no search. In UTF-16 units. */
export const LONGEST_WORDS = 200;

/** /latest: what is new now; with words, what is stored about them. */
export function latestFeature(services: BotServices): Composer<BotContext> {
  const feature = new Composer<BotContext>();

  feature.command(['latest', 'search'], (ctx) => answer(ctx, services, ctx.match));
  // In a private chat, words without a command are looked for.
  feature.chatType('private').on('message:text', async (ctx, next) => {
    if (ctx.message.text.startsWith('/')) return next();
    await answer(ctx, services, ctx.message.text);
  });

  return feature;
}

async function answer(ctx: BotContext, services: BotServices, said: string): Promise<void> {
  const words = said.replace(/\s+/g, ' ').trim();
  const chat = await chatHere(ctx, services);
  if (words.length > LONGEST_WORDS) {
    await ctx.reply(text(chat.language, 'latest-words-too-long'));
    return;
  }
  const digest = await askForDigest(services, chat, { kind: 'asked', words: askedAbout(words) });
  if (digest.state === 'planned') return;
  await ctx.reply(excuse(chat, digest.reason, words), { parse_mode: 'HTML' });
}

/** Why there is nothing to send, and what may help. */
export function excuse(
  { language }: Chat,
  reason: 'no-topics' | 'nothing-new' | 'not-found' | 'halted',
  words = '',
): string {
  switch (reason) {
    case 'no-topics':
      return text(language, 'latest-no-topics');
    case 'nothing-new':
      return text(language, 'latest-nothing');
    case 'halted':
      return text(language, 'latest-halted');
    case 'not-found':
      return text(language, 'latest-not-found', { words: escapeHtml(words) });
  }
}

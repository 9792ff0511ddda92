import { Composer } from 'grammy';
import { type Chat, preferencesOf, schedulesOf } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { type AskedDigest, askForDigest } from '../ask.js';
import type { BotContext, BotServices } from '../context.js';
import { nextInWords } from '../next.js';
import { notFoundPanel } from '../panels/not-found.js';
import { showPanel } from '../panels/panel.js';
import { chatHere } from '../place.js';
import { askedAbout } from '../question.js';
import { isSameInSomeForm } from '../words.js';

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
  const chat = await chatHere(ctx, services);
  if (said.length > LONGEST_WORDS) {
    await ctx.reply(text(chat.language, 'latest-words-too-long'));
    return;
  }
  const words = askedAbout(said);
  const digest = await askForDigest(services, chat, { kind: 'asked', words });
  if (digest.state === 'planned') return;
  if (digest.reason === 'not-found') {
    const { followedWords } = await preferencesOf(services.db, chat.id);
    const isFollowed = followedWords.some((one) => isSameInSomeForm(one, words));
    return showPanel(ctx, notFoundPanel({ chat, owner: 0 }, { words, isFollowed }));
  }
  await ctx.reply(await excuse(services, chat, digest.reason));
}

/** Why there is nothing to send to who sought no words, and what may help. */
export async function excuse(
  { db, now }: BotServices,
  { id, language }: Chat,
  reason: Extract<AskedDigest, { state: 'empty' }>['reason'],
): Promise<string> {
  if (reason === 'no-topics') return text(language, 'latest-no-topics');
  if (reason === 'halted') return text(language, 'latest-halted');
  const when = nextInWords(await schedulesOf(db, id), { language, now: now() });
  const next = when === null ? [] : [text(language, 'latest-next', { when })];
  return [text(language, 'latest-nothing'), ...next].join('\n');
}

import { createConversation } from '@grammyjs/conversations';
import type { Context, MiddlewareFn } from 'grammy';
import { chatById, preferencesOf, savePreferences } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { mayChange } from '../access.js';
import type { BotContext, BotServices } from '../context.js';
import { showPanel } from '../panels/panel.js';
import { WORD_LISTS, type WordListCode, wordsPanel } from '../panels/words.js';
import { chatHere } from '../place.js';
import { type BotConversation, CONVERSATION_LIMIT_MS } from './conversation.js';

export const WORDS = 'words';

/** Which list of which chat is added to, and to whom the panel belongs that is shown then. */
export interface WordsQuestion {
  chatId: number;
  owner: number;
  list: WordListCode;
}

/** Words of one list. */
const MOST_WORDS = 100;
/** UTF-16 units of one word or phrase. */
const LONGEST_WORD = 40;

/** Asks for words in writing and adds them. In a group only a reply to the question is taken for an answer. */
export function wordsConversation(services: BotServices): MiddlewareFn<BotContext> {
  return createConversation<BotContext, Context>(
    async (conversation: BotConversation, _ctx: Context, question: WordsQuestion) => {
      await conversation.external((outside) =>
        ask(outside, services, question.list === 'f' ? 'words-ask-follow' : 'words-ask-mute'),
      );
      const ctx = await conversation.wait();
      const isForUs = ctx.chat?.type === 'private' || ctx.message?.reply_to_message?.from?.id === ctx.me.id;
      if (!ctx.message || !isForUs) await conversation.skip({ next: true });
      const isDone = await conversation.external((outside) => addWords(outside, services, question));
      if (!isDone) await conversation.skip();
    },
    { id: WORDS, maxMillisecondsToWait: CONVERSATION_LIMIT_MS },
  ) as MiddlewareFn<BotContext>;
}

/** The words that a person wrote: parted by commas, line breaks or semicolons, each once, in lower case. */
export function parseWords(written: string): string[] {
  const words = written.split(/[,;\n]/).map((word) => word.trim().replace(/\s+/g, ' ').toLocaleLowerCase('uk'));
  return [...new Set(words.filter((word) => /\p{L}|\p{N}/u.test(word)))];
}

async function addWords(
  ctx: BotContext,
  services: BotServices,
  { chatId, owner, list }: WordsQuestion,
): Promise<boolean> {
  const { db } = services;
  const words = parseWords(ctx.message?.text ?? '');
  const chat = await chatById(db, chatId);
  if (chat === null || !(await mayChange(ctx, chat))) {
    await ctx.reply(text(chat?.language ?? 'uk', chat === null ? 'panel-chat-unknown' : 'group-admins-only'));
    return true;
  }
  const preferences = await preferencesOf(db, chatId);
  const together = [...new Set([...preferences[WORD_LISTS[list]], ...words])];
  const excuse = excuseFor(words, together);
  if (excuse !== null) {
    await ask(ctx, services, excuse);
    return false;
  }
  const saved = await savePreferences(db, chatId, { [WORD_LISTS[list]]: together });
  await showPanel(ctx, wordsPanel({ chat, owner }, { preferences: saved, page: 0 }));
  return true;
}

function excuseFor(words: readonly string[], together: readonly string[]) {
  if (words.length === 0) return 'words-text-wanted';
  if (words.some((word) => word.length > LONGEST_WORD)) return 'words-too-long';
  return together.length > MOST_WORDS ? 'words-too-many' : null;
}

type Asked = 'words-ask-follow' | 'words-ask-mute' | 'words-text-wanted' | 'words-too-long' | 'words-too-many';

async function ask(ctx: BotContext, services: BotServices, id: Asked): Promise<void> {
  const { language, kind } = await chatHere(ctx, services);
  const said = text(language, id, { most: MOST_WORDS });
  await ctx.reply(said, kind === 'private' ? {} : { reply_markup: { force_reply: true } });
}

import type { MiddlewareFn } from 'grammy';
import { preferencesOf, savePreferences } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import type { InterfaceLanguage } from '../../vocabulary.js';
import type { BotContext, BotServices } from '../context.js';
import { showPanel } from '../panels/panel.js';
import { WORD_LISTS, type WordListCode, wordsPanel } from '../panels/words.js';
import { eachWordOnce, MOST_WORDS } from '../words.js';
import { type Question, questionConversation } from './question.js';

export const WORDS = 'words';

/** Which list is added to. */
export interface WordsQuestion extends Question {
  list: WordListCode;
}

/** UTF-16 units of one word or phrase. */
const LONGEST_WORD = 40;

/** Asks for words in writing and adds them. */
export function wordsConversation(services: BotServices): MiddlewareFn<BotContext> {
  return questionConversation<WordsQuestion>(services, {
    id: WORDS,
    ask: (language, { list }) => text(language, list === 'f' ? 'words-ask-follow' : 'words-ask-mute'),
    async take(ctx, { question: { list }, place }) {
      const { chat } = place;
      const words = parseWords(ctx.message?.text ?? '');
      const preferences = await preferencesOf(services.db, chat.id);
      const together = eachWordOnce([...preferences[WORD_LISTS[list]], ...words]);
      const excuse = excuseForWords(chat.language, words, together);
      if (excuse !== null) return excuse;
      const saved = await savePreferences(services.db, chat.id, { [WORD_LISTS[list]]: together });
      await showPanel(ctx, wordsPanel(place, { preferences: saved, page: 0 }));
      return null;
    },
  });
}

/** The words that a person wrote: parted by commas, line breaks or semicolons, each once. */
export function parseWords(written: string): string[] {
  const words = written.split(/[,;\n]/).map((word) => word.trim().replace(/\s+/g, ' '));
  return eachWordOnce(words.filter((word) => /\p{L}|\p{N}/u.test(word)));
}

/** Why words cannot be added to a list, which has these together with them; `null`: they can. */
export function excuseForWords(
  language: InterfaceLanguage,
  words: readonly string[],
  together: readonly string[],
): string | null {
  if (words.length === 0) return text(language, 'words-text-wanted');
  if (words.some((word) => word.length > LONGEST_WORD)) return text(language, 'words-too-long');
  return together.length > MOST_WORDS ? text(language, 'words-too-many', { most: MOST_WORDS }) : null;
}

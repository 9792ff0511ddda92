import { createHash } from 'node:crypto';
import type { Preferences } from '../../chats/store.js';
import { escapeHtml } from '../../texts/html.js';
import { text } from '../../texts/texts.js';
import { inSmallLetters } from '../words.js';
import { type Panel, type PanelPlace, panelTitle, pressButton, rowsOf } from './panel.js';

/** Which list a word stands in: `f` followed, `m` muted. */
export const WORD_LISTS = { f: 'followedWords', m: 'mutedWords' } as const;
export type WordListCode = keyof typeof WORD_LISTS;

/** Words on one page of buttons. */
const WORDS_A_PAGE = 12;
/** Words named in the text; the buttons show the others. */
const WORDS_NAMED = 40;

/** The words that a chat follows and does not want to see, each a button that removes it. */
export function wordsPanel(
  place: PanelPlace,
  { preferences, page }: { preferences: Preferences; page: number },
): Panel {
  const { language } = place.chat;
  const codes: WordListCode[] = ['f', 'm'];
  const entries = codes.flatMap((code) => preferences[WORD_LISTS[code]].map((word) => ({ code, word })));
  const pages = Math.max(1, Math.ceil(entries.length / WORDS_A_PAGE));
  const start = (page % pages) * WORDS_A_PAGE;
  const removers = entries
    .slice(start, start + WORDS_A_PAGE)
    .map(({ code, word }) => pressButton(`✕ ${word}`, place, 'k', 'drop', code, wordMark(word)));
  const named = (id: 'words-followed' | 'words-muted', words: readonly string[]) =>
    words.length === 0 ? [] : [text(language, id, { words: escapeHtml(listOf(words)) })];
  const lines = [
    ...named('words-followed', preferences.followedWords),
    ...named('words-muted', preferences.mutedWords),
  ];
  return {
    html: [
      panelTitle(text(language, 'words-title'), place),
      ...(lines.length === 0 ? [text(language, 'words-explained')] : [...lines, text(language, 'words-remove-hint')]),
    ].join('\n'),
    buttons: [
      ...rowsOf(removers, 3),
      ...(pages > 1
        ? [[pressButton(text(language, 'words-button-more'), place, 'k', 'page', String((page + 1) % pages))]]
        : []),
      [
        pressButton(text(language, 'words-button-follow'), place, 'k', 'add', 'f'),
        pressButton(text(language, 'words-button-mute'), place, 'k', 'add', 'm'),
      ],
      [pressButton(text(language, 'button-back'), place, 'h', 'open')],
    ],
  };
}

/** What stands for a word in a button, where the word itself may not fit: 48 bits of its hash, whatever its capitals. */
export function wordMark(word: string): string {
  return createHash('sha256').update(inSmallLetters(word)).digest('base64url').slice(0, 8);
}

function listOf(words: readonly string[]): string {
  const named = words.slice(0, WORDS_NAMED).join(', ');
  return words.length > WORDS_NAMED ? `${named}…` : named;
}

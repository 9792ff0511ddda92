import { escapeHtml } from '../../texts/html.js';
import { text } from '../../texts/texts.js';
import type { InterfaceLanguage } from '../../vocabulary.js';
import { excuseForWords, parseWords } from '../conversations/words.js';
import { type Panel, type PanelPlace, pressButton } from './panel.js';

/** More words than these are a question, which no article will ask in the same words. */
const MOST_FOLLOWED = 3;

/**
 * That nothing is known about words, with a button that follows them in a private chat. What it follows stands in the
 * message: it may be longer than a button's data.
 */
export function notFoundPanel(place: PanelPlace, { words, isFollowed }: { words: string; isFollowed: boolean }): Panel {
  const { kind, language } = place.chat;
  const said = { words: escapeHtml(words) };
  if (isFollowed) return { html: text(language, 'latest-still-nothing', said), buttons: [] };
  const html = text(language, 'latest-not-found', said);
  if (kind !== 'private' || !isFollowable(language, words)) return { html, buttons: [] };
  return { html, buttons: [[pressButton(text(language, 'latest-button-tell'), place, 'k', 'want')]] };
}

/**
 * The words that such a message names, and whether a tap before this one has changed it: they are followed since. `null`
 * where it is another message.
 */
export function wordsNotFound(
  language: InterfaceLanguage,
  said: string,
): { words: string; areFollowed: boolean } | null {
  for (const id of ['latest-not-found', 'latest-will-tell'] as const) {
    const place = '\n';
    const [before = '', after = ''] = text(language, id, { words: place }).split(place);
    const words = said.slice(before.length, -after.length);
    if (said === before + words + after && isFollowable(language, words))
      return { words, areFollowed: id === 'latest-will-tell' };
  }
  return null;
}

function isFollowable(language: InterfaceLanguage, words: string): boolean {
  const [one, ...others] = parseWords(words);
  if (one !== words || others.length > 0 || words.split(' ').length > MOST_FOLLOWED) return false;
  return excuseForWords(language, [words], [words]) === null;
}

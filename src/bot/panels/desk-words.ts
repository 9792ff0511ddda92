import type { EditionPlace } from '../../chats/store.js';
import { escapeHtml } from '../../texts/html.js';
import { text } from '../../texts/texts.js';
import { type DeskView, deskPressButton, deskTitle } from './desk.js';
import { back, sideButton } from './desk-side.js';
import { type Panel, rowsOf } from './panel.js';
import { WORD_LISTS, type WordListCode, wordMark } from './words.js';

/** The followed and muted words; one that is pressed goes. */
export function wordsSide(view: DeskView, { edition }: EditionPlace): Panel {
  const codes: WordListCode[] = ['f', 'm'];
  const removers = codes.flatMap((code) =>
    edition[WORD_LISTS[code]].map((word) =>
      deskPressButton(view, `✕ ${word}`, 'word-drop', edition.id, code, wordMark(word)),
    ),
  );
  const named = (id: 'words-followed' | 'words-muted', list: readonly string[]) =>
    list.length === 0 ? [] : [text(view.language, id, { words: escapeHtml(list.join(', ')) })];
  const lines = [...named('words-followed', edition.followedWords), ...named('words-muted', edition.mutedWords)];
  const explained = text(view.language, lines.length === 0 ? 'words-explained' : 'words-remove-hint');
  return {
    html: [deskTitle(view, edition.name), ...lines, explained].join('\n'),
    buttons: [
      ...rowsOf(removers, 3),
      [
        sideButton(view, 'words-button-follow', 'word-add', edition.id, 'f'),
        sideButton(view, 'words-button-mute', 'word-add', edition.id, 'm'),
      ],
      [back(view, edition.id)],
    ],
  };
}

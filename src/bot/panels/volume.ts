import type { Preferences } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { SUMMARY_LENGTHS } from '../../vocabulary.js';
import { type Panel, type PanelPlace, panelTitle, pressButton, rowsOf, toggleLabel } from './panel.js';

/** How many stories a digest may tell. */
export const STORY_COUNTS = [5, 10, 15, 20] as const;
/** How many minutes a digest may take to read; 0: as many as it takes. */
export const MINUTE_COUNTS = [2, 5, 10, 0] as const;

/** How much a digest says: the length of summaries, headlines alone, stories and minutes at most. */
export function volumePanel(place: PanelPlace, preferences: Preferences): Panel {
  const { language } = place.chat;
  const { length, form, maxStories, maxMinutes } = preferences;
  const choice = (label: string, isChosen: boolean, ...press: [action: string, value: string]) =>
    pressButton(toggleLabel(label, isChosen), place, 'v', ...press);
  const isCompact = form === 'compact';
  const stories = STORY_COUNTS.map((count) =>
    choice(text(language, 'volume-stories', { count }), count === maxStories, 'stories', String(count)),
  );
  return {
    html: [panelTitle(text(language, 'volume-title'), place), text(language, 'volume-explained')].join('\n'),
    buttons: [
      SUMMARY_LENGTHS.map((one) =>
        choice(text(language, `volume-length-${one}`), !isCompact && one === length, 'length', one),
      ),
      [choice(text(language, 'volume-compact'), isCompact, 'form', isCompact ? 'full' : 'compact')],
      ...rowsOf(stories, 2),
      MINUTE_COUNTS.map((count) => {
        const label = count === 0 ? text(language, 'volume-any-minutes') : text(language, 'volume-minutes', { count });
        return choice(label, count === (maxMinutes ?? 0), 'minutes', String(count));
      }),
      [pressButton(text(language, 'button-back'), place, 'h', 'open')],
    ],
  };
}

import type { Preferences } from '../../chats/store.js';
import { text } from '../../texts/texts.js';
import { type Panel, type PanelPlace, panelTitle, pressButton, rowsOf, toggleLabel } from './panel.js';
import { wordMark } from './words.js';

/** Words on one page of buttons. */
const WORDS_A_PAGE = 12;
/** The most urgent stories a day, in the order in which the button offers them. */
export const DAILY_COUNTS = [1, 3, 5, 10] as const;
/** Quiet hours that a button offers. */
const OFFERED_HOURS = ['21:00–07:00', '22:00–07:00', '23:00–08:00', '00:00–09:00'] as const;

/** Which followed words bring their stories at once, how many a day at most, and in which hours none. */
export function urgentPanel(
  place: PanelPlace,
  { preferences, page }: { preferences: Preferences; page: number },
): Panel {
  const { language } = place.chat;
  const { followedWords, urgentWords, urgentPerDay } = preferences;
  const pages = Math.max(1, Math.ceil(followedWords.length / WORDS_A_PAGE));
  const at = page % pages;
  const words = followedWords.slice(at * WORDS_A_PAGE, (at + 1) * WORDS_A_PAGE).map((word) => {
    const isOn = urgentWords.includes(word);
    return pressButton(toggleLabel(word, isOn), place, 'x', isOn ? 'off' : 'on', wordMark(word), String(at));
  });
  const hours = hoursOf(preferences);
  const quiet =
    hours === null ? text(language, 'urgent-button-no-quiet') : text(language, 'urgent-button-quiet', { hours });
  const next = DAILY_COUNTS.find((count) => count > urgentPerDay) ?? DAILY_COUNTS[0];
  const daily = text(language, 'urgent-button-daily', { count: urgentPerDay });
  return {
    html: [
      panelTitle(text(language, 'urgent-title'), place),
      text(language, 'urgent-explained'),
      ...(followedWords.length === 0 ? [text(language, 'urgent-no-words')] : []),
    ].join('\n'),
    buttons: [
      ...rowsOf(words, 3),
      ...(pages > 1
        ? [[pressButton(text(language, 'words-button-more'), place, 'x', 'page', String((at + 1) % pages))]]
        : []),
      ...(followedWords.length === 0
        ? [[pressButton(text(language, 'words-button-follow'), place, 'k', 'add', 'f')]]
        : [[pressButton(daily, place, 'x', 'daily', String(next))], [pressButton(quiet, place, 'x', 'quiet')]]),
      [pressButton(text(language, 'button-back'), place, 'h', 'open')],
    ],
  };
}

/** The hours in which nothing urgent comes. */
export function quietPanel(place: PanelPlace, preferences: Preferences): Panel {
  const { language } = place.chat;
  const chosen = hoursOf(preferences);
  const choices = hoursToChoose(chosen).map((hours) =>
    pressButton(toggleLabel(hours, hours === chosen), place, 'x', 'hours', hours.replace(/\D/g, '')),
  );
  const none = toggleLabel(text(language, 'quiet-button-none'), chosen === null);
  return {
    html: [panelTitle(text(language, 'quiet-title'), place), text(language, 'quiet-explained')].join('\n'),
    buttons: [
      [pressButton(none, place, 'x', 'hours', '0')],
      ...rowsOf(choices, 2),
      [pressButton(text(language, 'quiet-button-own'), place, 'x', 'own')],
      [pressButton(text(language, 'button-back'), place, 'x', 'open')],
    ],
  };
}

/** The quiet hours that are offered, and those that were chosen otherwise. */
export function hoursToChoose(chosen: string | null): string[] {
  return [...new Set([...OFFERED_HOURS, ...(chosen === null ? [] : [chosen])])];
}

/** «22:00–07:00»; `null` where there are no quiet hours. */
export function hoursOf({ quietFrom, quietUntil }: Pick<Preferences, 'quietFrom' | 'quietUntil'>): string | null {
  return quietFrom === null || quietUntil === null ? null : `${quietFrom}–${quietUntil}`;
}

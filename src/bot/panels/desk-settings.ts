import type { InlineKeyboardButton } from 'grammy/types';
import type { EditionPlace } from '../../chats/store.js';
import { escapeHtml } from '../../texts/html.js';
import type { TextId } from '../../texts/ids.js';
import { text } from '../../texts/texts.js';
import { SUMMARY_LENGTHS, TOPICS } from '../../vocabulary.js';
import { CAPS } from './caps.js';
import { type DeskView, deskPressButton, deskTitle } from './desk.js';
import { type Panel, rowsOf, toggleLabel } from './panel.js';
import { STORY_COUNTS } from './volume.js';
import { WORD_LISTS, type WordListCode, wordMark } from './words.js';

/** The hours that are offered; others are written by hand. */
const OFFERED_TIMES = ['07:00', '08:00', '09:00', '12:00', '13:00', '18:00', '19:00', '20:00', '21:00'] as const;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** How long before the slot the draft may come, minutes. */
export const LEADS = [15, 30, 60, 120] as const;
/** Windows of «publish now», hours. */
const HOURS = [3, 6, 12, 24] as const;
/** Sources on one page. */
const SOURCES_A_PAGE = 12;

/** The sides of an edition's settings, each a panel of its own. */
export const SETTINGS = { topics, caps, times, days, look, words, approval, hours, delete: deletion } as const;
export type SettingsSide = keyof typeof SETTINGS;

/** The topics as toggles: they are read in the order in which they were chosen. */
function topics(view: DeskView, { edition }: EditionPlace): Panel {
  const toggles = TOPICS.map((topic) => {
    const place = edition.topics.indexOf(topic);
    const name = text(view.language, `topic-${topic}`);
    const label = place < 0 ? name : `${place + 1}. ${name}`;
    return deskPressButton(view, label, 'topic', edition.id, topic, place < 0 ? '1' : '0');
  });
  return {
    html: titled(view, edition.name, 'desk-topics'),
    buttons: [
      ...rowsOf(toggles, 2),
      [
        sideButton(view, 'desk-button-all-topics', 'topic', edition.id, 'all', '1'),
        sideButton(view, 'topics-button-caps', 'caps', edition.id),
      ],
      [back(view, edition.id)],
    ],
  };
}

function caps(view: DeskView, { edition }: EditionPlace): Panel {
  const buttons = edition.topics.map((topic) => {
    const cap = edition.topicCaps[topic] ?? 0;
    const next = CAPS.find((one) => one > cap) ?? 0;
    const name = text(view.language, `topic-${topic}`);
    const label = cap === 0 ? name : text(view.language, 'caps-button', { topic: name, count: cap });
    return deskPressButton(view, label, 'cap', edition.id, topic, String(next));
  });
  return {
    html: titled(view, edition.name, 'caps-explained'),
    buttons: [...rowsOf(buttons, 2), [sideButton(view, 'button-back', 'topics', edition.id)]],
  };
}

function times(view: DeskView, { edition, schedule }: EditionPlace): Panel {
  const shown = [...new Set([...OFFERED_TIMES, ...schedule.times])].sort();
  const toggles = shown.map((time) => {
    const isOn = schedule.times.includes(time);
    return deskPressButton(view, toggleLabel(time, isOn), 'time', edition.id, time.replace(':', ''), isOn ? '0' : '1');
  });
  return {
    html: titled(view, edition.name, 'schedule-pick-times'),
    buttons: [
      ...rowsOf(toggles, 3),
      [sideButton(view, 'schedule-button-own', 'own-times', edition.id)],
      [back(view, edition.id)],
    ],
  };
}

function days(view: DeskView, { edition, schedule }: EditionPlace): Panel {
  const toggles = WEEKDAYS.map((day) => {
    const isOn = schedule.weekdays.includes(day);
    const label = toggleLabel(text(view.language, `weekday-short-${day}`), isOn);
    return deskPressButton(view, label, 'day', edition.id, String(day), isOn ? '0' : '1');
  });
  return {
    html: titled(view, edition.name, 'schedule-pick-days'),
    buttons: [...rowsOf(toggles, 4), [back(view, edition.id)]],
  };
}

/** Each button shows what is so; a press brings what comes next. */
function look(view: DeskView, { edition }: EditionPlace): Panel {
  const { id, length, form, posts, silent, preview, maxStories, marksCorrections } = edition;
  const { language } = view;
  const set = (label: string, field: string, value: string) =>
    deskPressButton(view, label.charAt(0).toUpperCase() + label.slice(1), 'set', id, field, value);
  const isCompact = form === 'compact';
  const counts: readonly number[] = STORY_COUNTS;
  return {
    html: titled(view, edition.name, 'desk-look'),
    buttons: [
      [
        set(text(language, `desk-posts-${posts}`), 'posts', posts === 'each' ? 'together' : 'each'),
        set(
          text(language, 'desk-most-stories', { count: maxStories }),
          'max',
          String(counts.find((one) => one > maxStories) ?? counts[0]),
        ),
      ],
      [
        set(text(language, isCompact ? 'desk-form-compact' : 'desk-form-full'), 'form', isCompact ? 'full' : 'compact'),
        set(text(language, `desk-length-${length}`), 'length', after(SUMMARY_LENGTHS, length)),
      ],
      [
        set(text(language, silent ? 'settings-sound-off' : 'settings-sound-on'), 'silent', silent ? '0' : '1'),
        set(text(language, `desk-preview-${preview}`), 'preview', preview === 'none' ? 'first' : 'none'),
      ],
      [
        set(
          text(language, marksCorrections ? 'desk-corrections-marked' : 'desk-corrections-unmarked'),
          'marks',
          marksCorrections ? '0' : '1',
        ),
      ],
      [back(view, id)],
    ],
  };
}

function words(view: DeskView, { edition }: EditionPlace): Panel {
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

function approval(view: DeskView, { edition, schedule }: EditionPlace): Panel {
  const { language } = view;
  const isOn = schedule.mode === 'approval';
  const set = (label: string, field: string, value: string | number) =>
    deskPressButton(view, label, 'approve-set', edition.id, field, String(value));
  const leads = LEADS.map((minutes) =>
    set(toggleLabel(text(language, 'desk-lead', { minutes }), schedule.leadMinutes === minutes), 'lead', minutes),
  );
  const unanswered = (['publish', 'skip'] as const).map((what) =>
    set(toggleLabel(text(language, `desk-unanswered-${what}`), schedule.whenUnanswered === what), 'unanswered', what),
  );
  return {
    html: titled(view, edition.name, isOn ? 'desk-approval-explained' : 'desk-automatic-explained'),
    buttons: [
      [
        set(toggleLabel(text(language, 'desk-mode-automatic'), !isOn), 'mode', 'automatic'),
        set(toggleLabel(text(language, 'desk-mode-approval'), isOn), 'mode', 'approval'),
      ],
      ...(isOn ? [...rowsOf(leads, 2), ...unanswered.map((one) => [one])] : []),
      [back(view, edition.id)],
    ],
  };
}

function hours(view: DeskView, { edition }: EditionPlace): Panel {
  const choices = HOURS.map((count) =>
    deskPressButton(view, text(view.language, 'desk-last-hours', { count }), 'ask', edition.id, String(count)),
  );
  return {
    html: titled(view, edition.name, 'desk-hours-explained'),
    buttons: [...rowsOf(choices, 2), [back(view, edition.id)]],
  };
}

function deletion(view: DeskView, { edition }: EditionPlace): Panel {
  return {
    html: titled(view, edition.name, 'desk-delete-ask'),
    buttons: [[back(view, edition.id)], [sideButton(view, 'desk-delete-yes', 'delete-yes', edition.id)]],
  };
}

/** The sources as toggles: all but some, or only those that are marked. */
export function editionSourcesPanel(
  view: DeskView,
  { edition }: EditionPlace,
  { sources, page }: { sources: readonly { id: number; title: string }[]; page: number },
): Panel {
  const { onlySourceIds, mutedSourceIds, id } = edition;
  const pages = Math.max(1, Math.ceil(sources.length / SOURCES_A_PAGE));
  const shown = Math.min(page, pages - 1);
  const isRead = (sourceId: number) =>
    onlySourceIds ? onlySourceIds.includes(sourceId) : !mutedSourceIds.includes(sourceId);
  const toggles = sources
    .slice(shown * SOURCES_A_PAGE, (shown + 1) * SOURCES_A_PAGE)
    .map((source) =>
      deskPressButton(
        view,
        toggleLabel(source.title, isRead(source.id)),
        'source',
        id,
        source.id,
        isRead(source.id) ? '0' : '1',
        String(shown),
      ),
    );
  const turning = [
    ...(shown > 0 ? [deskPressButton(view, text(view.language, 'button-back'), 'sources', id, String(shown - 1))] : []),
    ...(shown < pages - 1
      ? [deskPressButton(view, text(view.language, 'sources-button-next'), 'sources', id, String(shown + 1))]
      : []),
  ];
  return {
    html: titled(view, edition.name, onlySourceIds ? 'desk-sources-only-explained' : 'desk-sources-explained'),
    buttons: [
      ...rowsOf(toggles, 2),
      ...(turning.length > 0 ? [turning] : []),
      [
        deskPressButton(
          view,
          toggleLabel(text(view.language, 'desk-sources-mode-all'), onlySourceIds === null),
          'sources-all',
          id,
        ),
        deskPressButton(
          view,
          toggleLabel(text(view.language, 'desk-sources-mode-only'), onlySourceIds !== null),
          'sources-only',
          id,
        ),
      ],
      [sideButton(view, 'desk-button-done', 'edition', id)],
    ],
  };
}

function titled(view: DeskView, name: string, id: TextId): string {
  return `${deskTitle(view, name)}\n${text(view.language, id)}`;
}

function sideButton(
  view: DeskView,
  label: TextId,
  action: string,
  ...args: readonly (string | number)[]
): InlineKeyboardButton {
  return deskPressButton(view, text(view.language, label), action, ...args);
}

function back(view: DeskView, editionId: number): InlineKeyboardButton {
  return sideButton(view, 'button-back', 'edition', editionId);
}

function after<Value>(values: readonly Value[], value: Value): Value {
  return values[(values.indexOf(value) + 1) % values.length] ?? value;
}

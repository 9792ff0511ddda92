import type { Preferences, Schedule } from '../../chats/store.js';
import { describeSchedule } from '../../digests/schedule.js';
import { momentInWords } from '../../texts/moments.js';
import { text } from '../../texts/texts.js';
import { INTERFACE_LANGUAGES, TOPICS } from '../../vocabulary.js';
import { type Panel, type PanelPlace, panelTitle, pressButton, toggleLabel } from './panel.js';

/** Everything that a chat set up, on one panel that leads to the others. */
export function homePanel(
  place: PanelPlace,
  {
    preferences,
    schedules,
    isSource,
    now,
  }: {
    preferences: Preferences;
    schedules: readonly Schedule[];
    /** Are the channel’s own posts a source? */
    isSource: boolean;
    now: Date;
  },
): Panel {
  const { language, silent } = place.chat;
  const lines = schedules.map((schedule) => {
    if ((schedule.pausedAt !== null && schedule.pausedUntil === null) || schedule.nextSlotAt === null)
      return text(language, 'settings-paused');
    return text(language, 'settings-schedule', {
      schedule: describeSchedule(schedule, language),
      next: momentInWords(language, { at: schedule.nextSlotAt, now, zone: schedule.zone }),
    });
  });
  if (lines.length === 0) lines.push(text(language, 'settings-no-schedule'));
  return {
    html: [panelTitle(text(language, 'settings-title'), place), topicsLine(place, preferences), ...new Set(lines)].join(
      '\n',
    ),
    buttons: [
      [
        pressButton(text(language, 'button-topics'), place, 't', 'open'),
        pressButton(text(language, 'button-schedule'), place, 's', 'open'),
      ],
      [
        pressButton(text(language, 'settings-words'), place, 'k', 'open'),
        pressButton(text(language, 'settings-urgent'), place, 'x', 'open'),
      ],
      [
        pressButton(text(language, 'settings-volume'), place, 'v', 'open'),
        pressButton(text(language, 'sources-title'), place, 'o', 'open'),
      ],
      [
        pressButton(
          text(language, silent ? 'settings-sound-off' : 'settings-sound-on'),
          place,
          'h',
          silent ? 'loud' : 'silent',
        ),
        pressButton(text(language, 'settings-language'), place, 'h', 'language', after(INTERFACE_LANGUAGES, language)),
      ],
      ...(place.chat.kind === 'channel'
        ? [[pressButton(toggleLabel(text(language, 'channel-source'), isSource), place, 'e', isSource ? 'off' : 'on')]]
        : []),
      [pressButton(text(language, 'button-latest'), place, 'h', 'latest')],
    ],
  };
}

/** The value that a press brings: a button shows what is so, and its data says what comes next. */
function after<Value extends string>(values: readonly Value[], value: Value): Value {
  return values[(values.indexOf(value) + 1) % values.length] ?? value;
}

function topicsLine({ chat }: PanelPlace, { topics }: Preferences): string {
  if (topics.length === 0) return text(chat.language, 'settings-topics-none');
  if (topics.length === TOPICS.length) return text(chat.language, 'settings-topics-all');
  const names = TOPICS.filter((topic) => topics.includes(topic)).map((topic) => text(chat.language, `topic-${topic}`));
  return text(chat.language, 'settings-topics', { topics: names.join(', ').toLocaleLowerCase(chat.language) });
}

import { MOST_SLOTS_A_DAY } from '../chats/calendar.js';
import type { EditionChange, EditionPlace } from '../chats/store.js';
import { isTopic, SUMMARY_LENGTHS, TOPICS, type Topic } from '../vocabulary.js';
import type { SettingsChange } from './desk-settings.js';
import { TEMPLATE_ACTIONS } from './desk-template.js';
import { hoursIn } from './hours.js';
import { CAPS } from './panels/caps.js';
import { LEADS } from './panels/desk-approval.js';
import { CARDS } from './panels/desk-look.js';
import { putAt } from './panels/ordering.js';
import { DAILY_COUNTS } from './panels/urgent.js';
import { STORY_COUNTS } from './panels/volume.js';
import { WORD_LISTS, wordMark } from './panels/words.js';
import { isOfferedZone } from './zones.js';

/** Reads what a press on a settings panel asks for, from the setting as it stands. Buttons say the state they bring about. */
export const SETTINGS_ACTIONS: Readonly<
  Record<string, (place: EditionPlace, args: readonly string[]) => SettingsChange>
> = {
  topic: ({ edition }, [code = '', on]) => {
    const others = edition.topics.filter((topic) => topic !== code);
    if (code === 'all') return { edition: { topics: [...TOPICS] }, side: 'topics' };
    if (!isTopic(code)) return { side: 'topics' };
    const topics = on === '1' ? [...others, code] : others;
    return { edition: { topics, topicCaps: capsOf(edition.topicCaps, topics) }, side: 'topics' };
  },
  'topic-put': ({ edition }, [code = '', index]) => {
    if (!isTopic(code)) return { side: 'topics-order' };
    return { edition: { topics: putAt(edition.topics, code, Number(index)) }, side: 'topics-order' };
  },
  'zone-set': (_place, [zone = '']) => (isOfferedZone(zone) ? { schedule: { zone }, side: 'times' } : { side: 'zone' }),
  cap: ({ edition }, [code = '', count]) => {
    const cap = CAPS.find((one) => String(one) === count);
    if (!isTopic(code) || cap === undefined) return { side: 'caps' };
    const { [code]: _, ...others } = edition.topicCaps;
    return { edition: { topicCaps: cap === 0 ? others : { ...others, [code]: cap } }, side: 'caps' };
  },
  time: ({ schedule }, [digits = '', on]) => {
    const time = `${digits.slice(0, 2)}:${digits.slice(2)}`;
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return { side: 'times' };
    const times = withOrWithout(schedule.times, time, on === '1').sort();
    if (times.length === 0) return { side: 'times', refusal: 'schedule-last-time' };
    if (times.length > MOST_SLOTS_A_DAY) return { side: 'times', refusal: 'schedule-too-many-times' };
    return { schedule: { times }, side: 'times' };
  },
  day: ({ schedule }, [digit, on]) => {
    const day = Number(digit);
    if (!Number.isInteger(day) || day < 1 || day > 7) return { side: 'days' };
    const weekdays = withOrWithout(schedule.weekdays, day, on === '1').sort();
    if (weekdays.length === 0) return { side: 'days', refusal: 'schedule-last-day' };
    return { schedule: { weekdays }, side: 'days' };
  },
  set: (_place, [field, value]) => {
    const edition = lookChange(field, value);
    return edition ? { edition, side: 'look' } : { side: 'look' };
  },
  'word-drop': ({ edition }, [list, mark]) => {
    if (list !== 'f' && list !== 'm') return { side: 'words' };
    const left = edition[WORD_LISTS[list]].filter((word) => wordMark(word) !== mark);
    return { edition: { [WORD_LISTS[list]]: left }, side: 'words' };
  },
  ...TEMPLATE_ACTIONS,
  'breaking-set': (_place, [field, value]) => {
    if (field === 'offer') return { edition: { offersBreaking: value === '1' }, side: 'breaking' };
    const urgentPerDay = DAILY_COUNTS.find((count) => String(count) === value);
    return urgentPerDay ? { edition: { urgentPerDay }, side: 'breaking' } : { side: 'breaking' };
  },
  'hours-set': (_place, [digits = '']) => ({ edition: hoursIn(digits), side: 'breaking' }),
  'approve-set': (_place, [field, value]) => {
    const schedule = approvalChange(field, value);
    return schedule ? { schedule, side: 'approval' } : { side: 'approval' };
  },
};

function lookChange(field: string | undefined, value: string | undefined): EditionChange | null {
  const isOn = value === '1';
  switch (field) {
    case 'posts':
      return { posts: value === 'each' ? 'each' : 'together' };
    case 'form':
      return { form: value === 'compact' ? 'compact' : 'full' };
    case 'length': {
      const length = SUMMARY_LENGTHS.find((one) => one === value);
      return length ? { length } : null;
    }
    case 'max': {
      const maxStories = STORY_COUNTS.find((one) => String(one) === value);
      return maxStories ? { maxStories } : null;
    }
    case 'silent':
      return { silent: isOn };
    case 'preview':
      return { preview: CARDS.find((one) => one === value) ?? 'none' };
    case 'marks':
      return { marksCorrections: isOn };
    default:
      return null;
  }
}

function approvalChange(field: string | undefined, value: string | undefined): SettingsChange['schedule'] | null {
  switch (field) {
    case 'mode':
      return { mode: value === 'approval' ? 'approval' : 'automatic' };
    case 'lead': {
      const leadMinutes = LEADS.find((one) => String(one) === value);
      return leadMinutes ? { leadMinutes } : null;
    }
    case 'unanswered':
      return { whenUnanswered: value === 'skip' ? 'skip' : 'publish' };
    default:
      return null;
  }
}

function capsOf(caps: Partial<Record<Topic, number>>, topics: readonly Topic[]): Partial<Record<Topic, number>> {
  return Object.fromEntries(Object.entries(caps).filter(([topic]) => topics.some((one) => one === topic)));
}

function withOrWithout<Item>(items: readonly Item[], item: Item, isWith: boolean): Item[] {
  const others = items.filter((candidate) => candidate !== item);
  return isWith ? [...others, item] : others;
}

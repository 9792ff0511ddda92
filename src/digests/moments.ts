import { dayInWords } from '../language/dates.js';
import type { InterfaceLanguage } from '../vocabulary.js';

/** A moment as it is said in a zone and a language. */
export interface MomentInWords {
  /** «08:50». */
  hour: string;
  /** «22 листопада». */
  dayAndMonth: string;
  /** «22 листопада 2024 р.». */
  date: string;
  year: string;
  /** «п’ятниця, 22 листопада». */
  day: string;
}

export interface Place {
  zone: string;
  language: InterfaceLanguage;
}

const LOCALES = { uk: 'uk-UA', en: 'en-GB' } as const;
/** Zones and languages in use at once, and moments of each that are remembered. */
const MOST_PLACES = 100;
const MOST_MOMENTS = 5_000;

/**
 * A moment in words. Intl takes longer for it than the rest of a story takes to render, and a broadcast says the same
 * moments a hundred thousand times: what was said is remembered.
 */
export function momentIn(place: Place, time: Date): MomentInWords {
  const speaker = speakerOf(place);
  const known = speaker.said.get(time.getTime());
  if (known) return known;
  const said = speaker.say(time);
  if (speaker.said.size >= MOST_MOMENTS) speaker.said.clear();
  speaker.said.set(time.getTime(), said);
  return said;
}

interface Speaker {
  say(time: Date): MomentInWords;
  said: Map<number, MomentInWords>;
}

const speakers = new Map<string, Speaker>();

function speakerOf(place: Place): Speaker {
  const key = `${place.language} ${place.zone}`;
  const known = speakers.get(key);
  if (known) return known;
  const made = speakerFor(place);
  if (speakers.size >= MOST_PLACES) speakers.clear();
  speakers.set(key, made);
  return made;
}

function speakerFor({ zone, language }: Place): Speaker {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(LOCALES[language], { timeZone: zone, ...options });
  const hour = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const dayAndMonth = format({ day: 'numeric', month: 'long' });
  const date = format({ day: 'numeric', month: 'long', year: 'numeric' });
  const year = format({ year: 'numeric' });
  return {
    say: (time) => ({
      hour: hour.format(time),
      dayAndMonth: dayAndMonth.format(time),
      date: date.format(time),
      year: year.format(time),
      // Intl writes the apostrophe of «п’ятниця» as a letter (U+02BC); the texts around it do not.
      day: dayInWords(time, { zone, language }).replace('ʼ', '’'),
    }),
    said: new Map(),
  };
}

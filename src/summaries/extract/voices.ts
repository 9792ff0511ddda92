import type { Attribution } from './attribution.js';
import { isPerson, type Person, personAt } from './people.js';
import type { Reading } from './readings.js';
import { isNominative, personName, properNamesIn, resolveSpeaker, type Speaker, speakingSubject } from './speakers.js';

/** Words and a person who said them. */
export interface Voice {
  verb: string;
  speaker: Person;
}

/** Who speaks and acts in an article. */
export interface Voices {
  /** Every speaker in the order in which he is met. */
  met: readonly Speaker[];
  /** Everybody whom the article names in the nominative, speakers and others. */
  people: readonly Person[];
  /** Words that the article writes with a capital where no sentence begins. */
  properNames: ReadonlySet<string>;
  /** By a sentence's index, who said it, where a later sentence tells that: «Про це заявив міністр…». */
  laterTold: ReadonlyMap<number, Voice>;
}

/** Reads an article through for its speakers. */
export function voicesOf(readings: readonly Reading[]): Voices {
  const properNames = properNamesIn(readings.map((reading) => reading.text));
  const met = readings
    .map((reading) => speakerIn(reading, properNames))
    .filter((speaker) => speaker !== null)
    .map((speaker) => inFull(speaker, readings));
  const subjects = readings
    .filter((reading) => reading.spoken === null)
    .map((reading) => personAt(reading.mended.core, properNames))
    .filter((person) => person !== null);
  return { met, people: [...met.filter(isPerson), ...subjects], properNames, laterTold: laterTold(readings, met) };
}

function speakerIn({ spoken, text, only, mended }: Reading, properNames: ReadonlySet<string>): Speaker | null {
  const found =
    spoken !== null
      ? spoken !== 'unknown' && spoken.speaker
      : (only ?? speakingSubject(text, properNames) ?? mended.attribution)?.speaker;
  return found && found !== 'pronoun' && found !== 'unnamed' ? found : null;
}

/** A speaker whom no attribution names in full takes the first name that stands before the surname anywhere. */
function inFull(speaker: Speaker, readings: readonly Reading[]): Speaker {
  const { name } = speaker;
  if (name === null || name.includes(' ')) return speaker;
  for (const { text } of readings) {
    if (!text.includes(` ${name}`)) continue;
    for (const { 0: first, index } of text.matchAll(BEFORE_SURNAME)) {
      const end = index + first.length;
      const full = first + name;
      if (!text.startsWith(name, end) || /\p{L}/u.test(text.charAt(end + name.length))) continue;
      if (personName(full) === full && isNominative(full, speaker.gender))
        return { ...speaker, name: full, phrase: full };
    }
  }
  return speaker;
}

const BEFORE_SURNAME = /(?<=\p{Ll},? )\p{Lu}\p{Ll}+ /gu;

/** An attribution at the head of an article covers the whole lead; one further down, the sentence before it. */
const LEAD = 3;

function laterTold(readings: readonly Reading[], met: readonly Speaker[]): Map<number, Voice> {
  const told = new Map<number, Voice>();
  for (const { index, only } of readings) {
    const speaker = only ? speakerOf(only, { met, lastMet: null }) : null;
    if (!only || !speaker || !isPerson(speaker)) continue;
    const first = index <= LEAD && told.size === 0 ? 0 : index - 1;
    for (let before = first; before < index; before += 1) told.set(before, { verb: only.verb, speaker });
  }
  return told;
}

/** Who an attribution names, as far as the article tells. */
export function speakerOf(
  attribution: Attribution,
  around: { met: readonly Speaker[]; lastMet: Speaker | null },
): Speaker | null {
  if (attribution.speaker === 'unnamed') return null;
  return resolveSpeaker(attribution.speaker, { verb: attribution.verb, ...around });
}

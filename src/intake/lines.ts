import { cleanText } from '../language/clean.js';
import { type DateMention, dateMentions, type TimeOfDay, timeOfDay } from './date-mentions.js';
import { type LineKind, lineKind } from './debris.js';
import { publisherNamed } from './publishers.js';

/** One line of a page: what it says, and what it seems to be for. */
export interface Line {
  /** Its number in the text, from 1. */
  number: number;
  text: string;
  kind: LineKind;
  /** `null` where the line is not there to date the article. */
  dated: DateLine | null;
  /** The time of day, where the line is nothing else. */
  time: TimeOfDay | null;
}

/** A line that says when the article was published, and perhaps where: «Вісник, 28.10.2024 13:20». */
export interface DateLine {
  mention: DateMention;
  /** It speaks of a later change of the text. */
  updated: boolean;
  /** What else the line names: a publisher, an author, a place. */
  names: string[];
}

const SENTENCE_END = /[.!?…]["'»”“)\]]*$/;

/** The lines of a pasted page that say something, in order; lines that a fixed width broke are joined again. */
export function linesOf(text: string): Line[] {
  const lines: { number: number; text: string }[] = [];
  let blank = true;
  text.split(/\r\n|[\n\r\u2028\u2029\u0085]/).forEach((raw, index) => {
    const clean = cleanText(raw);
    const last = lines.at(-1);
    if (clean !== '' && last && !blank && isBroken(last.text, clean)) {
      last.text = `${last.text} ${clean}`;
    } else if (clean !== '') {
      lines.push({ number: index + 1, text: clean });
    }
    blank = clean === '';
  });
  return lines.map((line) => readLine(line.text, line.number));
}

/** Tells what one line, already clean, is there for. */
export function readLine(text: string, number: number): Line {
  const time = timeOfDay(text);
  return { number, text, kind: time ? 'debris' : lineKind(text), dated: dateLine(text), time };
}

/** Is this line running text: at least a sentence that ends? A headline does not end with a full stop. */
export function isProse(line: Line): boolean {
  if (line.kind !== null || line.dated || !SENTENCE_END.test(line.text)) return false;
  const count = line.text.split(' ').length;
  return /[.…]["'»”“)\]]*$/.test(line.text) ? count >= 3 : line.text.length >= 100;
}

/** Does a paragraph end as a sentence does, or lead on to what follows it? */
export function isFinished(text: string): boolean {
  return SENTENCE_END.test(text) || /[:;,]$/.test(text);
}

/** A line of the full width that stops in mid-sentence, and one that goes on with a small letter. */
function isBroken(line: string, next: string): boolean {
  return (
    line.length >= 50 &&
    line.length <= 120 &&
    /[\p{L}\p{N},–—-]$/u.test(line) &&
    /^[\p{Ll}(]/u.test(next) &&
    lineKind(next) === null
  );
}

const LABEL =
  /^(?:дата(?: публікації)?|опубліковано|опублікована|створено|додано|від|дата и время|опубликовано|date|published|posted|on|час|понеділок|вівторок|середа|четвер|п'?ятниця|п’ятниця|субота|неділя|пн|вт|ср|чт|пт|сб|нд|понедельник|вторник|среда|пятница|суббота|воскресенье|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|за києвом|за київським часом|київ|gmt|utc)$/iu;
const UPDATED = /(?:оновлен|обновлен|updated|змінено|останні зміни)\p{L}*(?: о| в)?$/iu;

/** Reads a line as the one that dates the article; `null` where it is a sentence or a headline with a date in it. */
function dateLine(text: string): DateLine | null {
  if (text.length > 200) return null;
  const mentions = dateMentions(text);
  const first = mentions[0];
  if (!first) return null;
  const rests: string[] = [];
  let at = 0;
  for (const mention of mentions) {
    rests.push(text.slice(at, mention.start));
    at = mention.end;
  }
  rests.push(text.slice(at));
  const updated = mentions.map((_, index) => UPDATED.test(trimMarks(rests[index] ?? '')));
  const names = rests.flatMap((rest) => partsOf(rest));
  if (names.some((name) => name.split(' ').length > 5) || names.join(' ').length > 60) return null;
  const touching = [touch(rests[0] ?? '', 'end'), touch(rests.at(-1) ?? '', 'start')].filter((word) => word !== null);
  const exact = first.said.kind !== 'day' || first.time !== null;
  if (touching.some((part) => !names.includes(part) || !(publisherNamed(part) ?? (exact && first.said.kind === 'day'))))
    return null;
  if (names.length > 0 && /[.!?…]$/.test(text)) return null;
  const chosen = Math.max(0, updated.indexOf(false));
  return { mention: mentions[chosen]!, updated: updated[chosen] ?? false, names };
}

/** What a line names beside its date, without labels, weekdays and the page's counters. */
function partsOf(rest: string): string[] {
  return rest
    .split(/[|•·;,()[\]/]|\s[—–-]+\s|^[—–-]+|[—–-]+$|[\t]/u)
    .map((part) => trimMarks(part))
    .filter(
      (part) =>
        part !== '' && !LABEL.test(part) && !UPDATED.test(part) && lineKind(part) === null && timeOfDay(part) === null,
    );
}

/** The part that stands beside the date with nothing but a space between; `null` where a mark parts them. */
function touch(rest: string, side: 'start' | 'end'): string | null {
  const parted = side === 'end' ? /[|•·;,:()[\]/—–-]\s*$/u : /^\s*[|•·;,:()[\]/—–-]/u;
  if (rest.trim() === '' || parted.test(rest)) return null;
  const parts = rest.split(/[|•·;,()[\]/]|\s[—–-]+\s/u).map((part) => trimMarks(part));
  const word = (side === 'end' ? parts.at(-1) : parts[0]) ?? '';
  return word === '' || LABEL.test(word) || UPDATED.test(word) || lineKind(word) !== null ? null : word;
}

function trimMarks(text: string): string {
  return text.replace(/^[\s:.,|•·—–-]+|[\s:,|•·—–-]+$/gu, '');
}

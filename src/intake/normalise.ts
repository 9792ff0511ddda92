import { cleanText } from '../language/clean.js';
import { sentences } from '../language/sentences.js';
import { publisherNamed } from './publishers.js';

/**
 * A headline in clean characters, on one line, without the publisher's name at its end («… | УНІАН», «… - Бабель») and
 * without a full stop of the site's own making.
 */
export function tidyHeadline(headline: string, publisher: string | null = null): string {
  const line = cleanText(headline).replace(/\s+/g, ' ');
  const [title] = splitPublisher(line, publisher);
  return /[^.]\.$/.test(title) && !ABBREVIATION_END.test(title) ? title.slice(0, -1) : title;
}

/** «10 млн.», «2024 р.»: a full stop that is not the site's own. */
const ABBREVIATION_END =
  /(?<!\p{L})(?:\p{L}|рр|тис|млн|млрд|трлн|грн|коп|дол|руб|год|хв|сек|обл|вул|просп|ст|ін|др|ред|кв|см|км|кг|тыс|гг|inc|ltd|co|jr|sr)\.$/iu;

/**
 * Parts «Headline | Publisher»: the headline, and the name behind it where that is a publisher: the one given, one that
 * is known by name, or whatever stands alone behind a bar.
 */
export function splitPublisher(
  title: string,
  publisher: string | null = null,
): [headline: string, name: string | null] {
  const match = /^(?<head>.{10,}?)\s*(?<mark>[|•·»]|\s[—–-])\s+(?<tail>[^|•·—–]{2,40})$/u.exec(title);
  if (!match?.groups) return [title, null];
  const { head = '', mark = '', tail = '' } = match.groups;
  const isPublisher =
    (publisher !== null && same(tail, publisher)) ||
    publisherNamed(tail) !== null ||
    (mark === '|' && isNameLike(tail));
  if (!isPublisher) return [title, null];
  // «Headline | Section | Publisher»: a section may be left at the end of the headline.
  const bar = mark === '|' ? head.lastIndexOf(' | ') : -1;
  return [(bar > 20 ? head.slice(0, bar) : head).trim(), tail.trim()];
}

/** Stands in for a headline that a text does not have: the first sentence, at most 120 characters. */
export function headlineFrom(paragraph: string): string {
  const sentence = sentences(paragraph)[0] ?? paragraph;
  if (sentence.length <= 120) return sentence;
  return `${sentence.slice(0, 120).replace(/\s+\S*$/, '')}…`;
}

/** Could this be the name of a publisher: up to five words, a capital first, no end of a sentence? */
export function isNameLike(text: string): boolean {
  return (
    /^["«“]?[\p{Lu}\d][\p{L}\p{N}'’.&+!-]*["»”]?(?:\s["«“]?[\p{L}\p{N}&][\p{L}\p{N}'’.&+!-]*["»”]?){0,4}$/u.test(
      text,
    ) &&
    text.length <= 40 &&
    !/[.!?…]$/.test(text)
  );
}

/** The same words, whatever the case, the quotes and the spaces? */
export function same(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

/** The words of a line alone, for comparison. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

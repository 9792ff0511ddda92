import { type NumberMention, numbersIn } from '../../language/numbers.js';
import { sentences } from '../../language/sentences.js';
import { stem } from '../../language/stem.js';
import { isStopWord } from '../../language/stopwords.js';
import { words } from '../../language/words.js';
import type { Ground } from './ground.js';
import type { Reason } from './reason.js';

const TIME_WORDS =
  /(?<!\p{L})(?:сьогодні|учора|вчора|завтра|позавчора|понеділ\p{L}+|вівтор\p{L}+|серед[уи]|четвер\p{L}*|п['’]ятниц\p{L}+|субот\p{L}+|неділ\p{L}+|січ(?:ень|ня|ні)|лют(?:ий|ого|ому)|берез(?:ень|ня|ні)|квіт(?:ень|ня|ні)|трав(?:ень|ня|ні)|черв(?:ень|ня|ні)|лип(?:ень|ня|ні)|серп(?:ень|ня|ні)|верес(?:ень|ня|ні)|жовт(?:ень|ня|ні)|листопад\p{L}?|груд(?:ень|ня|ні))(?!\p{L})/giu;
/** How many telling words on each side make a number's surroundings. */
const NEAR = 5;

/** The numbers and dates of a summary that no article says, or that the articles say of something else. */
export function wrongNumbers(summary: string, ground: Ground): Reason[] {
  const wrong = sentences(summary).flatMap((sentence) =>
    countsIn(sentence).filter((count) => !isSaid(sentence, count, ground)),
  );
  return [
    ...wrong.map((count): Reason => ({ kind: count.kind === 'date' ? 'date' : 'number', text: count.text })),
    ...unsaidDays(summary, ground),
  ];
}

/** Looks among the sentences that write the number the same way first: most summaries do. */
function isSaid(sentence: string, count: NumberMention, ground: Ground): boolean {
  const [alike, other] = [true, false].map((is) =>
    ground.sentences.filter(({ text }) => text.includes(count.text) === is),
  );
  return [alike!, other!].some((found) =>
    found.some(({ text }) =>
      countsIn(text).some((one) => isSame(one, count) && isInItsPlace(sentence, count, rootsAround(text, one))),
    ),
  );
}

/** The numbers of a text but «один», which is a pronoun as often. */
function countsIn(text: string): NumberMention[] {
  return numbersIn(text).filter((mention) => mention.value !== '1' || /\d/u.test(mention.text));
}

/** «двадцять першим» and «21-й» are one number; «20 %» and «20 відсотків» too. */
function isSame(one: NumberMention, other: NumberMention): boolean {
  return one.value === other.value && (one.kind === 'date') === (other.kind === 'date');
}

/**
 * A figure in digits keeps some of the company it keeps in an article, so that figures of two facts do not change
 * places; a date and a small number in words may move freely.
 */
function isInItsPlace(sentence: string, count: NumberMention, said: readonly string[]): boolean {
  if (count.kind === 'date' || count.kind === 'time' || !/\d/u.test(count.text)) return true;
  const around = new Set(rootsAround(sentence, count));
  return around.size === 0 || said.some((root) => around.has(root));
}

/** Days and months in words that stand in no article. */
function unsaidDays(summary: string, ground: Ground): Reason[] {
  const named = [...summary.matchAll(TIME_WORDS)].map((match) => match[0]);
  const known = [...ground.words];
  return named
    .filter((day) => !known.some((word) => word.startsWith(day.toLowerCase().replace('’', "'").slice(0, 4))))
    .map((day) => ({ kind: 'date', text: day }));
}

/** The roots of the words near a number: five letters, so that «поранено» and «поранених» are one. */
function rootsAround(text: string, { start, end }: NumberMention): string[] {
  const telling = (part: string) => words(part).filter((word) => !isStopWord(word) && !/\d/u.test(word));
  const near = [...telling(text.slice(0, start)).slice(-NEAR), ...telling(text.slice(end)).slice(0, NEAR)];
  return near.map((word) => stem(word).slice(0, 5));
}

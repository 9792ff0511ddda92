import { numbersIn } from '../../language/numbers.js';
import { stem } from '../../language/stem.js';
import { words } from '../../language/words.js';
import type { SummaryArticle } from '../article.js';
import { type Ground, groundOf } from '../faithful/ground.js';
import { unknownNames } from '../faithful/names.js';
import type { Reason } from '../faithful/reason.js';
import { addedVerdicts } from '../faithful/verdicts.js';
import { ukrainianNamesIn } from './exonyms.js';
import { monthNames, withUkrainianNumbers } from './foreign-numbers.js';
import { soundAlike } from './sound.js';

/** Words of doubt: a translation may well hold a «reportedly», and doubt that is added harms less than doubt that is lost. */
const DOUBT = /^(?:нібито|начебто|буцімто|ймовірно|імовірно|можливо|мабуть)$/u;
const CAPITALISED = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}’'-]*/gu;
/** Quotations with more words than a name has. */
const SPEECH = /[«"][^«»"]*\s[^«»"]*\s[^«»"]*[»"]/gu;

/**
 * What in a Ukrainian text its Russian or English articles do not say: numbers and dates, names (by how they sound, by
 * what they are called in Ukrainian), direct speech, which no translation has word for word, and judgement. Who did what
 * to whom, and which figure belongs to which fact, is not compared between languages.
 */
export function mistranslations(text: string, articles: readonly SummaryArticle[]): Reason[] {
  const ground = foreignGround(articles);
  const numbers = new Set(
    articles.flatMap(({ title, text }) =>
      numbersIn(withUkrainianNumbers(`${title}\n${text}`)).map(({ value }) => value),
    ),
  );
  return [
    ...numbersIn(text)
      .filter(({ value }) => value !== '1' && !numbers.has(value))
      .map(({ kind, text: said }): Reason => ({ kind: kind === 'date' ? 'date' : 'number', text: said })),
    ...unknownNames(text, withNames(ground, namesThatSoundLike(text, ground, articles))),
    ...[...text.matchAll(SPEECH)].map(([said]): Reason => ({ kind: 'quotation', text: said })),
    ...addedVerdicts(text, ground).filter((reason) => !DOUBT.test(reason.text.toLowerCase())),
  ];
}

/** Foreign articles as a ground: their own words, and beside them what Ukrainian calls the things that they name. */
function foreignGround(articles: readonly SummaryArticle[]): Ground {
  const ground = groundOf(articles);
  const whole = articles.map(({ title, text }) => `${title}\n${text}`).join('\n');
  const own = [...ground.words].flatMap((word) => [...monthNames(word), ...asUkrainianSpells(word)]);
  const named = [...own, ...ukrainianNamesIn(whole).flatMap((name) => words(name))];
  return withNames(ground, named);
}

function withNames(ground: Ground, names: readonly string[]): Ground {
  return {
    ...ground,
    words: new Set([...ground.words, ...names]),
    stems: new Set([...ground.stems, ...names.map((name) => stem(name))]),
  };
}

/** The names of a text that no article has, but for one that sounds like it. */
function namesThatSoundLike(text: string, ground: Ground, articles: readonly SummaryArticle[]): string[] {
  const foreign = new Set(articles.flatMap(({ title, text }) => `${title}\n${text}`.match(CAPITALISED) ?? []));
  return unknownNames(text, ground)
    .map((reason) => reason.text)
    .filter((name) => [...foreign].some((other) => soundAlike(name, other)))
    .map((name) => name.toLowerCase());
}

/** A Russian name in Ukrainian letters, in both ways that its «и» and «е» may go. */
function asUkrainianSpells(word: string): string[] {
  if (!/[а-яё]/u.test(word)) return [];
  const letters = word.replaceAll('ы', 'и').replaceAll('э', 'е').replaceAll('ё', 'е').replaceAll('ъ', "'");
  return [letters, word.replaceAll('и', 'і').replaceAll('ы', 'и').replaceAll('э', 'е').replaceAll('ё', 'ьо')];
}

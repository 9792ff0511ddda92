import { typography } from '../../language/purity.js';
import { type Attribution, unwrap } from './attribution.js';
import { CUE, cuesOf } from './cues.js';
import { ANAPHOR, BACKGROUND, CONNECTIVE, EARLIER_NEWS, THIS_TIME } from './lexicon.js';
import { hasPredicate, hasVerb } from './predicates.js';
import { isBalanced } from './quotes.js';
import { isSubjectless } from './subject.js';

/** A sentence that stands without what joined it to its neighbours. */
export interface Mended {
  /** Capitalised, without its full stop. */
  core: string;
  /** What its words may be a part of, and maybe more (CUE). */
  cues: number;
  attribution: Attribution | null;
  isView: boolean;
  /** Does it still hang on the sentence before («Він…», «Там…»)? */
  leans: boolean;
  isBackground: boolean;
}

/** Takes connectives and attributions off a sentence; what is left says the same of the world. */
export function mend(sentence: string, cues: number = cuesOf(sentence)): Mended {
  const isBackground = BACKGROUND.test(sentence) || EARLIER_NEWS.test(sentence);
  let core = sentence.replace(/[.…]+$/u, '').trim();
  let attribution: Attribution | null = null;
  let isView = false;
  for (let round = 0; round < 4; round += 1) {
    const connected = core;
    core = withoutConnective(core);
    const found = unwrap(core, cues);
    if (found && (attribution === null || found.attribution === null)) {
      core = found.core.trim();
      attribution = found.attribution;
      isView ||= found.isView;
    }
    if (core === connected) break;
  }
  core = capitalised(
    core.replace(/^[—–-]\s*/u, '').replace(/,(?: (?:передає|передають|повідомляє|повідомляють|пише|пишуть))?$/u, ''),
  );
  return { core, cues, attribution, isView, leans: leansBack(core, cues), isBackground };
}

/** Does a core speak of something that only the sentence before names? */
export function leansBack(core: string, cues: number = cuesOf(core)): boolean {
  const pointsBack = (cues & CUE.pronoun) !== 0 && (DEMONSTRATIVE.test(core) || pronounBeforeVerb(core));
  return pointsBack || ANAPHOR.test(core) || isSubjectless(core);
}

/** «здійснити цей план», «це робити»: in the first clause, so that what is meant stands before the sentence. */
const DEMONSTRATIVE = new RegExp(
  `^[^,;:—–«(]*(?<!\\p{L})(?!${THIS_TIME})(?:(?:цей|ця|цю|цього|цьому|цим|цієї|цій|цією|ці|цих|цими) \\p{Ll}{3,}|(?<![—–-] )це з?робити|з?роб\\p{L}+ це(?!\\p{L}))`,
  'iu',
);

const PRONOUN = new RegExp(
  `(?<!\\p{L})(?!${THIS_TIME})(?:він|вона|вони|воно|його|її|їх|їм|йому|їй|ним|нею|ними|нього|неї|них|ньому|ній|цей|ця|це|ці|цю|` +
    'цього|цьому|цим|цієї|цій|цією|цих|цими|там|туди|звідти)(?!\\p{L})',
  'iu',
);

/**
 * «На розгляд скарги йому дають 15 днів», «У дорозі він буде добу»: a pronoun before the verb, and before it neither
 * a clause nor a name that it could stand for.
 */
function pronounBeforeVerb(core: string): boolean {
  const pronoun = PRONOUN.exec(core);
  if (!pronoun) return false;
  const before = core.slice(0, pronoun.index).replace(/^(?:Як|За|На думку) [^,]{3,60}, /u, '');
  return !/[,:;«]|\s\p{Lu}|\s[—–-]\s/u.test(before) && !hasVerb(before);
}

/** Words that look like connectives and say more: «ще двоє», «так званий», «І квартал». */
const TELLING =
  /^(?:ще|а) (?:один|одна|одне|дв[аі]|двоє|три|троє|чотири|п.ят[ье]|шіст|шестеро|сім|вісім|дев.ять|десят|сорок|сто(?!\p{L})|\p{L}+надцять|\p{L}+дцять|пів|тисяч|кілька|декілька|близько|понад|майже|\d)|^(?:і|а) (?:квартал|півріччя|груп)|^тому що|^та(?= \p{L}+ла(?:ся)? )/iu;

/** «Після війни ж країна…»: the particle sets a sentence against the one before. */
const PARTICLE = /^((?:\p{L}+ ){1,3})же? (?=\p{L})/u;

function withoutConnective(text: string): string {
  return TELLING.test(text)
    ? text
    : text
        .replace(CONNECTIVE, '')
        .replace(/^Так (?=\p{Lu}\p{Ll})/u, '')
        .replace(PARTICLE, '$1');
}

/** The same text with a capital at its head, past an opening mark. */
function capitalised(text: string): string {
  return text.replace(/^([«„(]*)(\p{Ll})/u, (_, marks: string, letter: string) => marks + letter.toUpperCase());
}

/** A mended core as a reader gets it: Ukrainian typography and a full stop; numbers stay as the article writes them. */
export function finished(core: string): string {
  const text = typography(core.trim())
    .replace(/(?<=\d)–(?=\d)/gu, (dash, place: number, whole: string) =>
      core.includes(whole.slice(place - 1, place + 2)) ? dash : '-',
    )
    .replace(/[,;:\s—–-]+$/u, '');
  return /[.!?…]»?$/u.test(text) ? text : `${text}.`;
}

/** May this stand in a digest as a sentence: whole, Ukrainian in its letters, with a predicate? */
export function isPresentable(text: string): boolean {
  if (text.length < 20 || !/^[«„]?[\p{Lu}\p{N}]/u.test(text) || !isBalanced(text)) return false;
  if (
    /^(?:Тому що|Бо|Адже|Наскільки|Ніж|Чи) |^(?:Як|Чому|Що|Де|Коли|Скільки|Як(?:а|і|ий|е)|Навіщо|Хто) (?:[^,—–-]|\S-\S)+$|^(?:Як|Чому|Що|Де|Коли|Скільки|Навіщо|Хто) .*, (?:поясню|розповіда|дізна|з[’']ясу|чита)\p{L}+/u.test(
      text,
    )
  )
    return false;
  if (/^\d{1,3}\. |\+\d+[:.,]\d|^«[^»]+»[.!?…]?$/u.test(text)) return false;
  if (/[ыэъё]|\uFFFD|\?[!.»]*$|\(\d\+\d|\s[,.]|,,|\.\.$/iu.test(text)) return false;
  return isMostlyCyrillic(text) && hasPredicate(text);
}

const CYRILLIC = /[а-яіїєґ]/iu;
const LATIN = /[a-z]/iu;

/** Are more letters Ukrainian than Latin? Hardly a sentence has Latin ones to be counted. */
function isMostlyCyrillic(text: string): boolean {
  if (!LATIN.test(text)) return CYRILLIC.test(text);
  const letters = [...text];
  return (
    letters.filter((letter) => CYRILLIC.test(letter)).length > letters.filter((letter) => LATIN.test(letter)).length
  );
}

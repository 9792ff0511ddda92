import { monthNumber } from '../language/dates.js';
import { commonness, isRare } from './common-words.js';
import { hashOf } from './hash.js';
import { type KnownWord, knownWord, knownWords } from './known-words.js';
import { isDebris, isRoundUp, type ReadArticle, type ReadSentence, readArticle } from './read-article.js';
import { sketchOf } from './sketch.js';

/** What clustering needs to know of an article. */
export interface ArticleToPlace {
  id: string;
  title: string;
  text: string;
  /** `null` where the text does not say; then time does not separate. */
  publishedAt: Date | null;
  publisher: string | null;
}

/** What an article tells of, small enough to be stored with it. A term is a number that stands for a stem. */
export interface ArticleDescription {
  /** The number that stands for its publisher's name. */
  publisher: number | null;
  /** Milliseconds since 1970. */
  publishedAt: number | null;
  /** Its weightiest terms, heaviest first. */
  terms: number[];
  /** Hundredths, by the place of their term. */
  weights: number[];
  /** Names and numbers of the event itself: what an update would add to. */
  facts: number[];
  /** Names and numbers of its headline, without those that any news may have. */
  headline: number[];
  /** Scores of its headline: 1,000 for a goal of the first, 1 for one of the second. */
  scores: number[];
  /** How it answers somebody, as bits of `ANSWERS`: by what it says first, and anywhere. */
  answers: { first: number; anywhere: number };
  /** Does such a thing happen every day: a shelling, a road accident, the weather, a rate? */
  isRecurring: boolean;
  /** Does it say what became of something told before? */
  looksBack: boolean;
  /** Does it tell of several events, such as those of a day? */
  isRoundUp: boolean;
  /** Days of the calendar that the event is dated by: 100 for a month, 1 for a day. */
  days: number[];
  sketch: number[];
}

/** An article that was just described, with what is of no use to later ones. */
export interface DescribedArticle extends ArticleDescription {
  id: string;
  /** Forms that stand in the text, by the place of their term. */
  words: string[];
  /** What it is found by in an index: rare pairs of terms, and parts of the sketch. */
  keys: string[];
}

/** Denying, accusing or commenting what somebody did is another event than what was done. */
export const ANSWERS = { denies: 1, accuses: 2, comments: 4 } as const;

const MOST_TERMS = 40;
const HEADLINE_WEIGHT = 3;
/** A word said thrice says less than three words. */
const REPETITION = 0.6;
/** Sentences in which an article says what happened. */
const LEAD = 3;

/** Says what an article tells of. */
export function describeArticle(article: ArticleToPlace, read: ReadArticle = readArticle(article)): DescribedArticle {
  const own = read.sentences.filter((sentence) => !sentence.isBackground);
  const lead = `${article.title}. ${own
    .slice(0, LEAD)
    .map(({ text }) => text)
    .join(' ')}`;
  const headline = isDebris(article.title) ? null : withoutTime(article.title);
  const facts = factsOf([article.title, ...own.map(({ text }) => text)]);
  const terms = weighTerms(headline, read.sentences, facts);
  const sketch = sketchOf(
    [read.titleWords, ...own.map(({ words }) => words)].flatMap((words) => words.map(hashOfWord)),
  );
  return {
    id: article.id,
    publisher: article.publisher === null ? null : hashOf(article.publisher),
    publishedAt: article.publishedAt?.getTime() ?? null,
    terms: terms.map(({ word }) => word.term),
    weights: terms.map(({ weight }) => Math.round(weight * 100)),
    words: terms.map(({ word }) => word.word),
    facts: [...facts].slice(0, MOST_TERMS),
    headline: headline === null ? [] : [...factsOf([headline])].filter(isRare),
    scores: headline === null ? [] : scoresOf(headline),
    answers: answersOf(article.title, own),
    isRecurring: RECURRING.test(lead),
    looksBack: LOOKS_BACK.test(lead),
    isRoundUp: isRoundUp(article.title),
    days: daysIn(lead),
    sketch,
    keys: keysOf(terms, facts, sketch),
  };
}

const hashOfWord = ({ hash }: KnownWord): number => hash;

/** Who, where and how many tell an event from its like better than other words do. */
const FACT_WEIGHT = 1.2;

interface WeighedTerm {
  word: KnownWord;
  weight: number;
}

function weighTerms(
  headline: string | null,
  sentences: readonly ReadSentence[],
  facts: ReadonlySet<number>,
): WeighedTerm[] {
  const masses = new Map<number, { word: KnownWord; mass: number }>();
  const read = (words: readonly KnownWord[], weight: number): void => {
    for (const word of words) {
      if (!word.isTelling) continue;
      const known = masses.get(word.term);
      if (known) known.mass += weight;
      else masses.set(word.term, { word, mass: weight });
    }
  };
  if (headline !== null) read(knownWords(headline), HEADLINE_WEIGHT);
  for (const sentence of sentences) read(sentence.words, sentence.weight);
  return [...masses.values()]
    .map(({ word, mass }) => {
      const weight = mass ** REPETITION * (facts.has(word.term) ? FACT_WEIGHT : 1);
      return { word, weight, telling: weight * -Math.log(commonness(word.term) + 0.01) };
    })
    .sort((a, b) => b.telling - a.telling)
    .slice(0, MOST_TERMS);
}

/** «19:46 Суд відновив арешт»: the hour of a news feed is no part of its headline. */
function withoutTime(title: string): string {
  return title.replace(/^\s*\d{1,2}:\d{2}\s+/, '');
}

/** Terms whose pairs an article is found by: its weightiest ones, and names and numbers that are not among them. */
const KEY_TERMS = 9;
const KEY_FACTS = 5;
/** Every pair is a row to write and a place to look up; those of the last terms find nothing more. */
const KEY_PAIRS = 44;
const KEY_HASHES = 4;

/**
 * Of a pair of telling words few other articles hold both, so that an index gives dozens of candidates and not thousands.
 * The pairs of the weightiest terms come first.
 */
function keysOf(terms: readonly WeighedTerm[], facts: ReadonlySet<number>, sketch: readonly number[]): string[] {
  const ordered = terms.map(({ word }) => word);
  const others = ordered.slice(KEY_TERMS).filter(({ term }) => facts.has(term));
  const telling = [...ordered.slice(0, KEY_TERMS), ...others.slice(0, KEY_FACTS)];
  const pairs: string[] = [];
  for (let places = 1; places < 2 * telling.length - 2; places += 1) {
    for (let place = Math.max(0, places - telling.length + 1); 2 * place < places; place += 1) {
      const [a, b] = [telling[place]!, telling[places - place]!];
      if (!isRare(a.term) && !isRare(b.term)) continue;
      pairs.push(a.stem < b.stem ? `${a.stem} ${b.stem}` : `${b.stem} ${a.stem}`);
    }
  }
  return [...pairs.slice(0, KEY_PAIRS), ...sketch.slice(0, KEY_HASHES).map((hash) => `#${hash.toString(36)}`)];
}

/** Names and numbers, as terms: capital letters inside a sentence, and digits. */
function factsOf(sentences: readonly string[]): Set<number> {
  const facts = new Set<number>();
  for (const sentence of sentences) {
    for (const [, fact] of sentence.matchAll(FACT)) facts.add(knownWord(fact!.toLowerCase()).term);
  }
  return facts;
}

const FACT = /(?<=[\p{L}\d,»”")] )[«"“„(]*(\p{Lu}[\p{L}'’-]+|\d[\d.,:]*(?<=\d))/gu;

/** «3:0», as it stands inside a headline. */
function scoresOf(headline: string): number[] {
  return [...headline.matchAll(FACT)].flatMap(([, fact]) => {
    const score = /^(\d{1,3}):(\d{1,3})$/.exec(fact!);
    return score === null ? [] : Number(score[1]) * 1000 + Number(score[2]);
  });
}

const ANSWERING: readonly [answer: number, RegExp][] = [
  [ANSWERS.denies, /спросту|запереч|не відповіда\p{L}+ дійсності|фейк|неправд|брехн|вигадк|опроверг/iu],
  [ANSWERS.accuses, /звинува|маніпул|розкритик|обури|обурен|висмія|обвинил|осуди/iu],
  [ANSWERS.comments, /прокомент|відреаг|реакці\p{L}+ на|відпові(?:в|ла|ли)(?!\p{L})|комменти|отреагир/iu],
];

/** A comment stands in most articles, and is news only in a headline. */
function answersOf(title: string, own: readonly ReadSentence[]): ArticleDescription['answers'] {
  const opening = own.slice(0, 2).map(({ text }) => text);
  const first = answersIn(title) | (answersIn(opening.join(' ')) & ~ANSWERS.comments);
  return { first, anywhere: answersIn([title, ...own.map(({ text }) => text)].join(' ')) };
}

function answersIn(text: string): number {
  return ANSWERING.reduce((answers, [answer, pattern]) => (pattern.test(text) ? answers | answer : answers), 0);
}

const RECURRING =
  /обстріл|(?<!\p{L})за (?:минул\p{L}+ |останн\p{L}+ |цю )?(?:добу|ніч)(?!\p{L})|від початку доби|бойов\p{L}+ зіткн|боєзіткн|(?:ракет|авіа|артилер|дрон|нічн|масован)\p{L}* (?:удар|атак)|[ув]дар\p{L}* по|атак\p{L}* (?:по|на|дрон|безпіл|бпла)|шахед|безпілотник|вибух|повітрян\p{L}+ тривог|втрат\p{L}* (?:ворог|рф|росі|окупант)|зведення генштаб|(?<!\p{L})погод(?:[аиіу]|ою|н\p{L}{2,3})(?!\p{L})|синоптик|графік\p{L}* (?:погодинн\p{L}+ )?відключен|курс (?:валют|долар|євро|гривн)|ціни на|бірж|(?<!\p{L})дтп(?!\p{L})|аварі|пожеж|землетрус|затрима[вл]|обстрел|взрыв|обстреля/iu;
const LOOKS_BACK =
  /(?:зрос|збільши|уточн|оновл)\p{L}* (?:кількіст|числ|дан)|(?:кількіст|числ)\p{L}* (?:загибл|постраждал|жертв|поранен)\p{L}* (?:[\p{L}\d-]+ ){0,5}(?:зрос|збільш)|помер\p{L}* (?:в|у) (?:лікарн|реанім)|з-під завалів|під завалами|розб\p{L}+ завал|рятувальн\p{L}+ (?:роботи|операці\p{L}+) завершен|завершили (?:рятувальн|пошуков)|день жалоби|дня жалоби|опізна|ідентифік|наслідк|після (?:удар|обстріл|атак|вибух)/iu;

/** Days that a text names by number and month. */
function daysIn(text: string): number[] {
  const days = new Set<number>();
  for (const [, day, month] of text.matchAll(/(?<![\d.,])(\d{1,2})\s(\p{Ll}{3,9})/gu)) {
    const number = monthNumber(month!);
    if (number !== null && Number(day) <= 31 && /(?:ня|да|го)$/.test(month!)) days.add(number * 100 + Number(day));
  }
  return [...days];
}

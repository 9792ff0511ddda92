import { monthNumber } from '../language/dates.js';
import { stem } from '../language/stem.js';
import { isStopWord } from '../language/stopwords.js';
import { words } from '../language/words.js';
import { isDebris, type WeighedSentence, weighSentences } from './article-parts.js';
import { commonness, isRare } from './common-words.js';
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

/** What an article tells of, small enough to be stored with it; plain JSON. */
export interface ArticleDescription {
  id: string;
  publisher: string | null;
  /** Milliseconds since 1970. */
  publishedAt: number | null;
  /** Its weightiest stems with their weights and a form that stands in the text, heaviest first. */
  terms: [stem: string, weight: number, word: string][];
  /** Names and numbers of the event itself, as stems: what an update would add to. */
  facts: string[];
  /** Names and numbers of its headline, as stems, without those that any news may have. */
  headline: string[];
  /** How it answers somebody: by what it says first, and anywhere. */
  answers: { first: Answer[]; anywhere: Answer[] };
  /** Does such a thing happen every day: a shelling, a road accident, the weather, a rate? */
  isRecurring: boolean;
  /** Does it say what became of something told before? */
  looksBack: boolean;
  /** Days of the calendar that the event is dated by, «07-05». */
  days: string[];
  sketch: number[];
  /** What it is found by in an index: rare pairs of terms, and parts of the sketch. */
  keys: string[];
}

/** Denying, accusing or commenting what somebody did is another event than what was done. */
export type Answer = 'denies' | 'accuses' | 'comments';

const MOST_TERMS = 40;
const HEADLINE_WEIGHT = 3;
/** A word said thrice says less than three words. */
const REPETITION = 0.6;
/** Sentences in which an article says what happened. */
const LEAD = 3;

/** Says what an article tells of. */
export function describeArticle(article: ArticleToPlace): ArticleDescription {
  const weighed = weighSentences(article.text);
  const own = weighed.filter((sentence) => !sentence.isBackground);
  const lead = `${article.title}. ${own
    .slice(0, LEAD)
    .map(({ text }) => text)
    .join(' ')}`;
  const facts = factsOf([article.title, ...own.map(({ text }) => text)]);
  const terms = weighTerms(article.title, weighed, facts);
  const sketch = sketchOf(words(`${article.title} ${own.map(({ text }) => text).join(' ')}`));
  return {
    id: article.id,
    publisher: article.publisher,
    publishedAt: article.publishedAt?.getTime() ?? null,
    terms,
    facts: [...facts].slice(0, MOST_TERMS),
    headline: isDebris(article.title) ? [] : [...factsOf([withoutTime(article.title)])].filter(isRare),
    answers: answersOf(article.title, own),
    isRecurring: RECURRING.test(lead),
    looksBack: LOOKS_BACK.test(lead),
    days: daysIn(lead),
    sketch,
    keys: keysOf(terms, facts, sketch),
  };
}

/** Who, where and how many tell an event from its like better than other words do. */
const FACT_WEIGHT = 1.2;

function weighTerms(
  title: string,
  weighed: readonly WeighedSentence[],
  facts: ReadonlySet<string>,
): ArticleDescription['terms'] {
  const mass = new Map<string, { mass: number; word: string }>();
  const read = (text: string, weight: number): void => {
    for (const word of words(text)) {
      if (isStopWord(word)) continue;
      const term = stem(word);
      const known = mass.get(term);
      if (known) known.mass += weight;
      else mass.set(term, { mass: weight, word });
    }
  };
  if (!isDebris(title)) read(withoutTime(title), HEADLINE_WEIGHT);
  for (const sentence of weighed) read(sentence.text, sentence.weight);
  return [...mass]
    .map(([term, { mass, word }]) => ({
      term,
      word,
      weight: mass ** REPETITION * (facts.has(term) ? FACT_WEIGHT : 1),
      rarity: -Math.log(commonness(term) + 0.01),
    }))
    .sort((a, b) => b.weight * b.rarity - a.weight * a.rarity)
    .slice(0, MOST_TERMS)
    .map(({ term, weight, word }) => [term, Math.round(weight * 100) / 100, word]);
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
function keysOf(terms: ArticleDescription['terms'], facts: ReadonlySet<string>, sketch: readonly number[]): string[] {
  const ordered = terms.map(([term]) => term);
  const weighty = ordered.slice(0, KEY_TERMS);
  const others = ordered.slice(KEY_TERMS).filter((term) => facts.has(term));
  const telling = [...weighty, ...others.slice(0, KEY_FACTS)];
  const pairs: string[] = [];
  for (let places = 1; places < 2 * telling.length - 2; places += 1) {
    for (let place = Math.max(0, places - telling.length + 1); 2 * place < places; place += 1) {
      const [a, b] = [telling[place]!, telling[places - place]!];
      if (isRare(a) || isRare(b)) pairs.push(a < b ? `${a} ${b}` : `${b} ${a}`);
    }
  }
  return [...pairs.slice(0, KEY_PAIRS), ...sketch.slice(0, KEY_HASHES).map((hash) => `#${hash.toString(36)}`)];
}

/** Names and numbers, as stems: capital letters inside a sentence, and digits. */
function factsOf(sentences: readonly string[]): Set<string> {
  const facts = new Set<string>();
  for (const sentence of sentences) {
    for (const [, fact] of sentence.matchAll(FACT)) facts.add(stem(fact!.toLowerCase()));
  }
  return facts;
}

const FACT = /(?<=[\p{L}\d,»”")] )[«"“„(]*(\p{Lu}[\p{L}'’-]+|\d[\d.,:]*(?<=\d))/gu;

const ANSWERS: readonly [Answer, RegExp][] = [
  ['denies', /спросту|запереч|не відповіда\p{L}+ дійсності|фейк|неправд|брехн|вигадк|опроверг/iu],
  ['accuses', /звинува|маніпул|розкритик|обури|обурен|висмія|обвинил|осуди/iu],
  ['comments', /прокомент|відреаг|реакці\p{L}+ на|відпові(?:в|ла|ли)(?!\p{L})|комменти|отреагир/iu],
];

/** A comment stands in most articles, and is news only in a headline. */
function answersOf(title: string, own: readonly WeighedSentence[]): ArticleDescription['answers'] {
  const opening = own.slice(0, 2).map(({ text }) => text);
  const first = new Set([
    ...answersIn(title),
    ...answersIn(opening.join(' ')).filter((answer) => answer !== 'comments'),
  ]);
  return { first: [...first], anywhere: answersIn([title, ...own.map(({ text }) => text)].join(' ')) };
}

function answersIn(text: string): Answer[] {
  return ANSWERS.filter(([, pattern]) => pattern.test(text)).map(([answer]) => answer);
}

const RECURRING =
  /обстріл|(?:ракет|авіа|артилер|дрон|нічн|масован)\p{L}* (?:удар|атак)|удар\p{L}* по|атак\p{L}* (?:по|на|дрон|безпіл|бпла)|шахед|безпілотник|вибух|повітрян\p{L}+ тривог|втрат\p{L}* (?:ворог|рф|росі|окупант)|зведення генштаб|погод|синоптик|курс (?:валют|долар|євро|гривн)|ціни на|бірж|(?<!\p{L})дтп(?!\p{L})|аварі|пожеж|землетрус|затрима[вл]|обстрел|взрыв|обстреля/iu;
const LOOKS_BACK =
  /(?:зрос|збільши|уточн|оновл)\p{L}* (?:кількіст|числ|дан)|(?:кількіст|числ)\p{L}* (?:загибл|постраждал|жертв|поранен)\p{L}* (?:[\p{L}\d-]+ ){0,5}(?:зрос|збільш)|помер\p{L}* (?:в|у) (?:лікарн|реанім)|з-під завалів|під завалами|розб\p{L}+ завал|рятувальн\p{L}+ (?:роботи|операці\p{L}+) завершен|завершили (?:рятувальн|пошуков)|день жалоби|дня жалоби|опізна|ідентифік|наслідк|після (?:удар|обстріл|атак|вибух)/iu;

/** Days that a text names by number and month. */
function daysIn(text: string): string[] {
  const days = new Set<string>();
  for (const match of text.matchAll(/(?<![\d.,])(\d{1,2})\s(\p{Ll}{3,9})/gu)) {
    const [, day, month] = match;
    const number = monthNumber(month!);
    if (number !== null && Number(day) <= 31 && /(?:ня|да|го)$/.test(month!)) {
      days.add(`${String(number).padStart(2, '0')}-${day!.padStart(2, '0')}`);
    }
  }
  return [...days];
}

import type { NumberMention } from '../../language/numbers.js';
import { stem } from '../../language/stem.js';
import { isStopWord } from '../../language/stopwords.js';
import { words } from '../../language/words.js';

/** A number in its sentence. */
export interface Said {
  text: string;
  count: NumberMention;
}

/** How many telling words on each side make a number's surroundings. */
const NEAR = 5;

/** A sentence with no more telling words around its number tells of what the sentence before it does: «Явка склала 38%». */
const FEW = 2;

/**
 * A figure in digits keeps some of the company that it keeps in an article; one that stands alone keeps any. `before`
 * is the article's sentence before.
 */
export function keepsCompany(said: Said, source: Said, before: string): boolean {
  const around = new Set(rootsAround(said));
  if (around.size === 0) return true;
  const own = rootsAround(source);
  return [...own, ...(own.length <= FEW ? roots(before) : [])].some((root) => around.has(root));
}

function rootsAround({ text, count }: Said): string[] {
  return [...roots(text.slice(0, count.start)).slice(-NEAR), ...roots(text.slice(count.end)).slice(0, NEAR)];
}

/** Roots of five letters, so that «поранено» and «поранених» are one. */
function roots(text: string): string[] {
  return words(text)
    .filter((word) => !isStopWord(word) && !/\d/u.test(word))
    .map((word) => stem(word).slice(0, 5));
}

/** What a number is said of within its clause: the words up to the numbers around it. */
interface Facts {
  value: string;
  kind: NumberMention['kind'];
  before: readonly string[];
  after: readonly string[];
  /** «впала на 7», «впала до 31»: by how much, or to what; neither where another word stands before it. */
  change: 'на' | 'до' | null;
}

/**
 * Each quantity of a sentence with what it is said of; one without words before it shares those of the one before, and
 * «вісім із дев’яти членів» are members as well as the nine. «90 щороку замість 40» counts one thing twice: its unit is
 * what both are said of.
 */
export function factsOf(text: string, numbers: readonly NumberMention[]): Facts[] {
  const counts = numbers.filter((one) => one.kind === 'number' || one.kind === 'percent');
  let shared: readonly string[] = [];
  let unit: string | undefined;
  return counts.map(({ start, end, value, kind }, place) => {
    const from = counts[place - 1]?.end ?? 0;
    const of = counts[place + 1];
    const isPartOf = of !== undefined && /^ (?:з|із|зі) $/u.test(text.slice(end, of.start));
    const to = (isPartOf ? counts[place + 2] : of)?.start ?? text.length;
    const between = text.slice(from, start);
    const isInstead = /(?<!\p{L})замість(?: \p{L}+)? $/iu.test(between);
    const before = matter(/[^,;:.!?()]*$/u.exec(between)![0]).filter((root) => isInstead || root !== unit);
    if (before.length > 0) shared = before;
    const after = matter(/^[^,;:.!?()—–]*/u.exec(text.slice(isPartOf ? of.end : end, to))![0]);
    unit = after[0];
    return { value, kind, before: shared, after, change: changeOf(text.slice(0, start)) };
  });
}

function changeOf(before: string): Facts['change'] {
  const word = /(?<!\p{L})(на|до) $/iu.exec(before)?.[1]?.toLowerCase();
  return word === 'на' || word === 'до' ? word : null;
}

/** Measures and magnitudes say nothing of what is counted. */
const MEASURE =
  /^(?:тис|тисяч\p{L}*|млн|млрд|мільйон\p{L}*|мільярд\p{L}*|грн|гривн\p{L}*|гривень|долар\p{L}*|євро|тонн\p{L}*|відсот\p{L}*|пункт\p{L}*|рок\p{L}*|років|рік)$/u;

function matter(text: string): string[] {
  return roots(
    words(text)
      .filter((word) => word.length > 2 && !MEASURE.test(word))
      .join(' '),
  );
}

/**
 * Is a number said of what an article says another number of («яйця подорожчали на 22 %, олія на 31 %» the other way
 * round)? `source` are the facts of the articles, sentence by sentence; only numbers told in one breath change places.
 */
export function isAnothers(said: Facts, source: readonly (readonly Facts[])[]): boolean {
  const told = source.filter((facts) => facts.some((fact) => fact.value === said.value));
  if (told.length === 0) return false;
  return told.every((facts) => isAnothersIn(facts, said)) || countsAnotherThing(said, told, source);
}

/** «118 військових» where the article has 118 bombs, nobody beside them, and another number of the military. */
function countsAnotherThing(
  { after: [unit], value }: Facts,
  told: readonly (readonly Facts[])[],
  source: readonly (readonly Facts[])[],
): boolean {
  if (unit === undefined || told.flat().some((fact) => fact.before.includes(unit) || fact.after.includes(unit)))
    return false;
  return (
    told.flat().some((fact) => fact.value === value && fact.after.length > 0) &&
    source.flat().some((fact) => fact.value !== value && fact.after[0] === unit)
  );
}

function isAnothersIn(facts: readonly Facts[], said: Facts): boolean {
  const mine = [...said.before.slice(-NEAREST), ...said.after.slice(0, 1)];
  const shared = (fact: Facts) => mine.filter((root) => fact.before.includes(root) || fact.after.includes(root)).length;
  const alike = facts.filter((fact) => (fact.kind === 'percent') === (said.kind === 'percent'));
  const own = alike.filter((fact) => fact.value === said.value);
  const support = Math.max(0, ...own.map(shared));
  return alike.some((fact) => {
    const rival = shared(fact);
    if (fact.value === said.value || rival <= support || (said.change === 'до' && fact.change === 'на')) return false;
    const unit = said.after[0];
    const hasItsUnit =
      unit !== undefined &&
      fact.after[0] === unit &&
      own.some((one) => one.after.length > 0) &&
      !own.some((one) => one.after.includes(unit) || one.before.includes(unit));
    return hasItsUnit || (support === 0 && rival >= 2);
  });
}

/** Words before a number that say of what it is. */
const NEAREST = 3;

const CURRENCIES = [
  /^\P{L}*(?:грн|гривн|гривень)/iu,
  /^\P{L}*(?:дол|\$|usd)/iu,
  /^\P{L}*(?:євро|€)/iu,
  /^\P{L}*злот/iu,
  /^\P{L}*(?:коп\.|копі[йє])/iu,
];

/** What measures one thing, the units of each by their roots. */
const UNITS: readonly (readonly RegExp[])[] = [
  [/^ ?(?:метр|м(?!\p{L}))/iu, /^ ?(?:кілометр|км)/iu, /^ ?(?:сантиметр|см)/iu, /^ ?(?:міліметр|мм)/iu],
  [/^ ?(?:гектар|га(?!\p{L}))/iu, /^ ?сот(?:ок|к\p{L})(?!\p{L})/iu, /^ ?(?:квадратн\p{L}+ метр|кв\. ?м)/iu],
  [/^ ?(?:тонн|т(?!\p{L}))/iu, /^ ?(?:кілограм|кг)/iu, /^ ?(?:грам|г(?!\p{L}))/iu],
  [/^ ?(?:мегават|мвт)/iu, /^ ?(?:кіловат|квт)/iu, /^ ?(?:гігават|гвт)/iu],
  [/^ ?хв/iu, /^ ?год/iu, /^ ?(?:дн(?:і|ів|ями|я)|день|діб|доб)/iu, /^ ?тиж/iu, /^ ?місяц/iu, /^ ?рок/iu],
];
const UP = /(?<!\p{L})(?:зрос|зріс|виріс|збільш|подорожч|прискор|підвищ|підня|більш|вищ|дорожч)/iu;
const DOWN = /(?<!\p{L})(?:впа[влд]|упа[влд]|зменш|зниж|знизи|подешевш|сповільн|скороч|скороти|менш|нижч|дешевш)/iu;

/** Do two mentions of one number speak of a name and a quantity, of different money, of percent and percentage points, of a rise and a fall? */
export function disagree(said: Said, source: Said): boolean {
  if (said.count.kind === 'percent' && isPoints(said) !== isPoints(source)) return true;
  if (LABEL.test(said.text.slice(0, said.count.start)) && !LABEL.test(source.text.slice(0, source.count.start)))
    return true;
  const [mine, theirs] = [currencyOf(said), currencyOf(source)];
  if (mine >= 0 && theirs >= 0 && mine !== theirs) return true;
  if (measureOtherwise(said, source) || roundsOtherwise(said, source)) return true;
  const [here, there] = [clauseOf(said), clauseOf(source)];
  return (
    (goesOnly(here, UP, DOWN) && goesOnly(there, DOWN, UP)) || (goesOnly(here, DOWN, UP) && goesOnly(there, UP, DOWN))
  );
}

/** «40 метрів» and «40 кілометрів»: one thing in two measures cannot be one number. */
function measureOtherwise(said: Said, source: Said): boolean {
  const [here, there] = [said, source].map(({ text, count }) => text.slice(count.end, count.end + 30));
  return UNITS.some((units) => {
    const [mine, theirs] = [here!, there!].map((after) => units.findIndex((unit) => unit.test(after)));
    return mine! >= 0 && theirs! >= 0 && mine !== theirs;
  });
}

const MORE = /(?<!\p{L})(?:понад|більше(?: ніж)?|більш (?:ніж|як)|щонайменше)(?: [ув]| на| до)? $/iu;
const LESS = /(?<!\p{L})(?:майже|менше(?: ніж)?|менш (?:ніж|як)|щонайбільше|до)(?: [ув]| на)? $/iu;

/** «понад 300» and «майже 300» lie on two sides of one number. */
function roundsOtherwise(said: Said, source: Said): boolean {
  const [here, there] = [said, source].map(({ text, count }) => text.slice(0, count.start));
  return (MORE.test(here!) && LESS.test(there!)) || (LESS.test(here!) && MORE.test(there!));
}

/** «маршрут № 7»: a name, and no quantity. */
const LABEL = /(?:№|номер|номером)\s?$/iu;

function isPoints({ text, count }: Said): boolean {
  return /пункт|[вп]\.\s?п/iu.test(text.slice(count.start, count.end + 8));
}

function currencyOf({ text, count }: Said): number {
  const sign = text.slice(Math.max(0, count.start - 1), count.start);
  const after = /[$€]/u.test(sign) ? sign : text.slice(count.end);
  return CURRENCIES.findIndex((currency) => currency.test(after));
}

function clauseOf({ text, count }: Said): string {
  const said = text.slice(0, count.start).replace(/, (?=(?:до|на) $)/iu, ' ');
  const before = /(?:[^,;:.!?]|[,.](?=\d))*$/u.exec(said)![0];
  return before + /^(?:[^,;:.!?—–]|[,.](?=\d))*/u.exec(text.slice(count.end))![0];
}

function goesOnly(clause: string, way: RegExp, other: RegExp): boolean {
  return way.test(clause) && !other.test(clause);
}

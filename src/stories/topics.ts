import { TOPICS, type Topic, type TopicScore } from '../vocabulary.js';
import type { KnownWord } from './known-words.js';
import { compileLexicon, findTerms, type Hit, type Lexicon } from './lexicon.js';
import { type ReadArticle, readArticle } from './read-article.js';
import { CULTURE_TERMS } from './terms/culture.js';
import { ECONOMY_TERMS } from './terms/economy.js';
import { ENVIRONMENT_TERMS } from './terms/environment.js';
import { HEALTH_TERMS } from './terms/health.js';
import { INCIDENTS_TERMS } from './terms/incidents.js';
import { NONE_TERMS } from './terms/none.js';
import { ABROAD_TERMS, HOME_TERMS, WORLD_TERMS } from './terms/places.js';
import { POLITICS_TERMS } from './terms/politics.js';
import { SCIENCE_TERMS } from './terms/science.js';
import { SOCIETY_TERMS } from './terms/society.js';
import { SPORT_TERMS } from './terms/sport.js';
import { WAR_TERMS } from './terms/war.js';

const LISTS = {
  war: WAR_TERMS,
  politics: POLITICS_TERMS,
  world: WORLD_TERMS,
  economy: ECONOMY_TERMS,
  society: SOCIETY_TERMS,
  incidents: INCIDENTS_TERMS,
  science: SCIENCE_TERMS,
  health: HEALTH_TERMS,
  culture: CULTURE_TERMS,
  sport: SPORT_TERMS,
  environment: ENVIRONMENT_TERMS,
  none: NONE_TERMS,
  home: HOME_TERMS,
  abroad: ABROAD_TERMS,
} as const;
type List = keyof typeof LISTS;
const NAMES = Object.keys(LISTS) as List[];
/** Built at the first text: a start need not wait for it. */
const lexicon = (): Lexicon => {
  compiled ??= compileLexicon(Object.values(LISTS));
  return compiled;
};
let compiled: Lexicon | undefined;

/** Rubrics of publishers, as words begin. A rubric is chosen for the page, not for the story: it only leans. */
const RUBRICS: Readonly<Record<Topic | 'none', RegExp>> = {
  war: /^(війна|война|war|фронт|ато|оос|армія|зброя|оборона)/,
  politics: /^(політи|полити|politic|вибори|выборы|влада|власть)/,
  world: /^(світ$|світ[ .]|у світі|в світі|мир$|в мире|world|закордон|зарубеж|європа|міжнарод)/,
  economy:
    /^(економі|экономи|econom|бізнес|бизнес|business|фінанс|финанс|гроші|деньги|ринки|енергети|энергети|агро|апк|нерухом|недвижим|авто|транспорт|промислов|компанії)/,
  society: /^(суспільств|общество|society|освіта|образован|релігі|религи|люди|життя|соціум)/,
  incidents: /^(надзвичайн|події|происшеств|кримінал|криминал|нп$|чп$|суд|дтп|аварії|incident|crime)/,
  science: /^(наук|техно|technolog|science|it$|іт$|гаджет|інтернет|космос|ігри|игры|зв.?язок|связь)/,
  health: /^(здоров|медицин|health|коронавірус|covid)/,
  culture:
    /^(культур|culture|кіно|кино|музик|музык|шоу|зірки|звезды|стиль|мода|туризм|подорож|life|лайф|медіа|красота|книг|театр|lifestyle)/,
  sport: /^(спорт|sport|футбол|бокс|теніс|теннис|баскетбол|хокей|біатлон)/,
  environment: /^(довкілл|екологі|экологи|погода|природа|тварин|environment|weather|клімат)/,
  none: /^(гороскоп|рецепт|кулінар|тест(и|ы)?$|вікторин|реклама|партнер|промо|привітан|свята$|праздники|анекдот|сонник|астрол)/,
};

const NAMED = [...TOPICS, 'none'] as const;

/** What a rubric, and what a source's own topic weigh beside the words. */
const RUBRIC = 8;
const SOURCE = 5;
/** Without this much evidence the topic is a guess. */
const LEAST_EVIDENCE = 2;
const GUESS: TopicScore = { topic: 'society', score: 0.3 };
/** A topic with less of the best one's evidence is not told of. */
const LEAST_SHARE = 0.25;
/**
 * Nor is one that has neither a plain word (of weight 4 in a headline: 8) nor so many terms, where the best one has more:
 * the water and the spring of a water bill are no weather. On 191 labelled articles it takes away 28 further topics, of
 * which 4 were right.
 */
const PLAIN = 7;
const LEAST_TERMS = 4;

/**
 * The topics of an article, best first, with scores 0 to 1: by its words, its publisher's rubrics, and what its source
 * mostly writes about. None at all means that no digest shows it: horoscopes, recipes, adverts, quizzes.
 */
export function topicsOf(
  input: { title: string; text: string; categories?: readonly string[]; sourceTopic?: Topic | null },
  read: ReadArticle = readArticle(input),
): TopicScore[] {
  const found = findEvidence(read);
  const evidence = weigh(found);
  const named = topicsNamed(input);
  for (const { topic, weight } of named) evidence[topic] += weight;
  const strengths = strengthsOf(evidence);
  const best = strengths[0]!;
  if (evidence.none > 0.8 * best.strength) return [];
  if (best.strength < LEAST_EVIDENCE) return [GUESS];
  const termsOf = (topic: Topic) => found.filter(({ list }) => list === topic);
  const enough = Math.min(LEAST_TERMS, termsOf(best.topic).length);
  const isTold = (topic: Topic) => {
    const terms = termsOf(topic);
    return terms.length >= enough || terms.some(({ strength }) => strength >= PLAIN);
  };
  // Rubrics are no terms, and «Світ» is told by places beside the words of other topics.
  const isGiven = (topic: Topic) => topic === 'world' || named.some((one) => one.topic === topic);
  return strengths
    .filter(
      (one) =>
        one === best || (one.strength > LEAST_SHARE * best.strength && (isGiven(one.topic) || isTold(one.topic))),
    )
    .map(({ topic, strength }) => ({ topic, score: strength / (best.strength + 5) }));
}

/** What a publisher's rubrics and the source's own topic add. */
function topicsNamed({
  categories = [],
  sourceTopic,
}: {
  categories?: readonly string[];
  sourceTopic?: Topic | null;
}): { topic: Topic | 'none'; weight: number }[] {
  const rubrics = categories.flatMap((category) => {
    const rubric = category.trim().toLowerCase();
    return NAMED.filter((topic) => RUBRICS[topic].test(rubric)).map((topic) => ({ topic, weight: RUBRIC }));
  });
  return sourceTopic ? [...rubrics, { topic: sourceTopic, weight: SOURCE }] : rubrics;
}

/** What part of a political story told abroad is «Світ», and what part of it is still «Політика». */
const ABROAD_TO_WORLD = 0.85;
const ABROAD_FROM_POLITICS = 0.6;
/** What happens abroad otherwise, a typhoon or a railway accident, is «Світ» too, beside its own topic. */
const ABROAD_BESIDES = 0.5;
/** Where home is spoken of at all, the story most often is ours. */
const HOME = 2;
/** The dead and wounded of a war are told of in the words of accidents. */
const WAR_FROM_INCIDENTS = 0.3;

function strengthsOf(evidence: Readonly<Record<List, number>>): { topic: Topic; strength: number }[] {
  const abroad = evidence.abroad / (evidence.abroad + HOME * evidence.home + 1);
  const told = {
    ...evidence,
    world:
      evidence.world +
      abroad * (evidence.politics * ABROAD_TO_WORLD + (evidence.incidents + evidence.environment) * ABROAD_BESIDES),
    politics: evidence.politics * (1 - ABROAD_FROM_POLITICS * abroad),
    incidents: Math.max(0, evidence.incidents - WAR_FROM_INCIDENTS * evidence.war),
  };
  return TOPICS.map((topic) => ({ topic, strength: told[topic] })).sort((a, b) => b.strength - a.strength);
}

/** A headline says what an article is about, its beginning nearly so; the end is background. */
const IN_HEADLINE = 4;
/**
 * A horoscope or a quiz names itself in its headline, and then speaks of anything; garlic and sour cream, of less weight,
 * also stand in headlines about prices.
 */
const NONE_IN_HEADLINE = 16;
const NAMES_ITSELF = 7;
const PLACES: readonly [before: number, mass: number][] = [
  [40, 1.5],
  [200, 1],
  [600, 0.5],
];
/** What stands further down says nothing. */
const LAST_PLACE = Math.max(...PLACES.map(([before]) => before));

function weigh(found: readonly Evidence[]): Record<List, number> {
  const evidence = Object.fromEntries(NAMES.map((name) => [name, 0])) as Record<List, number>;
  for (const { list, strength } of found) evidence[list] += strength;
  return evidence;
}

/** A term that an article holds, as it stands there first, with what it adds to the topic of its list. */
export interface Evidence {
  list: List;
  words: string;
  strength: number;
}

/** Why an article has its topics: every term of theirs that it holds. */
export function findEvidence({ titleWords, words }: Pick<ReadArticle, 'titleWords' | 'words'>): Evidence[] {
  const found = new Map<number, { list: List; words: string; weight: number; mass: number }>();
  const read = (words: readonly KnownWord[], massAt: (place: number, list: List, weight: number) => number): void => {
    const split = partsOf(words);
    for (const { term, list, weight, at, length } of heaviest(findTerms(lexicon(), split))) {
      const entry = found.get(term) ?? {
        list: NAMES[list]!,
        words: split.slice(at, at + length).join(' '),
        weight,
        mass: 0,
      };
      entry.mass += massAt(at, entry.list, weight);
      found.set(term, entry);
    }
  };
  read(titleWords, (_, list, weight) => (list === 'none' && weight >= NAMES_ITSELF ? NONE_IN_HEADLINE : IN_HEADLINE));
  read(words.slice(0, LAST_PLACE), (place) => PLACES.find(([before]) => place < before)?.[1] ?? 0);
  // A term that comes again says less each time.
  return [...found.values()].map(({ list, words, weight, mass }) => ({
    list,
    words,
    strength: weight * Math.sqrt(mass),
  }));
}

/** One hit for a place and a list: a word says a thing once, however many terms of the list it fits. */
function heaviest(hits: readonly Hit[]): Iterable<Hit> {
  const kept = new Map<number, Hit>();
  for (const hit of hits) {
    const key = hit.at * NAMES.length + hit.list;
    const known = kept.get(key);
    if (known === undefined || hit.weight > known.weight) kept.set(key, hit);
  }
  return kept.values();
}

/** Words with the parts of hyphenated ones apart: «дрон-камікадзе» is found by either. */
function partsOf(words: readonly KnownWord[]): string[] {
  const parts: string[] = [];
  for (const { word } of words) {
    if (word.includes('-')) parts.push(...word.split('-'));
    else parts.push(word);
  }
  return parts;
}

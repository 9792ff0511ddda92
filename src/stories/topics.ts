import { words } from '../language/words.js';
import { TOPICS, type Topic, type TopicScore } from '../vocabulary.js';
import { compileLexicon, findTerms } from './lexicon.js';
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
const LEXICON = compileLexicon(Object.values(LISTS));

/** The topics of an article, best first, with scores 0 to 1; none at all means that no digest shows it. */
export function topicsOf(input: {
  title: string;
  text: string;
  categories?: readonly string[];
  sourceTopic?: Topic | null;
}): TopicScore[] {
  const evidence = weigh(input);
  const foreign = evidence.abroad / (evidence.abroad + evidence.home + 1);
  const scores: [Topic | 'none', number][] = TOPICS.map((topic) => {
    if (topic === 'world') return [topic, evidence.world + evidence.politics * foreign * 0.7];
    if (topic === 'politics') return [topic, evidence.politics * (1 - 0.5 * foreign)];
    return [topic, evidence[topic]];
  });
  scores.push(['none', evidence.none]);
  scores.sort((a, b) => b[1] - a[1]);
  const best = scores[0]!;
  if (best[0] === 'none') return [];
  if (best[1] < 1) return [{ topic: 'society', score: 0.3 }];
  return scores
    .filter((entry): entry is [Topic, number] => entry[0] !== 'none' && entry[1] > 0.25 * best[1])
    .map(([topic, strength]) => ({ topic, score: strength / (best[1] + 5) }));
}

function weigh(input: { title: string; text: string }): Record<List, number> {
  const title = split(input.title);
  const body = split(input.text);
  const perTerm = new Map<number, { list: List; weight: number; mass: number }>();
  const add = (tokens: string[], massAt: (place: number) => number): void => {
    for (const hit of findTerms(LEXICON, tokens)) {
      const entry = perTerm.get(hit.term) ?? { list: NAMES[hit.list]!, weight: hit.weight, mass: 0 };
      entry.mass += massAt(hit.at);
      perTerm.set(hit.term, entry);
    }
  };
  add(title, () => 4);
  add(body, (place) => (place < 40 ? 1.5 : place < 200 ? 1 : 0.5));
  const evidence = Object.fromEntries(NAMES.map((name) => [name, 0])) as Record<List, number>;
  for (const { list, weight, mass } of perTerm.values()) evidence[list] += weight * Math.sqrt(mass);
  return evidence;
}

function split(text: string): string[] {
  return words(text).flatMap((word) => (word.includes('-') ? word.split('-') : word));
}

import type { SummaryArticle } from '../src/summaries/article.js';
import { unfaithful } from '../src/summaries/faithful.js';
import { summarise } from '../src/summaries/summarise.js';
import { SUMMARY_LENGTHS } from '../src/vocabulary.js';
import { INVENTED } from './guard/cases.js';

/** How many invented articles make one of a size (the median of a news site is about 1,200 characters), and how many a story. */
const SIZES = {
  short: { texts: 1, articles: 1 },
  typical: { texts: 2, articles: 1 },
  'a long read': { texts: 12, articles: 1 },
  'three typical articles': { texts: 2, articles: 3 },
};
const ROUNDS = 20;

/** Prints what a summary costs by the size of its story and by its length, the checks included, start-up not counted. */
export async function run(): Promise<void> {
  for (const [size, { texts, articles }] of Object.entries(SIZES)) {
    const stories = INVENTED.map((_, place) => storyOf(place, texts, articles));
    const characters = stories.flat().reduce((sum, article) => sum + article.text.length, 0) / stories.length;
    console.log(`${size}: ${Math.round(characters)} characters a story`);
    for (const length of SUMMARY_LENGTHS) {
      const cost = measured(() => {
        for (const story of stories) summarise({ headline: story[0]!.title, articles: story }, { length });
      });
      console.log(`  ${length.padEnd(6)} ${(cost / stories.length).toFixed(2)} ms of CPU a story`);
    }
    const made = stories.map((story) =>
      summarise({ headline: story[0]!.title, articles: story }, { length: 'normal' }),
    );
    const cost = measured(() => {
      for (const [place, story] of stories.entries()) unfaithful(made[place]!.text, story);
    });
    console.log(`  of which the guard ${(cost / stories.length).toFixed(2)} ms`);
  }
}

/** A story of so many articles, each joined of so many invented ones, that begin at a place of the list. */
function storyOf(place: number, texts: number, articles: number): SummaryArticle[] {
  const invented = (at: number) => INVENTED[at % INVENTED.length]!;
  return Array.from({ length: articles }, (_, number) => ({
    title: invented(place).title,
    text: Array.from({ length: texts }, (_, next) => invented(place + number + next).text).join('\n\n'),
    publisher: `Вісник ${number}`,
    publishedAt: new Date(Date.UTC(2026, 1, 4, number)),
  }));
}

/** Milliseconds of CPU that a round takes, once it is warm. */
function measured(round: () => void): number {
  round();
  const before = process.cpuUsage();
  for (let count = 0; count < ROUNDS; count += 1) round();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / ROUNDS;
}

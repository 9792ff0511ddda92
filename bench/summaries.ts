import { unfaithful } from '../src/summaries/faithful.js';
import { summarise } from '../src/summaries/summarise.js';
import { SUMMARY_LENGTHS } from '../src/vocabulary.js';
import { INVENTED } from './guard/cases.js';

/** How many invented articles make one of a size: the median of a news site is about 1,200 characters. */
const SIZES = { short: 1, typical: 3, 'a long read': 15 };
const ROUNDS = 20;

/** Prints what a summary costs by the size of its article and by its length, the checks included, start-up not counted. */
export async function run(): Promise<void> {
  for (const [size, count] of Object.entries(SIZES)) {
    const articles = INVENTED.map((one, place) => ({
      title: one.title,
      text: Array.from({ length: count }, (_, next) => INVENTED[(place + next) % INVENTED.length]!.text).join('\n\n'),
      publisher: 'Вісник',
      publishedAt: null,
    }));
    const characters = Math.round(articles.reduce((sum, article) => sum + article.text.length, 0) / articles.length);
    console.log(`${size}: ${characters} characters`);
    for (const length of SUMMARY_LENGTHS) {
      const cost = measured(() => {
        for (const article of articles) summarise({ headline: article.title, articles: [article] }, { length });
      });
      console.log(`  ${length.padEnd(6)} ${(cost / articles.length).toFixed(2)} ms of CPU an article`);
    }
    const texts = articles.map(
      (article) => summarise({ headline: article.title, articles: [article] }, { length: 'normal' }).text,
    );
    const cost = measured(() => {
      for (const [place, article] of articles.entries()) unfaithful(texts[place]!, [article]);
    });
    console.log(`  of which the guard ${(cost / articles.length).toFixed(2)} ms`);
  }
}

/** Milliseconds of CPU that a round takes, once it is warm. */
function measured(round: () => void): number {
  round();
  const before = process.cpuUsage();
  for (let count = 0; count < ROUNDS; count += 1) round();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / ROUNDS;
}

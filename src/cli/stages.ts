import { z } from 'zod';
import type { Article } from '../intake/article.js';
import { readFeed } from '../intake/feeds/feed.js';
import { readBytes } from '../intake/files.js';
import { readPage } from '../intake/pages/page.js';
import { parsePasted } from '../intake/pasted.js';
import { detectLanguage } from '../language/detect.js';
import { sentences } from '../language/sentences.js';
import { stem } from '../language/stem.js';
import { createClusterer } from '../stories/cluster.js';
import { topicsOf } from '../stories/topics.js';
import { summarise } from '../summaries/summarise.js';
import { SUMMARY_LENGTHS } from '../vocabulary.js';
import { userPath } from './usage.js';

/** One stage of the pipeline: checks a line, and answers it by itself or once all lines are read. */
export type Stage =
  | { reads: 'each'; input: z.ZodType; answer(line: unknown): unknown }
  | { reads: 'all'; input: z.ZodType; begin(): (line: unknown) => () => unknown };

/** A stage that answers each line by itself. */
function each<Schema extends z.ZodType>(input: Schema, answer: (line: z.output<Schema>) => unknown): Stage {
  return { reads: 'each', input, answer: (line) => answer(line as z.output<Schema>) };
}

/** A stage that reads to the end before it answers. */
function all<Schema extends z.ZodType>(input: Schema, begin: () => (line: z.output<Schema>) => () => unknown): Stage {
  return { reads: 'all', input, begin: () => begin() as (line: unknown) => () => unknown };
}

const instant = z.iso.datetime({ offset: true }).transform((value) => new Date(value));
const withText = z.object({ text: z.string() });

/** A line that brings a document in itself, or names the file that holds it. */
async function documentOf(inline: string | undefined, file: string | undefined): Promise<string | Uint8Array> {
  if (inline !== undefined) return inline;
  if (file !== undefined) return await readBytes(userPath(file));
  throw new Error('the line needs the document itself or its path');
}

export const STAGES = {
  pasted: each(withText, ({ text }) => articleLine(parsePasted(text))),

  feed: each(
    z.object({ xml: z.string().optional(), path: z.string().optional(), url: z.string().optional() }),
    async ({ xml, path, url }) => {
      const feed = readFeed(await documentOf(xml, path), url === undefined ? {} : { url });
      return {
        items: feed.items.map((item) => ({
          title: item.title,
          url: item.url,
          id: item.id,
          published_at: item.publishedAt?.toISOString() ?? null,
          summary: item.summary,
          text: item.text,
          categories: item.categories,
          image: item.image,
        })),
      };
    },
  ),

  page: each(
    z.object({ html: z.string().optional(), path: z.string().optional(), url: z.string() }),
    async ({ html, path, url }) => articleLine(await readPage({ html: await documentOf(html, path), url })),
  ),

  language: each(withText, ({ text }) => ({ language: detectLanguage(text) })),

  sentences: each(withText, ({ text }) => ({ sentences: sentences(text) })),

  stems: each(z.object({ words: z.array(z.string()) }), ({ words }) => ({ stems: words.map(stem) })),

  topics: each(z.object({ title: z.string(), text: z.string() }), (article) => ({ topics: topicsOf(article) })),

  stories: all(
    z.object({
      id: z.union([z.string(), z.number()]),
      title: z.string(),
      text: z.string(),
      published_at: instant.nullish(),
      source: z.string().nullish(),
    }),
    () => {
      const clusterer = createClusterer();
      return ({ id, title, text, published_at, source }) => {
        const key = String(id);
        clusterer.add({ id: key, title, text, publishedAt: published_at ?? null, publisher: source ?? null });
        return () => ({ id, story: clusterer.storyOf(key) });
      };
    },
  ),

  summary: each(
    z.object({ title: z.string(), text: z.string(), length: z.enum(SUMMARY_LENGTHS).default('normal') }),
    ({ title, text, length }) => {
      const article = { title, text, publisher: null, publishedAt: null };
      const summary = summarise({ headline: title, articles: [article] }, { length });
      return { summary: summary.text, engine: summary.engine };
    },
  ),
} satisfies Record<string, Stage>;

export type StageName = keyof typeof STAGES;

export function isStageName(name: string): name is StageName {
  return Object.hasOwn(STAGES, name);
}

function articleLine(article: Article) {
  return {
    title: article.title,
    text: article.text,
    publisher: article.publisher,
    url: article.url,
    published_at: article.publishedAt?.toISOString() ?? null,
    language: article.language,
  };
}

import { composeDigest, type DigestItem } from '../digests/compose.js';
import { renderHtml, renderJson, renderText } from '../digests/render.js';
import { splitMessages } from '../digests/split.js';
import type { Article } from '../intake/article.js';
import { UnreadableArticleError } from '../intake/errors.js';
import { readArticleFile } from '../intake/files.js';
import { createClusterer } from '../stories/cluster.js';
import { topicsOf } from '../stories/topics.js';
import { summarise } from '../summaries/summarise.js';
import { HOME_ZONE, isTopic, SUMMARY_LENGTHS, type SummaryLength, TOPICS, type Topic } from '../vocabulary.js';
import type { Command } from './command.js';
import { readArguments, UsageError, userPath } from './usage.js';

const FORMATS = ['text', 'html', 'json'] as const;
const MOST_FILES = 500;

/** `korotko digest FILE…`: a digest of article files, printed; without a token, a database or a running bot. */
export const digest: Command = async (args) => {
  const request = readRequest(args);
  const articles = await readAll(request.files);
  const items = itemsOf(articles, request);
  const content = composeDigest({
    title: { kind: 'asked' },
    items,
    at: new Date(),
    zone: HOME_ZONE,
    language: 'uk',
    length: request.length,
  });
  switch (request.format) {
    case 'text':
      process.stdout.write(renderText(content, { width: process.stdout.columns ?? 80 }));
      break;
    case 'html':
      process.stdout.write(
        `${splitMessages(renderHtml(content), content.language)
          .map(({ html }) => html)
          .join('\n\n')}\n`,
      );
      break;
    case 'json':
      process.stdout.write(`${JSON.stringify(renderJson(content), null, 2)}\n`);
  }
  return 0;
};

interface Request {
  files: string[];
  format: (typeof FORMATS)[number];
  length: SummaryLength;
  /** Empty: every topic. */
  topics: Topic[];
}

function readRequest(args: readonly string[]): Request {
  const { values, positionals } = readArguments({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      length: { type: 'string', default: 'normal' },
      topics: { type: 'string', default: '' },
    },
  });
  if (positionals.length === 0) {
    throw new UsageError('no article file is named. Example: npm run -s digest -- seeds/articles/*');
  }
  if (positionals.length > MOST_FILES) {
    throw new UsageError(`${positionals.length} files are named; a digest is made of at most ${MOST_FILES}.`);
  }
  return {
    files: positionals.map(userPath),
    format: oneOf(FORMATS, values.format, '--format'),
    length: oneOf(SUMMARY_LENGTHS, values.length, '--length'),
    topics: values.topics.split(',').filter(Boolean).map(topicNamed),
  };
}

function oneOf<Word extends string>(words: readonly Word[], given: string, option: string): Word {
  const word = words.find((known) => known === given);
  if (word === undefined) throw new UsageError(`${option} is one of ${words.join(', ')}, not «${given}».`);
  return word;
}

function topicNamed(given: string): Topic {
  const code = given.trim();
  if (!isTopic(code)) throw new UsageError(`there is no topic «${code}». The topics: ${TOPICS.join(', ')}.`);
  return code;
}

/** All files or none: a digest that silently lacks a file would be a wrong answer. */
async function readAll(files: readonly string[]): Promise<Article[]> {
  const articles: Article[] = [];
  const refusals: UnreadableArticleError[] = [];
  for (const file of files) {
    try {
      articles.push(await readArticleFile(file));
    } catch (error) {
      if (!(error instanceof UnreadableArticleError)) throw error;
      refusals.push(error);
    }
  }
  const [first] = refusals;
  if (first) throw new UnreadableArticleError(first.reason, refusals.map(({ message }) => message).join('\n'));
  return articles;
}

/** Joins the articles into stories and writes each up; says on standard error what no digest shows. */
function itemsOf(articles: readonly Article[], request: Request): DigestItem[] {
  const clusterer = createClusterer();
  articles.forEach((article, index) => {
    if (article.language === 'uk') clusterer.add({ ...article, id: String(index) });
    else leftOut(article, 'it is not in Ukrainian');
  });
  const stories = new Map<string, Article[]>();
  articles.forEach((article, index) => {
    const story = clusterer.storyOf(String(index));
    if (story !== null) stories.set(story, [...(stories.get(story) ?? []), article]);
  });
  return [...stories.values()].flatMap((told, index) => {
    const item = itemOf(told, index, request);
    return item ? [item] : [];
  });
}

function itemOf(articles: readonly Article[], storyId: number, request: Request): DigestItem | null {
  const [first] = articles;
  if (!first) return null;
  const topics = topicsOf(first).map(({ topic }) => topic);
  const topic = request.topics.length === 0 ? topics[0] : topics.find((own) => request.topics.includes(own));
  if (topic === undefined) {
    leftOut(first, topics.length === 0 ? 'it has none of the topics' : `its topics are ${topics.join(', ')}`);
    return null;
  }
  const { headline, text } = summarise({ headline: first.title, articles }, { length: request.length });
  return {
    storyId,
    headline,
    summary: text,
    topic,
    sources: articles.map(({ publisher, url, publishedAt }) => ({ name: publisher ?? hostOf(url), url, publishedAt })),
  };
}

function hostOf(url: string | null): string {
  return url === null ? 'без назви' : new URL(url).host;
}

function leftOut(article: Article, why: string): void {
  process.stderr.write(`korotko digest: «${article.title}» is left out: ${why}.\n`);
}

import path from 'node:path';
import type { Database } from '../db/connect.js';
import { metrics } from '../telemetry/metrics.js';
import type { Article } from './article.js';
import { UnreadableArticleError } from './errors.js';
import { readArticleFile } from './files.js';
import { type Accepted, acceptArticle } from './store/accept.js';
import { ensureSource } from './store.js';

/** Where articles of files come from: what an installation starts with, or what its operator adds. */
export type FileSource = 'seed' | 'operator';

/** The articles that the operator adds, from files or in the bot. */
export const OPERATOR_SOURCE = { kind: 'person', url: 'operator:', title: 'Articles of the operator' } as const;

const SOURCES = {
  seed: { kind: 'seed', url: 'seed:', title: 'Seed articles' },
  operator: OPERATOR_SOURCE,
} as const;

/** What came of a file. */
export type Ingested =
  | { file: string; outcome: 'added' | 'known'; title: string }
  | { file: string; outcome: 'refused'; why: string };

/** An older article is stored and found, but is no news. */
const NEWS_AGE_MS = 72 * 3_600_000;

/**
 * Stores the articles of files, each in a transaction of its own; one that cannot be read is refused and the rest goes on.
 * @param options.asNews counts an article as news whatever its date; otherwise only one of the last three days, or with no date.
 */
export async function ingestFiles(
  db: Database,
  options: { files: readonly string[]; from: FileSource; asNews: boolean; now: Date },
): Promise<Ingested[]> {
  const { files, from, asNews, now } = options;
  const source = await ensureSource(db, SOURCES[from]);
  const results: Ingested[] = [];
  for (const file of files) {
    try {
      const article = await readArticleFile(file);
      const isNews = asNews || isRecent(article, now);
      const accepted = await acceptArticle(db, { article, sourceId: source.id, now, isNews });
      if (accepted?.isNew) metrics.articles.inc({ from });
      results.push(outcomeOf(file, article, accepted));
    } catch (error) {
      if (!(error instanceof UnreadableArticleError)) throw error;
      results.push({ file, outcome: 'refused', why: error.message.replace(`${file}: `, '') });
    }
  }
  return results;
}

function outcomeOf(file: string, { title, publisher }: Article, accepted: Accepted | null): Ingested {
  if (accepted) return { file, outcome: accepted.isNew ? 'added' : 'known', title };
  return {
    file,
    outcome: 'refused',
    why: `Its publisher ${publisher} wished not to be told of; the operator barred it.`,
  };
}

/** Is an article of the last three days, or with no date, so that a digest may tell it as news? */
export function isRecent({ publishedAt }: Pick<Article, 'publishedAt'>, now: Date): boolean {
  return publishedAt === null || now.getTime() - publishedAt.getTime() < NEWS_AGE_MS;
}

/** The seed articles of this installation: every file of seeds/articles. */
export function seedFolder(projectFolder: string): string {
  return path.join(projectFolder, 'seeds/articles');
}

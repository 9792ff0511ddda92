import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { articles } from '../../db/schema.js';
import { words } from '../../language/words.js';
import { othersTurn } from '../../turns.js';
import type { Article } from '../article.js';
import { barredAmong } from '../publisher/store.js';
import type { StoredArticle } from '../store.js';
import { deskOf } from './known.js';
import { nearCopies, repeatedWithin } from './near-copies.js';

/** An article on its way into the database. */
export interface Acceptance {
  article: Article;
  sourceId: number;
  now: Date;
  /** May a digest show it as news? */
  isNews: boolean;
  guid?: string | null;
  categories?: readonly string[];
  imageUrl?: string | null;
  /** The publisher's date was missing or unusable, and `publishedAt` is a stand-in. */
  publishedAtGuessed?: boolean;
}

/** Where an article is stored, and whether it was not there before. */
export interface Accepted {
  id: number;
  isNew: boolean;
}

/** Stores an article, once: see `acceptArticles`. */
export async function acceptArticle(db: Database, acceptance: Acceptance): Promise<Accepted | null> {
  const [accepted = null] = await acceptArticles(db, [acceptance]);
  return accepted;
}

/**
 * Stores articles in their order, each once: the same address (of everybody's articles, or of a desk's own), the same guid of a source, the same words from a source or
 * nearly the same under the same headline are the same article; the same words of two publishers are two. Call it in the
 * transaction that stores their sources' state, so that a crash neither loses nor repeats one. Gives one result for each:
 * `null` where the publisher wished not to be told of, and nothing is stored.
 */
export async function acceptArticles(db: Database, acceptances: readonly Acceptance[]): Promise<(Accepted | null)[]> {
  if (acceptances.length === 0) return [];
  const barred = await barredAmong(
    db,
    acceptances.map(({ article }) => article),
  );
  const candidates: Candidate[] = [];
  for (const [place, acceptance] of acceptances.entries()) {
    if (barred.has(place)) continue;
    candidates.push({ place, acceptance, hash: contentHashOf(acceptance.article) });
    await othersTurn();
  }
  const ids = await nearCopies(db, candidates);
  const repeated = await repeatedWithin(candidates);
  const fresh = candidates.filter(({ place }) => !ids.has(place) && !repeated.has(place));
  const made = await insert(db, fresh);
  const newPlaces = new Set<number>();
  for (const { place, acceptance, hash } of fresh) {
    const id = made.get(keyOf(acceptance.sourceId, hash));
    // The same words twice in one go: the second is the first.
    if (id === undefined || !made.delete(keyOf(acceptance.sourceId, hash))) continue;
    ids.set(place, id);
    newPlaces.add(place);
  }
  const known = await knownIds(
    db,
    fresh.filter(({ place }) => !newPlaces.has(place)),
  );
  for (const [place, id] of known) ids.set(place, id);
  return acceptances.map(({ article }, place) => {
    if (barred.has(place)) return null;
    const id = ids.get(place) ?? ids.get(repeated.get(place) ?? place);
    if (id === undefined) throw new Error(`An article like «${article.title}» was removed in this moment. Try again.`);
    return { id, isNew: newPlaces.has(place) };
  });
}

/**
 * Writes down what an article says since its publisher changed it.
 * @returns the article as it is now; `null` where its words are the same, those of another article of its source, or those
 * of a publisher that wished not to be told of.
 */
export async function changeArticle(
  tx: Database,
  known: StoredArticle,
  article: Article,
): Promise<StoredArticle | null> {
  const { title, text, language } = article;
  if ((await barredAmong(tx, [article])).size > 0) return null;
  const contentHash = contentHashOf(article);
  const [copy] = await tx
    .select({ id: articles.id })
    .from(articles)
    .where(and(eq(articles.sourceId, known.sourceId), eq(articles.contentHash, contentHash)));
  if (copy) return null;
  const [changed] = await tx
    .update(articles)
    .set({ title, text, language, contentHash })
    .where(eq(articles.id, known.id))
    .returning();
  return changed ?? null;
}

/** An article that may be new. */
interface Candidate {
  /** Among those that came with it. */
  place: number;
  acceptance: Acceptance;
  hash: string;
}

/** So much text goes to the database at once, UTF-16 units: to write out more as JSON would hold up everything else. */
const INSERTED_AT_ONCE = 500_000;

/** Inserts what is not there by address, guid or words; gives the ids of what was inserted, by source and words. */
async function insert(db: Database, candidates: readonly Candidate[]): Promise<Map<string, number>> {
  const made = new Map<string, number>();
  for (let waiting = candidates; waiting.length > 0; ) {
    let length = 0;
    const rest = waiting.findIndex(({ acceptance }) => {
      length += acceptance.article.text.length;
      return length > INSERTED_AT_ONCE;
    });
    const some = rest < 0 ? waiting : waiting.slice(0, Math.max(1, rest));
    for (const [key, id] of await insertSome(db, some)) made.set(key, id);
    waiting = waiting.slice(some.length);
  }
  return made;
}

async function insertSome(db: Database, candidates: readonly Candidate[]): Promise<(readonly [string, number])[]> {
  const rows = candidates.map(({ place, acceptance, hash }) => ({
    ...acceptance.article,
    place,
    hash,
    source: acceptance.sourceId,
    guid: acceptance.guid ?? null,
    categories: acceptance.categories ?? [],
    image: acceptance.imageUrl ?? null,
    published: acceptance.article.publishedAt,
    guessed: acceptance.publishedAtGuessed ?? false,
    accepted: acceptance.now,
    news: acceptance.isNews,
  }));
  const inserted = await db.execute<{ id: string; source_id: string; content_hash: string }>(sql`
    insert into ${articles} (source_id, desk_id, url, guid, title, text, publisher, language, categories, image_url,
      published_at, published_at_guessed, accepted_at, is_news, content_hash)
    select source, ${deskOf('row.source')}, url, guid, title, text, publisher, language, categories, image, published,
      guessed, accepted, news, hash
    from json_to_recordset(${JSON.stringify(rows)}::json) as row (place int, source bigint, url text, guid text, title text,
      text text, publisher text, language text, categories text[], image text, published timestamptz, guessed boolean,
      accepted timestamptz, news boolean, hash text)
    order by place
    on conflict do nothing
    returning id, source_id, content_hash`);
  return inserted.map((row) => [keyOf(Number(row.source_id), row.content_hash), Number(row.id)] as const);
}

const keyOf = (sourceId: number, hash: string) => `${sourceId}:${hash}`;

/** The articles that were there already, by the candidates' places. */
async function knownIds(db: Database, candidates: readonly Candidate[]): Promise<Map<number, number>> {
  if (candidates.length === 0) return new Map();
  const rows = candidates.map(({ place, acceptance, hash }) => ({
    place,
    hash,
    source: acceptance.sourceId,
    url: acceptance.article.url,
    guid: acceptance.guid ?? null,
  }));
  const known = await db.execute<{ place: number; id: string }>(sql`
    select row.place, min(articles.id) as id
    from json_to_recordset(${JSON.stringify(rows)}::json) as row (place int, source bigint, url text, guid text, hash text)
    join ${articles} on (articles.url = row.url and articles.desk_id is not distinct from ${deskOf('row.source')})
      or (articles.source_id = row.source and (articles.guid = row.guid or articles.content_hash = row.hash))
    group by row.place`);
  return new Map(known.map(({ place, id }) => [place, Number(id)]));
}

/** What makes two texts the same: their words, whatever stands between them. SHA-256, hex. */
function contentHashOf(article: Pick<Article, 'title' | 'text'>): string {
  return createHash('sha256')
    .update(words(`${article.title}\n${article.text}`).join(' '))
    .digest('hex');
}

import { sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { articles } from '../../db/schema.js';
import { words } from '../../language/words.js';
import { othersTurn } from '../../turns.js';
import type { Article } from '../article.js';

/** An article that may be a copy. */
interface Candidate {
  /** Among those that came with it. */
  place: number;
  acceptance: { article: Article; sourceId: number; now: Date };
}

/** A source tells the same news again, a little changed and under another address, within this time, ms. */
const REPEATED_WITHIN = 3 * 86_400_000;
/** How many of their words two texts share at least, of all that either has, to be one text. */
const LEAST_SHARED = 0.8;
/** Articles of one headline that a new one is compared with. */
const MOST_ALIKE = 10;
/** How much of two texts is compared, UTF-16 units. */
const COMPARED = 20_000;
/** Stored texts that are read at once. */
const READ_AT_ONCE = 50;

/** The stored articles that candidates nearly repeat, by the candidates' places. */
export async function nearCopies(db: Database, candidates: readonly Candidate[]): Promise<Map<number, number>> {
  const alike = await underTheSameHeadline(db, candidates);
  const byPlace = new Map(candidates.map((candidate) => [candidate.place, candidate]));
  const found = new Map<number, number>();
  const compare = comparison();
  for (let start = 0; start < alike.length; start += READ_AT_ONCE) {
    const some = alike.slice(start, start + READ_AT_ONCE).filter(({ place }) => !found.has(place));
    const texts = await openings(db, some);
    for (const { place, id } of some) {
      const { text } = byPlace.get(place)!.acceptance.article;
      if (!found.has(place) && (await compare(texts.get(id) ?? '', text))) found.set(place, id);
    }
  }
  return found;
}

/** Candidates that nearly repeat an earlier one of the same go: its place by theirs. */
export async function repeatedWithin(candidates: readonly Candidate[]): Promise<Map<number, number>> {
  const repeated = new Map<number, number>();
  const told = new Map<string, Candidate[]>();
  const compare = comparison();
  for (const candidate of candidates) {
    const { article, sourceId } = candidate.acceptance;
    const key = `${sourceId}:${article.title}`;
    const earlier = told.get(key) ?? [];
    const first = await firstOf(earlier, (one) => compare(one.acceptance.article.text, article.text));
    if (first) repeated.set(candidate.place, first.place);
    else if (earlier.length < MOST_ALIKE) told.set(key, [...earlier, candidate]);
  }
  return repeated;
}

/** What each source told under the same headlines of late, without the texts: mostly nothing. */
async function underTheSameHeadline(
  db: Database,
  candidates: readonly Candidate[],
): Promise<{ place: number; id: number }[]> {
  const rows = candidates.map(({ place, acceptance: { article, sourceId, now } }) => ({
    place,
    source: sourceId,
    title: article.title,
    since: new Date(now.getTime() - REPEATED_WITHIN),
  }));
  const alike = await db.execute<{ place: number; id: string }>(sql`
    select row.place, alike.id
    from json_to_recordset(${JSON.stringify(rows)}::json) as row (place int, source bigint, title text, since timestamptz),
      lateral (
        select id from ${articles}
        where source_id = row.source and md5(title) = md5(row.title) and accepted_at >= row.since
        order by id limit ${MOST_ALIKE}
      ) as alike
    order by alike.id`);
  return alike.map(({ place, id }) => ({ place, id: Number(id) }));
}

/** As much of stored texts as is compared, by their articles. */
async function openings(db: Database, alike: readonly { id: number }[]): Promise<Map<number, string>> {
  const ids = `{${[...new Set(alike.map(({ id }) => id))].join()}}`;
  const rows = await db.execute<{ id: string; text: string }>(sql`
    select id, left(text, ${COMPARED}) as text from ${articles} where id = any(${ids})`);
  return new Map(rows.map(({ id, text }) => [Number(id), text]));
}

/**
 * Tells whether two texts share nearly all of their words. What a text says is taken apart once, however often it is
 * compared, and others get their turns: a feed may have hundreds of long texts under one headline.
 */
function comparison(): (one: string, other: string) => Promise<boolean> {
  const known = new Map<string, Set<string>>();
  const wordsOf = async (text: string) => {
    const opening = text.slice(0, COMPARED);
    const said = known.get(opening) ?? new Set(words(opening));
    await othersTurn();
    known.set(opening, said);
    return said;
  };
  return async (one, other) => {
    const [a, b] = [await wordsOf(one), await wordsOf(other)];
    let shared = 0;
    for (const word of a) if (b.has(word)) shared++;
    await othersTurn();
    return shared / Math.max(1, a.size + b.size - shared) >= LEAST_SHARED;
  };
}

async function firstOf<Item>(items: readonly Item[], is: (item: Item) => Promise<boolean>): Promise<Item | null> {
  for (const item of items) if (await is(item)) return item;
  return null;
}

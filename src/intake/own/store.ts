import { and, asc, eq, inArray, isNotNull, lt, not, sql } from 'drizzle-orm';
import { anyOf } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { articles, sources } from '../../db/schema.js';
import type { ListedSource } from '../sources/opml.js';
import { RESUMED } from '../sources/store.js';
import type { Source } from '../store.js';

/** The feeds that a desk added for itself, by title. */
export async function ownSources(db: Database, deskId: number): Promise<Source[]> {
  return db
    .select()
    .from(sources)
    .where(and(eq(sources.deskId, deskId), sources.confirmed))
    .orderBy(asc(sources.title), asc(sources.id));
}

/** A desk's own source of an id, in its list or not; `null` where there is none. */
export async function ownSource(
  db: Database,
  { deskId, sourceId }: { deskId: number; sourceId: number },
): Promise<Source | null> {
  const [source] = await db
    .select()
    .from(sources)
    .where(and(eq(sources.deskId, deskId), eq(sources.id, sourceId)));
  return source ?? null;
}

/**
 * Keeps a feed that was found for a desk, to be added when it says so: not in its list, and not polled. One that it has, or
 * had, stays as it is.
 */
export async function keepFound(
  db: Database,
  deskId: number,
  found: Pick<ListedSource, 'url' | 'title' | 'siteUrl' | 'language'>,
): Promise<Source> {
  await db
    .insert(sources)
    .values({ ...found, deskId, kind: 'feed', confirmed: false })
    .onConflictDoNothing();
  const [source] = await db
    .select()
    .from(sources)
    .where(and(eq(sources.deskId, deskId), eq(sources.url, found.url)));
  if (!source) throw new Error(`The feed ${found.url} was removed in this moment. Try again.`);
  return source;
}

/** Locks a desk's own sources until the transaction ends, those out of its list too; gives how many are in it. */
export async function lockOwnSources(tx: Database, deskId: number): Promise<number> {
  const own = await tx
    .select({ confirmed: sources.confirmed })
    .from(sources)
    .where(eq(sources.deskId, deskId))
    .orderBy(asc(sources.id))
    .for('update');
  return own.filter(({ confirmed }) => confirmed).length;
}

/** Puts a source into its desk's list, and takes it into the round. */
export async function listOwn(tx: Database, id: number, now: Date): Promise<void> {
  await tx
    .update(sources)
    .set({ ...RESUMED, confirmed: true, nextPollAt: now })
    .where(eq(sources.id, id));
}

/**
 * Takes a source out of its desk's list: it is polled no more, and a poll that is under way leaves nothing. What it brought
 * stays, for the digests that told of it; that the operator stopped it stays too.
 */
export async function unlistOwn(tx: Database, id: number): Promise<void> {
  await tx.update(sources).set({ confirmed: false, nextPollAt: null, claimedUntil: null }).where(eq(sources.id, id));
}

/** The ids of the sources in desks' own lists, by desk; a desk that has none is left out. */
export async function ownSourceIds(db: Database, deskIds: readonly number[]): Promise<Map<number, Set<number>>> {
  if (deskIds.length === 0) return new Map();
  const rows = await db
    .select({ id: sources.id, deskId: sources.deskId })
    .from(sources)
    .where(and(anyOf(sources.deskId, deskIds), sources.confirmed));
  const byDesk = new Map<number, Set<number>>();
  for (const { id, deskId } of rows) {
    if (deskId !== null) byDesk.set(deskId, (byDesk.get(deskId) ?? new Set()).add(id));
  }
  return byDesk;
}

/** Removes feeds that were found for desks before a moment, are in no list, and of which nothing is kept. Gives how many went. */
export async function pruneFound(db: Database, options: { before: Date; limit: number }): Promise<number> {
  const old = db
    .select({ id: sources.id })
    .from(sources)
    .where(
      and(
        isNotNull(sources.deskId),
        not(sources.confirmed),
        lt(sources.createdAt, options.before),
        sql`not exists (select 1 from ${articles} where ${articles.sourceId} = ${sources.id})`,
      ),
    )
    .limit(options.limit);
  const removed = await db.delete(sources).where(inArray(sources.id, old)).returning({ id: sources.id });
  return removed.length;
}

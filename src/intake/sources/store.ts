import { and, asc, desc, eq, gte, isNull, ne, or, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { articles, sources } from '../../db/schema.js';
import type { Source } from '../store.js';
import type { ListedSource } from './opml.js';

/** Every source of everybody's that is or was polled, by title. */
export async function listSources(db: Database): Promise<Source[]> {
  return db
    .select()
    .from(sources)
    .where(and(eq(sources.kind, 'feed'), isNull(sources.deskId)))
    .orderBy(asc(sources.title), asc(sources.id));
}

/** Every source but the seeds, polled or not, desks' own among them, by title: for the operator. */
export async function everySource(db: Database): Promise<Source[]> {
  return db
    .select()
    .from(sources)
    .where(and(ne(sources.kind, 'seed'), or(isNull(sources.deskId), sources.confirmed)))
    .orderBy(asc(sources.title), asc(sources.id));
}

/**
 * Adds feeds that are not there yet; those that are stay as they are. An unconfirmed one is kept but not polled until it
 * was checked. Returns how many were added.
 */
export async function addSources(db: Database, listed: readonly ListedSource[], now: Date): Promise<number> {
  let added = 0;
  for (let start = 0; start < listed.length; start += ADDED_AT_ONCE) {
    added += await addSome(db, listed.slice(start, start + ADDED_AT_ONCE), now);
  }
  return added;
}

/** A statement takes 65,535 values. */
const ADDED_AT_ONCE = 1000;

async function addSome(db: Database, listed: readonly ListedSource[], now: Date): Promise<number> {
  const added = await db
    .insert(sources)
    .values(
      listed.map((source) => ({
        kind: 'feed' as const,
        url: source.url,
        title: source.title,
        siteUrl: source.siteUrl,
        defaultTopic: source.topic,
        language: source.language,
        confirmed: !source.unconfirmed,
        nextPollAt: source.unconfirmed ? null : now,
        zone: source.zone,
        fullText: source.fullText,
        weight: source.weight,
        pausedAt: source.pausedReason === undefined ? null : now,
        pausedReason: source.pausedReason,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: sources.id });
  return added.length;
}

/** What a source wrote last, the newest first. */
export async function newestArticlesOf(
  db: Database,
  sourceId: number,
  limit: number,
): Promise<{ title: string; url: string | null }[]> {
  return db
    .select({ title: articles.title, url: articles.url })
    .from(articles)
    .where(eq(articles.sourceId, sourceId))
    .orderBy(desc(articles.id))
    .limit(limit);
}

/** Everybody's source of an address that is polled; `null` where there is none. */
export async function sourceAt(db: Database, url: string): Promise<Source | null> {
  const [source] = await db
    .select()
    .from(sources)
    .where(and(eq(sources.kind, 'feed'), eq(sources.url, url), isNull(sources.deskId)));
  return source ?? null;
}

/** Takes an unconfirmed source into the round. */
export async function confirmSource(db: Database, id: number, now: Date): Promise<void> {
  await db.update(sources).set({ confirmed: true, nextPollAt: now }).where(eq(sources.id, id));
}

/** Stops polling a source until somebody resumes it. */
export async function pauseSource(db: Database, id: number, options: { reason: string; now: Date }): Promise<void> {
  await db.update(sources).set({ pausedAt: options.now, pausedReason: options.reason }).where(eq(sources.id, id));
}

/** Why a source is paused that nobody but the operator may resume. */
export const STOPPED_BY_OPERATOR = 'the operator stopped it';

/** Stops taking what a source that is not polled brings, or takes it again. */
export async function setPaused(db: Database, id: number, paused: { reason: string; at: Date } | null): Promise<void> {
  await db
    .update(sources)
    .set({ pausedAt: paused?.at ?? null, pausedReason: paused?.reason ?? null })
    .where(eq(sources.id, id));
}

/** The feeds that were given up since a moment because they answered no more. */
export async function deadSources(db: Database, { since }: { since: Date }): Promise<(Source & { pausedAt: Date })[]> {
  const died = and(eq(sources.kind, 'feed'), gte(sources.pausedAt, since), eq(sources.pausedReason, sources.lastError));
  const rows = await db.select().from(sources).where(died).orderBy(asc(sources.id)).limit(MOST_DEAD);
  return rows.flatMap(({ pausedAt, ...source }) => (pausedAt ? [{ ...source, pausedAt }] : []));
}

/** Where the network is down for a week all die at once; more of them are no news. */
const MOST_DEAD = 500;

/** Polls a paused source again, with its failures forgiven. */
export async function resumeSource(db: Database, id: number, now: Date): Promise<void> {
  await db
    .update(sources)
    .set({
      ...RESUMED,
      // What a desk took out of its list is not polled again.
      nextPollAt: sql`case when ${sources.deskId} is null or ${sources.confirmed} then ${now.toISOString()}::timestamptz end`,
    })
    .where(eq(sources.id, id));
}

/** What a source that begins anew has to forget. */
export const RESUMED = {
  pausedAt: null,
  pausedReason: null,
  failures: 0,
  failingSince: null,
  lastError: null,
} as const;

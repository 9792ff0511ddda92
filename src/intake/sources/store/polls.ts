import { and, asc, eq, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { Database } from '../../../db/connect.js';
import { sources } from '../../../db/schema.js';
import type { Source } from '../../store.js';

/** A source that this process alone polls until `claimedUntil`. */
export type ClaimedSource = Source & { claimedUntil: Date };

/**
 * Claims sources that are due, the longest overdue first. Any number of processes may ask at once: each gets others. A
 * claim whose holder died runs out by itself.
 */
export async function claimDueSources(
  db: Database,
  options: { now: Date; limit: number; claimSeconds: number },
): Promise<ClaimedSource[]> {
  const { now, limit } = options;
  const due = db
    .select({ id: sources.id })
    .from(sources)
    .where(
      and(
        lte(sources.nextPollAt, now),
        isNull(sources.pausedAt),
        or(isNull(sources.claimedUntil), lt(sources.claimedUntil, now)),
      ),
    )
    .orderBy(asc(sources.nextPollAt))
    .limit(limit)
    .for('update', { skipLocked: true });
  const rows = await db
    .update(sources)
    .set({ claimedUntil: new Date(now.getTime() + options.claimSeconds * 1000) })
    // As an array it is chosen once: a plan that chose anew for every row would claim more than it may.
    .where(sql`${sources.id} = any(array(${due}))`)
    .returning();
  return rows as ClaimedSource[];
}

/** What a poll learnt about its source. */
export type SourceChange = Partial<
  Pick<
    Source,
    | 'url'
    | 'siteUrl'
    | 'etag'
    | 'lastModified'
    | 'bodyHash'
    | 'timeToLiveSeconds'
    | 'nextPollAt'
    | 'pollIntervalSeconds'
    | 'failures'
    | 'failingSince'
    | 'lastError'
    | 'lastSuccessAt'
    | 'pausedAt'
    | 'pausedReason'
  >
>;

/** A poll at its end. */
export interface PollEnd {
  source: ClaimedSource;
  change: SourceChange;
}

/**
 * Writes down what polls learnt and gives their claims back. Gives the ids of the sources whose claims still held: where
 * another process took one over meanwhile nothing is written, and the caller must not write anything of it either.
 */
export async function finishPolls(db: Database, ends: readonly PollEnd[]): Promise<Set<number>> {
  const rows = ends.map(({ source, change }) => ({
    ...source,
    ...change,
    // What others may set meanwhile is written only where the poll sets it.
    url: change.url ?? null,
    siteUrl: change.siteUrl ?? null,
    pausedAt: change.pausedAt ?? null,
    pausedReason: change.pausedReason ?? null,
  }));
  const held = await db.execute<{ id: string }>(sql`
    update ${sources} set
      url = coalesce(row.url, sources.url),
      site_url = coalesce(row."siteUrl", sources.site_url),
      etag = row.etag,
      last_modified = row."lastModified",
      body_hash = row."bodyHash",
      time_to_live_seconds = row."timeToLiveSeconds",
      next_poll_at = row."nextPollAt",
      poll_interval_seconds = row."pollIntervalSeconds",
      failures = row.failures,
      failing_since = row."failingSince",
      last_error = row."lastError",
      last_success_at = row."lastSuccessAt",
      paused_at = coalesce(row."pausedAt", sources.paused_at),
      paused_reason = coalesce(row."pausedReason", sources.paused_reason),
      claimed_until = null
    from json_to_recordset(${JSON.stringify(rows)}::json) as row (id bigint, "claimedUntil" timestamptz, url text,
      "siteUrl" text, etag text, "lastModified" text, "bodyHash" text, "timeToLiveSeconds" int, "nextPollAt" timestamptz,
      "pollIntervalSeconds" int, failures int, "failingSince" timestamptz, "lastError" text, "lastSuccessAt" timestamptz,
      "pausedAt" timestamptz, "pausedReason" text)
    where sources.id = row.id and sources.claimed_until = row."claimedUntil"
    returning sources.id`);
  return new Set(held.map(({ id }) => Number(id)));
}

/** Is an address already that of another source of the same readers? */
export async function isTaken(db: Database, url: string, byOtherThan: Source): Promise<boolean> {
  const { id, deskId } = byOtherThan;
  const rows = await db
    .select({ id: sources.id })
    .from(sources)
    .where(
      and(
        eq(sources.url, url),
        ne(sources.id, id),
        deskId === null ? isNull(sources.deskId) : eq(sources.deskId, deskId),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

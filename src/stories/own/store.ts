import { and, desc, eq, gt, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import { anyOf } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { stories } from '../../db/schema.js';
import { WINDOW_MS } from '../shelf.js';
import type { Story } from '../store.js';

/** A desk's own story, and everybody's in whose place it stands. */
export interface OwnPair {
  deskId: number;
  ownId: number;
  commonId: number;
}

/** Desks' own stories whose newest news was accepted after a moment and not after another; merged ones are left out. */
export async function ownStoriesSince(
  db: Database,
  options: { deskIds: readonly number[]; after: Date; until: Date; limit: number },
): Promise<(Story & { deskId: number })[]> {
  const rows = await db
    .select()
    .from(stories)
    .where(
      and(
        anyOf(stories.deskId, options.deskIds),
        gt(stories.newsAt, options.after),
        lte(stories.newsAt, options.until),
        isStanding,
      ),
    )
    .orderBy(desc(stories.newsAt), desc(stories.id))
    .limit(options.limit);
  return rows.flatMap(({ deskId, ...story }) => (deskId === null ? [] : [{ ...story, deskId }]));
}

/** Which of desks' own stories that were last told since a moment stand in the place of which of everybody's. */
export async function ownPairs(
  db: Database,
  { deskIds, since }: { deskIds: readonly number[]; since: Date },
): Promise<OwnPair[]> {
  const rows = await db
    .select({ deskId: stories.deskId, ownId: stories.id, commonId: stories.commonId })
    .from(stories)
    .where(
      and(
        anyOf(stories.deskId, deskIds),
        isNotNull(stories.commonId),
        gt(stories.lastSeenAt, since),
        isNull(stories.mergedInto),
      ),
    );
  return rows.flatMap(({ deskId, ownId, commonId }) =>
    deskId === null || commonId === null ? [] : [{ deskId, ownId, commonId }],
  );
}

/** What a desk is told in the place of some of everybody's stories: its own, by the ids of those. */
export async function ownInPlaceOf(
  db: Database,
  { deskId, storyIds }: { deskId: number; storyIds: readonly number[] },
): Promise<Map<number, number>> {
  if (storyIds.length === 0) return new Map();
  const rows = await db
    .select({ ownId: stories.id, commonId: stories.commonId })
    .from(stories)
    .where(and(eq(stories.deskId, deskId), anyOf(stories.commonId, storyIds), isStanding));
  return new Map(rows.flatMap(({ ownId, commonId }) => (commonId === null ? [] : [[commonId, ownId]])));
}

const isStanding = and(isNull(stories.mergedInto), isNull(stories.takenDownAt));

/** Is there a desk's own story of late that stands in the place of none of everybody's? */
export async function hasLooseOwn(tx: Database, now: Date): Promise<boolean> {
  const loose = await tx
    .select({ id: stories.id })
    .from(stories)
    .where(
      and(
        isNotNull(stories.deskId),
        isNull(stories.commonId),
        isNull(stories.mergedInto),
        gt(stories.lastSeenAt, new Date(now.getTime() - 2 * WINDOW_MS)),
      ),
    )
    .limit(1);
  return loose.length > 0;
}

/**
 * Puts own stories into the place of everybody's, each of the pairs in its order. What a person parted stays parted, and an
 * own story that stands in a place already stays there. In the place of what was taken down it is down too.
 * @returns the own stories that were put.
 */
export async function putInPlace(tx: Database, pairs: readonly Omit<OwnPair, 'deskId'>[]): Promise<number[]> {
  const put: number[] = [];
  for (const { ownId, commonId } of pairs) {
    const rows = await tx
      .update(stories)
      .set({
        commonId,
        takenDownAt: sql`coalesce(${stories.takenDownAt}, (
          select common.taken_down_at from stories as common where common.id = ${commonId}))`,
      })
      .where(
        and(
          eq(stories.id, ownId),
          isNull(stories.commonId),
          sql`${stories.splitFrom} is distinct from ${commonId}`,
          sql`not exists (
            select 1 from stories as parted where parted.id = ${stories.splitFrom} and parted.common_id = ${commonId})`,
        ),
      )
      .returning({ id: stories.id });
    put.push(...rows.map(({ id }) => id));
  }
  return put;
}

/** Own stories of one desk that stand in the same place, the oldest of each first: they are one. */
export async function doubledOwn(tx: Database, commonIds: readonly number[]): Promise<number[][]> {
  if (commonIds.length === 0) return [];
  const rows = await tx
    .select({ ids: sql<string[]>`array_agg(${stories.id} order by ${stories.id})` })
    .from(stories)
    .where(and(anyOf(stories.commonId, commonIds), isNull(stories.mergedInto)))
    .groupBy(stories.deskId, stories.commonId)
    .having(sql`count(*) > 1`);
  return rows.map(({ ids }) => ids.map(Number));
}

/** The own stories that stand in the places of some of everybody's. */
export async function ownOf(tx: Database, commonIds: readonly number[]): Promise<number[]> {
  if (commonIds.length === 0) return [];
  const rows = await tx
    .select({ id: stories.id })
    .from(stories)
    .where(and(anyOf(stories.commonId, commonIds), isNull(stories.mergedInto)));
  return rows.map(({ id }) => id);
}

/** Takes own stories out of the places of everybody's, for good where a person parts them. Gives those that were there. */
export async function leavePlaces(
  tx: Database,
  { commonIds, ownId }: { commonIds: readonly number[]; ownId?: number },
): Promise<number[]> {
  if (commonIds.length === 0) return [];
  const rows = await tx
    .update(stories)
    .set({ commonId: null, ...(ownId === undefined ? {} : { splitFrom: sql`${stories.commonId}` }) })
    .where(and(anyOf(stories.commonId, commonIds), ownId === undefined ? undefined : eq(stories.id, ownId)))
    .returning({ id: stories.id });
  return rows.map(({ id }) => id);
}

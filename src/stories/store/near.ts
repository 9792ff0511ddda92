import { sql } from 'drizzle-orm';
import { anyOf } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { stories } from '../../db/schema.js';
import { FIRST_ARTICLES, NEWEST_ARTICLES, type StoryToCompare } from '../compare.js';
import { MOST_CANDIDATES, WINDOW_MS } from '../shelf.js';
import { hashesOf, periodOf, type World } from './keys.js';
import { unpacked } from './packed.js';

/** A story to be compared with articles, and whose it is: `null` for everybody's. */
export type NearStory = StoryToCompare<number> & { deskId: number | null };

/** What stories are near articles that wait. */
export interface NearStories {
  /** The oldest first, each with its first and its newest articles. */
  stories: NearStory[];
  /** Those near an article, the nearest first, by the article's id. */
  byArticle: Map<string, number[]>;
}

/**
 * The stories of the same days that share keys with articles. Asked in two steps, each of them by an index: a plan for
 * one join of all of it read whole tables. Of desks' own stories each desk's nearest are given.
 */
export async function storiesNear(
  tx: Database,
  wanted: readonly { articleId: number; at: Date; keys: readonly string[] }[],
  now: Date,
  world: World = 'common',
): Promise<NearStories> {
  const lookups = wanted
    .flatMap(({ articleId, at, keys }) => {
      const hashes = hashesOf(keys, world);
      return periodsAround(at, now).flatMap((period) => hashes.map((key) => [articleId, period, key] as const));
    })
    // In the order of the index, so that neighbours are looked up together.
    .sort((a, b) => a[1] - b[1] || a[2] - b[2]);
  const column = (place: 0 | 1 | 2) => `{${lookups.map((lookup) => lookup[place]).join()}}`;
  // Few rows are looked up in many: other ways to join would read them all.
  await tx.execute(sql`set local enable_hashjoin = off`);
  await tx.execute(sql`set local enable_mergejoin = off`);
  const hits = await tx.execute<{ wanted_id: string; story_ids: string[] }>(sql`
    with found as (
      select wanted.id as wanted_id, article_id, count(*) as shared
      from unnest(${column(0)}::bigint[], ${column(1)}::int[], ${column(2)}::int[]) as wanted (id, period, key)
        join article_keys using (period, key)
      group by wanted.id, article_id
    )
    ${world === 'common' ? NEAREST : NEAREST_OF_DESKS}`);
  await tx.execute(sql`set local enable_hashjoin = on`);
  await tx.execute(sql`set local enable_mergejoin = on`);
  const byArticle = new Map([...hits].map((row) => [row.wanted_id, row.story_ids.map(Number)]));
  const storyIds = [...new Set([...byArticle.values()].flat())];
  return { byArticle, stories: await storiesToCompare(tx, storyIds) };
}

const NEAREST = sql`
  select wanted_id, array_agg(story_id order by place) as story_ids from (
    select wanted_id, article_id, row_number() over (partition by wanted_id order by shared desc, article_id desc) as place
    from found
  ) as ranked join story_articles using (article_id)
  where place <= ${MOST_CANDIDATES} group by wanted_id`;

const NEAREST_OF_DESKS = sql`
  select wanted_id, array_agg(story_id order by place) as story_ids from (
    select wanted_id, story_id,
      row_number() over (partition by wanted_id, desk_id order by shared desc, article_id desc) as place
    from found join story_articles using (article_id) join stories on stories.id = story_id
  ) as ranked
  where place <= ${MOST_CANDIDATES} group by wanted_id`;

/** The periods of the days around a moment, as far as they have come. */
function periodsAround(at: Date, now: Date): number[] {
  const first = periodOf(at.getTime() - WINDOW_MS);
  const last = periodOf(Math.max(at.getTime(), Math.min(at.getTime() + WINDOW_MS, now.getTime())));
  return first === last ? [first] : [first, last];
}

async function storiesToCompare(tx: Database, storyIds: readonly number[]): Promise<NearStory[]> {
  if (storyIds.length === 0) return [];
  // One JSON value a story: the driver reads an array of many far more slowly.
  const rows = await tx.execute<{
    id: string;
    desk_id: string | null;
    split_from: string | null;
    descriptions: number[][] | null;
  }>(sql`
    select stories.id, desk_id, split_from, (
      select json_agg(description order by article_id) from (
        select description, article_id, row_number() over (order by article_id) as place,
          row_number() over (order by article_id desc) as place_from_end
        from story_articles where story_id = stories.id and description is not null
      ) as own where place <= ${FIRST_ARTICLES} or place_from_end <= ${NEWEST_ARTICLES}
    ) as descriptions
    from stories where ${anyOf(stories.id, storyIds)} and merged_into is null order by stories.id`);
  return [...rows].map((row) => ({
    id: Number(row.id),
    deskId: row.desk_id === null ? null : Number(row.desk_id),
    splitFrom: row.split_from === null ? null : Number(row.split_from),
    articles: row.descriptions?.map(unpacked) ?? [],
  }));
}

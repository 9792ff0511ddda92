import { sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { stories } from '../../db/schema.js';

/**
 * Removes stories last seen before a moment whose articles are all gone, with their summaries and what readers said of
 * them. One that another story refers to goes after that one. Gives how many went.
 */
export async function pruneStories(db: Database, options: { before: Date; limit: number }): Promise<number> {
  const removed = await db.execute(sql`
    delete from ${stories} where id in (
      select id from ${stories} as old
      where last_seen_at < ${options.before.toISOString()}::timestamptz
        and not exists (select 1 from story_articles where story_id = old.id)
        and not exists (select 1 from stories as other where other.merged_into = old.id)
        and not exists (select 1 from stories as other where other.split_from = old.id)
      order by last_seen_at limit ${options.limit}
    )`);
  return removed.count;
}

import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { articles, sources } from '../../db/schema.js';

/** What an item of a feed is known by: its address from any source of the same readers, its guid from its own. */
export interface ItemNames {
  sourceId: number;
  url: string | null;
  guid: string | null;
}

/** Which of these items are not stored yet: their places in the list. */
export async function unknownItems(db: Database, items: readonly ItemNames[]): Promise<Set<number>> {
  if (items.length === 0) return new Set();
  const rows = items.map(({ sourceId, url, guid }, place) => ({ place, source: sourceId, url, guid }));
  const unknown = await db.execute<{ place: number }>(sql`
    select place
    from json_to_recordset(${JSON.stringify(rows)}::json) as row (place int, source bigint, url text, guid text)
    where not exists (
        select from ${articles}
        where articles.url = row.url and articles.desk_id is not distinct from ${deskOf('row.source')})
      and not exists (select from ${articles} where articles.source_id = row.source and articles.guid = row.guid)`);
  return new Set(unknown.map(({ place }) => place));
}

/**
 * The desk whose own a source is; null: everybody's. What a desk reads by itself is none of the others' business, and must
 * not stand in the way of the same article from everybody's source.
 * @param id an expression that gives the source's id.
 */
export function deskOf(id: string): SQL {
  return sql`(select desk_id from ${sources} where sources.id = ${sql.raw(id)})`;
}

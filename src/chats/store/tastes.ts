import { sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { chats, editions, preferences, schedules } from '../../db/schema.js';
import { unseal } from '../../db/seal.js';
import { DEFAULT_PREFERENCES, type Preferences } from './preferences.js';

/** What some chats with a slot to come have in common. */
export interface SharedTaste {
  preferences: Preferences;
  /** The end of their last digest's window; `null`: they have had none. */
  lastSlotAt: Date | null;
  /** Whose editions they are; left out for chats' own digests. */
  deskId?: number;
  chats: number;
}

/** What choosing reads of a row of wishes. */
const TASTE = sql`topics, topic_caps as "topicCaps", followed_words as "followedWords", muted_words as "mutedWords",
  muted_source_ids as "mutedSourceIds", only_source_ids as "onlySourceIds", length, form, max_stories as "maxStories"`;

/** When a schedule's digest is made: at its slot, or where its desk approves it, so long before. */
const PLANNED_AT = sql`(next_slot_at - case when mode = 'approval' then make_interval(mins => lead_minutes) else interval '0' end)`;

/**
 * What is to be read in digests that are planned soon, by chats' own wishes or an edition's, those most shared first: of
 * a hundred thousand chats few differ. What a desk is to approve is planned when its draft is due.
 */
export async function tastesDueSoon(
  db: Database,
  options: { after: Date; until: Date; limit: number },
): Promise<SharedTaste[]> {
  const { after, until, limit } = options;
  const rows = await db.execute<{
    taste: Partial<Preferences>;
    last_slot_at: string | null;
    desk_id: string | null;
    chats: string;
  }>(sql`
    with due as (
      select chat_id, edition_id, last_slot_at
      from ${schedules} join ${chats} on chats.id = schedules.chat_id and chats.state = 'active'
      where ${PLANNED_AT} > ${after.toISOString()}::timestamptz and ${PLANNED_AT} <= ${until.toISOString()}::timestamptz
        and (paused_at is null or paused_until <= next_slot_at)
    ), wanted as (
      select ${TASTE}, last_slot_at, null::bigint as desk_id from due left join ${preferences} using (chat_id) where edition_id is null
      union all
      select ${TASTE}, last_slot_at, desk_id from due join ${editions} on editions.id = due.edition_id
    ), shared as (
      select *, count(*) as chats from wanted
      group by topics, "topicCaps", "followedWords", "mutedWords", "mutedSourceIds", "onlySourceIds", length, form,
        "maxStories", last_slot_at, desk_id
      order by count(*) desc limit ${limit}
    )
    select jsonb_strip_nulls(to_jsonb(shared)) - '{last_slot_at,desk_id,chats}'::text[] as taste, last_slot_at, desk_id, chats
    from shared order by chats desc`);
  return [...rows].map((row) => ({
    preferences: { ...DEFAULT_PREFERENCES, ...row.taste, ...wordsOf(row.taste) },
    lastSlotAt: row.last_slot_at === null ? null : new Date(row.last_slot_at),
    ...(row.desk_id === null ? {} : { deskId: Number(row.desk_id) }),
    chats: Number(row.chats),
  }));
}

function wordsOf({ followedWords = [], mutedWords = [] }: Partial<Preferences>) {
  return { followedWords: followedWords.map(unseal), mutedWords: mutedWords.map(unseal) };
}

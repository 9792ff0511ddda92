import { sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { chats, editions, preferences, schedules } from '../../db/schema.js';
import { DEFAULT_PREFERENCES, type Preferences } from './preferences.js';

/** What some chats with a slot to come have in common. */
export interface SharedTaste {
  preferences: Preferences;
  /** The end of their last digest's window; `null`: they have had none. */
  lastSlotAt: Date | null;
  chats: number;
}

/** What choosing reads of a row of wishes, as JSON. */
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
  const rows = await db.execute<{ taste: Preferences | null; last_slot_at: string | null; chats: string }>(sql`
    select coalesce(to_jsonb(published), to_jsonb(wanted)) - 'owner' as taste, last_slot_at, count(*) as chats
    from ${schedules} join ${chats} on chats.id = schedules.chat_id and chats.state = 'active'
      left join (select chat_id as owner, ${TASTE} from ${preferences}) as wanted on wanted.owner = schedules.chat_id
      left join (select id as owner, ${TASTE} from ${editions}) as published on published.owner = schedules.edition_id
    where ${PLANNED_AT} > ${after.toISOString()}::timestamptz and ${PLANNED_AT} <= ${until.toISOString()}::timestamptz
      and (paused_at is null or paused_until <= next_slot_at)
    group by 1, 2 order by count(*) desc limit ${limit}`);
  return [...rows].map((row) => ({
    preferences: { ...DEFAULT_PREFERENCES, ...row.taste },
    lastSlotAt: row.last_slot_at === null ? null : new Date(row.last_slot_at),
    chats: Number(row.chats),
  }));
}

import { sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { chats, preferences, schedules } from '../../db/schema.js';
import { DEFAULT_PREFERENCES, type Preferences } from './preferences.js';

/** What some chats with a slot to come have in common. */
export interface SharedTaste {
  preferences: Preferences;
  /** The end of their last digest's window; `null`: they have had none. */
  lastSlotAt: Date | null;
  chats: number;
}

/** What chats whose slot comes soon want to read, those most shared first: of a hundred thousand chats few differ. */
export async function tastesDueSoon(
  db: Database,
  options: { after: Date; until: Date; limit: number },
): Promise<SharedTaste[]> {
  const { after, until, limit } = options;
  const rows = await db.execute<{ taste: Preferences | null; last_slot_at: string | null; chats: string }>(sql`
    select to_jsonb(wanted) - 'chat_id' as taste, last_slot_at, count(*) as chats
    from ${schedules} join ${chats} on chats.id = schedules.chat_id and chats.state = 'active'
      left join (
        select chat_id, topics, topic_caps as "topicCaps", followed_words as "followedWords", muted_words as "mutedWords",
          muted_source_ids as "mutedSourceIds", length, form, max_stories as "maxStories"
        from ${preferences}
      ) as wanted on wanted.chat_id = schedules.chat_id
    where next_slot_at > ${after.toISOString()}::timestamptz and next_slot_at <= ${until.toISOString()}::timestamptz
      and (paused_at is null or paused_until <= next_slot_at)
    group by 1, 2 order by count(*) desc limit ${limit}`);
  return [...rows].map((row) => ({
    preferences: { ...DEFAULT_PREFERENCES, ...row.taste },
    lastSlotAt: row.last_slot_at === null ? null : new Date(row.last_slot_at),
    chats: Number(row.chats),
  }));
}

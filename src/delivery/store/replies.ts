import { sql } from 'drizzle-orm';
import { numbers } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import type { QueuedDigest, StoryUpdate } from '../../digests/enqueue.js';

/** Gives Telegram's number of the message that a new one answers; `null`: none. */
export type Answered = (part: { storyIds?: readonly number[] }, updates: readonly StoryUpdate[]) => number | null;

/** Looks up the messages in which the stories were told of which a batch of digests tells new facts. */
export async function messagesAnswered(tx: Database, batch: readonly QueuedDigest[]): Promise<Answered> {
  const digestIds = batch.flatMap(({ updates = [] }) => updates.map(({ earlier }) => earlier.digestId));
  if (digestIds.length === 0) return () => null;
  const rows = await tx.execute<{ digest: string; message: string; stories: number[] | null }>(sql`
    select digest_id as digest, message_id as message, payloads.body -> 'storyIds' as stories
    from deliveries join payloads on payloads.hash = deliveries.payload_hash
    where digest_id = any(${numbers([...new Set(digestIds)])})
      and state = 'sent' and message_id is not null
    order by digest_id, part`);
  const byDigest = new Map<number, { message: number; stories: number[] }[]>();
  for (const { digest, message, stories } of rows) {
    const told = byDigest.get(Number(digest)) ?? [];
    byDigest.set(Number(digest), [...told, { message: Number(message), stories: stories ?? [] }]);
  }
  return ({ storyIds = [] }, updates) => {
    const update = updates.find(({ storyId }) => storyIds.includes(storyId));
    const told = update && byDigest.get(update.earlier.digestId);
    return told?.find(({ stories }) => stories.includes(update?.earlier.storyId ?? 0))?.message ?? null;
  };
}

import type { Database } from '../db/connect.js';
import { type Notice, writeNotice } from '../db/notices.js';
import { finishPolls, type PollEnd } from './sources/store/polls.js';
import { type Acceptance, acceptArticles } from './store/accept.js';

/** All that one poll leaves behind. */
export interface PollResult extends PollEnd {
  articles: readonly Acceptance[];
  /** Word for the operator; `null`: none. */
  notice: Notice | null;
}

/** How many articles of a poll were new; `null` where another process took its source over, and nothing was written. */
export type Finished = { accepted: number } | null;

/**
 * Stores what polls brought in one transaction: their articles, the state of their sources, and word of those that died.
 * A crash between these would lose items, or bring them again. Gives one result for each poll.
 */
export async function storePolls(db: Database, polls: readonly PollResult[], now: Date): Promise<Finished[]> {
  return db.transaction(async (tx) => {
    const held = await finishPolls(tx, polls);
    const kept = polls.filter(({ source }) => held.has(source.id));
    const acceptances = kept.flatMap(({ articles }) => articles);
    const accepted = await acceptArticles(tx, acceptances);
    const news = new Map<number, number>();
    for (const [place, result] of accepted.entries()) {
      const { sourceId } = acceptances[place]!;
      if (result?.isNew) news.set(sourceId, (news.get(sourceId) ?? 0) + 1);
    }
    for (const { notice } of kept) if (notice) await writeNotice(tx, notice, now);
    return polls.map(({ source }) => (held.has(source.id) ? { accepted: news.get(source.id) ?? 0 } : null));
  });
}

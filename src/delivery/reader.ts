import type { Database } from '../db/connect.js';
import type { Log } from '../telemetry/log.js';
import type { Book } from './book.js';
import { dispatchNotices } from './notices.js';
import type { Queue } from './queue.js';
import type { Among } from './store.js';

/** Who looks into the outbox: what a person waits for is asked for often, the whole of it seldom. */
export interface Reader {
  /** Reads what it is time to read. */
  read(): Promise<void>;
  /** The next part of these digests may go: it was not among what was read before. */
  follow(digestIds: readonly number[]): void;
  /** Something new stands there. */
  wake(): void;
  /** What is known of the outbox no longer counts. */
  askAnew(): void;
}

/** How often the outbox is asked for what other processes put there for waiting persons, and as a whole, ms. */
export const POLL_MS = 300;
const READ_MS = 2_000;

export function createReader(options: { db: Database; queue: Queue; book: Book; now: () => Date; log: Log }): Reader {
  const { db, queue, book, now, log } = options;
  const continued = new Set<number>();
  let polledAt = Number.NEGATIVE_INFINITY;
  let readAt = Number.NEGATIVE_INFINITY;

  async function readAmong(among: Among): Promise<void> {
    await book.writeUnsent(await queue.read({ now: now(), among }));
  }

  return {
    async read() {
      const began = performance.now();
      const whole = queue.state === 'drained' || began - readAt >= READ_MS;
      if (!whole && began - polledAt < POLL_MS) return;
      polledAt = began;
      if (whole) readAt = began;
      await dispatchNotices(db, { now: now(), log });
      const followed = [...continued];
      continued.clear();
      await readAmong(whole ? 'all' : 'urgent');
      if (!whole && followed.length > 0) await readAmong(followed);
    },
    follow(digestIds) {
      for (const id of digestIds) continued.add(id);
    },
    wake() {
      // In the middle of a broadcast only what a person waits for is worth a question at once.
      polledAt = Number.NEGATIVE_INFINITY;
      if (queue.state === 'empty') readAt = Number.NEGATIVE_INFINITY;
    },
    askAnew() {
      readAt = Number.NEGATIVE_INFINITY;
    },
  };
}

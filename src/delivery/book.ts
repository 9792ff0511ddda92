import type { Database } from '../db/connect.js';
import type { Log } from '../telemetry/log.js';
import { record, type Unwritten } from './record.js';
import type { Decided } from './verdict.js';

/** Where a sender writes down what deliveries came to; what cannot be written is kept until it can. */
export interface Book {
  /**
   * Writes down what came to an end, with what could not be written before.
   * @returns what is written: it is no longer under way.
   * @throws where the database cannot be reached; nothing is forgotten.
   */
  write(ended: readonly Decided[]): Promise<Decided[]>;
  /** Writes down what was never under way. What cannot be written is found in the outbox again. */
  writeUnsent(batch: readonly Decided[]): Promise<void>;
  /** The next `write` tries at once what could not be written before. */
  hurry(): void;
}

/** What the database refused is tried again after so long, ms. */
const RETRY_MS = 1_000;

export function createBook(options: { db: Database; now: () => Date; log: Log; operatorChatId: number | null }): Book {
  const { db, now, log, operatorChatId } = options;
  let unwritten: Decided[] = [];
  const refused: Decided[] = [];
  let refusedAt = Number.NEGATIVE_INFINITY;
  let isRefusing = false;

  async function writeAll(batch: readonly Decided[]): Promise<Unwritten[]> {
    const failed = await record(db, { batch, now: now(), log, operatorChatId });
    const [first] = failed;
    // Said once, and not with every try of every delivery: a disk can be full for hours.
    if (first && !isRefusing) {
      log.error(
        { err: first.error, count: failed.length, delivery: first.decided.delivery.id },
        'what deliveries came to cannot be written down: it is kept and tried again every second',
      );
    } else if (!first && isRefusing) log.info('what deliveries came to is written down again');
    isRefusing = first !== undefined;
    return failed;
  }

  return {
    async write(ended) {
      unwritten.push(...ended);
      if (performance.now() - refusedAt >= RETRY_MS) unwritten.push(...refused.splice(0));
      if (unwritten.length === 0) return [];
      const failed = new Set((await writeAll(unwritten)).map(({ decided }) => decided));
      const written = unwritten.filter((decided) => !failed.has(decided));
      unwritten = [];
      if (failed.size > 0) {
        refused.push(...failed);
        refusedAt = performance.now();
      }
      return written;
    },
    async writeUnsent(batch) {
      if (batch.length > 0) await writeAll(batch);
    },
    hurry() {
      refusedAt = Number.NEGATIVE_INFINITY;
    },
  };
}

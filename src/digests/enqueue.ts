import type { Database } from '../db/connect.js';
import type { Message } from '../texts/message.js';

/** Delivery's part of a plan. */
export interface QueuedDigest {
  digestId: number;
  chatId: number;
  /** The same array for every chat that gets the same list of stories. */
  parts: readonly Message[];
  /** Lower goes first: 0 a person waits, 1 channels, 2 readers. */
  priority: 0 | 1 | 2;
  now: Date;
}

/**
 * Writes the messages of digests into the outbox, in the transaction in which the digests are written: a digest is
 * promised with all its messages or not at all.
 */
export type Enqueue = (tx: Database, batch: readonly QueuedDigest[]) => Promise<void>;

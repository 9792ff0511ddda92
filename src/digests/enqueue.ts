import type { Database } from '../db/connect.js';
import type { Message } from '../texts/message.js';

/** Delivery's part of a plan. */
export interface QueuedDigest {
  digestId: number;
  chatId: number;
  /** The same array for every chat that gets the same list of stories. */
  parts: readonly (Message | StoredMessage)[];
  /** Those of its stories that the chat was told of before: their messages answer the earlier ones. */
  updates?: readonly StoryUpdate[];
  /** Lower goes first: 0 a person waits, 1 channels, 2 readers. */
  priority: 0 | 1 | 2;
  now: Date;
}

/** A message that the outbox has, by the outbox's own name for it. */
export interface StoredMessage {
  payload: string;
  storyIds: readonly number[];
}

/** A story told again, with the digest that told it last, and under which id. */
export interface StoryUpdate {
  storyId: number;
  earlier: { digestId: number; storyId: number };
}

/**
 * Writes the messages of digests into the outbox, in the transaction in which the digests are written: a digest is
 * promised with all its messages or not at all.
 * @returns what the outbox calls the messages: it has them once the transaction is committed.
 */
export type Enqueue = (tx: Database, batch: readonly QueuedDigest[]) => Promise<ReadonlyMap<Message, StoredMessage>>;

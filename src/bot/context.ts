import type { ConversationFlavor } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import type { Database } from '../db/connect.js';
import type { Enqueue } from '../digests/plan.js';
import type { Log } from '../telemetry/log.js';

/** What a feature is handed for an update. */
export type BotContext = ConversationFlavor<Context> & {
  /** The command that is being answered ended a conversation. */
  hasLeftConversation?: boolean;
};

/** What features work with. */
export interface BotServices {
  db: Database;
  now: () => Date;
  log: Log;
  /** Delivery's part of a digest: its messages, into the outbox. */
  enqueue: Enqueue;
  /** Tells the sender that something waits, so that it goes out at once. */
  wake(): void;
  /** Tells the operator the cause of a failure. */
  tellOperator(failure: Failure): Promise<void>;
}

/** Something that went wrong while a person waited. */
export interface Failure {
  /** The feature that failed. */
  feature: string;
  /** What the person was told to name. */
  reference: string;
  /** Without tokens, texts and names. */
  cause: string;
}

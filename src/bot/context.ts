import type { ConversationFlavor } from '@grammyjs/conversations';
import type { Context } from 'grammy';
import type { Database } from '../db/connect.js';
import type { Enqueue } from '../digests/plan.js';
import type { PageReader } from '../intake/people/pages.js';
import type { Log } from '../telemetry/log.js';

/** What a feature is handed for an update. */
export type BotContext = ConversationFlavor<Context> & {
  /** The conversations that ended at the command that is being answered, by their ids. */
  leftConversations?: readonly string[];
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
  /** Reads the pages whose links people send. */
  pages: PageReader;
  /** For how many days what was sent, and what was done at desks, is kept: people are told. */
  keepDays: { digests: number; journals: number };
  /** Where the operator hears of failures; `null`: in the log alone. */
  operatorChatId: number | null;
}

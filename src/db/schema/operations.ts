import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant, reference } from './columns.js';
import { sealedJson } from './sealed.js';

/** Who may do what only one may do at a time. A row with an expiry: session locks break behind a pooler. */
export const leases = pgTable('leases', {
  name: text().primaryKey(),
  holder: text().notNull(),
  /** Grows with every change of holder: work begun under an older epoch is not committed. */
  epoch: reference().notNull(),
  until: instant().notNull(),
});

/** What the operator stopped, everywhere, until he lets it go on: `digests`, that none is planned or sent. */
export const halts = pgTable('halts', {
  name: text().$type<'digests'>().primaryKey(),
  since: instant().notNull(),
});

/** Where a conversation with a person stands. */
export const conversationState = pgTable('conversation_state', {
  key: text().primaryKey(),
  state: sealedJson().notNull(),
  updatedAt: instant().notNull(),
});

/** Updates that were handled: Telegram may hand one over twice. */
export const processedUpdates = pgTable(
  'processed_updates',
  {
    updateId: reference().primaryKey(),
    receivedAt: instant().notNull(),
  },
  (table) => [index('processed_updates_received').on(table.receivedAt)],
);

/** Updates that came by the webhook and are not handled yet. A row goes when its update is handled. */
export const waitingUpdates = pgTable(
  'waiting_updates',
  {
    updateId: reference().primaryKey(),
    /** Those of one lane (a chat, or a person outside of chats) are handled one after another. */
    lane: reference().notNull(),
    update: sealedJson().notNull(),
    receivedAt: instant().notNull(),
    /** The process that handles it keeps it until then; after that another may take it. By the database's clock. */
    claimedUntil: instant(),
    attempts: integer().notNull().default(0),
  },
  (table) => [index('waiting_updates_lane').on(table.lane, table.updateId)],
);

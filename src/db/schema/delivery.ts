import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { chats } from './chats.js';
import { identity, instant, reference } from './columns.js';
import { digests } from './digests.js';

/** A rendered message body, stored once for all the chats that get it. */
export const payloads = pgTable('payloads', {
  /** SHA-256 of the body, hex. */
  hash: text().primaryKey(),
  body: jsonb().$type<Record<string, unknown>>().notNull(),
  createdAt: instant().notNull(),
});

/** Something a person must be told without having asked. */
export const notices = pgTable('notices', {
  id: identity(),
  kind: text().notNull(),
  /** Telegram chat id of the person, or of the operator's chat. */
  telegramId: reference().notNull(),
  /** Told once: a second notice with the same key is not written. */
  key: text().notNull().unique(),
  data: jsonb().$type<Record<string, string | number>>().notNull(),
  createdAt: instant().notNull(),
});

/** One message of a digest or of a notice: its exact bytes and what became of it. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: identity(),
    digestId: reference().references(() => digests.id, { onDelete: 'cascade' }),
    noticeId: reference().references(() => notices.id, { onDelete: 'cascade' }),
    part: smallint().notNull(),
    /** `null` for a notice to someone who has no chat row. */
    chatId: reference().references(() => chats.id, { onDelete: 'cascade' }),
    payloadHash: text()
      .notNull()
      .references(() => payloads.hash),
    state: text()
      .$type<'pending' | 'sending' | 'sent' | 'uncertain' | 'deferred' | 'failed' | 'expired'>()
      .notNull()
      .default('pending'),
    /** Lower goes first: 0 a person waits, 1 channels, 2 readers. */
    priority: smallint().notNull(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant().notNull(),
    messageId: reference(),
    lastError: text(),
    leaseEpoch: reference(),
    sentAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('deliveries_digest_part').on(table.digestId, table.part),
    uniqueIndex('deliveries_notice_part').on(table.noticeId, table.part),
    index('deliveries_queue')
      .on(table.priority, table.nextAttemptAt, table.id)
      .where(sql`${table.state} in ('pending', 'deferred')`),
    index('deliveries_sending').on(table.leaseEpoch).where(sql`${table.state} = 'sending'`),
    check('deliveries_of_one_thing', sql`num_nonnulls(${table.digestId}, ${table.noticeId}) = 1`),
  ],
);

/** A wait that Telegram asked for (429): of the whole token, or of one chat. */
export const sendPauses = pgTable('send_pauses', {
  /** `token` or `chat:<telegram id>`. */
  scope: text().primaryKey(),
  until: instant().notNull(),
  reason: text().notNull(),
});

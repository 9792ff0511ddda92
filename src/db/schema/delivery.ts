import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { identity, instant, reference } from './columns.js';
import { digests } from './digests.js';
import { sealedJson } from './sealed.js';

/** A rendered message body, stored once for all the chats that get it. */
export const payloads = pgTable(
  'payloads',
  {
    /** SHA-256 of the body, hex. */
    hash: text().primaryKey(),
    body: jsonb().$type<unknown>().notNull(),
    /** When a delivery last took it: it may go when the deliveries of that time have gone. */
    usedAt: instant().notNull(),
    /** The body to be shown in its place since a story of it was taken down. */
    replacedBy: text(),
  },
  (table) => [
    // Which bodies tell a story; few are written, so that the index costs little.
    index('payloads_stories').using('gin', sql`(${table.body} -> 'storyIds') jsonb_path_ops`),
    // For removing the oldest, which many batches in a row ask for.
    index('payloads_used').on(table.usedAt),
    index('payloads_replaced').on(table.replacedBy).where(sql`${table.replacedBy} is not null`),
  ],
);

/** Stories to be taken out of what was sent, and of what waits to be: a walk through the outbox, the newest first. */
export const recalls = pgTable('recalls', {
  id: identity(),
  storyIds: reference().array().notNull(),
  /** Messages that were made before stay as they are. */
  since: instant().notNull(),
  /** Not before this: what was being written when the stories went is there then. */
  startAt: instant().notNull(),
  /** Deliveries of this id and above are done; `null`: the walk has not begun. */
  doneFrom: reference(),
});

/** What a notice's text has places for. */
export type NoticeData = Record<string, string | number>;

/** A button under a notice; its label is a text's id, said in the reader's language. */
export type NoticeButton = { label: string; data: string } | { label: string; url: string };

/** Something a person must be told without having asked. */
export const notices = pgTable(
  'notices',
  {
    id: identity(),
    kind: text().notNull(),
    /** Telegram chat id of the person, or of the operator's chat. */
    telegramId: reference().notNull(),
    /** Told once: a second notice with the same key is not written. */
    key: text().notNull().unique(),
    data: sealedJson().$type<NoticeData>().notNull(),
    /** Rows of buttons under it. */
    buttons: jsonb().$type<NoticeButton[][]>().notNull().default([]),
    createdAt: instant().notNull(),
    /** When it became a delivery. */
    renderedAt: instant(),
  },
  (table) => [index('notices_unrendered').on(table.id).where(sql`${table.renderedAt} is null`)],
);

/** One message of a digest or of a notice: its exact bytes and what became of it. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: identity(),
    digestId: reference().references(() => digests.id, { onDelete: 'cascade' }),
    noticeId: reference().references(() => notices.id, { onDelete: 'cascade' }),
    /** From 1. A part waits until the one before it is decided. */
    part: smallint().notNull(),
    /** Of how many. */
    parts: smallint().notNull(),
    /** `null` for a notice to someone who has no chat row. No foreign key: a digest's deliveries go with it, and it with its chat. */
    chatId: reference(),
    /** No foreign key: a payload is written with its deliveries and outlives them, and the check costs at each insert. */
    payloadHash: text().notNull(),
    /** `plain`: Telegram refused the formatted text, so its words are sent without formatting and buttons. */
    form: text().$type<'html' | 'plain'>().notNull().default('html'),
    state: text()
      .$type<'pending' | 'sending' | 'sent' | 'uncertain' | 'deferred' | 'failed' | 'expired'>()
      .notNull()
      .default('pending'),
    /** Lower goes first: 0 a person waits, 1 channels, 2 readers. */
    priority: smallint().notNull(),
    /** The place among those of one priority: for readers it rotates from day to day. */
    turn: integer().notNull().default(0),
    attempts: integer().notNull().default(0),
    /** When a `deferred` one may be tried again. */
    nextAttemptAt: instant(),
    messageId: reference(),
    /** Telegram's number of the message that it answers: the one that told of its story before. */
    replyTo: reference(),
    lastError: text(),
    /** How many times its readers reacted, by emoji; `null`: Telegram has told of none. Of channels alone it tells. */
    reactions: jsonb().$type<Record<string, number>>(),
    leaseEpoch: reference(),
    sentAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('deliveries_digest_part').on(table.digestId, table.part),
    uniqueIndex('deliveries_notice_part').on(table.noticeId, table.part).where(sql`${table.noticeId} is not null`),
    index('deliveries_queue')
      .on(table.priority, table.turn, table.id)
      .where(sql`${table.state} in ('pending', 'deferred')`),
    index('deliveries_sending').on(table.leaseEpoch).where(sql`${table.state} = 'sending'`),
    index('deliveries_chat').on(table.chatId),
    check('deliveries_of_one_thing', sql`num_nonnulls(${table.digestId}, ${table.noticeId}) = 1`),
  ],
);

/** A wait that Telegram asked for (429): of the whole token, or of one chat. It can be hours, so it outlives the process. */
export const sendPauses = pgTable('send_pauses', {
  /** `token` or `chat:<telegram id>`. */
  scope: text().primaryKey(),
  until: instant().notNull(),
  reason: text().notNull(),
  /** When Telegram asked for it, by the database's clock. */
  askedAt: instant().notNull().defaultNow(),
});

/** How far ahead the sends of a token are spent: one row, from which every process draws before it sends. */
export const sendBudgets = pgTable('send_budgets', {
  /** A hash of the token. */
  token: text().primaryKey(),
  spentUntil: instant().notNull(),
});

/** What is to become of a message that was sent: other words in its place, or its removal. */
export const corrections = pgTable(
  'corrections',
  {
    id: identity(),
    deliveryId: reference()
      .notNull()
      .references(() => deliveries.id, { onDelete: 'cascade' }),
    /** The body that takes its place; `null`: the message goes. */
    payloadHash: text(),
    state: text().$type<'pending' | 'done' | 'failed'>().notNull().default('pending'),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant(),
    lastError: text(),
    createdAt: instant().notNull(),
    doneAt: instant(),
  },
  (table) => [
    index('corrections_pending').on(table.id).where(sql`${table.state} = 'pending'`),
    index('corrections_delivery').on(table.deliveryId),
  ],
);

import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { InterfaceLanguage, SummaryLength, Topic } from '../../vocabulary.js';
import { identity, instant, reference } from './columns.js';
import { sealedText, sealedTexts } from './sealed.js';

/** A private chat, group, forum topic or channel that receives. */
export const chats = pgTable(
  'chats',
  {
    id: identity(),
    telegramId: reference().notNull(),
    /** The forum topic, or 0 for the chat itself. */
    threadId: integer().notNull().default(0),
    kind: text().$type<'private' | 'group' | 'supergroup' | 'channel'>().notNull(),
    title: sealedText().notNull(),
    username: sealedText(),
    language: text().$type<InterfaceLanguage>().notNull().default('uk'),
    zone: text().notNull().default('Europe/Kyiv'),
    /**
     * `active` receives; `gone` (blocked, kicked, deleted), `rights` (may not post) and `topic` (the forum topic is closed)
     * receive nothing and keep every setting until the chat comes back.
     */
    state: text().$type<'active' | 'gone' | 'rights' | 'topic'>().notNull().default('active'),
    stateSince: instant().notNull().defaultNow(),
    stateReason: text(),
    silent: boolean().notNull().default(false),
    /** Who set this chat up (a Telegram user id): whom a notice about it goes to. */
    setUpBy: reference(),
    lastLookedAt: instant(),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [uniqueIndex('chats_telegram').on(table.telegramId, table.threadId)],
);

/** What there is to want of a digest: a chat's own wishes have these columns, and so has each edition of a desk. */
export const preferenceColumns = () => ({
  /** In the order in which they are to be read. */
  topics: text().array().$type<Topic[]>().notNull().default([]),
  /** The most stories of a topic in one digest, where one is set. */
  topicCaps: jsonb().$type<Partial<Record<Topic, number>>>().notNull().default({}),
  /** Words, and phrases in quotes, that bring a story in whatever its topic. */
  followedWords: sealedTexts().notNull().default(sql`'{}'`),
  mutedWords: sealedTexts().notNull().default(sql`'{}'`),
  mutedSourceIds: reference().array().notNull().default([]),
  /** Only what one of these told of is shown; `null`: whatever the source. */
  onlySourceIds: reference().array(),
  length: text().$type<SummaryLength>().notNull().default('normal'),
  /** `compact`: headlines only. */
  form: text().$type<'full' | 'compact'>().notNull().default('full'),
  maxStories: integer().notNull().default(10),
  /** The most minutes that a digest may take to read; `null`: no limit. */
  maxMinutes: integer(),
  /** Those of the followed words whose story goes out at once. */
  urgentWords: sealedTexts().notNull().default(sql`'{}'`),
  /** The most urgent stories in 24 hours. */
  urgentPerDay: integer().notNull().default(3),
  /** Wall times in the chat's zone, «22:00» and «07:00», between which an urgent story waits; `null`: never. */
  quietFrom: text(),
  quietUntil: text(),
});

/** What a chat wants to read. */
export const preferences = pgTable(
  'preferences',
  {
    chatId: reference()
      .primaryKey()
      .references(() => chats.id, { onDelete: 'cascade' }),
    ...preferenceColumns(),
  },
  (table) => [index('preferences_urgent').on(table.chatId).where(sql`${table.urgentWords} <> '{}'`)],
);

import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { InterfaceLanguage, SummaryLength, Topic } from '../../vocabulary.js';
import { identity, instant, reference } from './columns.js';
import { stories } from './stories.js';

/** A private chat, group, forum topic or channel that receives. */
export const chats = pgTable(
  'chats',
  {
    id: identity(),
    telegramId: reference().notNull(),
    /** The forum topic, or 0 for the chat itself. */
    threadId: integer().notNull().default(0),
    kind: text().$type<'private' | 'group' | 'supergroup' | 'channel'>().notNull(),
    title: text().notNull(),
    username: text(),
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

/** What a chat wants to read. */
export const preferences = pgTable(
  'preferences',
  {
    chatId: reference()
      .primaryKey()
      .references(() => chats.id, { onDelete: 'cascade' }),
    /** In the order in which the chat wants to read them. */
    topics: text().array().$type<Topic[]>().notNull().default([]),
    /** The most stories of a topic in one digest, where the chat set one. */
    topicCaps: jsonb().$type<Partial<Record<Topic, number>>>().notNull().default({}),
    /** Words, and phrases in quotes, that bring a story in whatever its topic. */
    followedWords: text().array().notNull().default([]),
    mutedWords: text().array().notNull().default([]),
    mutedSourceIds: reference().array().notNull().default([]),
    length: text().$type<SummaryLength>().notNull().default('normal'),
    /** `compact`: headlines only. */
    form: text().$type<'full' | 'compact'>().notNull().default('full'),
    maxStories: integer().notNull().default(10),
    /** The most minutes that a digest may take to read; `null`: no limit. */
    maxMinutes: integer(),
    /** Those of the followed words whose story goes out at once. */
    urgentWords: text().array().notNull().default([]),
    /** The most urgent stories in 24 hours. */
    urgentPerDay: integer().notNull().default(3),
    /** Wall times in the chat's zone, «22:00» and «07:00», between which an urgent story waits; `null`: never. */
    quietFrom: text(),
    quietUntil: text(),
  },
  (table) => [index('preferences_urgent').on(table.chatId).where(sql`${table.urgentWords} <> '{}'`)],
);

/** When a chat gets a digest: wall times on weekdays in a zone. */
export const schedules = pgTable(
  'schedules',
  {
    id: identity(),
    chatId: reference()
      .notNull()
      .references(() => chats.id, { onDelete: 'cascade' }),
    /** Wall times, «08:00»; none where `cron` says it. */
    times: text().array().notNull(),
    /** ISO weekdays, 1 Monday to 7 Sunday. */
    weekdays: smallint().array().notNull(),
    zone: text().notNull(),
    /** Five fields of cron, for those who write one; then times and weekdays say nothing. */
    cron: text(),
    /** Fewer stories than this wait for the next slot. */
    minStories: integer().notNull().default(1),
    /** What a slot with too little to say does: nothing, or one line. */
    whenQuiet: text().$type<'skip' | 'tell'>().notNull().default('skip'),
    /** `approval`: a desk's admins see the draft first. */
    mode: text().$type<'automatic' | 'approval'>().notNull().default('automatic'),
    nextSlotAt: instant(),
    /** The end of the last digest's window: the next one begins here. */
    lastSlotAt: instant(),
    pausedAt: instant(),
    /** When a pause ends by itself; `null`: when somebody ends it. */
    pausedUntil: instant(),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [index('schedules_due').on(table.nextSlotAt, table.id), index('schedules_chat').on(table.chatId)],
);

/** Where a channel's admins set up, preview, approve and correct their digests. */
export const desks = pgTable('desks', {
  id: identity(),
  chatId: reference()
    .notNull()
    .unique()
    .references(() => chats.id, { onDelete: 'cascade' }),
  name: text().notNull(),
  createdAt: instant().notNull().defaultNow(),
});

/** The people of a desk. */
export const deskMembers = pgTable(
  'desk_members',
  {
    deskId: reference()
      .notNull()
      .references(() => desks.id, { onDelete: 'cascade' }),
    userId: reference().notNull(),
    role: text().$type<'owner' | 'editor'>().notNull(),
    addedAt: instant().notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.deskId, table.userId] }), index('desk_members_user').on(table.userId)],
);

/** What readers said of a story. */
export const feedback = pgTable(
  'feedback',
  {
    id: identity(),
    chatId: reference()
      .notNull()
      .references(() => chats.id, { onDelete: 'cascade' }),
    storyId: reference()
      .notNull()
      .references(() => stories.id, { onDelete: 'cascade' }),
    kind: text().$type<'like' | 'dislike' | 'mistake' | 'hide' | 'follow' | 'save'>().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('feedback_once').on(table.chatId, table.storyId, table.kind),
    index('feedback_story').on(table.storyId),
  ],
);

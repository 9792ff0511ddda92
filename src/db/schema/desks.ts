import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Topic } from '../../vocabulary.js';
import { chats, preferenceColumns } from './chats.js';
import { identity, instant, reference } from './columns.js';
import { sealedJson } from './sealed.js';

/** Where a channel's (or a group's) admins set up, preview, approve and correct their digests. */
export const desks = pgTable('desks', {
  id: identity(),
  chatId: reference()
    .notNull()
    .unique()
    .references(() => chats.id, { onDelete: 'cascade' }),
  name: text().notNull(),
  /** Since when it has no owner: nothing is published until an admin of the channel takes it over. */
  ownerlessSince: instant(),
  createdAt: instant().notNull().defaultNow(),
});

/** The people of a desk. An owner sets up and invites; an editor approves, corrects and publishes. */
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

/** How an edition looks: what its desk wrote, as Telegram HTML with places such as `{date}`; `null`: as everybody's. */
export interface Template {
  header: string | null;
  footer: string | null;
  signature: string | null;
  /** By topic, before its title. */
  emoji: Partial<Record<Topic, string>>;
  /** Are the topics of a digest named under it as hashtags? */
  hashtags: boolean;
  /** The parts of a message, in order. */
  order: ('header' | 'stories' | 'hashtags' | 'footer' | 'signature')[];
}

/** One of the digests that a desk publishes: «Ранкове зведення». It has a schedule of its own. */
export const editions = pgTable(
  'editions',
  {
    id: identity(),
    deskId: reference()
      .notNull()
      .references(() => desks.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    ...preferenceColumns(),
    /** `each`: a post a story. */
    posts: text().$type<'together' | 'each'>().notNull().default('together'),
    silent: boolean().notNull().default(false),
    /** Which link preview a post has: none, its first story's, or that with a large picture above the words. */
    preview: text().$type<'none' | 'first' | 'large'>().notNull().default('none'),
    template: jsonb().$type<Template>(),
    /** Is a story that breaks offered to the desk at once? */
    offersBreaking: boolean().notNull().default(false),
    /** Does a corrected post say «оновлено»? */
    marksCorrections: boolean().notNull().default(true),
    /** Until then it is being set up and nothing of it is published. */
    launchedAt: instant(),
    /** Grows with each change: of two people who change the same thing the second sees what the first did. */
    version: integer().notNull().default(1),
    createdAt: instant().notNull(),
  },
  (table) => [index('editions_desk').on(table.deskId)],
);

/** A link that makes its opener one of the desk, if he is an admin of the channel. */
export const deskInvites = pgTable(
  'desk_invites',
  {
    id: identity(),
    deskId: reference()
      .notNull()
      .references(() => desks.id, { onDelete: 'cascade' }),
    /** SHA-256, hex, of what the link carries: who reads the table cannot use it. */
    secretHash: text().notNull(),
    role: text().$type<'owner' | 'editor'>().notNull(),
    invitedBy: reference().notNull(),
    usesLeft: integer().notNull(),
    expiresAt: instant().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [uniqueIndex('desk_invites_secret').on(table.secretHash), index('desk_invites_desk').on(table.deskId)],
);

/** Who changed what at a desk. */
export const deskJournal = pgTable(
  'desk_journal',
  {
    id: identity(),
    deskId: reference()
      .notNull()
      .references(() => desks.id, { onDelete: 'cascade' }),
    /** `null`: the bot by itself. */
    userId: reference(),
    /** Its text is `desk-did-<action>` in the Fluent files. */
    action: text().notNull(),
    data: sealedJson().$type<Record<string, string | number>>().notNull(),
    at: instant().notNull(),
  },
  (table) => [index('desk_journal_desk').on(table.deskId, table.id)],
);

/** A channel that somebody picked while the bot lacked its rights there: it goes on when they arrive. */
export const deskSetups = pgTable(
  'desk_setups',
  {
    telegramId: reference().notNull(),
    userId: reference().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.telegramId, table.userId] })],
);

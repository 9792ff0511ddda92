import { index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { chats } from './chats.js';
import { identity, instant, reference } from './columns.js';

/** What one chat gets for one slot: the chosen stories, frozen. */
export const digests = pgTable(
  'digests',
  {
    id: identity(),
    chatId: reference()
      .notNull()
      .references(() => chats.id, { onDelete: 'cascade' }),
    /** No foreign key: no id is used again, and the check costs at each insert, and a search of all digests with each schedule that goes. */
    scheduleId: reference(),
    kind: text().$type<'scheduled' | 'first' | 'urgent' | 'asked' | 'resent'>().notNull(),
    /** What makes it this digest and no other: for a scheduled one the schedule and its slot. */
    key: text().notNull(),
    slotAt: instant().notNull(),
    /** Stories accepted after `windowFrom` and not after `windowUntil`. */
    windowFrom: instant().notNull(),
    windowUntil: instant().notNull(),
    storyIds: reference().array().notNull(),
    /** `empty`: nothing worth sending; `expired`: too late to be of use; `uncertain`: a part may or may not have arrived. */
    state: text().$type<'planned' | 'empty' | 'sent' | 'uncertain' | 'failed' | 'expired'>().notNull(),
    stateReason: text(),
    createdAt: instant().notNull(),
    /** After this it is not worth sending any more. */
    expiresAt: instant().notNull(),
  },
  (table) => [uniqueIndex('digests_key').on(table.key), index('digests_chat').on(table.chatId, table.createdAt)],
);

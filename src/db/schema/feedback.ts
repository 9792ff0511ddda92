import { index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { chats } from './chats.js';
import { identity, instant, reference } from './columns.js';
import { stories } from './stories.js';

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

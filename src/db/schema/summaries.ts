import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { SummaryLength } from '../../vocabulary.js';
import { instant, reference } from './columns.js';
import { stories } from './stories.js';

/** The short Ukrainian text of a story, one a length and a set of articles. */
export const summaries = pgTable(
  'summaries',
  {
    storyId: reference()
      .notNull()
      .references(() => stories.id, { onDelete: 'cascade' }),
    length: text().$type<SummaryLength>().notNull(),
    engine: text().$type<'extract' | 'model'>().notNull(),
    headline: text().notNull(),
    text: text().notNull(),
    /** Hash of the articles it was made of: another set of articles needs another summary. */
    fingerprint: text().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.storyId, table.length] })],
);

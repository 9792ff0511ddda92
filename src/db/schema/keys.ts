import { pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.js';

/** The names of the keys under which people's words and names stand here; the keys themselves are elsewhere. */
export const dataKeys = pgTable('data_keys', {
  id: text().primaryKey(),
  since: instant().notNull(),
  /** When everything stood under it that was written before; `null`: some of that is in clear, or under another. */
  completeAt: instant(),
});

import { sql } from 'drizzle-orm';
import { date, index, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import type { SummaryLength, Topic } from '../../vocabulary.js';
import { instant, reference } from './columns.js';
import { stories } from './stories.js';

/** The short Ukrainian text of a story: one a length and an engine, so that what one wrote never overwrites the other's. */
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
    /** Hash of the articles it was made of and of the engine's version: other articles need another summary. */
    fingerprint: text().notNull(),
    /** The articles that a model wrote it of. */
    articleIds: reference().array().notNull().default([]),
    /** Of a story that no Ukrainian article tells: what the model says it is about. */
    topic: text().$type<Topic>(),
    /** What the guard held against drafts before this text: kinds of reasons, each once. */
    refusals: text().array().notNull().default([]),
    createdAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.storyId, table.length, table.engine] })],
);

/** Stories that the model is to write up, or has: one order a length and a set of articles. */
export const summaryOrders = pgTable(
  'summary_orders',
  {
    storyId: reference()
      .notNull()
      .references(() => stories.id, { onDelete: 'cascade' }),
    length: text().$type<SummaryLength>().notNull(),
    /** Of the articles that it is to be written of. */
    fingerprint: text().notNull(),
    /** How many chats would read it: the most read are written first. */
    readers: integer().notNull(),
    orderedAt: instant().notNull(),
    /** A writer that took the order holds it until then; after that another may take it. */
    claimedUntil: instant(),
    /** Claims so far: an order whose writers died is not taken for ever. */
    claims: smallint().notNull().default(0),
    /** `null` while it waits. `refused`: the guard let neither draft pass; `failed`: no draft came. */
    outcome: text().$type<'written' | 'refused' | 'failed'>(),
    /** Why it was refused or failed, each kind once. */
    reasons: text().array().notNull().default([]),
  },
  (table) => [
    primaryKey({ columns: [table.storyId, table.length] }),
    index('summary_orders_waiting').on(table.readers, table.orderedAt).where(sql`${table.outcome} is null`),
  ],
);

/** What the model has cost: tokens by day, UTC. */
export const modelDays = pgTable('model_days', {
  day: date({ mode: 'string' }).primaryKey(),
  tokens: integer().notNull(),
});

import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Topic } from '../../vocabulary.js';
import { chats } from './chats.js';
import { identity, instant, reference } from './columns.js';
import { editions } from './desks.js';
import { digests } from './digests.js';
import { schedules } from './schedules.js';

/** A story as a draft has it, frozen: what was approved is what is posted. */
export interface DraftItem {
  storyId: number;
  topic: Topic;
  isUpdate: boolean;
  headline: string;
  summary: string;
  sources: { name: string; url: string | null; publishedAt: string | null }[];
  /** Taken out by the desk; it keeps its place. */
  isOut: boolean;
  /** Were headline and summary written by a person? */
  edited: { headline: boolean; summary: boolean };
  /** What the guard said against a person's words, and was overruled. */
  overruled: { kind: string; text: string }[];
}

/** The stories of one digest of an edition, for a desk to approve, and afterwards to correct. */
export const drafts = pgTable(
  'drafts',
  {
    id: identity(),
    editionId: reference()
      .notNull()
      .references(() => editions.id, { onDelete: 'cascade' }),
    chatId: reference()
      .notNull()
      .references(() => chats.id, { onDelete: 'cascade' }),
    scheduleId: reference().references(() => schedules.id, { onDelete: 'set null' }),
    kind: text().$type<'scheduled' | 'urgent' | 'asked'>().notNull(),
    /** What makes it this draft and no other; its digest has the same. */
    key: text().notNull(),
    slotAt: instant().notNull(),
    windowFrom: instant().notNull(),
    windowUntil: instant().notNull(),
    items: jsonb().$type<DraftItem[]>().notNull(),
    /** `open` waits for the desk; `approved` goes out at its slot. */
    state: text().$type<'open' | 'approved' | 'published' | 'skipped'>().notNull(),
    /** Who decided, or corrected it last (a Telegram user id); `null`: nobody, it went by itself. */
    decidedBy: reference(),
    decidedAt: instant(),
    /** Grows with each change: of two people at once the second sees what the first did. */
    version: integer().notNull().default(1),
    digestId: reference().references(() => digests.id, { onDelete: 'set null' }),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('drafts_key').on(table.key),
    index('drafts_edition').on(table.editionId, table.createdAt),
    index('drafts_undecided').on(table.slotAt).where(sql`${table.state} in ('open', 'approved')`),
    index('drafts_digest').on(table.digestId),
  ],
);

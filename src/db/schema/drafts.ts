import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Topic } from '../../vocabulary.js';
import { identity, instant, reference } from './columns.js';
import { editions } from './desks.js';
import { digests } from './digests.js';

/** A story as a draft has it, frozen: what was approved is what is posted. */
export interface DraftItem {
  storyId: number;
  topic: Topic;
  isUpdate: boolean;
  /** Of an update: the digest that told the story before, and under which id; left out where there is none. */
  earlier?: { digestId: number; storyId: number };
  headline: string;
  summary: string;
  /** `publishedAt` in ISO 8601. */
  sources: { name: string; url: string | null; publishedAt: string | null }[];
  /** Taken out by the desk; it keeps its place. */
  isOut: boolean;
  /** Which of its texts did a person write? */
  edited: ('headline' | 'summary')[];
  /** What the guard said against a person's words of the text that stands there, and was overruled. */
  overruled: { part: 'headline' | 'summary'; kind: string; text: string }[];
}

/** The stories of a digest of an edition as the desk sees, changes and corrects them. It lives as long as its digest. */
export const drafts = pgTable(
  'drafts',
  {
    id: identity(),
    digestId: reference()
      .notNull()
      .references(() => digests.id, { onDelete: 'cascade' }),
    editionId: reference()
      .notNull()
      .references(() => editions.id, { onDelete: 'cascade' }),
    /** When it is to be published: its digest's slot; for one that was asked for or offered, until when it waits. */
    slotAt: instant().notNull(),
    items: jsonb().$type<DraftItem[]>().notNull(),
    /** `open` waits for the desk; `approved` goes out at its slot. */
    state: text().$type<'open' | 'approved' | 'published' | 'skipped'>().notNull(),
    /** Who decided, or changed it last (a Telegram user id); `null`: nobody, it went by itself. */
    decidedBy: reference(),
    decidedAt: instant(),
    /** Grows with each change: of two people at once the second sees what the first did. */
    version: integer().notNull().default(1),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('drafts_digest').on(table.digestId),
    index('drafts_edition').on(table.editionId, table.createdAt),
    index('drafts_undecided').on(table.slotAt).where(sql`${table.state} in ('open', 'approved')`),
  ],
);

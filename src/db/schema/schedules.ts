import { sql } from 'drizzle-orm';
import { index, integer, pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { chats } from './chats.js';
import { identity, instant, reference } from './columns.js';
import { editions } from './desks.js';

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
    /** How long before the slot the desk gets the draft. */
    leadMinutes: integer().notNull().default(30),
    /** What becomes of a draft that nobody answered by its slot. */
    whenUnanswered: text().$type<'publish' | 'skip'>().notNull().default('publish'),
    /** The edition that it publishes; `null`: the chat's own digest. */
    editionId: reference().references(() => editions.id, { onDelete: 'cascade' }),
    nextSlotAt: instant(),
    /** The end of the last digest's window: the next one begins here. */
    lastSlotAt: instant(),
    pausedAt: instant(),
    /** When a pause ends by itself; `null`: when somebody ends it. */
    pausedUntil: instant(),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [
    index('schedules_due').on(table.nextSlotAt, table.id),
    index('schedules_chat').on(table.chatId),
    uniqueIndex('schedules_edition').on(table.editionId).where(sql`${table.editionId} is not null`),
    index('schedules_approval').on(table.nextSlotAt).where(sql`${table.mode} = 'approval'`),
  ],
);

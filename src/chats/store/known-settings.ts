import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { anyOf } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { preferences, schedules } from '../../db/schema.js';
import type { Preferences } from './preferences.js';
import type { Schedule } from './schedules.js';

/**
 * What was read of schedules and of preferences, by their text in the database: of a hundred thousand chats most share
 * theirs, and reading a row takes several times longer than telling that it is like another.
 */
export interface KnownSettings {
  schedules: Map<string, SharedSchedule>;
  preferences: Map<string, Preferences>;
}

/** Settings of each kind that are remembered, at a kilobyte each 20 MB together; those beyond are read each time. */
const MOST_KNOWN = 10_000;

/** Knows nothing yet. */
export function openKnownSettings(): KnownSettings {
  return { schedules: new Map(), preferences: new Map() };
}

const { id: _id, chatId: _chatId, createdAt: _createdAt, ...ofSchedules } = getTableColumns(schedules);
const { chatId: _owner, ...ofPreferences } = getTableColumns(preferences);
/** All that schedules may share, in one text, which is the same for those that are alike. */
export const scheduleText = textOf(ofSchedules);
const preferencesText = textOf(ofPreferences);

/** A schedule that is due, but for whose it is. */
export type SharedSchedule = Omit<Schedule, 'id' | 'chatId' | 'createdAt'> & { nextSlotAt: Date };

/** What some due schedules are besides their own, by their text. They are locked: none changes while one of each kind is read. */
export async function readSchedules(
  tx: Database,
  due: readonly { id: number; text: string }[],
  known: KnownSettings['schedules'],
): Promise<Map<string, SharedSchedule>> {
  const read = new Map<string, SharedSchedule>();
  const unknown = new Map<string, number>();
  for (const { id, text } of due) {
    const own = known.get(text);
    if (own) read.set(text, own);
    else unknown.set(text, id);
  }
  if (unknown.size === 0) return read;
  const rows = await tx
    .select({ ...ofSchedules, text: scheduleText })
    .from(schedules)
    .where(anyOf(schedules.id, [...unknown.values()]));
  for (const { text, nextSlotAt, ...own } of rows) {
    if (nextSlotAt === null) continue;
    const shared = { ...own, nextSlotAt };
    read.set(text, shared);
    if (known.size < MOST_KNOWN) known.set(text, shared);
  }
  return read;
}

/** What chats want, by chat, as far as they have said so. */
export async function preferencesBy(
  tx: Database,
  chatIds: readonly number[],
  known: KnownSettings['preferences'],
): Promise<Map<number, Preferences>> {
  const said = await tx
    .select({ chatId: preferences.chatId, text: preferencesText })
    .from(preferences)
    .where(ofChats(chatIds));
  const wanted = new Map<number, Preferences>();
  const unknown: number[] = [];
  for (const { chatId, text } of said) {
    const own = known.get(text);
    if (own) wanted.set(chatId, own);
    else unknown.push(chatId);
  }
  if (unknown.length === 0) return wanted;
  const rows = await tx
    .select({ ...ofPreferences, chatId: preferences.chatId, text: preferencesText })
    .from(preferences)
    .where(ofChats(unknown));
  for (const { chatId, text, ...own } of rows) {
    // The text may be another than before: the chat has said something else in between.
    const shared = known.get(text) ?? own;
    wanted.set(chatId, shared);
    if (known.size < MOST_KNOWN) known.set(text, shared);
  }
  return wanted;
}

function ofChats(ids: readonly number[]): SQL {
  return anyOf(preferences.chatId, ids);
}

function textOf(columns: Record<string, PgColumn>): SQL<string> {
  return sql<string>`row(${sql.join(Object.values(columns), sql`, `)})::text`;
}

import { bigint, timestamp } from 'drizzle-orm/pg-core';

/** Our own ids: 64-bit identity columns, read as numbers (safe to 2^53). */
export const identity = () => bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity();

/** A reference to one of our ids, or one of Telegram's (52 bits at most, so a number is safe). */
export const reference = () => bigint({ mode: 'number' });

/** An instant. Every instant in the database carries its zone; wall times stand only in schedules. */
export const instant = () => timestamp({ withTimezone: true, mode: 'date' });

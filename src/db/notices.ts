import type { Database } from './connect.js';
import { type NoticeButton, type NoticeData, notices } from './schema.js';

export type { NoticeButton } from './schema.js';

/** Something a person must be told without having asked. */
export interface Notice {
  /** Its text is `notice-<kind>` in the Fluent files. */
  kind: string;
  /** Telegram chat id of the person, or of the operator's chat. */
  telegramId: number;
  /** What makes it this notice and no other: a second one with the same key is not written. */
  key: string;
  /** What its text has places for, unescaped; years as strings. */
  data: NoticeData;
  /** Rows of buttons under it. */
  buttons?: NoticeButton[][];
  /** It was said by another way: the sender leaves it alone. */
  isTold?: boolean;
}

/**
 * Leaves word for a person; the sender delivers it as it delivers digests. Call it in the transaction that makes it
 * true, so that neither is without the other.
 * @returns whether it is news: `false` where its key was written before.
 */
export async function writeNotice(db: Database, notice: Notice, now: Date): Promise<boolean> {
  const { kind, telegramId, key, data, buttons = [], isTold = false } = notice;
  const written = await db
    .insert(notices)
    .values({ kind, telegramId, key, data, buttons, createdAt: now, renderedAt: isTold ? now : null })
    .onConflictDoNothing({ target: notices.key })
    .returning({ id: notices.id });
  return written.length > 0;
}

import { sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.js';
import { hashOf } from '../hash.js';
import { WINDOW_MS } from '../shelf.js';

/** Time is cut into periods of twice the window, so that an article's window lies in two of them at most. */
const PERIOD_MS = 2 * WINDOW_MS;

/** The period in which a moment (ms since 1970) lies. */
export function periodOf(time: number): number {
  return Math.floor(time / PERIOD_MS);
}

/** Whose articles are looked for by keys: everybody's, or those of desks' own feeds. Neither is found beside the other. */
export type World = 'common' | 'own';

/** What keys are stored as, each once: a rare collision adds a candidate that is compared and left. */
export function hashesOf(keys: readonly string[], world: World): number[] {
  return [...new Set(keys.map((key) => hashOf(world === 'common' ? key : `own ${key}`)))];
}

/** Keys that are deleted at once: about as many as a poll's articles bring. It is asked every few seconds. */
const MOST_FORGOTTEN = 1_000;

/**
 * Deletes keys of days that no new article is compared with, some at a time. Their order and number are given so that
 * the index finds them: a plan for any moment whatever read the whole table to find none.
 */
export async function forgetOldKeys(tx: Database, now: Date): Promise<void> {
  const kept = periodOf(now.getTime() - WINDOW_MS) - 1;
  await tx.execute(sql`
    delete from article_keys where ctid = any(array(
      select ctid from article_keys where period < ${kept} order by period limit ${MOST_FORGOTTEN}))`);
}

import { and, desc, gt, isNull, lte } from 'drizzle-orm';
import { anyOf } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { stories } from '../../db/schema.js';

/** Stories read at once: a week's have a million terms between them, twenty thousand of them different. */
const STORIES_A_PAGE = 500;

/**
 * Everybody's stories whose newest news was accepted after a moment and not after another, the newest first; merged ones
 * are left out. They share the texts of their terms.
 */
export async function storiesSince(
  db: Database,
  options: { after: Date; until: Date; limit: number },
): Promise<(typeof stories.$inferSelect)[]> {
  const wanted = and(
    gt(stories.newsAt, options.after),
    lte(stories.newsAt, options.until),
    isNull(stories.deskId),
    isNull(stories.mergedInto),
    isNull(stories.takenDownAt),
  );
  const ids = await db
    .select({ id: stories.id })
    .from(stories)
    .where(wanted)
    .orderBy(desc(stories.newsAt), desc(stories.id))
    .limit(options.limit);
  const terms = new Map<string, string>();
  const shared = (term: string) => {
    const known = terms.get(term);
    if (known === undefined) terms.set(term, term);
    return known ?? term;
  };
  const found: (typeof stories.$inferSelect)[] = [];
  for (let start = 0; start < ids.length; start += STORIES_A_PAGE) {
    const page = ids.slice(start, start + STORIES_A_PAGE).map(({ id }) => id);
    const rows = await db
      .select()
      .from(stories)
      .where(and(wanted, anyOf(stories.id, page)))
      .orderBy(desc(stories.newsAt), desc(stories.id));
    for (const story of rows) {
      story.terms = story.terms.map(shared);
      found.push(story);
    }
  }
  return found;
}

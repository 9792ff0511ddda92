import { and, desc, getTableColumns, gt, isNull, lte, sql } from 'drizzle-orm';
import { anyOf } from '../../db/arrays.js';
import type { Database } from '../../db/connect.js';
import { stories } from '../../db/schema.js';

type Story = typeof stories.$inferSelect;

/** Stories as this process has read them. */
interface Known {
  stories: Map<number, { version: string; story: Story }>;
  /** Each of their terms once: a week's stories have a million between them, twenty thousand of them different. */
  terms: Map<string, string>;
}

const known = new WeakMap<Database, Known>();
/** Stories that are kept in memory, the newest: more than the longest window is asked for. */
const MOST_KNOWN = 12_000;
/** So many more may be known before they are gone through. */
const FORGOTTEN_AT_ONCE = 1_000;
const MOST_TERMS = 200_000;
/** Stories read at once: so many hold nobody up. */
const STORIES_A_PAGE = 250;
/** Changes with every change of a row. */
const VERSION = sql<string>`${stories}.xmin::text`;

/**
 * Everybody's stories whose newest news was accepted after a moment and not after another, the newest first; merged ones
 * are left out. Of those that this process has read before by the same pool, only what has changed is read again: all who
 * ask are given the same objects, and may not change them.
 * @param options.pool whose transaction `db` is, where it is one.
 */
export async function storiesSince(
  db: Database,
  options: { after: Date; until: Date; limit: number; pool?: Database },
): Promise<Story[]> {
  const wanted = and(
    gt(stories.newsAt, options.after),
    lte(stories.newsAt, options.until),
    isNull(stories.deskId),
    isNull(stories.mergedInto),
    isNull(stories.takenDownAt),
  );
  const versions = await db
    .select({ id: stories.id, version: VERSION })
    .from(stories)
    .where(wanted)
    .orderBy(desc(stories.newsAt), desc(stories.id))
    .limit(options.limit);
  const read = knownBy(options.pool ?? db);
  const changed = versions.filter(({ id, version }) => read.stories.get(id)?.version !== version).map(({ id }) => id);
  const gone = new Set<number>();
  for (let start = 0; start < changed.length; start += STORIES_A_PAGE) {
    const page = changed.slice(start, start + STORIES_A_PAGE);
    const rows = await db
      .select({ ...getTableColumns(stories), version: VERSION })
      .from(stories)
      .where(and(wanted, anyOf(stories.id, page)));
    for (const id of page) gone.add(id);
    for (const { version, ...story } of rows) {
      story.terms = story.terms.map((term) => sharedTerm(read, term));
      read.stories.set(story.id, { version, story });
      gone.delete(story.id);
    }
  }
  const given = versions.flatMap(({ id }) => (gone.has(id) ? [] : (read.stories.get(id)?.story ?? [])));
  forgetOldest(read);
  return given;
}

function knownBy(pool: Database): Known {
  const read = known.get(pool) ?? { stories: new Map(), terms: new Map() };
  known.set(pool, read);
  return read;
}

function forgetOldest(read: Known): void {
  if (read.terms.size > MOST_TERMS) read.terms.clear();
  if (read.stories.size <= MOST_KNOWN + FORGOTTEN_AT_ONCE) return;
  const newsOf = ({ story }: { story: Story }) => story.newsAt?.getTime() ?? 0;
  const newestFirst = [...read.stories].sort(([, one], [, other]) => newsOf(other) - newsOf(one));
  for (const [id] of newestFirst.slice(MOST_KNOWN)) read.stories.delete(id);
}

function sharedTerm({ terms }: Known, term: string): string {
  const shared = terms.get(term);
  if (shared === undefined) terms.set(term, term);
  return shared ?? term;
}

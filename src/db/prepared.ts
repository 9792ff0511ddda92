import type { Database } from './connect.js';

/** A query that drizzle has written out as SQL. */
interface PreparedQuery {
  execute(values?: Record<string, unknown>): Promise<unknown>;
}

/**
 * A query whose SQL is written once a pool, with places (`sql.placeholder`) for what changes: for what is asked with
 * every update or message, where writing it costs more than asking it. In a transaction it is written each time.
 */
export function prepared<Query extends PreparedQuery>(
  build: (db: Database) => Query,
): (db: Database, values: Record<string, unknown>) => ReturnType<Query['execute']> {
  const built = new WeakMap<Database, Query>();
  return (db, values) => {
    const query = built.get(db) ?? build(db);
    built.set(db, query);
    return query.execute(values) as ReturnType<Query['execute']>;
  };
}

import type { Sql, TransactionSql } from 'postgres';

/** Texts that get a name, a pool. All queries of the house are fewer; what lists of changing length add beyond stays unnamed. */
const NAMED_AT_MOST = 400;
/** Texts counted until they are seen often enough; the count begins anew when so many wait. */
const COUNTED_AT_MOST = 2_000;
/** How often a text is asked before it is worth a name: what starts and tests ask once is not. */
const SEEN_BEFORE = 3;
/** Longer texts are bulk statements with a place for every row, which differ each time. */
const LONGEST = 10_000;

type Unsafe = Sql['unsafe'];
type Inside<T> = (sql: TransactionSql) => T;

/**
 * Lets Postgres keep what is asked again and again as named statements: without a name every query is two round trips
 * (its parameters' types are asked first) and is parsed anew. Changes the given client, the transactions of it included.
 * `?prepare=false` in the database's address turns it off, for a pooler that knows no named statements.
 */
export function nameStatements(client: Sql): void {
  const named = new Set<string>();
  const seen = new Map<string, number>();

  function worthName(text: string): boolean {
    if (named.has(text)) return true;
    if (text.length > LONGEST || named.size >= NAMED_AT_MOST) return false;
    const times = (seen.get(text) ?? 0) + 1;
    if (times < SEEN_BEFORE) {
      if (seen.size >= COUNTED_AT_MOST) seen.clear();
      seen.set(text, times);
      return false;
    }
    seen.delete(text);
    named.add(text);
    return true;
  }

  function naming(unsafe: Unsafe): Unsafe {
    return ((text, parameters, options) =>
      unsafe(text, parameters, parameters?.length ? { ...options, prepare: worthName(text) } : options)) as Unsafe;
  }

  function within(sql: TransactionSql): TransactionSql {
    sql.unsafe = naming(sql.unsafe);
    const savepoint = sql.savepoint.bind(sql) as <T>(inside: Inside<T>) => Promise<T>;
    sql.savepoint = (<T>(inside: Inside<T>) => savepoint((inner) => inside(within(inner)))) as typeof sql.savepoint;
    return sql;
  }

  const begin = client.begin.bind(client) as (...args: unknown[]) => Promise<unknown>;
  client.unsafe = naming(client.unsafe);
  client.begin = ((...args: unknown[]) => {
    const inside = args.pop() as Inside<unknown>;
    return begin(...args, (sql: TransactionSql) => inside(within(sql)));
  }) as typeof client.begin;
}

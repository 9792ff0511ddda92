import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/**
 * Columns of a bulk statement, each as one parameter in Postgres's own notation: for `unnest` and `= any(…)`. Postgres
 * reads it several times faster than the same rows as JSON, and the statement's text stays the same for any number.
 */
export function numbers(
  values: readonly (number | null)[],
  type: 'bigint' | 'integer' | 'smallint' | 'real' = 'bigint',
): SQL {
  return sql`${sql.param(arrayOf(values))}::${sql.raw(type)}[]`;
}

/** Is the column one of these numbers? One place of a statement, however many they are. */
export function anyOf(column: SQLWrapper, values: readonly number[]): SQL {
  return sql`${column} = any(${numbers(values)})`;
}

/** Numbers as Postgres reads an array of them: one place of a statement, however many they are. */
export function arrayOf(values: readonly (number | null)[]): string {
  // `join` writes nothing for null.
  const written = values.includes(null) ? values.map((value) => value ?? 'NULL') : values;
  return `{${written.join()}}`;
}

/** The instant of a column of milliseconds, as JavaScript counts them: written and read several times faster than as text. */
export function instantOf(milliseconds: SQLWrapper): SQL {
  return sql`to_timestamp(${milliseconds}::float8 / 1000)`;
}

/** Texts, as {@link numbers}. */
export function texts(values: readonly (string | null)[]): SQL {
  return sql`${sql.param(`{${values.map(quoted).join()}}`)}::text[]`;
}

function quoted(value: string | null): string {
  if (value === null) return 'NULL';
  return `"${/["\\]/.test(value) ? value.replace(/["\\]/g, '\\$&') : value}"`;
}

/**
 * Rows as JSON that Postgres takes for text: half a pair of surrogates, as a text has that was cut within an emoji, and
 * NUL become U+FFFD, since one of them would refuse the whole statement.
 */
export function rowsJson(rows: readonly object[]): string {
  return JSON.stringify(rows).replace(/(?<=(?<!\\)(?:\\\\)*)\\u(?:0000|d[89a-f][\da-f]{2})/g, '\ufffd');
}

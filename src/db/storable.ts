import type { Sql } from 'postgres';

/** Postgres's numbers of the types in which text comes. */
const TEXT = 25;
const TEXTS = 1009;
const JSON_TYPES = [114, 3802];

/** JSON's escapes of NUL and of half a pair of surrogates, which no text of Postgres holds; `\\u0000` is an escaped backslash. */
const NO_TEXT = /(?<=(?<!\\)(?:\\\\)*)\\u(?:0000|d[89a-f][\da-f]{2})/g;

/**
 * Lets a pool take any text of the outside world: NUL, and half an emoji, as a text has that was cut within it, become
 * U+FFFD, since one of them would refuse its whole statement. It goes by the types that the server names for a statement's
 * values, so that no statement can forget it. To be called after the driver was told everything else about types.
 */
export function storeAnyText(client: Sql): void {
  const { serializers } = client.options as unknown as { serializers: Record<number, (value: unknown) => unknown> };
  for (const type of [TEXT, TEXTS]) {
    const before = serializers[type] ?? String;
    serializers[type] = (value) => withoutNul(before(value));
  }
  for (const type of JSON_TYPES) {
    const before = serializers[type] ?? String;
    serializers[type] = (value) => storableJson(before(value));
  }
}

/** The driver writes half a surrogate pair as U+FFFD by itself. */
function withoutNul(text: unknown): unknown {
  return typeof text === 'string' && text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text;
}

function storableJson(json: unknown): unknown {
  return typeof json === 'string' && json.includes('\\u') ? json.replace(NO_TEXT, '\ufffd') : json;
}

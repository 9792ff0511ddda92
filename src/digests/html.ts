/** What a piece of Telegram HTML counts against a message's limits. */
export interface Size {
  /** UTF-16 units of what is shown. */
  units: number;
  entities: number;
  /** Bytes of all entities with their links. */
  entityBytes: number;
}

/** A tag, or one character of what is shown (a code point or a character reference), never to be parted. */
export type HtmlToken =
  | { kind: 'open'; name: string; raw: string; size: Size }
  | { kind: 'close'; raw: string; size: Size }
  | { kind: 'character'; raw: string; size: Size };

/** An entity without its link: a constructor's number, place and length, with a margin. */
const BYTES_OF_ENTITY = 16;
/** The size of what shows nothing. */
export const NOTHING: Size = { units: 0, entities: 0, entityBytes: 0 };

/** Two pieces together. */
export function plus(one: Size, other: Size): Size {
  return {
    units: one.units + other.units,
    entities: one.entities + other.entities,
    entityBytes: one.entityBytes + other.entityBytes,
  };
}

const TOKEN = /<\/[a-z-]+>|<([a-z-]+)(?:\s[^>]*)?>|&[a-z0-9#]+;|[\s\S]/giu;

/** Reads HTML of this program's own making: tags with quoted attributes in which `>` is escaped. */
export function htmlTokens(html: string): HtmlToken[] {
  return [...html.matchAll(TOKEN)].map(([raw, name]) => {
    if (name !== undefined)
      return { kind: 'open', name, raw, size: { ...NOTHING, entities: 1, entityBytes: bytesOf(raw) } };
    if (raw.startsWith('</')) return { kind: 'close', raw, size: NOTHING };
    // A reference shows one character (&amp; &lt; &gt; &quot;).
    return {
      kind: 'character',
      raw,
      size: { ...NOTHING, units: raw.startsWith('&') && raw.length > 1 ? 1 : raw.length },
    };
  });
}

/** What a piece of HTML counts; see `htmlTokens`. */
export function measure(html: string): Size {
  let entities = 0;
  let entityBytes = 0;
  const shown = html.replace(/<\/[a-z-]+>|<[a-z-]+(?:\s[^>]*)?>/gi, (tag) => {
    if (tag.startsWith('</')) return '';
    entities++;
    entityBytes += bytesOf(tag);
    return '';
  });
  return { units: shown.replace(/&[a-z0-9#]+;/gi, '.').length, entities, entityBytes };
}

function bytesOf(tag: string): number {
  return BYTES_OF_ENTITY + Buffer.byteLength(/href="([^"]*)"/.exec(tag)?.[1] ?? '');
}

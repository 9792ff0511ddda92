/** What Telegram takes, UTF-16 units. */
const MOST_UNITS = 4096;

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/**
 * The words of a message in Telegram's HTML without its formatting, a link's address behind its text; at most 4,096
 * UTF-16 units. It is sent where Telegram could not take the formatted text.
 */
export function plainText(html: string): string {
  const addressed = html.replace(
    /<a\s[^>]*?href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/gi,
    (_, address: string, text: string) => (text.trim() === address ? text : `${text} (${address})`),
  );
  const text = decode(addressed.replace(/<\/?[a-z][^<>]*>/gi, '')).trim();
  if (text === '') return '…';
  return text.length <= MOST_UNITS ? text : `${whole(text.slice(0, MOST_UNITS - 1))}…`;
}

/** All entities at once: what one of them gives is not read again. */
function decode(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot));/gi, (entity, hex, decimal, name) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? entity;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    const isHalf = code >= 0xd800 && code <= 0xdfff;
    return code > 0 && code <= 0x10ffff && !isHalf ? String.fromCodePoint(code) : entity;
  });
}

/** Without half of a pair at the end. */
function whole(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}

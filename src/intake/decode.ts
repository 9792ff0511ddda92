import iconv from 'iconv-lite';

/** A text made of bytes, and what it was read as. */
export interface Decoded {
  text: string;
  /** A label of the WHATWG Encoding Standard, or one that only iconv knows. */
  encoding: string;
}

/** How much of a document is searched for its own word on its encoding, bytes. HTML says 1,024; sites are less careful. */
const DECLARATION_WITHIN = 4096;

/**
 * Turns the bytes of a feed, a page or a file into text. What decides, in this order: a byte order mark; bytes that
 * are valid UTF-8 and use it (no other encoding comes out so by chance); the HTTP header; the document's own word
 * (XML prolog, `<meta charset>`); and the look of the letters, which tells windows-1251, KOI8-U and ISO 8859-5 apart.
 */
export function decode(bytes: Uint8Array, options: { contentType?: string | null } = {}): Decoded {
  const marked = byMark(bytes);
  if (marked) return marked;
  const wide = wideWithoutMark(bytes);
  if (wide) return wide;
  const strict = strictUtf8(bytes);
  if (strict !== null) return { text: strict, encoding: 'utf-8' };
  const header = labelOf(/charset\s*=\s*["']?([^\s;"']+)/i.exec(options.contentType ?? '')?.[1]);
  const own = ownDeclaration(bytes);
  // Servers send Latin-1 when nobody told them anything; the document knows better.
  const order = header === 'windows-1252' && own !== null ? [own, header] : [header, own];
  for (const label of order)
    if (label !== null && label !== 'utf-8' && !label.startsWith('utf-16')) return read(bytes, label);
  const loose = looseUtf8(bytes);
  if (loose !== null) return { text: loose, encoding: 'utf-8' };
  return read(bytes, guess(bytes));
}

function read(bytes: Uint8Array, label: string): Decoded {
  const text = isStandard(label) ? new TextDecoder(label).decode(bytes) : iconv.decode(Buffer.from(bytes), label);
  return { text, encoding: label };
}

function byMark(bytes: Uint8Array): Decoded | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return read(bytes, 'utf-8');
  if (a === 0xff && b === 0xfe) return read(bytes, 'utf-16le');
  if (a === 0xfe && b === 0xff) return read(bytes, 'utf-16be');
  return null;
}

/** UTF-16 without a mark: every second byte of its markup and spaces is zero, always on the same side. */
function wideWithoutMark(bytes: Uint8Array): Decoded | null {
  const head = bytes.subarray(0, 512);
  if (head.length < 8) return null;
  let evenZeros = 0;
  let oddZeros = 0;
  for (const [index, byte] of head.entries()) if (byte === 0) index % 2 === 0 ? evenZeros++ : oddZeros++;
  if (evenZeros + oddZeros < head.length / 16) return null;
  if (evenZeros === 0) return read(bytes, 'utf-16le');
  return oddZeros === 0 ? read(bytes, 'utf-16be') : null;
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    // As a stream: a body that a limit cut may end within a character.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** UTF-8 with a few broken characters, as sites leave when they cut a text by bytes. */
function looseUtf8(bytes: Uint8Array): string | null {
  const text = new TextDecoder('utf-8').decode(bytes);
  let broken = 0;
  let whole = 0;
  for (const character of text) {
    if (character === '\ufffd') broken++;
    else if (character > '\u007f') whole++;
  }
  return broken * 10 <= whole ? text : null;
}

function ownDeclaration(bytes: Uint8Array): string | null {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, DECLARATION_WITHIN));
  const prolog = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/i.exec(head)?.[1];
  const meta = /<meta[^>]+?charset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(head)?.[1];
  return labelOf(prolog) ?? labelOf(meta);
}

/** The standard's name of an encoding; iconv's own for what the standard lacks; `null` for no name or an unknown one. */
function labelOf(name: string | undefined): string | null {
  if (name === undefined) return null;
  const label = name
    .trim()
    .toLowerCase()
    .replace(/^cp-?(125\d)$/, 'windows-$1');
  if (isStandard(label)) return new TextDecoder(label).encoding;
  return iconv.encodingExists(label) ? label : null;
}

function isStandard(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The commonest letters of Ukrainian and Russian text, which only the right table yields in small letters. */
const COMMON = new Set('оаинтевсрлкумдпіїєя');

function guess(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, 65_536);
  let high = 0;
  let amongLatin = 0;
  for (const [index, byte] of sample.entries()) {
    if (byte < 0x80) continue;
    high++;
    if (isLatinLetter(sample[index - 1]) || isLatinLetter(sample[index + 1])) amongLatin++;
  }
  if (amongLatin > high / 2) return 'windows-1252';
  const scored = ['windows-1251', 'koi8-u', 'iso-8859-5', 'ibm866'].map((label) => {
    const text = new TextDecoder(label).decode(sample);
    let score = 0;
    for (const character of text) if (COMMON.has(character)) score++;
    return { label, score };
  });
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).label;
}

function isLatinLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));
}

import iconv from 'iconv-lite';
import { contradicting, likeliestCharset } from './cyrillic-charsets.js';

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
 * (XML prolog, `<meta charset>`); and the look of the letters, which tells windows-1251, KOI8-U and ISO 8859-5 apart, and
 * overrules what names one of them and is plainly wrong.
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
  const named = order.find((label) => label !== null && label !== 'utf-8' && !label.startsWith('utf-16'));
  if (named) return read(bytes, contradicting(bytes, named) ?? named);
  const loose = looseUtf8(bytes);
  if (loose !== null) return { text: loose, encoding: 'utf-8' };
  return read(bytes, likeliestCharset(bytes));
}

function read(bytes: Uint8Array, label: string): Decoded {
  // Node reads windows-1252 as if it were Latin-1, without the quotes and dashes between 0x80 and 0x9F.
  const isOurs = isStandard(label) && label !== 'windows-1252';
  const text = isOurs ? new TextDecoder(label).decode(bytes) : iconv.decode(Buffer.from(bytes), label);
  return { text, encoding: label };
}

function byMark(bytes: Uint8Array): Decoded | null {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return read(bytes, 'utf-32le');
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return read(bytes, 'utf-32be');
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
  // KOI8-U is KOI8-R with the Ukrainian letters in the place of lines for drawing, and is often called by its name.
  if (label === 'koi8-r') return 'koi8-u';
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

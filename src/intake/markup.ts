import { type Handler, Parser } from 'htmlparser2';
import { cleanText } from '../language/clean.js';

/** What a fragment of HTML shows: its paragraphs in order, and the pictures in it. */
export interface Shown {
  /** Clean text; a line break within a paragraph is kept as `\n`. */
  paragraphs: string[];
  /** Which paragraphs are one link, with a label at most («Деталі: …»): they name another page. */
  linked: Set<string>;
  /** The addresses of its pictures, as written. */
  images: string[];
}

/** Deeper nesting than this is no text of a person; the rest of the fragment is left out. */
const DEEPEST = 256;
/** Longer texts are cut, UTF-16 units: a book is not an article. */
const LONGEST = 400_000;

/** Elements whose edges part paragraphs. */
export const BLOCKS = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody td th thead tr ul title'.split(
    ' ',
  ),
);
/** Elements whose text is not the author's: code, forms, captions with credits, embedded posts and players. */
const SILENT = new Set(
  'script style noscript template iframe object embed svg math canvas audio video button select option textarea input label figcaption map head'.split(
    ' ',
  ),
);
/** Posts of social networks within an article: others' words, and often in another language. */
export const EMBEDDED = /(?:^|\s)(?:twitter-tweet|instagram-media|fb-post|telegram-post|tiktok-embed|reddit-embed)/;

/** What stands beside the link of a paragraph that is there for it alone: no letters, or a short label with a colon. */
const CALLS_ONLY = /^(?:[^\p{L}\p{N}]*|\s*\p{L}[^.!?:]{0,25}:\s*)$/u;

/** «Читайте також: <a>…</a>», at the beginning of a paragraph or behind a sentence of it, up to the end of the link. */
const CALL_TO_READ =
  /(?<=^\s*|\n\s*|[.!?…]["»”)]*\s+)(?:(?:читайте|дивіться|слухайте|смотрите)\s(?:також|ще|за темою|на тему|также|ещё|еще|по теме)|(?:також|ще|также)\s(?:читайте|дивіться)|(?:за темою|до теми|на цю тему|по теме)\s*:)(?!\p{L})[^\n]*$/iu;
/** A call is no longer than this with its link, UTF-16 units. */
const LONGEST_CALL = 300;

/** Reads a fragment of HTML, however broken, as a reader sees it. Markup escaped twice is read as the markup it is. */
export function shownText(html: string): Shown {
  let shown = readOnce(html);
  // Some feeds put escaped markup into CDATA: what comes out is markup once more.
  for (let again = 0; again < 2 && holdsMarkup(shown); again++) shown = readOnce(shown.paragraphs.join('\n\n'));
  return shown;
}

/** A title or a label, which may hold entities and tags, as one line of text. */
export function shownLine(html: string): string {
  if (!/[<&]/.test(html)) return cleanText(html).replace(/\s+/g, ' ');
  // «a < b» and «List<int>» are text; what looks like a tag of HTML is markup.
  const escaped = html.replace(
    /<(?!\/?(?:a|abbr|b|br|del|div|em|font|h\d|i|img|ins|mark|p|s|small|span|strike|strong|sub|sup|u|wbr)\b[^<>]*>)/gi,
    '&lt;',
  );
  const line = shownText(escaped).paragraphs.join(' ').replace(/\s+/g, ' ');
  return /&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/i.test(line)
    ? readOnce(line).paragraphs.join(' ').replace(/\s+/g, ' ')
    : line;
}

function holdsMarkup(shown: Shown): boolean {
  return (
    shown.images.length === 0 &&
    shown.paragraphs.some((text) => /<\/?(?:p|br|div|a|strong|b|em|i|span|ul|li|img|h\d)\b[^<>]*>/i.test(text))
  );
}

/** Embeddings that some editors leave open: what stands behind is the article. */
const LEFT_OPEN = new Set(['iframe', 'object', 'embed', 'video', 'audio']);

/** @param open an element that is left open in this fragment: it hides nothing. */
function readOnce(html: string, leftOpen: string | null = null): Shown {
  const paragraphs: string[] = [];
  const images: string[] = [];
  const linked = new Set<string>();
  let inLink = 0;
  let unlinked = '';
  let open = '';
  let depth = 0;
  let silentFrom = 0;
  let isOver = false;
  let neverClosed: string | null = null;
  let preformatted = 0;
  let length = 0;

  const flush = () => {
    // Two breaks in a row part paragraphs as surely as <p> does.
    for (const part of open.split(/\n\s*\n/)) {
      const text = cleanText(part.replace(/^\s*[.,;:]+(?=\s|$)/, ''));
      if (text !== '') paragraphs.push(text);
      if (text !== '' && CALLS_ONLY.test(unlinked)) linked.add(text);
    }
    open = '';
    unlinked = '';
  };

  const handler: Partial<Handler> = {
    onopentag(name, attributes) {
      depth++;
      const isSilent = (SILENT.has(name) && name !== leftOpen) || EMBEDDED.test(attributes.class ?? '');
      if (silentFrom === 0 && isSilent) silentFrom = depth;
      if (name === 'img' && images.length < 20) {
        const source = attributes.src ?? attributes['data-src'];
        if (source && !source.startsWith('data:')) images.push(source);
      }
      if (name === 'br') open += '\n';
      else if (name === 'td' || name === 'th') open += ' ';
      else if (BLOCKS.has(name)) flush();
      if (name === 'pre') preformatted++;
      if (name === 'a') inLink++;
      if (depth > DEEPEST) parser.pause();
    },
    ontext(text) {
      if (silentFrom > 0) return;
      open += preformatted > 0 ? text : text.replace(/\s+/g, ' ');
      if (inLink === 0) unlinked += text;
      length += text.length;
      if (length > LONGEST) parser.pause();
    },
    onclosetag(name) {
      if (silentFrom === depth) {
        silentFrom = 0;
        if (isOver && LEFT_OPEN.has(name)) neverClosed = name;
      }
      depth--;
      if (name === 'pre') preformatted--;
      if (name === 'a') {
        inLink--;
        open = withCallApart(open);
      }
      if (name !== 'td' && name !== 'th' && BLOCKS.has(name)) flush();
    },
  };
  // XHTML ends an element within its own tag: «<iframe src="…"/>».
  const parser = new Parser(handler, { recognizeSelfClosing: true });
  parser.write(html);
  isOver = true;
  parser.end();
  if (neverClosed !== null && leftOpen === null) return readOnce(html, neverClosed);
  flush();
  return { paragraphs, linked, images };
}

/** Makes a paragraph of a call to read that a link ends: what stands before and behind it belongs to the article. */
function withCallApart(open: string): string {
  const from = Math.max(0, open.length - LONGEST_CALL);
  const call = CALL_TO_READ.exec(open.slice(from));
  if (!call || (from > 0 && call.index === 0)) return open;
  const at = from + call.index;
  return `${open.slice(0, at)}\n\n${open.slice(at)}\n\n`;
}

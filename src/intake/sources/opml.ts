import { Parser } from 'htmlparser2';
import { isTopic, TEXT_LANGUAGES, type TextLanguage, type Topic } from '../../vocabulary.js';
import { webAddress } from '../address.js';
import { isZone } from '../wall-time.js';

/** A feed as lists of feeds (OPML 2.0) name it. */
export interface ListedSource {
  title: string;
  url: string;
  siteUrl: string | null;
  topic: Topic | null;
  language: TextLanguage | null;
  /** Nobody has read it yet: it stays off until it was checked. */
  unconfirmed: boolean;
  /** The zone of its dates without one; left out: Kyiv's. */
  zone?: string;
  /** Left out: where the feed's own text is thin. */
  fullText?: FullText;
  /** What its word is worth beside others'; left out: 1. */
  weight?: number;
  /** Why it is not polled; left out: it is. */
  pausedReason?: string;
  /** The desk whose own it is; left out: it is everybody's. */
  desk?: number;
}

const FULL_TEXT = ['never', 'thin', 'always'] as const;
type FullText = (typeof FULL_TEXT)[number];
const HEAVIEST = 10;

/** A list that no reader of feeds would write. */
export class UnreadableOpmlError extends Error {
  override readonly name = 'UnreadableOpmlError';
}

const DEEPEST = 64;
const MOST_SOURCES = 10_000;

/**
 * Reads a list of feeds. Folders are opened; a category that is one of the topics becomes the feed's topic; one address
 * is taken once for everybody, and once a desk. Throws `UnreadableOpmlError` where there is no list.
 */
export function readOpml(text: string): ListedSource[] {
  const found = new Map<string, ListedSource>();
  let isOpml = false;
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++depth > DEEPEST) throw new UnreadableOpmlError(`The list nests its folders more than ${DEEPEST} deep.`);
        if (name === 'opml') isOpml = true;
        const url = name === 'outline' ? webAddress(attributes.xmlurl ?? '') : null;
        const settings = settingsOf(attributes);
        const key = `${settings.desk ?? ''} ${url?.href}`;
        if (!url || found.has(key) || found.size >= MOST_SOURCES) return;
        found.set(key, {
          title: (attributes.title ?? attributes.text ?? '').trim() || url.hostname,
          url: url.href,
          siteUrl: webAddress(attributes.htmlurl ?? '')?.href ?? null,
          topic: topicOf(attributes.category),
          language: TEXT_LANGUAGES.find((code) => code === attributes.language) ?? null,
          unconfirmed: attributes.unconfirmed === 'true',
          ...settings,
        });
      },
      onclosetag: () => void depth--,
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(text);
  parser.end();
  if (!isOpml) throw new UnreadableOpmlError('This is no list of feeds: an OPML file begins with <opml>.');
  return [...found.values()];
}

/** Writes a list of feeds that this program and any other reader of feeds can read. */
export function writeOpml(sources: readonly ListedSource[], options: { title: string }): string {
  const outlines = sources.map((source) => {
    const attributes: [string, string][] = [
      ['text', source.title],
      ['type', 'rss'],
      ['xmlUrl', source.url],
      ...(source.siteUrl === null ? [] : [['htmlUrl', source.siteUrl] as [string, string]]),
      ...(source.language === null ? [] : [['language', source.language] as [string, string]]),
      ...(source.topic === null ? [] : [['category', `/${source.topic}`] as [string, string]]),
      ...(source.unconfirmed ? [['unconfirmed', 'true'] as [string, string]] : []),
      ...SETTINGS.flatMap((name): [string, string][] => {
        const value = source[name];
        return value === undefined ? [] : [[name, String(value)]];
      }),
    ];
    return `    <outline ${attributes.map(([name, value]) => `${name}="${escaped(value)}"`).join(' ')}/>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>${escaped(options.title)}</title>
  </head>
  <body>
${outlines.join('\n')}
  </body>
</opml>
`;
}

/** Attributes of our own; other readers of feeds pass over them. */
const SETTINGS = ['zone', 'fullText', 'weight', 'pausedReason', 'desk'] as const;

/** Settings that cannot be are left out, as if nobody had set them. The attributes' names are in lower case. */
function settingsOf(attributes: Record<string, string>): Pick<ListedSource, (typeof SETTINGS)[number]> {
  const fullText = FULL_TEXT.find((when) => when === attributes.fulltext);
  const { zone, pausedreason: pausedReason } = attributes;
  const weight = Number(attributes.weight);
  const desk = /^[1-9]\d{0,14}$/.test(attributes.desk ?? '') ? Number(attributes.desk) : undefined;
  return {
    ...(zone !== undefined && isZone(zone) ? { zone } : {}),
    ...(fullText ? { fullText } : {}),
    ...(weight > 0 && weight <= HEAVIEST ? { weight } : {}),
    ...(pausedReason ? { pausedReason } : {}),
    ...(desk === undefined ? {} : { desk }),
  };
}

/** OPML 2.0: categories are paths parted by commas; the first that names a topic counts. */
function topicOf(category: string | undefined): Topic | null {
  const codes = (category ?? '').split(/[,/]/).map((part) => part.trim());
  return codes.find((code) => isTopic(code)) ?? null;
}

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/[^\P{Cc}\t]/gu, ' ');
}

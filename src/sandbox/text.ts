import { badRequest } from './errors.js';
import { type Formatted, parseHtml } from './html.js';
import { detected } from './text-detect.js';
import type { Entity } from './types.js';

/** What a text may hold. Lengths in UTF-16 units after parsing. */
export interface TextLimits {
  max: number;
  empty: string;
  long: string;
}

export const MESSAGE_TEXT: TextLimits = { max: 4096, empty: 'text must be non-empty', long: 'message is too long' };
export const CAPTION: TextLimits = { max: 1024, empty: '', long: 'message caption is too long' };

/** More than any message can hold with all of its markup; nothing longer is even parsed. */
const MAX_RAW = 200_000;
/** Telegram keeps this many entities of a message and drops the others without a word. */
const MAX_ENTITIES = 100;
/** Bytes that all entities of a message may take with their links, by reports about 9.5 KB. */
const MAX_ENTITY_BYTES = 9_500;
/** What an entity takes beside its link: a constructor's number, offset and length. */
const BYTES_OF_ENTITY = 12;

export interface CheckedText extends Formatted {
  /** Entities that Telegram would have dropped, so that a caller who counts wrong is seen in the record. */
  dropped: number;
}

export interface TextSource {
  text: string;
  parse_mode?: string | undefined;
  entities?: Entity[] | undefined;
}

// The same digest goes to thousands of chats: parsed once, and its text and entities are held in memory once.
const parsed = new Map<string, CheckedText>();
const PARSED_KEPT = 64;

/** A text as Telegram would store it: parsed, cleaned, trimmed and within limits. Throws ApiError 400. */
export function checkedText(source: TextSource, limits: TextLimits): CheckedText {
  if (source.text.length > MAX_RAW) throw badRequest(limits.long);
  if (source.entities) {
    if (source.parse_mode)
      throw badRequest('parse_mode and entities are both given, Telegram would use one (strict sandbox)');
    return withinLimits(
      cleaned({ text: source.text, entities: checkedEntities(source.text, source.entities) }),
      limits,
    );
  }
  const key = `${source.parse_mode ?? ''} ${limits.max} ${source.text}`;
  const known = parsed.get(key);
  if (known) return known;
  const result = withinLimits(cleaned(formatted(source)), limits);
  if (parsed.size >= PARSED_KEPT) parsed.delete(parsed.keys().next().value ?? '');
  parsed.set(key, result);
  return result;
}

function formatted(source: TextSource): Formatted {
  if (source.parse_mode === undefined) return { text: source.text, entities: [] };
  if (source.parse_mode === 'HTML') return parseHtml(source.text);
  throw badRequest(`unsupported parse_mode (the sandbox plays HTML, not ${source.parse_mode})`);
}

function checkedEntities(text: string, entities: Entity[]): Entity[] {
  for (const { offset, length, type } of entities) {
    if (offset < 0 || length <= 0 || offset + length > text.length) {
      throw badRequest(`entity ${type} at ${offset} of length ${length} is outside of the text (strict sandbox)`);
    }
  }
  return [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

/** Control characters become spaces; carriage returns, line separators and direction overrides go; ends are trimmed. */
function cleaned({ text, entities }: Formatted): Formatted {
  let result: Formatted = { text: text.replace(CONTROLS, ' '), entities };
  if (REMOVED.test(text)) result = without(result, REMOVED_ALL);
  const begin = Math.min(result.text.search(/\S|$/), result.entities[0]?.offset ?? Number.POSITIVE_INFINITY);
  const end = result.text.trimEnd().length;
  if (begin === 0 && end === result.text.length) return result;
  const shifted = result.entities.map((entity) => {
    const from = entity.offset - begin;
    return { ...entity, offset: from, length: Math.min(from + entity.length, end - begin) - from };
  });
  return { text: result.text.slice(begin, end), entities: shifted.filter(({ length }) => length > 0) };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROLS = /[\0-\x08\x0b-\x0c\x0e-\x1f]/g;
const REMOVED = /[\r\u2028-\u202e]/;
const REMOVED_ALL = /[\r\u2028-\u202e]/g;

function without({ text, entities }: Formatted, characters: RegExp): Formatted {
  const places = [...text.matchAll(characters)].map((match) => match.index);
  const before = (offset: number) => offset - places.filter((place) => place < offset).length;
  return {
    text: text.replace(characters, ''),
    entities: entities.map((entity) => {
      const offset = before(entity.offset);
      return { ...entity, offset, length: before(entity.offset + entity.length) - offset };
    }),
  };
}

function withinLimits({ text, entities }: Formatted, limits: TextLimits): CheckedText {
  if (text === '' && limits.empty) throw badRequest(limits.empty);
  if (text.length > limits.max) throw badRequest(limits.long);
  const bytes = entities.reduce((sum, { url }) => sum + BYTES_OF_ENTITY + (url ? Buffer.byteLength(url) : 0), 0);
  if (bytes > MAX_ENTITY_BYTES) throw badRequest('ENTITIES_TOO_LONG');
  const all = detected(text, entities);
  return { text, entities: all.slice(0, MAX_ENTITIES), dropped: Math.max(0, entities.length - MAX_ENTITIES) };
}

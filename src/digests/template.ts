import { escapeHtml } from '../texts/html.js';
import type { InterfaceLanguage } from '../vocabulary.js';
import { measure } from './html.js';

/** What a desk's own words may name in braces, in either language, and what stands there then. */
const PLACES = {
  uk: { назва: 'name', дата: 'date', час: 'time', кількість: 'count' },
  en: { name: 'name', date: 'date', time: 'time', count: 'count' },
} as const;
type PlaceName = keyof (typeof PLACES)['en'];
const PLACE_OF: ReadonlyMap<string, PlaceName> = new Map(Object.entries({ ...PLACES.uk, ...PLACES.en }));

/** Why a desk's words cannot stand in a template, with the place: UTF-16 units from the beginning, and how many. */
export interface TemplateFault {
  kind:
    | 'unknown-place'
    | 'unknown-tag'
    | 'unclosed-tag'
    | 'unopened-tag'
    | 'bare-sign'
    | 'too-long'
    | 'too-many-tags'
    | 'long-links';
  at: number;
  length: number;
}

/** UTF-16 units of one part of a template: what is left of a message is the stories'. */
export const LONGEST_PART = 500;
/** Tags of one part: a message has room for ninety, its stories' among them. */
export const MOST_TAGS = 20;
/** Bytes of one part's tags with their addresses: three parts take half of what Telegram allows a message. */
const MOST_TAG_BYTES = 1_500;

const PLACE = /\{([^{}]*)\}/gu;
/** Whatever looks like a tag, and signs that are no part of one. */
const MARKUP = /<\/?[a-z][^<>]*>|[<>]|&(?!(?:lt|gt|amp|quot);)/giu;
/** A tag that a message may have, or the end of one. */
const KNOWN_TAG = /^(?:<(\/?)(b|i|u|s|code)>|<()(a) href="https?:\/\/[^"\s]+">|<(\/)(a)>)$/i;

/** Is this what a template may have: Telegram HTML whose tags are closed in order, with places that are known? */
export function faultOf(html: string): TemplateFault | null {
  return placeFault(html) ?? markupFault(html) ?? sizeFault(html);
}

/** The places as a person writes them: «{назва}». */
export function placesIn(language: InterfaceLanguage): string[] {
  return Object.keys(PLACES[language]).map((name) => `{${name}}`);
}

/** The words with what stands in their places, escaped. */
export function fillPlaces(html: string, places: Readonly<Record<PlaceName, string>>): string {
  return html.replace(PLACE, (whole, name: string) => {
    const place = placeOf(name);
    return place ? escapeHtml(places[place]) : whole;
  });
}

/** The words around a fault with the fault marked, as plain text: «…зведення за → {датта} ← для вас». */
export function faultMarked(html: string, { at, length }: TemplateFault): string {
  const around = 20;
  const before = html.slice(Math.max(0, at - around), at);
  const after = html.slice(at + length, at + length + around);
  const marked = html.slice(at, at + Math.min(length, 2 * around));
  return `${at > around ? '…' : ''}${before}→${marked}←${after}${at + length + around < html.length ? '…' : ''}`;
}

function placeFault(html: string): TemplateFault | null {
  for (const match of html.matchAll(PLACE)) {
    if (!placeOf(match[1] ?? '')) return { kind: 'unknown-place', at: match.index, length: match[0].length };
  }
  return null;
}

function markupFault(html: string): TemplateFault | null {
  const open: { name: string; at: number; length: number }[] = [];
  for (const { 0: raw, index: at } of html.matchAll(MARKUP)) {
    const place = { at, length: raw.length };
    if (/^[<>&]$/.test(raw)) return { kind: 'bare-sign', ...place };
    const [slash, name = ''] =
      KNOWN_TAG.exec(raw)
        ?.slice(1)
        .filter((part) => part !== undefined) ?? [];
    if (slash === undefined) return { kind: 'unknown-tag', ...place };
    if (slash === '') open.push({ name: name.toLowerCase(), ...place });
    else if (open.pop()?.name !== name.toLowerCase()) return { kind: 'unopened-tag', ...place };
  }
  const [left] = open;
  return left ? { kind: 'unclosed-tag', at: left.at, length: left.length } : null;
}

function sizeFault(html: string): TemplateFault | null {
  const { units, entities, entityBytes } = measure(html);
  if (units > LONGEST_PART)
    return { kind: 'too-long', at: html.length - (units - LONGEST_PART), length: units - LONGEST_PART };
  if (entities > MOST_TAGS) return { kind: 'too-many-tags', at: 0, length: html.length };
  if (entityBytes <= MOST_TAG_BYTES) return null;
  const [longest] = [...html.matchAll(MARKUP)].sort((a, b) => b[0].length - a[0].length);
  return { kind: 'long-links', at: longest?.index ?? 0, length: longest?.[0].length ?? html.length };
}

function placeOf(name: string): PlaceName | null {
  return PLACE_OF.get(name.trim().toLocaleLowerCase('uk')) ?? null;
}

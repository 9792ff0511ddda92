/**
 * The words that every room of the house shares. A code here is what stands in tables, in configuration and in
 * callback data; what a person reads for it stands in the Fluent files.
 */

/** The eleven topics, in the order in which a digest shows them. */
export const TOPICS = [
  'war',
  'politics',
  'world',
  'economy',
  'society',
  'incidents',
  'science',
  'health',
  'culture',
  'sport',
  'environment',
] as const;
export type Topic = (typeof TOPICS)[number];

/** A topic of a story with its weight, 0 to 1. */
export interface TopicScore {
  topic: Topic;
  score: number;
}

/** Is this code one of the eleven topics? */
export function isTopic(code: string): code is Topic {
  return (TOPICS as readonly string[]).includes(code);
}

/** How much a summary says: `short` none or one sentence of at most 140 characters, `normal` 280, `long` 700. */
export const SUMMARY_LENGTHS = ['short', 'normal', 'long'] as const;
export type SummaryLength = (typeof SUMMARY_LENGTHS)[number];

/** What a text is written in; `other` is any language that no digest shows. */
export const TEXT_LANGUAGES = ['uk', 'ru', 'en', 'other'] as const;
export type TextLanguage = (typeof TEXT_LANGUAGES)[number];

/** The languages of the interface. */
export const INTERFACE_LANGUAGES = ['uk', 'en'] as const;
export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number];

/** The zone in which Ukrainian publishers write their times, and in which a chat lives until it says otherwise. */
export const HOME_ZONE = 'Europe/Kyiv';

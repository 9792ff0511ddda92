import { readFileSync } from 'node:fs';
import { FluentBundle, FluentResource, type FluentValue } from '@fluent/bundle';
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from '../vocabulary.js';
import type { TextId } from './ids.js';

/** What stands in the places of a text: outside text already escaped where the text is HTML; years as strings. */
export type TextArguments = Readonly<Record<string, string | number>>;

/**
 * What people read, in their language: Telegram HTML where a message is meant, plain where a button or a toast is.
 *
 * Two functions stand ready in the Fluent files. `AT($times)` says «о 08:00 і 20:00», and «об 11:00» as one says it.
 * Numbers choose their plural form by Fluent's own selectors.
 * @throws Error where an argument that the text needs is missing, which is a mistake of the program.
 */
export function text(language: InterfaceLanguage, id: TextId, args: TextArguments = {}): string {
  const bundle = BUNDLES[language];
  const pattern = bundle.getMessage(id)?.value;
  if (!pattern) throw new Error(`There is no text «${id}» in ${language}.ftl.`);
  const errors: Error[] = [];
  const rendered = bundle.formatPattern(pattern, args, errors);
  if (errors[0]) throw new Error(`The text «${id}» of ${language}.ftl: ${errors[0].message}`);
  return rendered;
}

const BUNDLES = Object.fromEntries(INTERFACE_LANGUAGES.map((language) => [language, openBundle(language)])) as Record<
  InterfaceLanguage,
  FluentBundle
>;

const LISTS = Object.fromEntries(
  INTERFACE_LANGUAGES.map((language) => [language, new Intl.ListFormat(language, { type: 'conjunction' })]),
) as Record<InterfaceLanguage, Intl.ListFormat>;

function openBundle(language: InterfaceLanguage): FluentBundle {
  const bundle = new FluentBundle(language, {
    // Isolation marks around every argument would count against Telegram's limits and show up when copied.
    useIsolating: false,
    functions: { AT: ([times]) => atTimes(language, times) },
  });
  const source = readFileSync(new URL(`./${language}.ftl`, import.meta.url), 'utf8');
  const [error] = bundle.addResource(new FluentResource(source));
  if (error) throw error;
  return bundle;
}

/** «08:00, 20:00» → «о 08:00 і 20:00». The hour eleven begins with a vowel («об одинадцятій»). */
function atTimes(language: InterfaceLanguage, times: FluentValue | undefined): string {
  if (typeof times !== 'string') throw new TypeError('AT needs times, «08:00» or «08:00, 20:00»');
  const list = LISTS[language].format(times.split(', '));
  if (language === 'en') return `at ${list}`;
  return `${list.startsWith('11') ? 'об' : 'о'} ${list}`;
}

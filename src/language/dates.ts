import type { InterfaceLanguage } from '../vocabulary.js';

const LOCALES = { uk: 'uk-UA', en: 'en-GB' } as const;

/** A day in words in an IANA zone: «неділя, 22 листопада». */
export function dayInWords(time: Date, options: { zone: string; language: InterfaceLanguage }): string {
  return new Intl.DateTimeFormat(LOCALES[options.language], {
    timeZone: options.zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(time);
}

/** A moment in words in an IANA zone: «22 листопада, 08:50». */
export function momentInWords(time: Date, options: { zone: string; language: InterfaceLanguage }): string {
  const format = (parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(LOCALES[options.language], { timeZone: options.zone, ...parts }).format(time);
  return `${format({ day: 'numeric', month: 'long' })}, ${format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}`;
}

/** The number (1 to 12) of a month named in Ukrainian, Russian or English, in any case or abbreviated; null for other words. */
export function monthNumber(word: string): number | null {
  const beginnings = ['січ', 'лют', 'бер', 'кві', 'тра', 'чер', 'лип', 'сер', 'вер', 'жов', 'лис', 'гру'];
  const index = beginnings.findIndex((beginning) => word.toLowerCase().startsWith(beginning));
  return index < 0 ? null : index + 1;
}

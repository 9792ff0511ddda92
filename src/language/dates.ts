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

/** For each month, the beginnings that its names have in Ukrainian, Russian and English, and what follows in full. */
const MONTHS: readonly string[] = [
  'січ(?:ень|н[яюі]|нем)?|янв(?:ар[ьяюе]|арем)?|jan(?:uary)?',
  'лют(?:ий|ого|ому|им)?|фев(?:р|рал[ьяюе]|ралем)?|feb(?:ruary)?',
  'бер(?:ез|езень|езн[яюі]|езнем)?|мар(?:т|та|ту|том|те)?|mar(?:ch)?',
  'кв(?:іт?|ітень|ітн[яюі]|ітнем)|апр(?:ел[ьяюе]|елем)?|apr(?:il)?',
  'трав?(?:ень|н[яюі]|нем)?|ма[йяюе]|маем|may',
  'черв?(?:ень|н[яюі]|нем)?|июн[ьяюе]?|июнем|june?',
  'лип(?:ень|н[яюі]|нем)?|июл[ьяюе]?|июлем|july?',
  'серп?(?:ень|н[яюі]|нем)?|авг(?:уст|уста|усту|устом|усте)?|aug(?:ust)?',
  'вер(?:ес|есень|есн[яюі]|еснем)?|сент?(?:ябр[ьяюе]|ябрем)?|sept?(?:ember)?',
  'жовт?(?:ень|н[яюі]|нем)?|окт(?:ябр[ьяюе]|ябрем)?|oct(?:ober)?',
  'лист?(?:оп|опад|опада|опаду|опадом|опаді)?|ноя(?:б|бр[ьяюе]|брем)?|nov(?:ember)?',
  'груд?(?:ень|н[яюі]|нем)?|дек(?:абр[ьяюе]|абрем)?|dec(?:ember)?',
];
const MONTH = new RegExp(`^(?:${MONTHS.map((names) => `(${names})`).join('|')})\\.?$`, 'iu');

/** The number (1 to 12) of a month named in Ukrainian, Russian or English, in any case or abbreviated; null for other words. */
export function monthNumber(word: string): number | null {
  const groups = MONTH.exec(word)?.slice(1);
  return groups ? groups.findIndex((group) => group !== undefined) + 1 : null;
}

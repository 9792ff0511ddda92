const TODAY = '(?:[Сс]ьогодні|[УВув]чора)';
const PART_OF_DAY = '(?:вранці|зранку|вдень|увечері|ввечері|вночі|уночі|уранці)';

/** «Сьогодні, 29 листопада,»: the date stays. */
const WITH_DATE = new RegExp(`${TODAY}, (?=\\d{1,2} \\p{Ll})(\\d{1,2} \\p{Ll}+),?(?= )`, 'gu');
/** At the head of a sentence. */
const AT_HEAD = new RegExp(`^${TODAY}(?: ${PART_OF_DAY})?,? (?!ж |і |й |та |а |або |чи )(\\p{L})`, 'u');
/**
 * Inside a clause: not behind a preposition or a particle («до сьогодні», «не сьогодні»), not in a pair («сьогодні і
 * завтра»).
 */
const INSIDE = new RegExp(
  `(?<![\\p{L}’'])(?<!(?:^|[\\s«])(?:до|на|від|з|із|по|не|ще|вже|уже|лише|тільки|саме|і|й|та|а|або|чи|як) )${TODAY}(?: ${PART_OF_DAY})? (?!ж |і |й |та |а |або |чи )`,
  'giu',
);

/**
 * A sentence without «сьогодні» and «вчора», which are another day when a digest is read than when its article was
 * written. The digest shows the article's own date. Quotations stay as they were said.
 */
export function withoutRelativeDays(sentence: string): string {
  const parts = sentence.split(/(«[^»]*»)/u);
  return parts
    .map((part, place) => {
      if (part.startsWith('«')) return part;
      const dated = part.replace(WITH_DATE, '$1');
      const headless = place === 0 ? dated.replace(AT_HEAD, (_, letter: string) => letter.toUpperCase()) : dated;
      return headless.replace(INSIDE, '');
    })
    .join('');
}

import { isProse, type Line } from './lines.js';
import { folded, isNameLike, same, splitPublisher } from './normalise.js';
import { publisherNamed } from './publishers.js';

/** What stands above the text of a pasted page. */
export interface PastedHeader {
  /** `null` where the text begins at once, without a headline. */
  headline: string | null;
  publisher: string | null;
  /** The line that dates the article. */
  dated: Line | null;
  /** The index of the line that the text begins at. */
  bodyStart: number;
}

/** Menus and headlines above the article are fewer. */
const MOST_TOP_LINES = 300;

/** Finds the headline, the publisher and the date among the first lines of a page, whatever their order. */
export function pastedHeader(lines: readonly Line[]): PastedHeader {
  const firstProse = lines.findIndex((line) => isProse(line));
  const end = firstProse < 0 ? lines.length : firstProse;
  const top = lines.slice(0, Math.min(end, MOST_TOP_LINES));
  const chosen = chooseHeadline(lines, top);
  const [headline, named] = chosen === null ? [null, null] : splitPublisher(lines[chosen]!.text);
  const last = headline === null ? -1 : lastIndexOf(top, (line) => same(splitPublisher(line.text)[0], headline));
  const dated = chooseDate(lines, end);
  const publisher = named ?? choosePublisher(lines, { top, headline, dated });
  return { headline, publisher, dated, bodyStart: Math.max(last + 1, 0) };
}

/** Every line that could be the headline is weighed: a repeated one and one beside the date weigh most. */
function chooseHeadline(lines: readonly Line[], top: readonly Line[]): number | null {
  const dates = top.flatMap((line, index) => (line.dated ? [index] : []));
  const told = new Map<string, number>();
  for (const line of lines) {
    const headline = folded(splitPublisher(line.text)[0]);
    told.set(headline, (told.get(headline) ?? 0) + 1);
  }
  let best: { index: number; weight: number } | null = null;
  let underHeading = false;
  let first = true;
  for (const [index, line] of top.entries()) {
    if (line.kind === 'end' || line.kind === 'related') underHeading = true;
    if (line.dated) underHeading = false;
    if (!isHeadlineLike(line)) continue;
    const [headline, publisher] = splitPublisher(line.text);
    const repeats = (told.get(folded(headline)) ?? 1) - 1;
    const distance = Math.min(...dates.map((date) => contentBetween(top, date, index)), 9);
    let weight = (repeats > 0 ? 6 : 0) + Math.max(0, 4 - distance) + (publisher ? 1 : 0);
    if (first) weight += 1;
    if (underHeading) weight -= 3;
    if (line.text.length > 160) weight -= 2;
    // Names are short, and in English written with capitals; headlines rarely are.
    const words = line.text.split(' ');
    if (words.length >= 5) weight += 2;
    if (words.length < 3 || (words.length < 5 && words.every((word) => /^[\p{Lu}\d"«]/u.test(word)))) weight -= 2;
    if (!best || weight > best.weight) best = { index, weight };
    first = false;
  }
  return best?.index ?? null;
}

function isHeadlineLike(line: Line): boolean {
  if (line.kind !== null || line.dated || line.text.length > 300) return false;
  if (publisherNamed(line.text) || isPersonLike(line.text)) return false;
  // «Видання | Новини» names a site and a section, however many words that is.
  const parts = line.text.split(/\s[|•·]\s/).sort((a, b) => b.length - a.length);
  const longest = parts[0]!;
  if (parts.length > 1 && longest.split(' ').length < 4) return false;
  return longest.split(' ').length >= 2 || longest.length >= 12;
}

/** How many lines that say something lie between two lines. */
function contentBetween(top: readonly Line[], one: number, other: number): number {
  const [from, to] = one < other ? [one, other] : [other, one];
  return top.slice(from + 1, to + 1).filter((line) => line.kind !== 'debris').length;
}

/** The date above the text; else a line of its own close behind it. Later changes count only where nothing else is. */
function chooseDate(lines: readonly Line[], bodyStart: number): Line | null {
  const stop = lines.findIndex((line, index) => index >= bodyStart && (line.kind === 'end' || line.kind === 'related'));
  const above = lines.slice(0, bodyStart).filter((line) => line.dated);
  const below = lines.slice(bodyStart, stop < 0 ? undefined : stop).filter((line) => line.dated);
  const found = [...above, ...below];
  return found.find((line) => line.dated?.updated === false) ?? found[0] ?? null;
}

/** Every name that could be the publisher's is weighed by where it stands. */
function choosePublisher(
  lines: readonly Line[],
  at: { top: readonly Line[]; headline: string | null; dated: Line | null },
): string | null {
  const candidates: { name: string; weight: number }[] = [];
  const propose = (name: string, weight: number) => {
    const clean = name.replace(/^(?:редакція|редакция)\s+|^["«“]|["»”]$/giu, '').trim();
    const known = publisherNamed(clean);
    if (known) candidates.push({ name: /^[a-z0-9.-]+\.[a-z]{2,}$/.test(clean) ? known : clean, weight: weight + 6 });
    else if (isNameLike(clean) && !isPersonLike(clean)) candidates.push({ name: clean, weight });
  };
  const headlineAt =
    at.headline === null ? 0 : at.top.findIndex((line) => same(splitPublisher(line.text)[0], at.headline!));
  const dateAt = at.dated ? lines.indexOf(at.dated) : -1;
  for (const name of at.dated?.dated?.names ?? []) propose(name, 4);
  for (const [index, line] of at.top.entries()) {
    if (line.kind !== null || line.dated || (at.headline !== null && same(line.text, at.headline))) continue;
    const beside = dateAt >= 0 && contentBetween(at.top, dateAt, index) <= 1;
    propose(
      line.text,
      (beside ? 4 : 0) +
        (index < headlineAt ? 2 : 0) +
        (index === 0 ? 1 : 0) +
        (index > headlineAt && !beside ? -2 : 0),
    );
    for (const part of line.text.split(/\s[|•·]\s/)) if (part !== line.text && publisherNamed(part)) propose(part, 0);
    const [headline, name] = splitPublisher(line.text);
    if (name && at.headline !== null && same(headline, at.headline)) propose(name, 6);
  }
  for (const line of lines) {
    const credit = /^(?:джерело|видання|источник|source|publisher)\s*:\s*(.{2,40})$/iu.exec(line.text);
    if (credit) propose(credit[1]!.replace(/[.,]$/, ''), 3);
    const owner = /^©\s*(?:(?:19|20)\d{2}(?:\s?[-–—]\s?\d{4})?[\s,.]*)?(.{2,40}?)[\s,.]*(?:(?:19|20)\d{2}.*)?$/u.exec(
      line.text,
    );
    if (owner && line.kind === 'end') propose(owner[1]!.replace(/\.\s.*$/, ''), 3);
  }
  const last = lines.at(-1);
  if (last && last.kind === null && publisherNamed(last.text)) propose(last.text, 0);
  const best = candidates.sort((a, b) => b.weight - a.weight)[0];
  return best && best.weight >= 3 ? best.name : null;
}

const GIVEN_NAMES = new Set(
  `олександр олександра олексій олена оксана ольга олег остап орест андрій анна ганна анастасія антон антоніна артем артур богдан богдана борис валентин валентина валерій валерія василь василина
  вадим віктор вікторія віра віталій віталіна влад влада владислав владислава володимир вячеслав в'ячеслав галина георгій григорій дар'я дарина дарія денис діана дмитро едуард єва євген євгенія євгеній
  женя зоя злата іван іванна ігор інна ірина ілля карина катерина кирило костянтин ксенія лариса леся леонід лідія лілія любов людмила максим маргарита марина марія марта мар'яна матвій микита микола мирослав
  мирослава михайло назар назарій надія наталія наталя ніна нікіта оля павло петро поліна роман руслан руслана світлана святослав сергій соломія софія станіслав степан степанія таміла тарас тетяна тимофій тимур
  уляна федір христина юлія юрій юхим яна ярина ярослав ярослава яків александр алексей андрей анатолий анатолій владимир дмитрий евгений екатерина елена иван игорь ирина константин мария михаил наталья николай
  ольга павел пётр сергей татьяна юлия юрий john james robert michael david mary anna peter paul mark andrew thomas maria kate`.split(
    /\s+/,
  ),
);

/** Two or three capitalised words of which one is a given name or ends as surnames do: an author, not a publisher. */
export function isPersonLike(text: string): boolean {
  const words = text.split(' ');
  if (words.length < 2 || words.length > 3 || !words.every((word) => /^\p{Lu}[\p{L}'’-]*$/u.test(word))) return false;
  if (words.some((word) => GIVEN_NAMES.has(word.toLowerCase().replace(/’/g, "'")))) return true;
  return /(?:енко|чук|ський|ська|цький|цька|ович|евич)$/u.test(words.at(-1) ?? '');
}

function lastIndexOf<T>(items: readonly T[], test: (item: T) => boolean): number {
  for (let index = items.length - 1; index >= 0; index--) if (test(items[index]!)) return index;
  return -1;
}

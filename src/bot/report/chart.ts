import { escapeHtml } from '../../texts/html.js';
import { text } from '../../texts/texts.js';
import type { InterfaceLanguage, Topic } from '../../vocabulary.js';
import type { DayFigures, Report } from './figures.js';

/** What the picture says beside its figures. */
export interface ChartWords {
  title: string;
  dates: string;
  language: InterfaceLanguage;
  /** Telegram tells of a channel's reactions only. */
  withReactions: boolean;
}

const WIDTH = 1080;
const EDGE = 64;
const INNER = WIDTH - 2 * EDGE;
const FONT = 'Manrope';
const INK = '#14202e';
const QUIET = '#6a7787';
const LINE = '#e5e9ef';
const ACCENT = '#2563c9';

const COLOURS: Readonly<Record<Topic, string>> = {
  war: '#b42334',
  politics: '#2f55c7',
  world: '#0e8ea8',
  economy: '#23803b',
  society: '#e8930c',
  incidents: '#d9480f',
  science: '#6a3fd1',
  health: '#d12a62',
  culture: '#a437c0',
  sport: '#0b9a6d',
  environment: '#77a812',
};
/** Topics shown by name; the others are one. */
const MOST_TOPICS = 6;
const OTHERS = '#aab4c0';

/** A piece of the picture with the height that it takes. */
interface Block {
  svg: string;
  height: number;
}

/** A report as an SVG picture, 1,080 units wide. */
export function chartOf(report: Report, words: ChartWords): string {
  const { language } = words;
  const heading = (id: Parameters<typeof text>[1]): Block => ({
    svg: label(text(language, id), { x: EDGE, y: 34, size: 34, weight: 700 }),
    height: 74,
  });
  const blocks: Block[] = [
    titleBlock(words),
    figuresBlock(report, words),
    heading('report-chart-topics'),
    columnsBlock(report, { language, height: 300, parts: topicParts(report) }),
    legendBlock(report, language),
    ...(words.withReactions
      ? [heading('report-chart-reactions'), columnsBlock(report, { language, height: 180, parts: reactionParts })]
      : []),
    ...(report.sources.length > 0 ? [heading('report-chart-sources'), sourcesBlock(report, language)] : []),
  ];
  let top = EDGE;
  const placed = blocks.map(({ svg, height }) => {
    const group = `<g transform="translate(0 ${top})">${svg}</g>`;
    top += height;
    return group;
  });
  const height = top + EDGE - 24;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}"><rect width="${WIDTH}" height="${height}" fill="#fff"/>${placed.join('')}</svg>`;
}

function titleBlock({ title, dates }: ChartWords): Block {
  return {
    svg:
      label(shortened(title, 36), { x: EDGE, y: 46, size: 50, weight: 700 }) +
      label(dates, { x: EDGE, y: 96, size: 30, fill: QUIET }),
    height: 136,
  };
}

function figuresBlock(report: Report, { language, withReactions }: ChartWords): Block {
  const figures = [
    [report.digests, text(language, 'report-figure-digests', { count: report.digests })],
    [report.stories, text(language, 'report-figure-stories', { count: report.stories })],
    ...(withReactions
      ? [[report.reactions, text(language, 'report-figure-reactions', { count: report.reactions })]]
      : []),
    [report.troubles.length, text(language, 'report-figure-troubles', { count: report.troubles.length })],
  ] as [number, string][];
  const gap = 20;
  const width = (INNER - gap * (figures.length - 1)) / figures.length;
  const svg = figures.map(([figure, name], place) => {
    const x = EDGE + place * (width + gap);
    const isTrouble = place === figures.length - 1 && figure > 0;
    return (
      `<rect x="${x}" width="${width}" height="132" rx="18" fill="#f3f6fa"/>` +
      label(numberIn(language, figure), {
        x: x + 24,
        y: 68,
        size: 54,
        weight: 700,
        fill: isTrouble ? '#b42334' : INK,
      }) +
      label(name, { x: x + 24, y: 108, size: 25, fill: QUIET })
    );
  });
  return { svg: svg.join(''), height: 184 };
}

/** The parts of a day's column, the lowest first. */
type PartsOf = (day: DayFigures) => { count: number; colour: string }[];

const reactionParts: PartsOf = ({ reactions }) => [{ count: reactions, colour: ACCENT }];

function topicParts(report: Report): PartsOf {
  const named = namedTopics(report);
  return ({ topics, stories }) => {
    const parts = named.map((topic) => ({ count: topics[topic] ?? 0, colour: COLOURS[topic] }));
    const rest = stories - parts.reduce((sum, { count }) => sum + count, 0);
    return [...parts, { count: rest, colour: OTHERS }];
  };
}

function namedTopics({ topics }: Report): Topic[] {
  return topics.slice(0, MOST_TOPICS).map(([topic]) => topic);
}

function columnsBlock(
  { days }: Report,
  { language, height, parts }: { language: InterfaceLanguage; height: number; parts: PartsOf },
): Block {
  const stacks = days.map((day) => parts(day));
  const most = Math.max(0, ...stacks.map((stack) => stack.reduce((sum, { count }) => sum + count, 0)));
  const step = niceStep(most);
  const top = Math.max(step, Math.ceil(most / step) * step);
  const left = EDGE + 24 + 15 * numberIn(language, top).length;
  const width = (WIDTH - EDGE - left) / days.length;
  const scale = height / top;
  const grid = Array.from({ length: Math.round(top / step) + 1 }, (_, place) => {
    const y = height - place * step * scale;
    return (
      `<line x1="${left}" x2="${WIDTH - EDGE}" y1="${y}" y2="${y}" stroke="${LINE}" stroke-width="2"/>` +
      label(numberIn(language, place * step), { x: left - 14, y: y + 8, size: 23, fill: QUIET, anchor: 'end' })
    );
  });
  const columns = stacks.map((stack, place) => {
    const x = left + place * width + width * 0.16;
    let y = height;
    return stack
      .filter(({ count }) => count > 0)
      .map(({ count, colour }) => {
        y -= count * scale;
        return `<rect x="${round(x)}" y="${round(y)}" width="${round(width * 0.68)}" height="${round(count * scale)}" fill="${colour}"/>`;
      })
      .join('');
  });
  const names = days.map(({ day }, place) => {
    const isSaid = days.length <= 10 || (days.length - 1 - place) % 5 === 0;
    const x = left + (place + 0.5) * width;
    return isSaid
      ? label(dayLabel(day, language, days.length), { x, y: height + 36, size: 23, fill: QUIET, anchor: 'middle' })
      : '';
  });
  return { svg: [...grid, ...columns, ...names].join(''), height: height + 74 };
}

/** 1, 2 or 5 times a power of ten, so that a column has at most five lines behind it. */
function niceStep(most: number): number {
  const rough = Math.max(1, most / 5);
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power;
}

function legendBlock(report: Report, language: InterfaceLanguage): Block {
  const named = namedTopics(report);
  const rest = report.topics.slice(named.length).reduce((sum, [, count]) => sum + count, 0);
  const entries = [
    ...named.map((topic): [string, string] => [text(language, `topic-${topic}`), COLOURS[topic]]),
    ...(rest > 0 ? [[text(language, 'report-chart-others'), OTHERS] as [string, string]] : []),
  ];
  const svg = entries.map(([name, colour], place) => {
    const x = EDGE + (place % 2) * (INNER / 2);
    const y = Math.floor(place / 2) * 42;
    return (
      `<rect x="${x}" y="${y}" width="24" height="24" rx="6" fill="${colour}"/>` +
      label(name, { x: x + 38, y: y + 21, size: 25 })
    );
  });
  return { svg: svg.join(''), height: Math.ceil(entries.length / 2) * 42 + 40 };
}

function sourcesBlock({ sources }: Report, language: InterfaceLanguage): Block {
  const most = Math.max(...sources.map(([, count]) => count));
  const left = EDGE + 360;
  const room = WIDTH - EDGE - left - 90;
  const svg = sources.map(([name, count], place) => {
    const y = place * 50;
    const width = Math.max(4, (count / most) * room);
    return (
      label(shortened(name, 24), { x: left - 20, y: y + 27, size: 25, anchor: 'end' }) +
      `<rect x="${left}" y="${y + 2}" width="${round(width)}" height="34" rx="8" fill="${ACCENT}"/>` +
      label(numberIn(language, count), { x: left + width + 16, y: y + 28, size: 25, fill: QUIET })
    );
  });
  return { svg: svg.join(''), height: sources.length * 50 + 20 };
}

/** «пт, 12» in a week, «12.06» in a month. */
function dayLabel(day: string, language: InterfaceLanguage, days: number): string {
  const options: Intl.DateTimeFormatOptions =
    days <= 10 ? { weekday: 'short', day: 'numeric' } : { day: '2-digit', month: '2-digit' };
  return new Intl.DateTimeFormat(language === 'uk' ? 'uk-UA' : 'en-GB', { timeZone: 'UTC', ...options }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

function numberIn(language: InterfaceLanguage, value: number): string {
  return new Intl.NumberFormat(language).format(value);
}

function label(
  words: string,
  at: { x: number; y: number; size: number; weight?: number; fill?: string; anchor?: 'start' | 'middle' | 'end' },
): string {
  const { x, y, size, weight = 400, fill = INK, anchor = 'start' } = at;
  return `<text x="${round(x)}" y="${round(y)}" font-family="${FONT}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escapeHtml(drawable(words))}</text>`;
}

/** What the font has: letters of Cyrillic and Latin, digits and signs; an emoji would be an empty box. */
function drawable(words: string): string {
  return words
    .replace(/[^\p{Script=Cyrillic}\p{Script=Latin}\p{Nd}\p{P}\p{Zs}+<>=№€$₴%]/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/ (?=[:;,.!?])/gu, '')
    .trim();
}

function shortened(words: string, length: number): string {
  return words.length <= length ? words : `${words.slice(0, length - 1).trimEnd()}…`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

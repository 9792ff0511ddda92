import { momentIn } from '../../digests/moments.js';
import { text } from '../../texts/texts.js';
import type { InterfaceLanguage } from '../../vocabulary.js';
import type { Report, ReportRow } from './figures.js';

/** By this mark Excel knows that a file is UTF-8. */
const BOM = '\uFEFF';
/** Excel parts columns by what the reader's country writes between numbers of a list. */
const SEPARATORS: Readonly<Record<InterfaceLanguage, string>> = { uk: ';', en: ',' };

/** A report as a CSV file that Excel opens: a row a story. */
export function sheetOf(report: Report, place: { zone: string; language: InterfaceLanguage }): string {
  const { language } = place;
  const separator = SEPARATORS[language];
  const columns = (['date', 'time', 'state', 'topic', 'story', 'sources', 'reactions', 'reason'] as const).map(
    (column) => text(language, `report-column-${column}`),
  );
  const lines = report.rows.map((row) => cellsOf(row, place));
  return `${BOM}${[columns, ...lines].map((cells) => cells.map((cell) => quoted(cell, separator)).join(separator)).join('\r\n')}\r\n`;
}

function cellsOf(row: ReportRow, place: { zone: string; language: InterfaceLanguage }): string[] {
  const { language, zone } = place;
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(row.at);
  return [
    day,
    momentIn(place, row.at).hour,
    text(language, `report-state-${row.state}`),
    row.topic === null ? '' : text(language, `topic-${row.topic}`),
    row.headline ?? '',
    row.sources.join(', '),
    row.reactions === null ? '' : String(row.reactions),
    row.reason ?? '',
  ];
}

/** A cell that began like a formula would be reckoned by Excel: outside text must not be. */
function quoted(cell: string, separator: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

import { isFinished, isProse, type Line } from './lines.js';
import { folded } from './normalise.js';
import { isPersonLike } from './pasted-header.js';

/** What is known of a page beside its text. */
export interface Around {
  headline: string | null;
  publisher: string | null;
  /** Which of the lines dates the article; below 0 where none does. */
  dateAt: number;
  /** Whose the last lines are where they do not end as sentences do: other articles' headlines, or this article's own. */
  tail: 'foreign' | 'own';
}

/** The paragraphs of the article among the lines from its headline on: up to where the page goes over to other things. */
export function articleParagraphs(lines: readonly Line[], around: Around): string[] {
  const kept: Line[] = [];
  const isTold = sameAsOne([around.headline, around.publisher]);
  let skipping = false;
  let hasProse = false;
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'end' && hasProse) break;
    const prose = isProse(line);
    if (line.kind === 'end' || line.kind === 'related') skipping = true;
    // Other headlines under «Читайте також» do not end as sentences do; the article that goes on behind them does.
    else if (skipping && prose && line.text.length >= 60) skipping = false;
    const foreign = line.kind !== null || line.dated !== null || skipping;
    // A teaser may stand above the date; a name or a label there is the author's or the page's.
    const label = index < around.dateAt && kept.length <= 1 && !prose && line.text.split(' ').length < 6;
    if (foreign || label || isTold(line.text)) continue;
    kept.push(line);
    hasProse ||= prose;
  }
  const prose = kept.findIndex((line) => isProse(line));
  const body =
    prose < 0 ? kept.filter((line) => line.text.split(' ').length >= 4) : withoutEdges(kept, prose, around.tail);
  return withoutRepeats(body.map((line) => line.text));
}

/** Says whether a line is one of these texts in other characters; a line that is far longer is not even looked at. */
function sameAsOne(texts: readonly (string | null)[]): (line: string) => boolean {
  const known = texts.flatMap((text) => (text === null ? [] : [folded(text)]));
  const longest = 2 * Math.max(0, ...known.map((text) => text.length));
  return (line) => line.length <= longest && known.includes(folded(line));
}

/** Drops labels and authors above the first paragraph, and the foreign headlines that trail behind the last. */
function withoutEdges(kept: readonly Line[], prose: number, tail: Around['tail']): Line[] {
  const lead = kept.slice(0, prose).filter((line) => line.text.split(' ').length >= 4 && !isPersonLike(line.text));
  const body = [...lead, ...kept.slice(prose)];
  if (tail === 'own') return body;
  let end = body.length;
  while (end > 1 && !isFinished(body[end - 1]!.text) && !isListItem(body, end - 1)) end--;
  // Where an article ends its paragraphs without full stops, last lines without one are its own.
  const finished = body.slice(0, end).filter((line) => isFinished(line.text)).length;
  return finished < end * 0.6 ? body : body.slice(0, end);
}

/** Items that a list has, at most. */
const LONGEST_LIST = 50;

/** Is this line an item of a list that a colon opened or a mark begins? */
function isListItem(body: readonly Line[], index: number): boolean {
  const marked = /^(?:[-–—•*·▪►✅✔‣●]|\d{1,2}[.)]\s|\p{Emoji_Presentation})/u;
  for (let at = index; at >= Math.max(0, index - LONGEST_LIST); at--) {
    const text = body[at]!.text;
    if (marked.test(text) && at === index) return true;
    if (at < index && text.endsWith(':')) return true;
    if (at < index && isProse(body[at]!)) return false;
  }
  return false;
}

/** A teaser that stands above the text again, word for word, is told once. */
function withoutRepeats(paragraphs: readonly string[]): string[] {
  const told = new Set<string>();
  return paragraphs.filter((text) => {
    if (told.has(text)) return false;
    if (text.length >= 40) told.add(text);
    return true;
  });
}

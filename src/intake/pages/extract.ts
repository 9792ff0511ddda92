import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { cleanText } from '../../language/clean.js';
import { detectLanguage } from '../../language/detect.js';
import { HOME_ZONE, type TextLanguage } from '../../vocabulary.js';
import type { Article } from '../article.js';
import { articleParagraphs } from '../body.js';
import { momentOf } from '../dates.js';
import { UnreadableArticleError } from '../errors.js';
import { isProse, readLine } from '../lines.js';
import { type Shown, shownText } from '../markup.js';
import { headlineFrom } from '../normalise.js';
import { pageFacts } from './facts.js';
import { scanPage } from './scan.js';

/** An article as its page shows it. */
export interface PageArticle extends Article {
  /** The address of its picture. */
  image: string | null;
}

/** What is known of a page beside its markup. */
export interface PageOptions {
  /** Where it came from; `null` for a saved one. */
  url: string | null;
  /** The zone of dates that name none. */
  zone?: string;
  now?: Date;
}

/** Less text than this is a teaser, a menu or a page of errors, characters. */
const SHORTEST = 80;

/**
 * Reads the article of a page. It may take seconds over a hostile page: it runs in a worker that can be stopped.
 * Throws `UnreadableArticleError` where there is no article.
 */
export function extractArticle(html: string, options: PageOptions): PageArticle {
  const scan = scanPage(html);
  const zone = options.zone ?? HOME_ZONE;
  const facts = pageFacts(scan, { ...options, zone });
  const around = { headline: facts.headline || null, publisher: facts.publisher, dateAt: -1, tail: 'own' as const };
  const paragraphsOf = (shown: Shown) =>
    articleParagraphs(
      shown.paragraphs
        .filter((text) => !isForeignLink(text, shown))
        .flatMap(linesIn)
        .map(readLine),
      around,
    );
  const paragraphs = longEnough([
    () =>
      declaredOr(
        scan.bodies.map((html) => paragraphsOf(shownText(html))),
        paragraphsOf(readable(scan.html)),
      ),
    () => paragraphsOf(shownText(scan.html)),
    () => paragraphsOf(shownText(facts.body.replace(/\n+/g, '<br><br>'))),
  ]);
  if (paragraphs === null) {
    throw new UnreadableArticleError(
      'no-text',
      `No article was found on the page${options.url === null ? '' : ` ${options.url}`}: it shows less than ${SHORTEST} characters of text. Give the address of one article.`,
    );
  }
  const lead = readLine(cleanText(scan.lead), 0);
  // Its first words stand in the text where the site repeats it there.
  const text = [
    ...(isProse(lead) && !paragraphs.join(' ').includes(lead.text.slice(0, 30)) ? [lead.text] : []),
    ...paragraphs,
  ].join('\n\n');
  const title = facts.headline || headlineFrom(paragraphs[0]!);
  const prior = priorOf(scan.language);
  return {
    title,
    text,
    publisher: facts.publisher,
    url: facts.url,
    publishedAt: facts.publishedAt ?? shownDate(scan.html, { zone, ...(options.now ? { now: options.now } : {}) }),
    language: detectLanguage(`${title}\n${text}`, prior === null ? {} : { prior }),
    image: facts.image,
  };
}

/** A declared text that holds less of what was found by weighing is a teaser or a part, characters in a hundred. */
const ENOUGH = 50;

/** The text that the site itself calls the article's, where there is enough of it; else the one that was found. */
function declaredOr(declared: readonly string[][], found: string[]): string[] {
  const length = proseLength(found);
  const enough = declared.find(
    (paragraphs) => proseLength(paragraphs) >= SHORTEST && proseLength(paragraphs) * 100 >= length * ENOUGH,
  );
  return enough ?? found;
}

function proseLength(paragraphs: readonly string[]): number {
  return paragraphs.filter((text) => /[.!?…:]["'»”)]*$/.test(text)).reduce((sum, text) => sum + text.length, 0);
}

/** The first way that yields an article; the later ones are for pages that defeat the earlier. */
function longEnough(ways: readonly (() => string[])[]): string[] | null {
  for (const way of ways) {
    const paragraphs = way();
    if (paragraphs.join(' ').length >= SHORTEST) return paragraphs;
  }
  return null;
}

function readable(html: string): Shown {
  const { document } = parseHTML(`<!doctype html><html><head></head><body>${html}</body></html>`);
  const found = new Readability(document, { charThreshold: 250, disableJSONLD: true }).parse();
  return shownText(found?.content ?? '');
}

/** A paragraph that is one link names another article, unless it ends as a sentence does. */
function isForeignLink(text: string, shown: Shown): boolean {
  return shown.linked.has(text) && !/[.!…]["»”)]*$/.test(text);
}

function linesIn(paragraph: string): string[] {
  return paragraph.split('\n').filter((line) => line !== '');
}

/** The date that a reader sees above the text, where the markup names none. */
function shownDate(html: string, context: { zone: string; now?: Date }): Date | null {
  const lines = shownText(html).paragraphs.slice(0, 60).flatMap(linesIn).map(readLine);
  for (const { dated } of lines) {
    if (!dated || dated.updated) continue;
    const moment = momentOf(dated.mention, context);
    if (moment instanceof Date) return moment;
  }
  return null;
}

function priorOf(language: string): TextLanguage | null {
  const code = language.toLowerCase().split('-')[0];
  return code === 'uk' || code === 'ru' || code === 'en' ? code : null;
}

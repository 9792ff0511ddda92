import { typography } from '../language/purity.js';
import { stems } from '../language/stem.js';
import type { Candidate } from './extract/candidates.js';
import { DEBRIS, TEASER } from './extract/lexicon.js';
import { hasVerb } from './extract/predicates.js';
import { directQuotes, isBalanced, LOST_MARK } from './extract/quotes.js';

/** What stands above a summary, and the sentence it was made of where the publisher's own would not do. */
export interface Headline {
  text: string;
  madeOf: Candidate | null;
}

/** A headline longer than this wraps to a third line on a telephone (UTF-16 units). */
const LONGEST_MADE = 120;
/** A sentence further down than this is no longer what the article is about. */
const DEEPEST_MADE = 3;

/**
 * The headline to show: the publisher's in Ukrainian typography, without the clock before it, «(відео)», a teasing tail
 * («: що відомо») or its full stop; where what remains is a question, only promises to tell or is the page's furniture,
 * the best of the first sentences.
 */
export function headlineOf(headline: string, candidates: readonly Candidate[]): Headline {
  const mended = withoutTeasingTail(mendedHeadline(headline));
  if (!isQuestion(mended) && !isTeaser(mended) && !DEBRIS.test(mended)) return { text: mended, madeOf: null };
  const asked = new Set(stems(mended));
  const telling = candidates
    .filter((one) => one.rank <= DEEPEST_MADE && one.text.length <= LONGEST_MADE && standsAlone(one))
    .sort((one, other) => worth(other, asked) - worth(one, asked))[0];
  return telling ? { text: telling.text.replace(/(?<!\.)\.$/u, ''), madeOf: telling } : { text: mended, madeOf: null };
}

function standsAlone(candidate: Candidate): boolean {
  const { after, needs, fitness, text } = candidate;
  return after === null && needs === null && fitness >= 0.5 && text.length >= 30 && !PRONOUN.test(text);
}

/** A headline has nothing before it that a pronoun could stand for. */
const PRONOUN =
  /(?<!\p{L})(?:він|вона|вони|його|її|їх(?:н\p{L}+)?|йому|їй|їм|ним|нею|ними|нього|неї|них|ньому|ній|цей|ця|ці|цю|цьому|цим|цій|цих)(?!\p{L})/iu;

/**
 * The earlier, the sounder and the nearer to what the headline asks the better, and a longer form before a shorter
 * one; «інститут назвав колір року» announces what another sentence tells.
 */
function worth(candidate: Candidate, asked: ReadonlySet<string>): number {
  const answered = stems(candidate.body).filter((stem) => asked.has(stem)).length / Math.max(1, asked.size);
  const announces = /(?<!\p{L})(?:назва|визначи|оголоси|озвучи)(?:в|ла|ло|ли)(?!\p{L})/u.test(candidate.body) ? 0.5 : 0;
  return candidate.fitness - candidate.rank * 0.15 + answered - announces + candidate.body.length / 1000;
}

function mendedHeadline(headline: string): string {
  const directed = directQuotes(headline.replace(/\s+/gu, ' ').trim()).text.replaceAll(LOST_MARK, '');
  const bare = directed
    .replace(
      /\s*[([](?:\+ ?)?(?:оновлено|доповнено|фото|відео|онлайн|аудіо|інфографіка|карта)[^)\]]{0,30}[)\]]\s*$/giu,
      '',
    )
    .replace(/[.,;]?\s+(?:фото|відео|інфографіка|ілюстрація)\s?:\s?[^:]{1,40}$/iu, '')
    .replace(/\s*[,:–—-]\s*(?:[\p{L}]+ )?(?:фото|відео|фоторепортаж|відеорепортаж)$/iu, '')
    .replace(/(?<!\.)\.$/u, '')
    .replace(/^[0-2]?\d[:.][0-5]\d[,.]? (?=«?\p{Lu})/u, '')
    .replace(/^(?:(?:\p{Extended_Pictographic}|\uFE0F|\u200D)\s*)+/u, '');
  return typography(isBalanced(bare) ? bare : bare.replace(/[«»„“()]/gu, '')).trim();
}

const ASKS =
  'чому|чи|як|що|хто|де|коли|скільки|навіщо|куди|звідки|як(?:ий|а|е|і|им|ою|ого|их|ої|у)|про що|до чого|за що|через що|для чого|з чим';
const TEASING_TAIL = new RegExp(
  `\\s*(?:[:.!]|\\s[–—-])\\s(?:${ASKS}|подробиці|деталі|причин\\p{L}+|[\\p{L}\\s-]{0,40}(?:назва|розпові|поясни|розкри|відпові|оціни|прокоментува|відреагува)\\p{L}{1,3}(?:,? ?$| (?:причин|подробиц|деталі|що|чому|як|про|нов)[^:]*))[^:]*$`,
  'iu',
);

/** «Ціни ростуть: експерт назвав причину» tells its news before the colon. */
function withoutTeasingTail(headline: string): string {
  const kept = headline.replace(TEASING_TAIL, '');
  return kept !== headline &&
    kept.length >= 25 &&
    hasVerb(kept.replace(/«[^»]*»/gu, '')) &&
    !isQuestion(kept) &&
    isBalanced(kept)
    ? kept
    : headline;
}

const ASKING = new RegExp(`^(?:${ASKS})\\s`, 'iu');

function isQuestion(headline: string): boolean {
  return /\?[»!.…]*$/u.test(headline) || ASKING.test(headline);
}

function isTeaser(headline: string): boolean {
  return (
    TEASER.test(headline) ||
    isCall(headline) ||
    /^(?:названо|названі|названий|названа|стало відомо|озвучено)(?!\p{L})/iu.test(headline) ||
    /(?<!\p{L})(?:ось (?:чому|що|як|хто)|не повірите|шок(?:у\p{L}+)?|приголомш\p{L}+|ви здивуєтеся|дізнайтеся|секрет)(?!\p{L})/iu.test(
      headline,
    )
  );
}

/** «Увага, Чернігів!» calls and tells nothing. */
function isCall(headline: string): boolean {
  return /!$/u.test(headline) && headline.length < LEAST_TOLD && !hasVerb(headline);
}

/** A headline that calls and is shorter than this has no room for news (UTF-16 units). */
const LEAST_TOLD = 40;

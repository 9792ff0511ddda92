import { stem } from '../../language/stem.js';
import { words } from '../../language/words.js';
import type { SummaryArticle } from '../article.js';
import { isPerson } from '../extract/people.js';
import { readingsOf } from '../extract/readings.js';
import { resolveSpeaker, type Speech, speechOf, surnameOf } from '../extract/speakers.js';
import { voicesOf } from '../extract/voices.js';
import { type Ground, plain } from './ground.js';
import { areForms } from './names.js';
import type { Reason } from './reason.js';

const QUOTATION = /[«"]([^«»"]*(?:«[^»]*»[^«»"]*)*)[»"]/gu;
/** Shorter quotations are names and borrowed words; their words must be there, in whatever form (words). */
const SPEECH_FROM = 3;

/** The quotations of a summary that no article has word for word, or that it gives to another speaker. */
export function inventedQuotations(summary: string, articles: readonly SummaryArticle[], ground: Ground): Reason[] {
  const reasons: Reason[] = [];
  for (const match of summary.matchAll(QUOTATION)) {
    const quoted = match[1]!;
    if (!isQuoted(quoted, ground)) {
      reasons.push({ kind: 'quotation', text: quoted });
      continue;
    }
    const attribution = /^[.,!?…]*\s*[—–-]\s+([^.]+)/u.exec(summary.slice(match.index + match[0].length))?.[1];
    const speech = attribution === undefined ? null : speechOf(attribution);
    if (
      speech?.speaker &&
      speech.speaker !== 'pronoun' &&
      isAnothers(quoted, { verb: speech.verb, speaker: speech.speaker }, articles)
    ) {
      reasons.push({ kind: 'quotation', text: `${quoted} — ${speech.speaker.phrase}` });
    }
  }
  return reasons;
}

function isQuoted(quoted: string, ground: Ground): boolean {
  const parts = plain(quoted)
    .split('...')
    .map(trimmed)
    .filter((part) => part !== '');
  if (words(quoted).length >= SPEECH_FROM) return parts.every((part) => ground.plain.includes(part));
  return words(quoted).every(
    (word) =>
      ground.words.has(word) ||
      ground.stems.has(stem(word)) ||
      [...ground.words].some((known) => areForms(word, known)),
  );
}

function trimmed(text: string): string {
  return text.replace(/^[\s.,!?-]+|[\s.,!?-]+$/gu, '');
}

/** Does an article give these words to somebody else? */
function isAnothers(quoted: string, { verb, speaker }: Speech, articles: readonly SummaryArticle[]): boolean {
  if (!isPerson(speaker)) return false;
  const wanted = stem(surnameOf(speaker.name).toLowerCase());
  const start = trimmed(plain(quoted)).slice(0, 60);
  for (const [place, article] of articles.entries()) {
    const passages = readingsOf(article, place);
    const voices = voicesOf(passages);
    for (const passage of passages) {
      if (passage.spoken === null || passage.spoken === 'unknown' || !plain(passage.text).includes(start)) continue;
      const said = resolveSpeaker(passage.spoken.speaker, {
        verb: passage.spoken.verb,
        met: voices.met,
        lastMet: null,
      });
      if (differInGender(verb, passage.spoken.verb)) return true;
      if (said && isPerson(said)) return stem(surnameOf(said.name).toLowerCase()) !== wanted;
    }
  }
  return false;
}

/** «сказала» and «сказав» are two people. */
function differInGender(one: string, other: string): boolean {
  const [his, hers] = [/в(?:ся)?$/u, /ла(?:ся)?$/u];
  return (his.test(one) && hers.test(other)) || (hers.test(one) && his.test(other));
}

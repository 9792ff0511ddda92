import { z } from 'zod';
import { detectLanguage } from '../../language/detect.js';
import { impurities, typography } from '../../language/purity.js';
import { sentences } from '../../language/sentences.js';
import { stems } from '../../language/stem.js';
import { TOPICS } from '../../vocabulary.js';
import { purified } from '../extract/pure.js';
import { withoutRelativeDays } from '../extract/relative-days.js';
import { groundOf } from '../faithful/ground.js';
import type { Reason } from '../faithful/reason.js';
import { reasonsAgainst } from '../faithful.js';
import { LIMITS } from '../lengths.js';
import { speaksToAMachine } from './instructions.js';
import type { Assignment, Draft } from './prompt.js';
import { mistranslations } from './translation.js';

/** Why a draft may not be shown: what the guard of every summary finds, and what only a model does. */
export interface Fault {
  kind: Reason['kind'] | 'malformed' | 'empty' | 'language' | 'address' | 'appeal' | 'repetition' | 'unsupported';
  text: string;
}

const ANSWER = z.object({
  headline: z.string().max(2_000).optional(),
  summary: z.string().max(10_000),
  topic: z.enum(TOPICS).optional(),
});
const LONGEST_HEADLINE = 120;
const ADDRESS =
  /https?:|www\.|(?<![\p{L}\d])@[a-z_]\w{3,}|#\p{L}|(?<![\p{L}\d.])[a-z\d-]{2,}\.(?:com|net|org|info|ua|ru|io|me|biz|xyz|example)(?![\p{L}\d])/iu;
/** Nobody is told to do anything in the news but in somebody's words. */
const APPEAL = /(?<!\p{L})\p{L}{2,}(?:йте|йтеся|йтесь|[бвгджзклмнпрстфхцчшщ]іть|іться)(?!\p{L})/iu;
/** A summary has at least so much of its telling words from the articles. */
const LEAST_SUPPORT = 0.5;
/** And no sentence shares so much with the headline. */
const MOST_REPEATED = 0.8;

/** Reads an answer; `null` where it is not what was asked for. A fence around the JSON is forgiven. */
export function draftIn(answer: string, { headline }: Pick<Assignment, 'headline'>): Draft | null {
  const bare = answer.replace(/^\s*```(?:json)?\s*|\s*```\s*$/gu, '');
  const parsed = ANSWER.safeParse(jsonIn(bare));
  if (!parsed.success) return null;
  const { headline: own, summary, topic } = parsed.data;
  if (headline !== null) return { headline: null, summary: mended(summary), topic: null };
  if (own === undefined || topic === undefined) return null;
  return { headline: mended(own).replace(/(?<!\.)\.$/u, ''), summary: mended(summary), topic };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Ukrainian typography; days that are others when it is read are left out; what is always wrong is put right. */
function mended(text: string): string {
  return sentences(text.replace(/\s+/gu, ' ').trim())
    .map((sentence) => typography(withoutRelativeDays(sentence)))
    .map((sentence) => purified(sentence) ?? sentence)
    .join(' ');
}

/** What is wrong in a draft; empty for one that may be shown. */
export function faultsOf(draft: Draft, assignment: Assignment): Fault[] {
  const { length, articles } = assignment;
  const shown = draft.headline ?? assignment.headline ?? '';
  const text = draft.summary;
  if (text === '' || shown === '') return [{ kind: 'empty', text: '' }];
  const whole = draft.headline === null ? text : `${draft.headline}. ${text}`;
  return [
    ...(detectLanguage(whole) === 'uk' ? [] : [{ kind: 'language' as const, text: whole.slice(0, 80) }]),
    ...(text.length > LIMITS[length] ? [{ kind: 'length' as const, text: `${text.length} characters` }] : []),
    ...(shown.length > LONGEST_HEADLINE && draft.headline !== null ? [{ kind: 'length' as const, text: shown }] : []),
    ...found('address', ADDRESS.exec(whole)?.[0]),
    ...found('appeal', speaksToAMachine(whole) ? whole : APPEAL.exec(whole.replace(/«[^»]*»/gu, ''))?.[0]),
    ...found(
      'repetition',
      sentences(text).find((sentence) => sharedWith(sentence, shown) > MOST_REPEATED),
    ),
    ...(assignment.headline === null ? translationFaults(whole, assignment) : ownFaults(text, articles)),
  ];
}

function translationFaults(whole: string, { articles }: Assignment): Fault[] {
  const impure = impurities(whole).filter(({ kind }) => kind !== 'doubtful');
  return [...mistranslations(whole, articles), ...impure.map((one) => ({ kind: 'purity' as const, text: one.text }))];
}

function ownFaults(text: string, articles: Assignment['articles']): Fault[] {
  const ground = groundOf(articles);
  const telling = stems(text);
  const support = telling.filter((stem) => ground.stems.has(stem)).length / Math.max(1, telling.length);
  return [
    ...reasonsAgainst(text, ground, articles),
    ...found('unsupported', support < LEAST_SUPPORT ? text : undefined),
  ];
}

function found(kind: Fault['kind'], text: string | undefined): Fault[] {
  return text === undefined ? [] : [{ kind, text }];
}

/** The share of a sentence's telling words that stand in another text. */
function sharedWith(sentence: string, other: string): number {
  const own = stems(sentence);
  const others = new Set(stems(other));
  return own.length === 0 ? 0 : own.filter((stem) => others.has(stem)).length / own.length;
}

const SAID: Record<Fault['kind'], string> = {
  malformed: 'the answer is not JSON by the schema',
  empty: 'there is no text',
  language: 'the text is not in Ukrainian',
  length: 'it is too long',
  address: 'an address, a link or a hashtag',
  appeal: 'it tells the reader or a machine to do something',
  repetition: 'it repeats the headline',
  unsupported: 'it says what the articles do not',
  number: 'a number that the articles do not say, or say of something else',
  date: 'a day that the articles do not name',
  name: 'a name that no article has',
  place: 'a place that no article names',
  quotation: 'words in quotation marks that nobody says in the articles',
  roles: 'who did what to whom is the other way round',
  negation: 'it denies what the articles affirm, or affirms what they deny',
  verdict: 'a judgement that no article passes',
  purity: 'an expression that is not Ukrainian',
};

/** A fault in words for the model. */
export function faultInWords({ kind, text }: Fault): string {
  return text === '' ? SAID[kind] : `${SAID[kind]}: ${JSON.stringify(text.slice(0, 200))}`;
}

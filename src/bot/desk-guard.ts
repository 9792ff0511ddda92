import { type Impurity, impurities } from '../language/purity.js';
import type { Reason } from '../summaries/faithful/reason.js';
import { text } from '../texts/texts.js';
import type { InterfaceLanguage } from '../vocabulary.js';

/** Why a person's words are warned of. How long they are is asked for before. */
type Objection = Exclude<Reason['kind'], 'length'>;

/** Reasons that are said in one line, and in which order. */
const LINES = ['unknown', 'quotation', 'roles', 'negation', 'verdict'] as const;
const LINE_OF: Readonly<Record<Exclude<Objection, 'purity'>, (typeof LINES)[number]>> = {
  number: 'unknown',
  date: 'unknown',
  name: 'unknown',
  place: 'unknown',
  quotation: 'quotation',
  roles: 'roles',
  negation: 'negation',
  verdict: 'verdict',
};

/** What the guard says against a person's words, each reason in a line of its own, and what would be better. */
export function objections(
  language: InterfaceLanguage,
  { words, reasons }: { words: string; reasons: readonly Reason[] },
): string[] {
  const lines = LINES.flatMap((line) => {
    const named = reasons.flatMap(({ kind, text: said }) =>
      kind !== 'length' && kind !== 'purity' && LINE_OF[kind] === line ? [said] : [],
    );
    return named.length === 0 ? [] : [text(language, `draft-guard-${line}`, { words: listed(named) })];
  });
  const isImpure = reasons.some(({ kind }) => kind === 'purity');
  return [...lines, ...(isImpure ? impure(language, words) : [])];
}

function impure(language: InterfaceLanguage, words: string): string[] {
  const found = impurities(words);
  const foreign = found.filter(({ kind }) => kind === 'russian' || kind === 'calque' || kind === 'mixedAlphabet');
  const broken = found.filter(({ kind }) => kind === 'brokenEncoding' || kind === 'markup');
  return [
    ...(foreign.length === 0
      ? []
      : [text(language, 'draft-guard-purity', { words: listed(foreign.map((one) => mended(language, one))) })]),
    ...(broken.length === 0
      ? []
      : [text(language, 'draft-guard-broken', { words: listed(broken.map((one) => one.text)) })]),
  ];
}

function mended(language: InterfaceLanguage, impurity: Impurity): string {
  const { text: words } = impurity;
  // Letters of two alphabets look the same: what stands for such a word cannot be seen.
  if (impurity.kind === 'mixedAlphabet') return text(language, 'draft-guard-mixed', { words });
  return 'suggestion' in impurity
    ? text(language, 'draft-guard-better', { words, better: impurity.suggestion })
    : text(language, 'draft-guard-word', { words });
}

function listed(words: readonly string[]): string {
  return [...new Set(words)].join('; ');
}

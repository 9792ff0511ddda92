import { romanised } from '../faithful/sounds.js';

/** Spellings of one sound in Latin letters, longer ones first. */
const LATIN: readonly [RegExp, string][] = [
  [/sch|sh/gu, 's'],
  [/kh|gh|dge|dzh|dg|zh/gu, 'h'],
  [/ch|ck|ts|tz|q/gu, 'k'],
  [/ph/gu, 'f'],
  [/th/gu, 't'],
  [/x/gu, 'ks'],
  [/c/gu, 'k'],
  [/w/gu, 'v'],
  [/[gj]/gu, 'h'],
  [/z/gu, 's'],
  [/y/gu, 'i'],
  [/i(?=[aeu])/gu, ''],
];

/**
 * Do two words sound much the same, in whatever alphabets: «Джонсон» and «Johnson», «Гайль» and «Хайль»? Consonants
 * decide, those that are written in many ways (г, х, ж, дж) aside; of short words vowels too. An ending may follow.
 */
export function soundAlike(one: string, other: string): boolean {
  const [first, second] = [soundsOf(one), soundsOf(other)];
  const [bones, others] = [consonantsOf(first), consonantsOf(second)];
  if (bones.length >= 3 && others.length >= 3) return bones.startsWith(others) || others.startsWith(bones);
  return bones === others && vowelsAgree(vowelsOf(first), vowelsOf(second));
}

function soundsOf(word: string): string {
  const small = word.toLowerCase().replaceAll('ы', 'и').replaceAll('э', 'е').replaceAll('ё', 'о');
  const bare = small
    .normalize('NFD')
    .replace(/(?<=[a-z])\p{M}/gu, '')
    .normalize('NFC');
  return LATIN.reduce((sounds, [spelling, sound]) => sounds.replace(spelling, sound), romanised(bare));
}

function consonantsOf(sounds: string): string {
  return sounds.replace(/[^bvdklmnprstf]/gu, '').replace(/(.)\1/gu, '$1');
}

function vowelsOf(sounds: string): string {
  return sounds.replace(/[^aeiou]/gu, '');
}

/** The last vowel changes from case to case. */
function vowelsAgree(one: string, other: string): boolean {
  const least = Math.max(1, Math.min(one.length, other.length) - 1);
  return Math.abs(one.length - other.length) <= 1 && one.slice(0, least) === other.slice(0, least);
}

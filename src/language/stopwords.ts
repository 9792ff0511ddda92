const STOP_WORDS = new Set(
  'а або але б би був була були було в вже від він вона вони воно до для з за і із й їх його її к ми на не ні о об по про що щоб як яка який які у це цей ця ці та так там те ти то тут я'.split(
    ' ',
  ),
);

/** Is this lower-cased word one that carries no matter of its own: a preposition, a conjunction, a pronoun? */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

/** How many words' answers are remembered: the vocabulary of some weeks of news. */
const MOST = 50_000;
/** What is longer is no word, in UTF-16 units, and not worth its memory. */
const LONGEST = 80;

/**
 * A function of one word that remembers its answers: news goes on using the same words. Its memory is bounded; when it
 * is full, it begins anew.
 */
export function remembering<Answer extends NonNullable<unknown> | null>(
  answerOf: (word: string) => Answer,
): (word: string) => Answer {
  const remembered = new Map<string, Answer>();
  return (word) => {
    const known = remembered.get(word);
    if (known !== undefined) return known;
    const answer = answerOf(word);
    if (word.length > LONGEST) return answer;
    if (remembered.size >= MOST) remembered.clear();
    remembered.set(word, answer);
    return answer;
  };
}

/** Letters of the other alphabet for each, by the Cabinet of Ministers' resolution No. 55 of 2010, middle of a word. */
const SOUNDS: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'h',
  ґ: 'g',
  д: 'd',
  е: 'e',
  є: 'ie',
  ж: 'zh',
  з: 'z',
  и: 'y',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ь: '',
  ю: 'iu',
  я: 'ia',
  "'": '',
};

/** A Ukrainian word in Latin letters, by the table of the Cabinet of Ministers' resolution No. 55 of 2010, middle of a word. */
export function romanised(word: string): string {
  return [...word].map((letter) => SOUNDS[letter] ?? letter).join('');
}

/** Do two Latin spellings sound the same but for the ending? Consonants decide; c, q and k, w and v, y, j and i are one. */
export function isSameSound(one: string, other: string): boolean {
  const skeleton = (word: string) =>
    word
      .replace(/kh/gu, 'h')
      .replace(/[cq]/gu, 'k')
      .replace(/w/gu, 'v')
      .replace(/ph/gu, 'f')
      .replace(/[^a-z]/gu, '')
      .replace(/[aeiouyjh]/gu, '')
      .replace(/(.)\1/gu, '$1');
  const [first, second] = [skeleton(one), skeleton(other)];
  return (
    first.length >= 2 &&
    one.replace(/^kh/u, 'h')[0] === other.replace(/^kh/u, 'h')[0] &&
    (first === second ||
      (first.length >= 3 && second.startsWith(first)) ||
      (second.length >= 3 && first.startsWith(second)))
  );
}

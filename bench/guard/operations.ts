/** The first number that is no part of a date, one more than it was. */
export function withAnotherNumber(text: string): string | null {
  const match = /(?<![\d.,:№-])\d+(?![\d.:]|-| \p{Ll}+(?:ня|ого|да) ?)/u.exec(text);
  return match
    ? text.slice(0, match.index) + String(Number(match[0]) + 1) + text.slice(match.index + match[0].length)
    : null;
}

const DAY = /(\d{1,2}) (січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня)/u;

/** The first date, a day later than it was. */
export function withAnotherDay(text: string): string | null {
  const match = DAY.exec(text);
  return match ? text.replace(DAY, `${(Number(match[1]) % 28) + 1} ${match[2]}`) : null;
}

const NAME_INSIDE = /(?<=[\p{L}\p{N},] )\p{Lu}\p{Ll}[\p{L}’'-]{2,}/gu;

/** The first name inside a sentence, in its place a name of another text that ends alike. */
export function withAnotherName(text: string, other: string): string | null {
  for (const { 0: name, index } of text.matchAll(NAME_INSIDE)) {
    const stranger = [...other.matchAll(NAME_INSIDE)].find(
      ([one]) => one.at(-1) === name.at(-1) && one.slice(0, 4) !== name.slice(0, 4),
    )?.[0];
    if (stranger !== undefined) return text.slice(0, index) + stranger + text.slice(index + name.length);
  }
  return null;
}

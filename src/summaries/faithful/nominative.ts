/** Is this small-lettered word one whose cases are one form: an abbreviation, a foreign word, a neuter? */
function isFixed(word: string): boolean {
  return (
    /^[a-z\d-]+$/u.test(word) ||
    /^[^аеєиіїоуюя]+$/u.test(word) ||
    /(?:нато|оон|оае|фіфа|уєфа)$/u.test(word) ||
    /[ое]$/u.test(word)
  );
}

const PLURAL_GENITIVE = /(?:ів|їв|ень|ей|нн|ок)$/u;

/** Endings of men's names and callings: their accusative is another form. */
const PERSON =
  /(?:ер|ор|ар|яр|ист|іст|ник|ець|єць|тель|ич|лог|граф|ук|юк|ак|як|ай|ій|ан|ин|ін|ев|єв|ов|ент|ант|ир|ік)$/u;

/** Could its nominative and its accusative be this one form: an inanimate noun or a woman's surname on a consonant, a fixed word? */
export function looksAlike(word: string): boolean {
  return isFixed(word) || (/[^аеєиіїоуюя]$/u.test(word) && !PLURAL_GENITIVE.test(word) && !PERSON.test(word));
}

const OBLIQUE_ON_CONSONANT = /(?:ів|їв|ей|ам|ям|ах|ях|ом|ем|єм|им|ім|их|ій|ок|ень)$/u;

/** Which of two different forms of one word is the nominative, by their endings; `null` where they do not tell. */
export function nominativeOf(one: string, other: string): string | null {
  if (isNominativeBeside(one, other)) return one;
  return isNominativeBeside(other, one) ? other : null;
}

function isNominativeBeside(first: string, second: string): boolean {
  if (/(?:ий|ій)$/u.test(first)) return /(?:ого|ому|им|ім)$/u.test(second);
  if (/[^аеєиіїоуюя]$/u.test(first))
    return !OBLIQUE_ON_CONSONANT.test(first) && /(?:а|я|у|ю|ові|еві|єві|ом|ем|єм|і|ї)$/u.test(second);
  if (/[ая]$/u.test(first)) return /(?:у|ю|и|і|ї|ою|ею|єю|ій|ої|ей)$/u.test(second);
  if (/о$/u.test(first)) return /(?:а|у|ом|ові|і)$/u.test(second);
  if (/[иії]$/u.test(first))
    return /(?:ів|їв|ей|ам|ям|ами|ями|ах|ях|их|ок|ень)$/u.test(second) || second === first.slice(0, -1);
  return false;
}

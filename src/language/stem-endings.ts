/** The endings that a word can lose, each with what the stem keeps of it. */
type Endings = ReadonlyMap<string, string>;

const PAST = 'ти в ла ло ли вши тиме тиметь тиму тимеш тимуть тимемо тимете'.split(' ');
const PRESENT = 'є єш ємо єте ють ючи єть йте ймо'.split(' ');

/** The endings of nouns and adjectives. A stem in -і- keeps it: «Росія» is not «роса». */
export const NOMINAL_ENDINGS: Endings = endings([
  [
    '',
    'а я о е є у ю и і ї ь й ою ею єю ом ем єм ам ям ами ями ах ях ів їв ей ого ому ої ій их им ими іх ім іми ий'.split(
      ' ',
    ),
  ],
  ['', "ього ьому ьої ьою 'я 'ї 'ю 'єм 'ям 'їв 'ями 'ях єві има".split(' ')],
  ...['ник', 'ент', 'тор'].map((person): [string, string[]] => [person, [`${person}ові`]]),
  ...['тел', 'ар', 'яр'].map((person): [string, string[]] => [person, [`${person}еві`]]),
  ['йц', ['єць', 'їць']],
  ['силл', ['силь']],
  ['і', 'ія ії ію ією іям іями іях ієм іїв ієві'.split(' ')],
  ...['ц', 'с', 'з', 'р', 'г', 'д', 'ф'].map((hard): [string, string[]] => [`${hard}і`, [`${hard}ій`]]),
  ...['а', 'я', 'і', 'ще', 'че', 'же', 'ше', 'ле', 'не', 'ре', 'де', 'зе', 'се'].map((end): [string, string[]] => [
    `${end}нн`,
    [`${end}нь`],
  ]),
]);

/** The endings of verbs without -ся. «купувати», «купує» keep -у-; the other vowels before the ending go with it. */
export const VERBAL_ENDINGS: Endings = endings([
  [
    '',
    ['а', 'я', 'и', 'ї', 'і', 'у'].flatMap((theme) =>
      PAST.map((end) => theme + end).filter((end) => end !== 'ів' && end !== 'їв'),
    ),
  ],
  ['', ['а', 'я', 'и', 'і'].flatMap((theme) => PRESENT.map((end) => theme + end))],
  ['', 'аю яю ить їть ать ять уть ють еть иш їш еш имо їмо емо  іть іте імо учи ючи ачи ячи'.split(' ')],
  ['', 'ано ато яно ено єно ято ито уто'.split(' ')],
  ['г', 'гла гло гли гти'.split(' ')],
  // «зруйновано», of «зруйнувати», and «евакуйовано»; not of «приховати».
  ['у', ['овано']],
  ['ю', ['йовано']],
  ['хов', ['ховано']],
  ...['у', 'ю'].map((theme): [string, string[]] => [
    theme,
    [
      ...PAST.map((end) => `${theme}ва${end}`),
      ...PRESENT.flatMap((end) => [theme + end, `${theme}ва${end}`]),
      `${theme}ю`,
    ],
  ]),
]);

/** The endings of verbs whose stem is a consonant and a vowel: «зна-ти», «да-в», «чу-ла». */
export const SHORT_VERB_ENDINGS: Endings = endings([['', [...PAST, ...PRESENT, 'ю']]]);

const LONGEST_ENDING = 9;
const VOWELS = /[аеєиіїоуюяёэы]/;

/** The stems that these endings leave of a word, the longest ending first. Each has a vowel and at least two letters. */
export function stripped(word: string, table: Endings): string[] {
  const stems: string[] = [];
  for (let length = Math.min(LONGEST_ENDING, word.length - 1); length > 0; length--) {
    const kept = table.get(word.slice(-length));
    if (kept === undefined) continue;
    const stem = word.slice(0, -length) + kept;
    if (stem.length > 1 && VOWELS.test(stem.slice(0, stem.length - kept.length))) stems.push(stem);
  }
  return stems;
}

function endings(groups: [kept: string, endings: readonly string[]][]): Endings {
  return new Map(groups.flatMap(([kept, list]) => list.map((ending): [string, string] => [ending, kept])));
}

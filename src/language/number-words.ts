/** What a word says of a number: a part of it, its last, ordinal part, or the thousands that it is counted in. */
export type NumberWord =
  | { kind: 'part'; value: number; rank: Rank }
  | { kind: 'ordinal'; value: number; rank: Rank }
  /** `alone`: the word is a number by itself («тисяча», «мільйон»), and not an unknown many («тисячі»). */
  | { kind: 'magnitude'; value: number; alone: boolean };

/** Units come after tens, tens after hundreds: «двісті сорок два». A teen takes the place of both tens and units. */
export type Rank = 'unit' | 'teen' | 'ten' | 'hundred' | 'whole';

const OBLIQUE = (genitive: string, base: string) => [genitive, `${base}ьох`, `${base}ьом`, `${base}ьма`, `${base}ьома`];

const PARTS: readonly (readonly [value: number, rank: Rank, words: readonly string[]])[] = [
  [1, 'unit', 'один одна одне одного одному одним одній одну однією одною однієї'.split(' ')],
  [2, 'unit', 'два дві двох двом двома двоє обидва обидві обох обом обома обоє удвох вдвох двійко'.split(' ')],
  [3, 'unit', 'три трьох трьом трьома троє утрьох втрьох трійко'.split(' ')],
  [4, 'unit', 'чотири чотирьох чотирьом чотирма четверо'.split(' ')],
  [5, 'unit', ["п'ять", "п'ятеро", ...OBLIQUE("п'яти", "п'ят")]],
  [6, 'unit', ['шість', 'шестеро', 'шістома', ...OBLIQUE('шести', 'шіст')]],
  [7, 'unit', 'сім семи сімох сімом сьома сімома семеро'.split(' ')],
  [8, 'unit', 'вісім восьми вісьмох вісьмом вісьма вісьмома восьмеро'.split(' ')],
  [9, 'unit', ["дев'ять", "дев'ятеро", ...OBLIQUE("дев'яти", "дев'ят")]],
  ...['оди', 'два', 'три', 'чотир', "п'ят", 'шіст', 'сім', 'вісім', "дев'ят"].map(
    (base, index): [number, Rank, string[]] => [
      11 + index,
      'teen',
      [`${base}надцять`, `${base}надцятеро`, ...OBLIQUE(`${base}надцяти`, `${base}надцят`)],
    ],
  ),
  [10, 'teen', ['десять', 'десятеро', ...OBLIQUE('десяти', 'десят')]],
  [20, 'ten', ['двадцять', 'двадцятеро', ...OBLIQUE('двадцяти', 'двадцят')]],
  [30, 'ten', ['тридцять', 'тридцятеро', ...OBLIQUE('тридцяти', 'тридцят')]],
  [40, 'ten', ['сорок', 'сорока', 'сорокома']],
  ...["п'ят", 'шіст', 'сім', 'вісім'].map((base, index): [number, Rank, string[]] => [
    50 + 10 * index,
    'ten',
    [`${base}десят`, ...OBLIQUE(`${base}десяти`, `${base}десят`)],
  ]),
  [90, 'ten', ["дев'яносто", "дев'яноста"]],
  [100, 'hundred', ['сто', 'ста']],
  [150, 'hundred', ['півтораста']],
  [200, 'hundred', 'двісті двохсот двомстам двомастами двохстах'.split(' ')],
  [300, 'hundred', 'триста трьохсот трьомстам трьомастами трьохстах'.split(' ')],
  [400, 'hundred', 'чотириста чотирьохсот чотирьомстам чотирмастами чотирьохстах'.split(' ')],
  ...[
    ["п'ятсот", "п'яти"],
    ['шістсот', 'шести'],
    ['сімсот', 'семи'],
    ['вісімсот', 'восьми'],
    ["дев'ятсот", "дев'яти"],
  ].map(([whole = '', base = ''], index): [number, Rank, string[]] => [
    500 + 100 * index,
    'hundred',
    [whole, `${base}сот`, `${base}стам`, `${base}стах`, `${base}стами`],
  ]),
  [1.5, 'whole', ['півтора', 'півтори']],
  [0.5, 'whole', ['пів', 'половина', 'половини', 'половину', 'половиною', 'половині']],
  [2, 'whole', ['удвічі', 'вдвічі', 'двічі']],
  [3, 'whole', ['утричі', 'втричі', 'тричі']],
  [4, 'whole', ['учетверо', 'вчетверо']],
  [5, 'whole', ["уп'ятеро", "вп'ятеро"]],
  [10, 'whole', ['удесятеро', 'вдесятеро']],
];

const ORDINAL_STEMS: readonly (readonly [value: number, rank: Rank, stem: string])[] = [
  [1, 'unit', 'перш'],
  [2, 'unit', 'друг'],
  [4, 'unit', 'четверт'],
  [5, 'unit', "п'ят"],
  [6, 'unit', 'шост'],
  [7, 'unit', 'сьом'],
  [8, 'unit', 'восьм'],
  [9, 'unit', "дев'ят"],
  [10, 'teen', 'десят'],
  ...['оди', 'два', 'три', 'чотир', "п'ят", 'шіст', 'сім', 'вісім', "дев'ят"].map(
    (base, index): [number, Rank, string] => [11 + index, 'teen', `${base}надцят`],
  ),
  [20, 'ten', 'двадцят'],
  [30, 'ten', 'тридцят'],
  [40, 'ten', 'сороков'],
  [50, 'ten', "п'ятдесят"],
  [60, 'ten', 'шістдесят'],
  [70, 'ten', 'сімдесят'],
  [80, 'ten', 'вісімдесят'],
  [90, 'ten', "дев'яност"],
  [100, 'hundred', 'сот'],
];
const HARD_ENDINGS = 'ий а е і ого ому им ої ій ою у их ими'.split(' ');
const THIRD = 'третій третя третє треті третього третьому третім третьої третьою третю третіх третіми'.split(' ');

const WORDS = new Map<string, NumberWord>([
  ...ORDINAL_STEMS.flatMap(([value, rank, stem]) =>
    HARD_ENDINGS.map((end): [string, NumberWord] => [stem + end, { kind: 'ordinal', value, rank }]),
  ),
  ...THIRD.map((word): [string, NumberWord] => [word, { kind: 'ordinal', value: 3, rank: 'unit' }]),
  ...PARTS.flatMap(([value, rank, words]) =>
    words.map((word): [string, NumberWord] => [word, { kind: 'part', value, rank }]),
  ),
]);

/** Words for thousands, millions and so on: their roots, their short form, the endings of «one of them», the value. */
const MAGNITUDES: readonly (readonly [root: string, short: string, alone: RegExp, value: number])[] = [
  ['тисяч', 'тис', /^(?:[ау]|ею)$/, 1e3],
  ['мільйон', 'млн', /^(?:|а|у|ом)$/, 1e6],
  ['мільярд', 'млрд', /^(?:|а|у|ом)$/, 1e9],
  ['трильйон', 'трлн', /^(?:|а|у|ом)$/, 1e12],
];

/** What a small-lettered word, with U+0027 for the apostrophe, says of a number; undefined where it is none. */
export function numberWord(word: string): NumberWord | undefined {
  const known = WORDS.get(word);
  if (known) return known;
  const half = word.startsWith('пів');
  const name = half ? word.slice(3) : word;
  for (const [root, short, alone, value] of MAGNITUDES) {
    if (name === short && !half) return { kind: 'magnitude', value, alone: false };
    const ending = name.startsWith(root) ? name.slice(root.length) : undefined;
    if (ending === undefined || !/^(?:|[аиіуо]|ів|ою|ею|ом|ам|ам?и|ах)$/.test(ending)) continue;
    return half
      ? { kind: 'part', value: value / 2, rank: 'whole' }
      : { kind: 'magnitude', value, alone: alone.test(ending) };
  }
  return undefined;
}

const COUNTED =
  '(?:річ|ден|денн|годинн|хвилинн|секундн|місячн|тижнев|поверхов|кілометров|метров|тонн|відсотков|мільйонн|мільярдн|тисячн|разов|томн|кімнатн)';
const PREFIXES: readonly (readonly [prefix: string, value: number])[] = [
  ['одно', 1],
  ['дво', 2],
  ['двох', 2],
  ['три', 3],
  ['трьох', 3],
  ['чотири', 4],
  ['чотирьох', 4],
  ...PARTS.filter(([value, rank]) => value >= 5 && value < 100 && rank !== 'whole').map(
    ([value, , words]): [string, number] => [words.find((word) => /[иа]$/.test(word)) ?? words[0]!, value],
  ),
  ['сто', 100],
];
const COMPOUND = new RegExp(`^(?:${PREFIXES.map(([prefix]) => `(${prefix})`).join('|')})${COUNTED}`, 'u');

/** The number that a compound adjective begins with («дванадцятирічний», «триденний»), or undefined. */
export function numberInCompound(word: string): number | undefined {
  const groups = COMPOUND.exec(word)?.slice(1);
  return groups && PREFIXES[groups.findIndex((group) => group !== undefined)]?.[1];
}

import { remembering } from '../../language/remembered.js';

/** The parts of a deed that is told from two sides: who does it or gives, whom it befalls or who gets, what it is about. */
export type Part = 'doer' | 'other' | 'matter';

/** A deed that is told from two sides: one name for all verbs that tell it. */
export interface Deed {
  name: string;
  /** Which part each role has, where the deed is told from more than one side. */
  parts: Readonly<Record<string, Part>>;
}

const WINNER = {
  subject: 'doer',
  object: 'other',
  над: 'other',
  from: 'other',
  проти: 'other',
  with: 'other',
} as const;
const PRIZE_WINNER = { ...WINNER, object: 'matter' } as const;
export const LOSER = {
  subject: 'other',
  object: 'matter',
  recipient: 'doer',
  from: 'doer',
  проти: 'doer',
  with: 'doer',
} as const;
const GIVER = { subject: 'doer', object: 'matter', recipient: 'other' } as const;
const TAKER = { subject: 'other', object: 'matter', from: 'doer' } as const;

/** Deeds with two sides: who wins and who loses, who gives and who gets. Verbs by their beginnings. */
const SIDES: readonly (readonly [name: string, verbs: string, parts: Readonly<Record<string, Part>>])[] = [
  ['win', 'перем[оі][гж] обіг(?:рав|рал|рує|рат) здола подола випере(?:ди|дж) обійш перегра(?:в|л)', WINNER],
  ['win', 'вигра', PRIZE_WINNER],
  ['win', 'програ поступи', LOSER],
  [
    'give',
    'переда[влтєн] подару відда[влтєн] нада[влтєн] вруч(?:и|а|е) пожертву поверну(?:в|л|т)(?!.*ся$) позичи',
    GIVER,
  ],
  ['give', 'отрима одержа', TAKER],
  ['trade', 'прода[влтєнюс]', GIVER],
  ['trade', 'купи(?!в?ся) купу придба закупи закупо', TAKER],
];

/** Verbs that say one thing and those that say its contrary. */
const CONTRARIES: readonly (readonly [one: string, other: string])[] = [
  [
    'зрос зріс вирос виріс збільш підвищ підня(?!ли?ся на м) подорожч додал додав піднім',
    'зменш зниз зниж скорот скороч впа[влд] упа[влд] подешевш опусти спа[влд] втрати',
  ],
  ['посил', 'послаб ослаб'],
  ['прискор пришвид', 'сповіль уповіль'],
  ['дозвол[иея] погод схвал підтрима підтримує задоволь', 'заборон відхил скасу відмови'],
  ['визна', 'скасу заперечи'],
  ['почал почав розпоч відкри віднови запусти', 'завершу завершив завершил закінч закри зупин припин'],
  ['працює працюють працюв', 'зупинив зупинил'],
  ['засуди ув.язни', 'виправда'],
  ['затрима заарештув', 'звільни відпусти'],
  ['призначи', 'звільни'],
  ['вижи', 'загину помер'],
  ['приєдна вступ увійш ввійш', 'вийш покину'],
  ['підтверд', 'спростув запереч'],
  ['прийня прийме', 'відхил відкину'],
  ['оскарж', 'визна'],
  ['найня найма', 'звільни скороти'],
  ['увів ввів запровад введ', 'скасу зня'],
  ['схвали похвали', 'розкритик'],
];

const rootsOf = (verbs: string) => new RegExp(`^(?:${verbs.split(' ').join('|')})`, 'u');
const sides = SIDES.map(([name, verbs, parts]) => ({ name, pattern: rootsOf(verbs), parts }));
const contraries = CONTRARIES.map(([one, other]) => ({ one: rootsOf(one), other: rootsOf(other) }));

/** The deed that a verb with two sides tells; `null` for any other. */
export const twoSided = remembering((verb): Deed | null => {
  const side = sides.find(({ pattern }) => pattern.test(verb));
  return side === undefined ? null : { name: side.name, parts: side.parts };
});

/** Do two verbs, small-lettered, say the contrary of each other? */
export function areContrary(one: string, other: string): boolean {
  return contraries.some(
    (pair) => (pair.one.test(one) && pair.other.test(other)) || (pair.one.test(other) && pair.other.test(one)),
  );
}

const VERB_ENDING =
  /(?:(?:уват|юват|ат|ят|ит|іт|їт|ут)?(?:име(?:ш|те|мо)?|имуть|им(?:у|емо))|(?:[ую]ва|о?ва)?(?:в|ла|ло|ли|ти|ть|но|то)|[ую](?:є|ють)|[аяє]є|[аяую]ють|ає|яє|ить|ять|ать|уть|ють|їть|ить|ено|єно|ано|ито|уто|ує|ює|є|е|и)$/u;

/** What the forms of a verb and of its other aspect share: «оскаржить» and «оскаржуватиме». */
export const verbRoot = remembering((verb) => {
  const active = verb.replace(/(?<=.{4})с[яь]$/u, '');
  let root = active.replace(VERB_ENDING, '').replace(/(?<=.{3})(?:[ую]ва|ова|[аяиіїуюоеє]+)$/u, '');
  root = root
    .replace(/дж$/u, 'д')
    .replace(/(?<=.{2})[жз]$/u, 'г')
    .replace(/щ$/u, 'ст')
    .replace(/(?<=[бпвмф])л$/u, '')
    .replace(/(?<=.{2})ч$/u, 'т')
    .replace(/(?<=.{2})ш$/u, 'с');
  root = root.replace(/^у(?=[бвгґджзклмнпрстфхцчшщ])/u, 'в');
  return root.length >= 2 ? root : active;
});

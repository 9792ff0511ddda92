import { stem } from './stem.js';

/** What is cut off the end of a word, and what stands there in its dictionary form. */
type Rule = readonly [cut: RegExp, ending: string];

const OF_MASCULINE = '(?:а|у|ом|ові|и|ів|ам|ами|ах)';
const OF_NEUTER = '(?:а|у|ом|і|ам|ами|ах|)';
const OF_FEMININE = '(?:и|і|у|ою)';
const OF_IYA = '(?:ї|ю|єю|й|ям|ями|ях)';
const OF_ADJECTIVE = '(?:ого|ому|им|их|ими|ої|ій|ою|у|а|е|і)';

/** Names of lands alone: «Херсонщині», «Франції». What else a name is called in the nominative its end does not say. */
const RULES_OF_NAMES: readonly Rule[] = [
  rule('(?:щ|чч)ин|^україн', OF_FEMININE, 'а'),
  rule('(?:[цсзн]|[вь]ег|льг)і', '(?:ї|єю)', 'я'),
];

/** Endings that leave a word one dictionary form only. One that two kinds share, as -у of «воду» and «мосту», is not here. */
const RULES: readonly Rule[] = [
  ...RULES_OF_NAMES,
  // Adjectives: «міської», «головного», «нових», «колишнього».
  rule('(?<!вій)[сцз]ьк', OF_ADJECTIVE, 'ий'),
  rule('[нвлжшчщ]', 'ого', 'ий'),
  rule('(?:[иіоеуаян]н|[лрчтксвздгмж]н|ов|ев)', '(?:ому|их|ими|ої)', 'ий'),
  rule('[нт]', '(?:ього|ьому|ьої)', 'ій'),
  rule('н', '(?:іх|іми)', 'ій'),
  // Nouns whose suffix says their gender: «безпечності», «голосуванням», «підприємств», «працівників».
  rule('(?:[нвл]|як|льк|дк|рт)', '(?:ості|остей|остями|остях|істю)', 'ість'),
  rule('[аеія]нн', '(?:ям|ю)', 'я'),
  rule('[сц]тв', OF_NEUTER, 'о'),
  rule('[иі]', '(?<!вели|ди)кою', 'ка'),
  rule('[аеиіїя]н', 'кою', 'ка'),
  rule('(?:.{3}[цсз]|[оаер]г|[еіо]м|[аоі]н|[^т]ор|[ра]т|[та]ст|по?д|стад|траге?д|мед)і', OF_IYA, 'я'),
  rule('.{2}і', 'єю', 'я'),
  rule('(?<!чор|брус)ник|[аеиоуюкнв]тор|(?<!^р)ент', OF_MASCULINE, ''),
  rule('[а-яґєії]{3}[рнлкцфгв]іст', '(?:ом|ові|и|ів|ам|ами|ах)', ''),
  rule('[нмв]', 'ців', 'ець'),
  // One consonant, a hard one, after a vowel that does not change.
  rule('[аиую](?:[бвгджзнпрстфхшч]|[нрск]т|[рн]д)', '(?<!сид)ів', ''),
];

/** What the rules would take for others: words of the plural, and nouns that end like adjectives. */
const OTHERS = /^(?:пальн|майбутн|набережн|минул|фінанс|друз|княз|карас)|(?:економ|астроном|агроном|автоном|геном)у$/;
/** A shorter word is too short to show what it is, in letters. */
const SHORTEST = 5;

/**
 * The form of a Ukrainian word that stands in dictionaries («тарифів»: «тариф», «міської»: «міський»), where its ending
 * leaves no other; else the word as it is. Capitals stay. Of 2,422 inflected nouns and adjectives of a treebank it changes
 * 672, seven of them to another form than stands there: adjectives that are used as nouns.
 */
export function baseForm(word: string): string {
  const small = word.toLowerCase();
  // Capitals inside are an abbreviation's.
  if (word.length < SHORTEST || word.slice(1) !== small.slice(1) || OTHERS.test(small)) return word;
  const found = (word === small ? RULES : RULES_OF_NAMES).find(([cut]) => cut.test(small));
  if (!found) return word;
  const base = word.slice(0, small.search(found[0])) + found[1];
  // What is searched for by the one must be found by the other.
  return stem(base) === stem(word) ? base : word;
}

function rule(before: string, cut: string, ending: string): Rule {
  return [new RegExp(`(?<=${before})${cut}$`), ending];
}

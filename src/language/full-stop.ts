import {
  ACTORS,
  CIRCUMSTANCES,
  LABELS,
  LANGUAGES,
  MAGNITUDES,
  NEEDS_A_NAME,
  NEEDS_A_NUMBER,
  STARTERS,
} from './abbreviations.js';
import { monthNumber } from './dates.js';

/** A full stop whose meaning is asked: the sentence up to it, the next word, and the beginning of what follows that word. */
interface FullStop {
  said: string;
  next: string;
  after: string;
  /** A dash stands between the stop and the next word. */
  dashed: boolean;
}

/**
 * Does this full stop belong to an abbreviation, an initial or a number, and not end the sentence? The next word is
 * known to begin as a sentence can: with a capital or a digit.
 */
export function isAbbreviation({ said, next, after, dashed }: FullStop): boolean {
  const tail = said.slice(-60);
  const token = /[\p{L}\p{N}.'’ʼ-]*$/u.exec(tail.slice(tail.lastIndexOf(' ') + 1))?.[0] ?? '';
  const lead = tail.slice(0, tail.length - token.length).trimEnd();
  if (token === '' || /\d$/.test(token)) return isSpacedDate(lead, token, next);
  const starts = STARTERS.has(next.toLowerCase());
  if (isInitial(token))
    return !(dashed || /^\d/.test(next) || isLabelled(lead, token) || (starts && !after.startsWith('.')));
  const before = (/\S*$/.exec(lead.slice(lead.lastIndexOf(' ') + 1))?.[0] ?? '').toLowerCase();
  return isShortened(token.toLowerCase(), { said, before, next, after, dashed, starts });
}

/** «28. 10. 2024» */
function isSpacedDate(lead: string, token: string, next: string): boolean {
  return /^\d{1,2}$/.test(token) && (/(?<!\d)\d\d?\.$/.test(lead) ? /^\d{4}$/ : /^(?:0[1-9]|1[0-2])$/).test(next);
}

/** «В», «В.О», «Дж», «Ж.-К». */
function isInitial(token: string): boolean {
  return /^(?:(?:\p{Lu}|Дж|Дз|Ch|Th)\.?-?)*(?:\p{Lu}|Дж|Дз|Ch|Th)$/u.test(token) && !/\p{Lu}{2}/u.test(token);
}

/** «вітамін С», «точки А, Б та В», «Карл V»: the letter names a thing, and is nobody's initial. */
function isLabelled(lead: string, letter: string): boolean {
  const before = /\p{L}*$/u.exec(lead)?.[0] ?? '';
  if (/^[IVX]$/.test(letter) && /^\p{L}?\p{Ll}{2,}$/u.test(before)) return true;
  return LABELS.has(before.toLowerCase()) || /(?<!\p{L})\p{Lu},? (?:та|і|й|або|чи|and|or)$/u.test(lead);
}

interface Around extends FullStop {
  /** The word before the abbreviation, in small letters. */
  before: string;
  /** The next word is one that begins sentences. */
  starts: boolean;
}

const SMALLER_UNIT = /^\s+(?:міс|дн|год|хв|сек|с|коп|цент|м|см|мм|г|гр|тис)(?!\p{L})/u;
const SURNAME = /^\p{Lu}.*(?:енк|ук|юк|ськ|цьк|ов|ев|єв|ін|їн|ич|як|ко|ий)(?:|а|ого|у|ому|ом|им|ові|і)$/u;
const RANK = /[–—-][ivxіх\d]+$/;
const NUMBER_OR_ROMAN = /(?:\d|\/|^[ivxіх]+|тис\.?|млн\.?|млрд\.?|кв\.|куб\.)$/;

function isShortened(name: string, around: Around): boolean {
  const { before, next, after } = around;
  const last = name.slice(name.lastIndexOf('.') + 1);
  const digits = /^\d/.test(next);
  const counted = NUMBER_OR_ROMAN.test(before.replace(RANK, ''));
  if (NEEDS_A_NAME.has(name) || NEEDS_A_NAME.has(last)) return true;
  if (last === 'полк') return after.startsWith('.') || SURNAME.test(next);
  // «5 р. 6 міс.», «ст. 5», but «у XX ст. 5 країн»
  if (digits && SMALLER_UNIT.test(after)) return true;
  const isOver = last === 'ст' ? /^[ivxіх]/.test(before) : counted && CIRCUMSTANCES.has(last);
  if (digits && NEEDS_A_NUMBER.has(last) && !isOver) return true;
  // «і т. д.», «і т. п.»
  if (/^[дпі]$/.test(last) && (name !== last || before === 'т.')) return false;
  if (MAGNITUDES.has(last)) return /\p{Lu}\p{Ll}?\p{Lu}/u.test(next) && !ACTORS.has(next);
  if (LANGUAGES.has(last)) return !/^[А-ЯІЇЄҐ]/.test(next);
  if (last === 'дол') return /^(?:США|Канади|Австралії|Сінгапуру)$/.test(next);
  if (last === 'ред') return /^(?:за|під)$/.test(before);
  // «с. Гатне», «р. Десна», «ст. Дарниця»; not «180 см», «минулого р.»
  if (/^(?:[вгдклмнопрстфхцчш]|ст)$/.test(last) && !counted && !isYear(last, before)) return true;
  return isCircumstance(last, before) && !endsHere(around);
}

/** «12 лист.» is a day; «лист.» alone is a letter, and «12 листопада.» is written out. */
function isCircumstance(last: string, before: string): boolean {
  const isShortMonth = monthNumber(last) !== null && !/(?:ень|ня|ні|ий|ого|ому|д|да|ді)$/.test(last);
  return CIRCUMSTANCES.has(last) || (/^\d{1,2}$/.test(before) && isShortMonth);
}

/** After a year, an hour or a region: has the sentence said something, or does a new one plainly begin? */
function endsHere({ said, next, after, starts }: Around): boolean {
  if (/^\d{4}$/.test(next)) return false;
  return starts || after.startsWith(':') || hasVerb(said);
}

/** «цього р.», «минулого р.»: a year without its number. */
function isYear(last: string, before: string): boolean {
  return last === 'р' && /(?:ого|ому)$/.test(before);
}

/** The endings of verbs that carry a sentence, and the commonest short ones. */
const VERB =
  /(?:[аиіуяюєї](?:в|л[аои])(?:ся|сь)?|(?:ть|ти)ся|тись|[аяиїую]ть|[аяиї]ти|[ая]но|ено|[уи]то|[єе](?:мо|те|ш))(?![\p{L}'’ʼ])|(?<![\p{L}'’ʼ])(?:є|був|міг|зміг|зник|[ввдзприй]*йшов|зріс|має|дає|помер|немає|— це)(?![\p{L}'’ʼ])/u;

/** «Нагадаємо, …»: what is said by the way says nothing of the sentence. */
const ASIDE = /^\s*(?:Нагадаємо|Зазначимо|Додамо|Зауважимо|Уточнимо),/;

function hasVerb(said: string): boolean {
  return VERB.test(said.replace(ASIDE, ''));
}

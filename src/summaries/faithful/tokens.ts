import { remembering } from '../../language/remembered.js';
import { isStopWord } from '../../language/stopwords.js';
import { hasVerb } from '../extract/predicates.js';
import { keyOf } from './stretches.js';

/** A word or a mark of a sentence. */
export interface Token {
  kind: 'word' | 'number' | 'verb' | 'preposition' | 'joint' | 'pronoun' | 'time' | 'aside' | 'border';
  /** In small letters, with one apostrophe. */
  word: string;
  /** What its forms share; empty for what carries no matter. */
  key: string;
  isName: boolean;
  /** Does it stand in quotation marks, as a name of one or some words? */
  isTitle: boolean;
  /** Which title of the sentence it belongs to, from 1; 0 for none. */
  title: number;
  /** «НБУ», which has no cases. */
  isShort: boolean;
  /** Has it its capital from the sentence that it opens? */
  isOpening: boolean;
}

const TOKEN = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’ʼ\-.,][\p{L}\p{N}]+)*|[«»"„“”]|[,;:()—–.!?…-]/gu;
const PREPOSITION =
  /^(?:у|в|на|з|із|зі|до|від|про|для|за|під|над|при|через|серед|між|щодо|проти|після|перед|без|біля|крім|окрім|попри|по|о|об|поблизу|замість|згідно|внаслідок|унаслідок|завдяки|протягом|упродовж|впродовж|навколо|поруч|шляхом)$/u;
const JOINT = /^(?:і|й|та|а|але|проте|однак|або|чи|зате)$/u;
const PRONOUN =
  /^(?:він|вона|воно|вони|той|та|те|ті|його|її|їх|йому|їй|їм|нього|неї|них|ним|нею|ними|тому|тієї|того|якого|який|яка|яке|які|якому|якій|яку|яким|якою|яких|якими|котр(?:ий|а|е|і|ого|ої|ому|их))$/u;
/** When it was: no part of the deed. */
const TIME =
  /^(?:(?:рок|дн|тижн|місяц|годин|хвилин|добу?|доб|ноч|ранк|вечор|вечер|січн|лют|березн|квітн|травн|червн|липн|серпн|вересн|жовтн|листопад|грудн)\p{L}{0,3}|рік|день|ніч|діб|ранок|вечір|місяць|тиждень|торік|позаторік|нині|тепер|зараз|раніше|опівдні|уночі|вночі|уранці|вранці|увечері|ввечері|сьогодні|учора|вчора|завтра|минулого|цього|наступного|минулому|минулої|понеділ\p{L}+|вівтор\p{L}+|серед[уи]|четвер\p{L}*|п'ятниц\p{L}+|субот\p{L}+|неділ\p{L}+)$/u;
const COUNT =
  /^(?:дв[аіо]\p{L}*|обид\p{L}+|тр(?:и|ьо\p{L}*|оє)|чотир\p{L}*|четвер\p{L}+|п'ят(?:ь|и|еро|ьох|ьма)|шіст\p{L}*|шест\p{L}*|сім|сем\p{L}*|вісім|вось\p{L}*|дев'ят\p{L}*|десят(?!и[лдпрт])\p{L}*|\p{L}+надцят\p{L}*|\p{L}+дцят\p{L}*|сорок\p{L}*|сто|ста|сот\p{L}*|тисяч\p{L}*|тис|млн|млрд|мільйон\p{L}*|мільярд\p{L}*|кільк\p{L}+|багат\p{L}+|понад|близько|майже|половин\p{L}|решт\p{L})$/u;
const ADVERB =
  /^(?:\p{L}{3,}(?:дня|но|во|ше|ко|ло|го|жди|зом|чі|сті)|знову|навпаки|вже|уже|ще|удвічі|вдвічі|утричі|втричі|двічі|тричі|найбільше|навесні|восени)$/u;
const INFINITIVE = /\p{L}(?:[аяиіїую]|[сз]|[иоеяі]г)ти(?:ся|сь)?$/u;
/** Nouns that end as verbs do. */
const NO_VERB =
  /^(?:посла|поділ|сили|пункти|числа|весла|масла|крісла|русла|ремесла|світла|тепла|села|тіла|діла|скла|зла|тила|\p{L}*(?:путати|лдати|ндати|дидати|плати|трати|дебати|хати|мати|гати|кати|стати|цитати|атестати|результати|експонати|пости|тости|гості|мости|кості|хвости|стріли|відділи|розділи|прикордонні))$/u;
/** What a number measures says nothing of who does what. */
const MEASURE =
  /^(?:грив\p{L}+|грн|долар\p{L}*|євро|фунт\p{L}{0,2}|злот\p{L}+|копій\p{L}+|копійок|тонн\p{L}*|метр\p{L}{0,3}|кілометр\p{L}*|сантиметр\p{L}*|міліметр\p{L}*|гектар\p{L}*|сот(?:ок|ки|ці)|центнер\p{L}*|кілограм\p{L}*|відсот\p{L}+|градус\p{L}*|літр\p{L}{0,3}|кубометр\p{L}*|мегават\p{L}*|кіловат\p{L}*|раз(?:и|ів)?)$/u;

/** The words and marks of a sentence, in order. */
export function tokensOf(sentence: string): Token[] {
  const found = sentence.match(TOKEN) ?? [];
  let isQuoted = false;
  let titles = 0;
  const tokens: Token[] = [];
  for (const text of found) {
    if (/^[«»"„“”]$/u.test(text)) {
      titles += 1;
      isQuoted = text === '«' || text === '„' || (/["“”]/u.test(text) && !isQuoted);
      continue;
    }
    if (/^[^\p{L}\p{N}]+$/u.test(text)) {
      tokens.push({
        kind: 'border',
        word: text,
        key: '',
        isName: false,
        isTitle: false,
        title: 0,
        isShort: false,
        isOpening: false,
      });
      continue;
    }
    const word = text.toLowerCase().replace(/[’ʼ]/gu, "'");
    const isOpening = tokens.every((token) => token.kind === 'border') || /^[.:!?…]$/u.test(tokens.at(-1)?.word ?? '');
    const isCapital = /^\p{Lu}/u.test(text);
    const isName = isCapital && !isStopWord(word) && (!isOpening || isQuoted || /^\p{Lu}{2}/u.test(text));
    const kind = kindOf(word, { isName, isTitle: isQuoted });
    const key = kind === 'word' || kind === 'verb' ? (isName || isQuoted ? nameKey(word) : keyOf(word)) : '';
    tokens.push({
      kind,
      word,
      key,
      isName,
      isTitle: isQuoted,
      title: isQuoted ? titles : 0,
      isShort: /^\p{Lu}{2,}$/u.test(text),
      isOpening: isOpening && isCapital,
    });
  }
  return tokens;
}

function kindOf(word: string, { isName, isTitle }: { isName: boolean; isTitle: boolean }): Token['kind'] {
  if (/^\d/u.test(word)) return /\p{L}{2}/u.test(word) && !/^\d+-\p{L}{1,3}$/u.test(word) ? 'word' : 'number';
  return isName || isTitle ? 'word' : kindOfSmall(word);
}

const kindOfSmall = remembering((word): Token['kind'] => {
  if (PREPOSITION.test(word)) return 'preposition';
  if (JOINT.test(word)) return 'joint';
  if (PRONOUN.test(word)) return 'pronoun';
  if (TIME.test(word)) return 'time';
  if (COUNT.test(word) || MEASURE.test(word)) return 'number';
  if (isStopWord(word)) return 'aside';
  if (NO_VERB.test(word)) return 'word';
  if (hasVerb(word) || INFINITIVE.test(word)) return 'verb';
  return ADVERB.test(word) ? 'aside' : 'word';
});

const NAME_ENDING =
  /(?:(?<=.{3})(?:ові|еві|єві)|ого|ому|ої|ою|ею|єю|ом|ем|єм|ами|ями|ах|ях|ий|(?<=[кн]|[оеє]в)ій|(?<=[кн])их|[аеєиіїоуюяьй])$/u;

/** What the cases of a name share: stems know words, and take «Данило» for a verb. */
function nameKey(word: string): string {
  const base = word.length > 3 ? word.replace(NAME_ENDING, '') : word;
  return base.replace(/(?<=.{2})[іїоеє](?=[бвгґджзклмнпрстфхцчшщ]{1,2}$)/u, '*');
}

/** What the names within sentences share. */
export function namesAmong(read: readonly (readonly Token[])[]): string[] {
  return read.flatMap((tokens) => tokens.filter((token) => token.isName).map((token) => token.key));
}

/** Makes a name of the word that opens a sentence where the texts have it as a name elsewhere. */
export function withOpeningNames(tokens: readonly Token[], names: ReadonlySet<string>): Token[] {
  return tokens.map((token) => {
    if (!token.isOpening || token.isName || token.word.length < 3 || isStopWord(token.word)) return token;
    const key = nameKey(token.word);
    return names.has(key) ? { ...token, kind: 'word', key, isName: true } : token;
  });
}

import { CUE, cuesOf } from './cues.js';
import { SPEECH_VERB } from './lexicon.js';
import { hasMainVerb, hasPredicate, hasVerb } from './predicates.js';
import { type Speaker, speakerAfter, withSmallRole } from './speakers.js';

/** Whose words a sentence reports, as the sentence itself says it. */
export interface Attribution {
  verb: string;
  /** 'unnamed' where the source is an agency, a document or nobody: a digest names its publishers itself. */
  speaker: Speaker | 'pronoun' | 'unnamed';
}

const ABOUT_THIS = new RegExp(
  `^(?:Також |Раніше )?(?:Про (?:це|таке|те|все це|подію|інцидент|відповідне)|На (?:цьому|це)|Так(?:у|ими|і|ий)|Відповідн(?:у|і|ий)|Сво(?:ю|їми)|Ц(?:ю|і)|Його|Її|З так\\p{L}+|Подробиці|Деталі|Це(?= (?:${SPEECH_VERB})))(?=\\s).{0,140}?(?<!\\p{L})` +
    `(${SPEECH_VERB}|висловив|висловила|висловили|зробив|зробила|зробили|навів|навела|навели|наводить|оприлюднюють|стало відомо|відомо)(?!\\p{L})(.*)$`,
  'su',
);
const SAID_BY_PRONOUN = new RegExp(`^(?:${SPEECH_VERB})\\s(?:він|вона|вони|про це)(?!\\p{L})`, 'iu');
const SHOWN_SOMEWHERE =
  /^(?:\p{L}+ )?(?:Ролик|[Фф]ото|Знім\p{L}+|Відео|Кліп|Трейлер|Публікаці\p{L}+|Пост|Запис|Допис|Скриншот|[Вв]ідео|[Кк]адри)(?:\s[\p{Ll}-]+){0,5} (?:з[’']яв(?:и[вл]|ляє)\p{L}*|публікують|поширюють|ширять|опублік\p{L}+|розмі\p{L}+|оприлюдн\p{L}+)/u;

/** «Рішення влади пояснив міністр…», «Результат можна побачити на відео»: told of, and not told. */
const TOLD_OF = new RegExp(
  `^[\\p{L}\\d\\s«»’'-]{4,90}? (?:у|в|на|під|для) .{0,60}?(?<!\\p{L})(пояснив|пояснила|пояснили|прокоментував|прокоментувала|прокоментували|коментує)(?= )(?!.*, (?:що|чому|як) )(.*)$|` +
    `^[\\p{L}\\d\\s-]{4,60}? (прокоментував|прокоментувала|прокоментували) (.*)$|(?:можна|можете) (?:прослідкувати|побачити|переглянути|подивитися|почути|прочитати|знайти) (?:на|у|в|за|тут)(?!\\p{L})`,
  'su',
);

/** The attribution that is all a sentence says («Про це заявив міністр…»); `null` for a sentence with matter of its own. */
export function onlyAttribution(sentence: string, cues: number = cuesOf(sentence)): Attribution | null {
  if (SHOWN_SOMEWHERE.test(sentence)) return { verb: '', speaker: 'unnamed' };
  if ((cues & (CUE.speech | CUE.told)) === 0) return null;
  if (SAID_BY_PRONOUN.test(sentence)) return { verb: '', speaker: 'unnamed' };
  const toldOf = TOLD_OF.exec(sentence);
  if (toldOf) {
    const verb = toldOf[1] ?? toldOf[3] ?? '';
    const teller = speakerAfter(verb, toldOf[2] ?? toldOf[4] ?? '');
    return { verb, speaker: teller !== null && teller !== 'pronoun' && teller.name !== null ? teller : 'unnamed' };
  }
  const match = ABOUT_THIS.exec(sentence);
  if (!match || /:\s|,\sщо(?:б)?\s/u.test(match[2]!)) return null;
  if (
    /^(?:Його|Її|Ц(?:ю|і)|Сво)/u.test(sentence) &&
    !/дані|історі|думк|заяв|слов|інформац|позиці/iu.test(sentence.slice(0, 40))
  )
    return null;
  const verb = plainVerb(match[1]!, sentence);
  const before = subjectBefore(sentence, match[1]!);
  const speaker = speakerAfter(verb, match[2]!) ?? before;
  const isNamed = speaker === 'pronoun' || (speaker !== null && isWitness(speaker, verb));
  return { verb, speaker: isNamed ? speaker : 'unnamed' };
}

/** A person and not an agency: «повідомляє Держслужба» has one word and the present tense of agencies. */
function isWitness(speaker: Speaker, verb: string): boolean {
  return speaker.name !== null && (speaker.name.includes(' ') || /(?:в|ла|ли)(?:ся)?$/u.test(verb));
}

/** «Про це Бойко повідомив…»: the subject may stand before its verb. */
function subjectBefore(sentence: string, verb: string): Speaker | 'pronoun' | null {
  const words = sentence.slice(0, sentence.indexOf(` ${verb}`)).replace(/^\S+(?: \S+)?\s?/u, '');
  return words === '' ? null : speakerAfter(verb, words);
}

/** «висловив думку» is «вважає», «зробив заяву» is «заявив». */
function plainVerb(verb: string, sentence: string): string {
  const ending = /(в|ла|ли)$/u.exec(verb)?.[1] ?? 'в';
  if (/^(?:вислови|навів|наве|наводить)/u.test(verb)) {
    if (/думк/iu.test(sentence)) return ending === 'ли' ? 'вважають' : 'вважає';
    return `повідоми${ending}`;
  }
  return verb.startsWith('зроби') ? `заяви${ending}` : verb;
}

const LEADING: readonly RegExp[] = [
  new RegExp(`^як (?:також |раніше |вже )?(?<verb>${SPEECH_VERB}) (?<who>[^,]{2,90}), (?<core>.+)$`, 'isu'),
  new RegExp(`^(?<verb>${SPEECH_VERB}) (?<who>[^,]{2,60}), (?:що )?(?<core>.+)$`, 'isu'),
  new RegExp(
    `^(?<who>він|вона|вони) (?:також |при цьому |окремо |ще |зокрема )?(?<verb>${SPEECH_VERB})(?: також)?, що (?<core>.+)$`,
    'isu',
  ),
  new RegExp(
    `^(?:(?:(?:у|в) (?:повідомленні|заяві|матеріалі|документі|дописі|відомстві|міністерстві)(?: \\p{L}+)?|видання|джерело) )(?<verb>${SPEECH_VERB})(?: також)?, що (?<core>.+)$`,
    'isu',
  ),
];
const BY_NOBODY = new RegExp(`^(?<verb>${SPEECH_VERB})(?: також)?, що (?<core>.+)$`, 'isu');
const BY_SOMEONE =
  /^(?:за|на|згідно з|згідно із|зі|відповідно до) (?<whose>його|її|їх(?:німи|ньою|німи)?|цими|цією)? ?(?:словами|слів|думку|даними|інформацією|переконання|повідомленням|оцінк\p{L}+|прогноз\p{L}+|підрахунками|версією|свідченнями|джерелами)(?<who> [^,]{2,80})?, (?<core>.+)$/isu;
const INSIDE: readonly RegExp[] = [
  new RegExp(`, (?:як )?(?:також )?(?<verb>${SPEECH_VERB}) (?<who>[^,]{2,60}), `, 'su'),
  /, (?:за|на) (?<whose>його|її|їхніми|їх) (?:словами|думку|даними|оцінк\p{L}+)(?:, | )/su,
  /, за словами (?<whom>[^,]{2,60}), /su,
];
/** What the ways of INSIDE that need no verb of saying begin with. */
const ACCORDING = /, (?:за|на) /u;
const TRAILING = new RegExp(
  `^(?<core>.{25,}?[^—–-]), (?:[—–-] )?(?:про це |про що |як |йдеться )?(?<verb>${SPEECH_VERB}) (?<who>[^,]{2,110}(?:, \\d{1,2} \\p{Ll}+)?)[.]?$`,
  'su',
);

const SUBJECT_SAID = new RegExp(
  `^(?<who>[^,:«»—]{3,90}?) (?:також |при цьому |окремо |зокрема )?(?<verb>${SPEECH_VERB})(?: також)?, що (?<core>.+)$`,
  'su',
);

/** «Генсек уточнив, що втрати сягають…»: what a sentence's own subject says, apart from him; `null` where it is no such sentence. */
export function saidBySubject(
  sentence: string,
  properNames: ReadonlySet<string>,
): { core: string; verb: string; speaker: Speaker } | null {
  if (!sentence.includes(', що ')) return null;
  const groups = SUBJECT_SAID.exec(sentence)?.groups;
  if (!groups || lacksSubject(groups.core!)) return null;
  const speaker = speakerAfter(groups.verb!, withSmallRole(groups.who!, properNames));
  if (speaker === null || speaker === 'pronoun' || speaker.gender === null) return null;
  return { core: groups.core!, verb: groups.verb!, speaker };
}

const BY_SURNAME =
  /^(?<how>за словами|на думку|на переконання|за оцінк\p{L}+|за прогноз\p{L}+) (?<who>\p{Lu}\p{Ll}[\p{L}’'-]+), (?<core>.+)$/isu;

/** «На думку Довгаль, ціна не впаде»: what somebody says who goes by the surname alone; `null` where it is no such sentence. */
export function saidByNamed(sentence: string): { core: string; verb: string; surname: string } | null {
  const groups = BY_SURNAME.exec(sentence)?.groups;
  if (!groups || !/^\p{Lu}/u.test(groups.who!) || lacksSubject(groups.core!)) return null;
  return { core: groups.core!, verb: /словами/iu.test(groups.how!) ? 'каже' : 'вважає', surname: groups.who! };
}

/** A sentence without the words that say who said it, and who that was. */
export interface Unwrapped {
  core: string;
  attribution: Attribution | null;
  /** Does the attribution hold an opinion, so that the core may not stand as a fact? */
  isView: boolean;
}

/** Takes one attribution off a sentence: from its front, its end or its middle; `null` where it has none. */
export function unwrap(sentence: string, cues: number = cuesOf(sentence)): Unwrapped | null {
  const isSpoken = (cues & CUE.speech) !== 0;
  for (const pattern of isSpoken ? LEADING : []) {
    const groups = pattern.exec(sentence)?.groups;
    if (groups) return unwrapped(groups.core!, groups.verb!, groups.who ?? '');
  }
  const nobody = isSpoken ? BY_NOBODY.exec(sentence)?.groups : undefined;
  if (nobody) return unwrapped(nobody.core!, nobody.verb!, 'він');
  const by = BY_SOMEONE.exec(sentence)?.groups;
  if (by) {
    const isView = /^на .{0,6}(?:думку|переконання)|прогноз/iu.test(sentence);
    if (by.whose === undefined && by.who === undefined) return { core: by.core!, attribution: null, isView };
    if (by.whose === undefined) return /\d/u.test(by.core!) && !isView ? namelessly(by.core!) : null;
    return { core: by.core!, attribution: { verb: isView ? 'вважає' : 'каже', speaker: 'pronoun' }, isView };
  }
  const trailing = isSpoken ? TRAILING.exec(sentence)?.groups : undefined;
  if (
    trailing &&
    hasPredicate(trailing.core!) &&
    hasMainVerb(trailing.core!) &&
    !/(?:який|яка|яке|які|що|де|коли|якщо)$/u.test(trailing.core!)
  )
    return unwrapped(trailing.core!, trailing.verb!, trailing.who!);
  for (const pattern of isSpoken || ACCORDING.test(sentence) ? INSIDE : []) {
    const match = pattern.exec(sentence);
    if (!match || match.index < 4) continue;
    const groups = match.groups!;
    const rest = sentence.slice(match.index + match[0].length);
    const core = sentence.slice(0, match.index) + joint(sentence, match) + rest.replace(/^є (?=\p{Ll})/u, '— ');
    if (groups.whose !== undefined)
      return { core, attribution: { verb: 'каже', speaker: 'pronoun' }, isView: /думку/u.test(match[0]) };
    if (groups.whom !== undefined) return { core, attribution: { verb: 'каже', speaker: 'unnamed' }, isView: false };
    return unwrapped(core, groups.verb!, groups.who!);
  }
  return null;
}

/** «За даними 15 метеостанцій, …»: figures stand without the source that collected them; other words of somebody do not. */
function namelessly(core: string): Unwrapped {
  return { core, attribution: { verb: 'каже', speaker: 'unnamed' }, isView: false };
}

/** A clause that opened before the parenthesis keeps its comma after it: «Якщо треба, каже він, залучать…». */
function joint(sentence: string, match: RegExpExecArray): string {
  const before = sentence.slice(0, match.index);
  return /(?<!\p{L})(?:якщо|коли|хоча|оскільки|як|щоб|доки|поки|попри те)(?!\p{L})/iu.test(before) ? ', ' : ' ';
}

/** «він підкреслив, що висловлює власну думку»: the subject stays behind with the attribution. */
function lacksSubject(core: string): boolean {
  return (
    /^(?!є |немає |нема |йдеться |ідеться |треба |потрібно |можна |варто |слід |\p{L}+(?:но|то) )/iu.test(core) &&
    hasVerb(core.split(' ')[0]!)
  );
}

function unwrapped(core: string, verb: string, who: string): Unwrapped | null {
  if (lacksSubject(core)) return null;
  const speaker = speakerAfter(verb, who);
  const isNamed =
    speaker === 'pronoun' ||
    (speaker !== null && speaker.name !== null) ||
    (speaker !== null && speaker.gender !== null);
  return {
    core,
    attribution: { verb: verb.toLowerCase(), speaker: isNamed ? speaker! : 'unnamed' },
    isView: /^(?:вважа|стверджу|переконан|впевнен|пев[ен]|припус|прогноз|спрогноз|запевн|закли)/u.test(
      verb.toLowerCase(),
    ),
  };
}

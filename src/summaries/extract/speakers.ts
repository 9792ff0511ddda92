import { SPEECH_VERB } from './lexicon.js';

/** Who said something: the words that an article introduces him with, in the nominative, as after «сказав». */
export interface Speaker {
  /** «міністр оборони США Ллойд Остін» */
  phrase: string;
  /** «Ллойд Остін»; `null` where the words hold no person's name: «речник», «у поліції». */
  name: string | null;
  gender: 'masculine' | 'feminine' | null;
}

/** Words with the one who said them. */
export interface Speech {
  verb: string;
  speaker: Speaker;
}

const PRONOUN = /^(?:він|вона|вони|там|цей|ця)(?!\p{L})/iu;

/** Where the speaker's own words end and the circumstances of saying begin. */
const CIRCUMSTANCE = new RegExp(
  '\\s*(?:[,;(]\\s*|\\s(?:і|й|та|а)\\s(?=\\p{Ll}+(?:в|ла|ли|є|ють|ить|ять)(?:ся)?(?:[\\s,]|$))|' +
    '\\s(?:під час|[уву] (?:своєму|своїй|своєї|ефірі|етері|коментарі|інтерв.ю|інтервʼю|розмові|відео\\p{L}*|соц\\p{L}+|мережі|понеділок|вівторок|середу|четвер|п.ятницю|суботу|неділю|' +
    'матеріалі|статті|блозі|дописі|колонці|пості|телемарафоні|програмі|проєкті|проекті|межах|рамках|кулуарах|штаб-квартирі|facebook|фейсбук\\p{L}*|telegram|телеграм\\p{L}*|twitter|твіттер\\p{L}*|instagram|youtube|ніч|вечірн\\p{L}+|щоденн\\p{L}+|відповід\\p{L}+)|' +
    'на (?:своїй|своєму|брифінгу|пресконференції|прес-конференції|засіданні|зустрічі|сторінці|сайті|каналі|форумі|саміті|нараді|телеканалі|радіо|запит|тлі|початку|церемонії|мітингу|полях|презентації)|' +
    'за підсумками|після|перед|з посиланням|із посиланням|зі? слів|за словами|через|завдяки|про те|щодо|стосовно|на (?:4|5) каналі|\\d{1,2} (?:січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру)\\p{L}+|' +
    '(?:сьогодні|вчора|учора|напередодні|ввечері|увечері|вранці|уранці|вдень|зранку)(?!\\p{L})))',
  'iu',
);

const NAME_WORD = "\\p{Lu}\\p{Ll}[\\p{L}’'ʼ-]*";
const PARTICLE = '(?:де|ван|фон|дер|аль|ель|бен|ібн|ді|да|ла)';
const TRAILING_NAME = new RegExp(
  `((?:${NAME_WORD}|\\p{Lu}\\.)(?:\\s(?:${PARTICLE}\\s)?${NAME_WORD}|\\s?\\p{Lu}\\.){0,3})(?:\\s[«„][^»“]{2,30}[»“])?$`,
  'u',
);
const PATRONYMIC = /(?:ович|йович|евич|івна|ївна|ична|ілліч)$/u;
export const PLACE_OR_BODY =
  /^(?:україн|росі|польщ|німеччин|франці|британі|європ|америк|штат|кит[аа]|туреччин|ізраїл|латві|литв|естоні|грузі|молдов|угорщин|киє|київ|сил|командуванн|рад[аиу]|міністерств|генштаб|кореї|область|області|суспільн|новин|правд|свобод|часу$|сенсу$|укр(?!аїнець)|нац(?:пол|гвар|банк)|держ\p{L}+(?:служб|бюро|прик)|\p{L}+(?:прокуратур|служб|гварді|пром$|банк$|газ$|енерго$|прес$|інформ$))/iu;
const BODY_BEFORE =
  /(?<!\p{L})(?:асоціаці|компані|агентств|служб|центр|прокуратур|поліці|міністерств|видання|організаці|телеканал|канал|газет|банк|фонд|комітет|комісі|управлінн|інститут|партія|рада|суд|відомств|департамент|сайт|портал|корпораці|холдинг|концерн|клуб|бригад|батальйон)\p{L}*$/iu;

/**
 * The speaker that stands after a verb of saying («сказав міністр оборони США Ллойд Остін під час візиту»), without
 * the circumstances; 'pronoun' for «він», «вона», «там»; `null` where nothing stands there.
 */
export function speakerAfter(verb: string, words: string): Speaker | 'pronoun' | null {
  const text = words.trim().replace(/[.!?…]+$/u, '');
  if (PRONOUN.test(text)) return 'pronoun';
  const cut = CIRCUMSTANCE.exec(text);
  const phrase = speakerPhrase(text, cut?.index ?? text.length);
  if (phrase === '' || phrase.length > 110 || /^(?:у|в|на|про|з|із|за|що|як|до|від|щодо)\s/iu.test(phrase)) return null;
  return { phrase, name: personName(phrase), gender: genderOf(verb) };
}

/** Appositions before the name stay («політолог, професор Ендрю Вілсон»): a comma ends the phrase only after the name. */
function speakerPhrase(text: string, end: number): string {
  const first = text.slice(0, end).trim();
  if (personName(first) !== null || text[end] !== ',') return first;
  const rest = text.slice(end + 1);
  const second = rest.slice(0, CIRCUMSTANCE.exec(rest)?.index ?? rest.length).trim();
  const name = personName(second);
  if (name === null || !name.includes(' ') || !/^\p{Ll}/u.test(second)) return first;
  const whole = `${first}, ${second}`;
  if (whole.length <= LONGEST_ROLE) return whole;
  return ROLE.test(second) ? second : name;
}

/** A longer introduction than this is no longer an attribution (UTF-16 units). */
const LONGEST_ROLE = 80;
const ROLE =
  /^(?:генерал|полковник|підполковник|майор|капітан|професор|доктор|академік|експерт|політолог|речни|очільни|голова|глава|керівни|начальни|командувач|командир|директор|міністр|депутат|посол|журналіст|адвокат|економіст|аналітик|військов|президент|прем|мер|сенатор|тренер|режисер|письменни|співа|актор|актрис)/iu;

/**
 * The person's name at the end of a phrase: «Ллойд Остін», «Рютте», with its patronymic where it has one. One word
 * after a role that ends as a genitive does is a place («мер Києва») and no name.
 */
export function personName(phrase: string): string | null {
  const run = TRAILING_NAME.exec(phrase)?.[1];
  if (run === undefined) return null;
  const parts = run.split(/\s+/u);
  const kept = parts.length <= 2 || parts.some((part) => PATRONYMIC.test(part)) ? parts.slice(-3) : parts.slice(-2);
  if (!/[а-яіїєґ]/iu.test(kept.at(-1)!)) return null;
  while (kept.length > 1 && PLACE_OR_BODY.test(kept[0]!)) kept.shift();
  const isAlone = kept.length === 1 && run.length < phrase.length;
  if (isAlone && /[аяуюиії]$/u.test(kept[0]!)) return null;
  if (isAlone && BODY_BEFORE.test(phrase.slice(0, -run.length).trim())) return null;
  const name = kept.join(' ');
  return PLACE_OR_BODY.test(kept.at(-1)!) ? null : name;
}

/** The surname, by which a person goes once named: the last word of the name. */
export function surnameOf(name: string): string {
  return name.slice(name.lastIndexOf(' ') + 1);
}

/** Men's first names that end as women's do. */
const MEN_ON_A =
  /^(?:микола|микита|ілля|лука|сава|хома|кузьма|олекса|гаврила|данила|саша|женя|паша|міша|діма|вася|петя|коля|юра|жора|яша)$/iu;

/**
 * Does a full name stand in the nominative, so far as its first name shows? «Алли Руссу» is somebody's; a surname that
 * has one form for all cases does not tell.
 */
export function isNominative(name: string, gender: Speaker['gender']): boolean {
  const first = name.split(' ')[0]!;
  if (!name.includes(' ') || first.includes('.')) return true;
  if (/(?:и|у|ю|ою|ею|єю|ові|еві|єві|ії)$/u.test(first)) return false;
  if (gender === 'feminine') return !/[ієї]$/u.test(first);
  return gender === null || MEN_ON_A.test(first) || !/[аяії]$/u.test(first) || /рі$/u.test(first);
}

function genderOf(verb: string): Speaker['gender'] {
  if (/(?:в|вся|певен|ий)$/u.test(verb)) return 'masculine';
  return /(?:ла|лася|певна|на)$/u.test(verb) ? 'feminine' : null;
}

const SAYING_FIRST = new RegExp(`^(?:(?:також|при цьому|зокрема|раніше) )?(${SPEECH_VERB})(?:\\s+(.*))?$`, 'su');
const SPEAKER_FIRST = new RegExp(`^(\\S.{1,80}?)\\s(?:також\\s)?(${SPEECH_VERB})$`, 'su');

/** The speech told by an attribution without its dash: «сказав Рютте», «деталізував генсек НАТО», «генсек додав». */
export function speechOf(attribution: string): { verb: string; speaker: Speaker | 'pronoun' | null } | null {
  const text = attribution.trim().replace(/[.!?…]+$/u, '');
  const match = SAYING_FIRST.exec(text);
  if (match)
    return {
      verb: match[1]!,
      speaker: /^(?:йдеться|ідеться|мовиться|сказано|зазначено|вказано|підкреслено|наголошено)/u.test(match[1]!)
        ? wholePhrase(match[2])
        : (speakerAfter(match[1]!, match[2] ?? '') ?? placeOfSaying(match[2])),
    };
  const reversed = SPEAKER_FIRST.exec(text);
  return reversed ? { verb: reversed[2]!, speaker: speakerAfter(reversed[2]!, reversed[1]!) } : null;
}

/** «йдеться в повідомленні», «зазначають у поліції»: no person, but words that tell where from. */
function wholePhrase(words: string | undefined): Speaker | null {
  const phrase = (words ?? '').split(/[,;]/u)[0]!.trim();
  return phrase === '' || phrase.length > 60 ? null : { phrase, name: null, gender: null };
}

function placeOfSaying(words: string | undefined): Speaker | null {
  return words !== undefined && /^[уув]\s/iu.test(words) ? wholePhrase(words) : null;
}

const NAMED_SUBJECT = new RegExp(`^(\\S[^,:«»]{1,90}?)\\s(?:також\\s|раніше\\s)?(${SPEECH_VERB})(?=[\\s,:])`, 'su');

/** Who is the subject of a sentence's verb of saying: «Журналіст Володимир Бойко стверджує, що…»; `null` where no name stands there. */
export function speakingSubject(sentence: string, properNames: ReadonlySet<string>): Speech | null {
  const match = NAMED_SUBJECT.exec(sentence);
  if (!match) return null;
  const speaker = speakerAfter(match[2]!, withSmallRole(match[1]!, properNames));
  if (speaker === null || speaker === 'pronoun' || speaker.name === null) return null;
  return { verb: match[2]!, speaker };
}

/** The subject that opens a sentence with its role in small letters, so that «Генсек» is not taken for a name. */
export function withSmallRole(subject: string, properNames: ReadonlySet<string>): string {
  const first = subject.split(' ')[0]!;
  return properNames.has(first) || /^\p{Lu}{2}|\P{L}\p{Lu}/u.test(first)
    ? subject
    : first.toLowerCase() + subject.slice(first.length);
}

/** Words that an article writes with a capital where no sentence begins. */
export function properNamesIn(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => text.match(NAME_INSIDE) ?? []));
}

/** What stands before a capital is looked at behind it, and small letters are passed at once: most letters are small. */
const NAME_INSIDE = /(?![а-яіїєґ ])\p{Lu}(?<=[\p{Ll}\p{N},»] [«(]?(?:\p{Lu}[\p{L}’'-]+ )*\p{Lu})[\p{L}’'-]+/gu;

/**
 * Which of an article's speakers is meant. `met` are those of the whole article in order. A surname takes the full
 * name and the role it was introduced with; «він» and «політолог» take the name only where one person alone fits;
 * `null` where «він» fits nobody.
 */
export function resolveSpeaker(
  found: Speaker | 'pronoun',
  options: { verb: string; met: readonly Speaker[]; lastMet: Speaker | null },
): Speaker | null {
  const named = options.met.filter((speaker) => speaker.name !== null);
  if (found === 'pronoun') {
    const gender = genderOf(options.verb);
    const fits = (speaker: Speaker) => gender === null || speaker.gender === null || speaker.gender === gender;
    if (options.lastMet?.name && fits(options.lastMet)) return fullest(options.lastMet, named);
    const people = distinctPeople(named.filter(fits));
    return people.length === 1 ? fullest(people[0]!, named) : null;
  }
  if (found.name !== null) return fullest(found, named);
  const people = distinctPeople(named);
  const isRole = /^\p{Ll}[\p{L}-]*(?:\s[\p{L}-]+){0,3}$/u.test(found.phrase) && found.gender !== null;
  return people.length === 1 && isRole && (people[0]!.gender ?? found.gender) === found.gender
    ? fullest(people[0]!, named)
    : found;
}

function distinctPeople(named: readonly Speaker[]): Speaker[] {
  return named.filter(
    (speaker, place) => named.findIndex((other) => surnameOf(other.name!) === surnameOf(speaker.name!)) === place,
  );
}

/** The same person with the fullest name and the most telling phrase of bounded length that the article has. */
function fullest(speaker: Speaker, named: readonly Speaker[]): Speaker {
  const same = named.filter(
    (other) =>
      surnameOf(other.name!) === surnameOf(speaker.name!) && isNominative(other.name!, other.gender ?? speaker.gender),
  );
  const name = [speaker, ...same]
    .map((one) => one.name!)
    .reduce((best, one) => (one.length > best.length ? one : best));
  const phrases = same.map((one) => one.phrase).filter((phrase) => phrase.length <= 90 && phrase.endsWith(name));
  return {
    name,
    phrase: phrases.reduce((best, one) => (one.length > best.length ? one : best), name),
    gender: speaker.gender ?? same.find((one) => one.gender !== null)?.gender ?? null,
  };
}

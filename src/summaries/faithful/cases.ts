import { remembering } from '../../language/remembered.js';

/** The cases a form may be, one bit each, so that what a phrase may be is what all its words may be. */
export const NOMINATIVE = 1;
export const GENITIVE = 2;
export const DATIVE = 4;
export const ACCUSATIVE = 8;
export const INSTRUMENTAL = 16;
export const LOCATIVE = 32;
export const ANY_CASE = 63;

const DIRECT = NOMINATIVE | ACCUSATIVE;
const OF_ANIMATE = GENITIVE | ACCUSATIVE;
const OF_PLACE = DATIVE | LOCATIVE;

/** Callings and nationalities, singular and plural: their accusative is their genitive. */
const PERSON = /(?:ник|ер|ор|ар|яр|ист|іст|тел|лог|ном|граф|ент|ант|ир|ач|ук|юк|ич|ець|єць|анин|янин|ян|ц)$/u;
const OF_EITHER_SEX = /^(?:собак|голов|судд|коле[гз]|старост|воєвод|чолов|мужчин|юнак|слуг)/u;

/** Which cases an adjective's form may be; 0 for what ends like no adjective. */
export const adjectiveCases = remembering((word) => {
  if (/(?:ого|його)$/u.test(word)) return OF_ANIMATE;
  if (/(?:ому|йому)$/u.test(word)) return OF_PLACE;
  if (/(?:ий|ій)$/u.test(word)) return /ій$/u.test(word) ? ANY_CASE & ~(GENITIVE | INSTRUMENTAL) : DIRECT;
  if (/ої$/u.test(word)) return GENITIVE;
  if (/(?:ими|ім|им|ою|ею)$/u.test(word)) return INSTRUMENTAL | (/[иі]м$/u.test(word) ? OF_PLACE : 0);
  if (/[иі]х$/u.test(word)) return OF_ANIMATE | LOCATIVE;
  const short = /(?:н|ов|ев|єв|ив|їв|ськ|цьк|зьк|ш|ч|т|л|р|в|к|щ)([аяеєіїую])$/u.exec(word)?.[1];
  if (short === undefined) return 0;
  if (/[ая]/u.test(short)) return NOMINATIVE;
  if (/[ую]/u.test(short)) return ACCUSATIVE;
  return DIRECT;
});

/**
 * Which cases a noun's or a name's form may be, by its ending and by the other forms of it that the texts have («Мороз»
 * beside «Мороза» tells that «Мороза» is no nominative).
 */
export function nounCases(word: string, others: ReadonlySet<string>, kind: 'noun' | 'name' | 'title'): number {
  const isName = kind !== 'noun';
  const ending = isName ? nameEnding(word) : nounEnding(word);
  const narrowed =
    ending & declined(word, { others, isName, isAnimate: kind === 'name' || (kind === 'noun' && isPerson(word)) });
  return narrowed === 0 ? ending : narrowed;
}

const nameEnding = remembering((word) => endingCases(word, true));
const nounEnding = remembering((word) => endingCases(word, false));

/** Neuters without cases. */
const UNDECLINED = /(?:кіно|метро|депо|радіо|авто|фото|відео|бюро|шосе|журі|таксі|поні)$/u;

/** What the declension, where the other forms tell it, leaves a form. */
function declined(
  word: string,
  { others, isName, isAnimate }: { others: ReadonlySet<string>; isName: boolean; isAnimate: boolean },
): number {
  const forms = [...others].filter((form) => form !== word);
  if (forms.length === 0) return ANY_CASE;
  const all = [word, ...forms];
  const isZero = (form: string) => /[^аеєиіїоуюя]$/u.test(form) && !OBLIQUE_ON_CONSONANT.test(form);
  const hasZero = all.some(isZero) || (isName && all.some((form) => /о$/u.test(form)));
  const isMasculine =
    isName ||
    isAnimate ||
    all.some((form) => /(?:ом|ем|єм|ові|еві|єві)$/u.test(form)) ||
    !all.some((form) => /[аяиії]$/u.test(form));
  if (hasZero && isMasculine) {
    if (/[ая]$/u.test(word)) return OF_ANIMATE;
    if (/[ую]$/u.test(word)) return GENITIVE | OF_PLACE;
    if (isZero(word) || /о$/u.test(word))
      return isAnimate && forms.some((form) => /[ая]$/u.test(form)) ? NOMINATIVE : ANY_CASE;
    return ANY_CASE;
  }
  if (
    hasZero ||
    !all.some((form) => /[ая]$/u.test(form)) ||
    !all.some((form) => /(?:[уюиії]|ою|ею|єю|ій)$/u.test(form))
  )
    return ANY_CASE;
  if (/[ая]$/u.test(word)) return NOMINATIVE;
  if (/[ую]$/u.test(word)) return ACCUSATIVE;
  if (/и$/u.test(word)) return GENITIVE | (isName ? 0 : DIRECT);
  const isHard = all.some((form) => /[^цжшчщ]а$/u.test(form));
  if (/і$/u.test(word) && isHard) return OF_PLACE;
  if (/[ії]$/u.test(word)) return OF_PLACE | (/(?:[цжчшщлтр]і|ї)$/u.test(word) ? GENITIVE : 0) | (isName ? 0 : DIRECT);
  return ANY_CASE;
}

/** Callings, nationalities and kin, in any case. */
export function isPerson(word: string): boolean {
  return (
    PERSON.test(word.replace(/(?:[аяиіїуюо]|ові|еві|єві|ом|ем|єм|ою|ею|ів|їв|ам|ям|ами|ями|ах|ях)$/u, '')) ||
    KIN.test(word)
  );
}

const KIN =
  /^(?:чолов|жін|дівч|хлоп|син|доч|доньк|брат|сестр|батьк|матер|мати|друг|подруг|вдов|дит|діт|люд|голов|судд|посол|посл|воді|геро|мер(?:а|у|ом|ові)?$|лідер)/u;

function endingCases(word: string, isName: boolean): number {
  if (/^[a-z\d-]+$/u.test(word) || /^[^аеєиіїоуюя]+$/u.test(word)) return ANY_CASE;
  if (/(?:ськ|цьк|зьк)\p{L}{1,3}$/u.test(word) || /(?:ий|ого|ому|ої|их|ими)$/u.test(word))
    return adjectiveCases(word) || ANY_CASE;
  if (UNDECLINED.test(word)) return ANY_CASE;
  if (/(?:ами|ями)$/u.test(word)) return INSTRUMENTAL;
  if (/(?:ах|ях)$/u.test(word)) return LOCATIVE;
  if (/(?:ам|ям)$/u.test(word)) return DATIVE;
  if (/(?:ові|еві|єві)$/u.test(word)) return OF_PLACE;
  if (/(?:музе|лице|трофе|хоке|ювіле)ю$/u.test(word)) return GENITIVE | OF_PLACE;
  if (/(?:ою|ею|єю)$/u.test(word)) return INSTRUMENTAL;
  if (/[оеє]м$/u.test(word)) return INSTRUMENTAL;
  if (/(?:ів|їв)$/u.test(word)) return isName ? ANY_CASE : OF_ANIMATE;
  if (/ей$/u.test(word)) return OF_ANIMATE | NOMINATIVE;
  if (/[ая]$/u.test(word)) return endingInA(word, isName);
  if (/[ую]$/u.test(word)) {
    if (/(?:ію|ицю|[иі]ку)$/u.test(word)) return ACCUSATIVE;
    return ACCUSATIVE | OF_PLACE | (isPerson(word) ? 0 : GENITIVE);
  }
  if (/и$/u.test(word)) return DIRECT | GENITIVE;
  if (/[ії]$/u.test(word)) {
    const soft = /(?:[цжчшщлтр]і|ї)$/u.test(word) ? GENITIVE : 0;
    if (isName) return OF_PLACE | soft;
    return (/(?:ян|ан)і$/u.test(word) ? NOMINATIVE : DIRECT) | OF_PLACE | soft;
  }
  if (/[оеє]$/u.test(word)) return DIRECT;
  if (isName && /(?:[кн]|[оеє]в)ій$/u.test(word)) return OF_PLACE | NOMINATIVE;
  if (isName) return DIRECT;
  const many = /(?:ій|ок|ств|[аеє]нь|ин|ець|[іуа]р|ік)$/u.test(word) ? GENITIVE : 0;
  return (/(?:[иі]ст|ець|єць|тель|олог|[ая]нин)$/u.test(word) ? NOMINATIVE : DIRECT) | many;
}

function endingInA(word: string, isName: boolean): number {
  if (/(?:ння|ття|ччя|лля)$/u.test(word)) return DIRECT | GENITIVE;
  if (isName) return NOMINATIVE | OF_ANIMATE;
  if (/(?:ник|тел|лог|граф|ент|ант|ист|іст)[ая]$/u.test(word)) return OF_ANIMATE;
  if (/[^и]ця$/u.test(word) && isPerson(word)) return OF_ANIMATE;
  if (KIN.test(word)) return NOMINATIVE | OF_ANIMATE;
  if (/(?:иця|[бвгґджзйклмнпрстфхцчшщь]ка|иня|ія)$/u.test(word)) return NOMINATIVE;
  return NOMINATIVE | OF_ANIMATE;
}

const OBLIQUE_ON_CONSONANT = /(?:ів|їв|ей|ам|ям|ах|ях|ом|ем|єм|им|ім|их)$/u;

/** The cases that a preposition governs. */
export function governedCases(preposition: string): number {
  if (preposition === '') return ANY_CASE;
  if (
    /^(?:до|від|для|без|біля|після|проти|крім|окрім|замість|серед|щодо|поблизу|внаслідок|унаслідок|навколо|протягом|упродовж|впродовж)$/u.test(
      preposition,
    )
  )
    return GENITIVE;
  if (/^(?:про|через|попри)$/u.test(preposition)) return ACCUSATIVE;
  if (/^(?:у|в)$/u.test(preposition)) return GENITIVE | ACCUSATIVE | LOCATIVE;
  if (/^(?:на|по|о|об)$/u.test(preposition)) return ACCUSATIVE | LOCATIVE;
  if (/^(?:з|із|зі)$/u.test(preposition)) return GENITIVE | INSTRUMENTAL;
  if (/^(?:за|під|над)$/u.test(preposition)) return ACCUSATIVE | INSTRUMENTAL;
  if (/^(?:перед|між|поруч)$/u.test(preposition)) return INSTRUMENTAL | GENITIVE;
  if (preposition === 'при') return LOCATIVE;
  if (preposition === 'завдяки') return DATIVE;
  return ANY_CASE;
}

/** Genders and number of a nominative, one bit each. */
export const MASCULINE = 1;
export const FEMININE = 2;
export const NEUTER = 4;
export const PLURAL = 8;
export const ANY_GENDER = 15;

/** Which genders and number a nominative's ending allows. */
export function gendersOf(word: string, isName: boolean): number {
  if (/^[a-z\d-]+$/u.test(word) || /^[^аеєиіїоуюя]+$/u.test(word)) return ANY_GENDER;
  if (/(?:ий|ій)$/u.test(word)) return MASCULINE;
  if (/[ая]$/u.test(word)) {
    if (/(?:ння|ття|ччя|лля)$/u.test(word)) return NEUTER;
    return FEMININE | (isName || OF_EITHER_SEX.test(word) ? MASCULINE : 0);
  }
  if (/[иії]$/u.test(word)) return isName ? ANY_GENDER : PLURAL;
  if (/[оеє]$/u.test(word)) return isName ? ANY_GENDER & ~PLURAL : NEUTER;
  if (/[ую]$/u.test(word)) return ANY_GENDER;
  if (/(?:ь|ч|ж|ш|кров|любов)$/u.test(word)) return MASCULINE | FEMININE;
  return isName ? MASCULINE | FEMININE : MASCULINE;
}

/** Which genders and number a finite verb's form asks of its subject; 0 where it can have none. */
export const verbGenders = remembering((word) => {
  const active = word.replace(/с[яь]$/u, '');
  if (/(?:[еєая]но|[иіу]то)$/u.test(word)) return 0;
  if (/(?:ла)$/u.test(active)) return FEMININE;
  if (/(?:ло)$/u.test(active)) return NEUTER;
  if (/(?:ли)$/u.test(active)) return PLURAL;
  if (/(?:ють|уть|ать|ять)$/u.test(active)) return PLURAL;
  if (/(?:[ує]є|ить|їть|[ую]є|є|ме|де|же|ше|не|че|йме|ете)$/u.test(active)) return MASCULINE | FEMININE | NEUTER;
  return MASCULINE;
});

const HARD: Readonly<Record<string, string>> = { ц: 'к', з: 'г', с: 'х' };

/** A name without its ending as it is before other endings than «-і»: «чайц» of «Чайці» is «чайк». To compare only: «Лисиця» is hardened too. */
export function hardened(base: string): string {
  return base.replace(/[цзс]$/u, (consonant) => HARD[consonant]!);
}

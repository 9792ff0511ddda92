import { isStopWord } from '../../language/stopwords.js';
import { hasVerb } from './predicates.js';

/** One person's or thing's deed: «воює», «пішов», «стала»; plural and reflexive verbs often stand without a subject. */
const SINGULAR = /(?:[аеєиіїоуюя]в|йшов|[аеєиіїоуюябгкпрст]ла|[аеоуюя]є|[лнрчжшщд]ить)$/u;
const PREPOSITION =
  /^(?:у|в|на|з|із|зі|до|від|про|для|за|під|над|при|через|серед|між|щодо|проти|після|перед|без|біля|крім|окрім|попри|по|о|об|поблизу|замість|упродовж|протягом|внаслідок|унаслідок|завдяки|згідно|поруч|разом)$/iu;
/** Adjectives in the oblique cases, numbers and what else may stand between a preposition and its noun. */
const BETWEEN = /(?:ого|ому|ої|ій|их|ими|им|ою|ею)$|^\d/u;
/** An ending that a subject may have in the singular; «років» is many. */
const NOMINATIVE = /^(?!\p{Ll}+[ії]в$).*[бвгґджзйклмнпрстфхцчшщьоаяєе]$|^\p{Lu}{2}|[A-Za-z]|^[Мм]ати$/u;
/** Words that are no subject whatever they end in. */
const ASIDE =
  /^(?:\p{L}*(?:дцять|десят|сот)|п.ять|шість|сім|вісім|дев.ять|десять|сорок|сто|вже|уже|ще|також|тепер|зараз|нині|згодом|потім|там|тут|тоді|добровольцем|разом|зокрема|раз|\p{L}+но)$/iu;

/**
 * Does the first clause of a sentence tell of somebody's deed without saying whose («Після навчання пішов у море»)?
 * Only where no word of it could be the subject.
 */
export function isSubjectless(sentence: string): boolean {
  const clause = /^[^,;:—–(«]*/u.exec(sentence)![0];
  const words = clause.split(/[\s.]+/u).filter((word) => word !== '');
  const verb = words.findIndex((word) => SINGULAR.test(word) && hasVerb(word));
  if (verb < 0 || (clause.length < sentence.length - 1 && /[«(]/u.test(sentence[clause.length]!))) return false;
  let isGoverned = false;
  return !words.some((word, place) => {
    if (place === verb) return false;
    if (PREPOSITION.test(word)) {
      isGoverned = true;
      return false;
    }
    if (isGoverned) {
      isGoverned = BETWEEN.test(word);
      return false;
    }
    if (word.length < 2 || ASIDE.test(word)) return false;
    return NOMINATIVE.test(word) && (/^(?:він|вона|хто)$/iu.test(word) || !isStopWord(word.toLowerCase()));
  });
}

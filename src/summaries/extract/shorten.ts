import { endsWholeClause, hasPredicate, hasVerb } from './predicates.js';

/** A stretch of a sentence that may go without making it untrue. */
interface Cut {
  start: number;
  end: number;
}

const NEEDED_ASIDE = /^(?:за винятк|крім|окрім|не |без |нібито|попередньо|ймовірно|імовірно|можливо|якщо)/iu;
const DASHED_ASIDE = / [—–-] ([^—–:;«»()]{5,100}) [—–-] (?=\p{Ll})/gu;
const UNIVERSAL =
  /(?<!\p{L})(?:не|ні|ніхто|ніщо|нічого|жод\p{L}+|усі|всі|усіх|всіх|кожн\p{L}+|більшість|лише|тільки|єдин\p{L}+|най\p{L}+|перш\p{L}{1,3}|т[іеойау]|тих|тим|таки\p{L}|немає|нема|\d+-[йаеі]\p{L}?)(?!\p{L})/iu;
const GERUND_TAIL =
  /, (?:при цьому |також |тим самим |не )?\p{Ll}+(?:ючи|ячи|учи|ачи|авши|ивши|івши|ївши|нувши)(?:сь)?(?!\p{L})[^:;]*$/u;
const REASON_TAIL =
  /, (?:тому що|оскільки|адже|бо|через що|завдяки чому|внаслідок чого|унаслідок чого|в результаті чого|після чого|щоб|щоби|аби|як-от|зокрема|в тому числі|у тому числі|а також|серед яких|зважаючи на|незважаючи на|попри) [^:;]*$/u;
const RELATIVE_TAIL =
  /, (?:(?:відповідно до|згідно з|завдяки|внаслідок|з|із|на|у|в|до|від|про|для|за|під|над|при|через|серед|між|щодо|навколо) )?(?:як(?:ий|а|е|і|у|ого|ої|ому|ій|им|ою|их|ими)|що|де|котр\p{L}+) [^:;]*$/u;
const CLAUSE_TAIL = /, (?:а|і|й|та|ще|тоді як|у той час як|тим часом як|причому|при цьому|водночас|хоча й) [^:;]*$/u;
const NAME_ASIDE =
  /([\s«]\p{Lu}[\p{L}’'-]+[»“]?), (?:(?:з|на|у|в|до|від|про|для|за) )?(?:як(?:ий|а|е|і|у|ого|ої|ому|ій|им|ою|их|ими)|що|де|чи(?:й|я|є|ї|їх|його|єї)) [^,:;()«»]{8,120}, (?=(\p{Ll}+))/u;

/** The first half of a pair that a cut would leave without the second: «не лише…, а й». */
const PAIRED = /(?<!\p{L})(?:не (?:тільки|лише|стільки|просто)|як [^,]+$|чи то|або|то) ?[^;]*$/iu;

/** Inside a conditional or a contrast no clause may go: the rest would say more than the article did. */
const BOUND = /(?<!\p{L})(?:якщо|якби|доки|поки|хоча|але|однак|проте|навіть|попри|ніби|наче|чи)(?!\p{L})/iu;

/**
 * The shorter forms of a sentence, longest first and itself at the head: without brackets, a participial or relative
 * clause, a reason, a second clause. Cuts are made at clause borders only, never under a negation, a condition or a
 * «лише», where the rest would say more than the whole did.
 */
export function shortened(sentence: string): string[] {
  const forms = new Set<string>([sentence]);
  for (const aside of [sentence, withoutAsides(sentence), withoutNameAside(withoutAsides(sentence))]) {
    forms.add(aside);
    let form = aside;
    for (let round = 0; round < 4; round += 1) {
      const cut = lastCut(form);
      if (!cut) break;
      form = `${form.slice(0, cut.start)}${form.slice(cut.end)}`;
      if (form.length < 30) break;
      forms.add(form);
    }
  }
  return [...forms].sort((one, other) => other.length - one.length);
}

function withoutAsides(sentence: string): string {
  return sentence
    .replace(DASHED_ASIDE, (aside, words: string) => (hasVerb(words) || words.endsWith(',') ? aside : ' '))
    .replace(/ ?\(([^()]*)\)/gu, (aside, words: string) => (NEEDED_ASIDE.test(words) ? aside : ''));
}

/** «Семенов, який промахнувся тричі, фінішував десятим»: the aside goes with both commas where the verb follows; a conjunction keeps its own. */
function withoutNameAside(sentence: string): string {
  return sentence.replace(NAME_ASIDE, (aside, name: string, next: string) => {
    if (/^(?:а|але|проте|однак|тоді|хоча|щоб|бо)$/u.test(next)) return `${name}, `;
    return hasVerb(next) ? `${name} ` : aside;
  });
}

/** The last clause that may go, up to the full stop. */
function lastCut(sentence: string): Cut | null {
  const body = sentence.replace(/[.!?…]+$/u, '');
  const tails = [GERUND_TAIL, REASON_TAIL, RELATIVE_TAIL, CLAUSE_TAIL]
    .map((pattern) => lastMatch(body, pattern))
    .filter((start): start is number => start !== null);
  const semicolon = body.lastIndexOf('; ');
  if (semicolon > 30) tails.push(semicolon);
  const start = Math.max(-1, ...tails);
  if (start < 25) return null;
  const kept = body.slice(0, start);
  const gone = body.slice(start);
  if (BOUND.test(gone.slice(0, 14)) || /(?<!\p{L})(?:якщо|якби)(?!\p{L})/iu.test(gone)) return null;
  if (RELATIVE_TAIL.test(gone) && !CLAUSE_TAIL.test(gone) && UNIVERSAL.test(kept)) return null;
  if (/, що /u.test(gone.slice(0, 6)) && !/\p{Lu}[\p{L}-]+$/u.test(kept)) return null;
  if (CLAUSE_TAIL.test(gone) && !hasPredicate(gone)) return null;
  if (PAIRED.test(kept) || !endsWholeClause(kept)) return null;
  if (unclosed(kept) || /(?<!\p{L})(?:та|і|й|а|що|як|у|в|на|з|до|за|про|також|лише)$/iu.test(kept)) return null;
  return { start, end: body.length };
}

/** Where the shortest tail that fits a pattern begins: the last comma from which it matches. */
function lastMatch(body: string, pattern: RegExp): number | null {
  for (let comma = body.lastIndexOf(', '); comma > 0; comma = body.lastIndexOf(', ', comma - 1)) {
    const match = pattern.exec(body.slice(comma));
    if (match?.index === 0) return comma;
  }
  return null;
}

function unclosed(text: string): boolean {
  const count = (mark: string) => text.split(mark).length;
  return count('«') !== count('»') || count('(') !== count(')') || count('„') !== count('“');
}

import { remembering } from '../../language/remembered.js';

const pattern = (words: string) => new RegExp(`^(?:${words.trim().split(/\s+/u).join('|')})$`, 'iu');

/** Nouns, adverbs and names that end as verbs do. */
const NOT_VERBS = pattern(String.raw`
  держав справ прав слав глав застав поправ архів масив актив мотив наплив вплив прилив розлив рив злив лив рукав
  слова село число тепло житло скло тіло діло коло зло тло дзеркало джерел[оа] масло мило крило світло гасло русло весло крісло
  зерно кільце сила сили школа школи коли люди шкала хвиля стріла хвала скала смола бджола могила формула акула кобила вила пила била жила
  сім.я п.ять дев.ять десять двадцять тридцять пам.ять мить нить суть лють путь ртуть
  рано погано давно гарно місто просто часто багато занадто мито залізо літо авто фото лито шосе золото болото житт\p{L}+
  футбол\p{L}* журнал\p{L}* капітал\p{L}* персонал\p{L}* матеріал\p{L}* канал\p{L}* квартал\p{L}* метал\p{L}*
  київ миколаїв масовано очікувано організовано відверто закрито відкрито вміло сміло світло тепло весело
  здавалося двоє троє обоє своє моє твоє
  данил[оа] кирил[оа] михайл[оа] павл[оа] алла ангела камала микола
`);

/** Finite verbs by their endings, and the commonest that have none of them. */
const VERB = pattern(String.raw`
  є немає нема може можуть можна має мають буде будуть дає дають вдасться вдаться їде їдуть був була було були мав мала мали треба потрібно необхідно слід варто відомо
  йдеться ідеться йде йдуть іде ідуть ведe хоче хочуть став стала стали зміг ліг втік утік утекла загинув помер розповів відповів
  сидів летів зумів хотів вивіз привіз повіз зріс виріс підріс упав приніс переміг допоміг зник виник досяг мусить повинн\p{L}+
  спроможн\p{L}+ здат(?:ен|ний|на|не|ні) змушен\p{L}+ (?:\p{L}*й|пі)шов \p{L}*йшл[аои]
  (?:д|зд|над|пере|вз|бр|гр|зн|жд|сп|ст|ж|п|б|л|в|м)(?:[аия]в|[аия]л[аои])
  [\p{L}'’]{2,}(?:[аяиуїе]в|[аяиуїеоі]л[аои])(?:с[ья])? [\p{L}'’]{2,}[бгкпрсзт]л[аои](?:с[ья])?
  [\p{L}'’]{2,}(?:ють|уть|ать|ять|ить|їть) [\p{L}'’]{3,}є
  [\p{L}'’]{2,}(?:ється|еться|ються|уться|аться|яться|иться|їться)
  [\p{L}'’]{2,}(?:тиме|тимуть|їде|йде|буде|веде|везе|несе|каже|пише|може|бере|помре|стане|почне|візьме|прийме|зросте|впаде|дасть|дасться)
  [\p{L}'’]{3,}(?:ено|єно|ано|яно|ито|уто|ято)
`);

/** Does a stretch of text hold a finite verb or a predicate dash, so far as endings can tell? */
export function hasPredicate(text: string): boolean {
  return hasVerb(text) || /\s[—–-]\s|(?<!\p{L})це(?!\p{L})/iu.test(text) || NOMINAL.test(text) || PASSIVE.test(text);
}

/** «готові обговорити», «важливо дочекатися»: a word that governs an infinitive. */
const NOMINAL =
  /(?<!\p{L})(?:готов|повин|згод|зобов.язан|ладн|ладен|рад|можлив|неможлив|важлив|небезпечн|складн|важк|легк|заборонен|дозволен)\p{L}* (?:\p{L}+ ){0,3}?\p{L}{2,}ти(?:ся|сь)?(?!\p{L})/iu;
/** «Місця переповнені», «ракета призначена для…»: a passive participle without the noun that it would belong to. */
const PASSIVE =
  /(?<!\p{L})\p{L}{3,}(?:[еєая]н|[иуі]т)(?:ий|а|е|і)(?=$|[,.;:!]| (?:на|у|в|до|для|з|із|за|по|під|при|через|поблизу|ще|вже|та|і|й|не|\d|темі?|\p{L}+(?:ом|ем|ою|ею|ами|ями|ими)(?!\p{L})))/iu;

/** Does it hold a finite verb, so far as endings can tell? */
export function hasVerb(text: string): boolean {
  return text.split(/[\s,.;:!?…«»„“()]+/u).some(isVerb);
}

const isVerb = remembering((word) => VERB.test(word) && !NOT_VERBS.test(word));

const CLAUSE_OPENER =
  /, (?:(?:\p{Ll}{1,3} )?(?:як(?:ий|а|е|і|у|ого|ої|ому|ій|им|ою|их|ими)|що|щоб|щоби|аби|де|коли|якщо|бо|адже|оскільки|хоча|котр\p{L}+|тому що|через те що|як))(?!\p{L})/gu;

const RELATIVE_OPENER = /, (?:\p{Ll}{1,3} )?(?:як(?:ий|а|е|і)|котр(?:ий|а|е|і)|хто)(?!\p{L})/u;

/** Is what a cut would leave whole: has the clause at its end its verb, and the main clause too? */
export function endsWholeClause(text: string): boolean {
  const last = [...text.matchAll(CLAUSE_OPENER)].at(-1);
  return hasPredicate(last ? text.slice(last.index + last[0].length) : text) && hasMainVerb(text);
}

/** Does the main clause not wait for its verb, as «Хакери, які зламали сайт» does? */
export function hasMainVerb(text: string): boolean {
  const relative = RELATIVE_OPENER.exec(text);
  if (!relative || hasPredicate(text.slice(0, relative.index))) return true;
  const [, ...after] = text.slice(relative.index + 2).split(', ');
  return after.some(hasPredicate);
}

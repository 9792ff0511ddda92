/** Nouns and adverbs that end as verbs do. */
const NOT_VERBS =
  /^(?:держав|справ|прав|слав|глав|церков|став|застав|поправ|архів|масив|актив|мотив|наплив|вплив|прилив|розлив|рив|слова|село|число|тепло|житло|скло|тіло|діло|коло|джерело|дзеркало|масло|сила|сили|школа|школи|коли|люди|мала|шкала|хвиля|сім.я|п.ять|дев.ять|десять|двадцять|тридцять|пам.ять|мить|нить|суть|лють|путь|рано|погано|давно|гарно|місто|просто|часто|багато|занадто|понад|поїзд|футбол\p{L}*|журнал\p{L}*|капітал\p{L}*|персонал\p{L}*|матеріал\p{L}*|канал\p{L}*|стріла|хвала|мито|залізо|літо|авто|фото|лито|шосе|золото|болото|європейсько|міжнародно|одно|жив|лив|злив|стан|пила|била|вила|брила|сила|сили|жила|жили|село|рила|данил[оа]|кирил[оа]|михайл[оа])$/iu;
const VERB = new RegExp(
  '^(?:є|немає|нема|може|можуть|можна|має|мають|буде|будуть|був|була|було|були|треба|потрібно|необхідно|слід|варто|зміг|змогла|змогли|' +
    'йде|йдуть|іде|ідуть|веде|ведуть|стане|стануть|став|стала|хоче|хочуть|хотів|зумів|загинув|помер|розповів|відповів|сидів|летів|' +
    'вивіз|привіз|повіз|зріс|виріс|підріс|упав|приніс|переміг|допоміг|втік|утік|ліг|повинн\\p{L}+|мусить|' +
    '(?:\\p{L}*й|пі)шов|\\p{L}*(?:йшл|могл|берегл|тікл|текл|мерл|везл|несл|рослі?|повзл|бігл)[аои]|' +
    '(?:д|зд|над|пере|вз|бр|гр|зн|жд|сп|ст|ж|п|б|л|в)(?:[аия]в|[аия]л[аои])|' +
    "[\\p{L}'’]{2,}(?:[аяиуїе]в|[аяиуїеоі]л[аои])(?:с[ья])?|[\\p{L}'’]{3,}(?:є|ють|уть|ать|ять|ить|їть|ється|ються|уться|аться|яться|иться)|" +
    "[\\p{L}'’]{3,}(?:ено|єно|ано|яно|ито|уто|ято)|\\p{L}{2,}(?:ере|есе|еде|уде|яде|ише|аже|оже))$",
  'iu',
);

/** Does a stretch of text hold a finite verb or a predicate dash, so far as endings can tell? */
export function hasPredicate(text: string): boolean {
  return /\s[—–-]\s|(?<!\p{L})це(?!\p{L})/iu.test(text) || hasVerb(text) || NOMINAL.test(text);
}

/** «не здатна знищити», «готові обговорити»: an adjective that governs an infinitive. */
const NOMINAL =
  /(?<!\p{L})(?:здатн|готов|повин|спроможн|згодн|згод|зобов.язан|ладн|ладен|рад|відом|неможлив|можлив)\p{L}* (?:\p{L}+ ){0,2}?\p{L}{2,}ти(?:ся|сь)?(?!\p{L})/iu;

/** Does it hold a finite verb, so far as endings can tell? */
export function hasVerb(text: string): boolean {
  return text
    .replace(/[«»„“()]/gu, ' ')
    .split(/[\s,.;:!?…]+/u)
    .some(isVerb);
}

/** How many words' answers are remembered: the vocabulary of some weeks of news. */
const REMEMBERED = 50_000;
const remembered = new Map<string, boolean>();

function isVerb(word: string): boolean {
  let answer = remembered.get(word);
  if (answer === undefined) {
    answer = VERB.test(word) && !NOT_VERBS.test(word);
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(word, answer);
  }
  return answer;
}

const CLAUSE_OPENER =
  /, (?:(?:\p{Ll}{1,3} )?(?:як(?:ий|а|е|і|у|ого|ої|ому|ій|им|ою|их|ими)|що|щоб|щоби|аби|де|коли|якщо|бо|адже|оскільки|хоча|котр\p{L}+|тому що|через те що|як))(?!\p{L})/gu;

/** Is the clause that a cut would leave at the end whole, so that nobody waits for its verb? */
export function endsWholeClause(text: string): boolean {
  const openers = [...text.matchAll(CLAUSE_OPENER)];
  const last = openers.at(-1);
  return hasPredicate(last ? text.slice(last.index + last[0].length) : text);
}

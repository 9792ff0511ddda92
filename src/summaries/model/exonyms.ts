/**
 * What is called otherwise in Ukrainian than its name sounds: the beginnings that it has in English and Russian texts,
 * in small letters, and its Ukrainian name, whose forms follow by stems. States stand here only where `Intl` does not
 * know them by the word that is written.
 */
const NAMES: readonly (readonly [foreign: string, ukrainian: string])[] = [
  ['paris|париж', 'Париж'],
  ['vienna|вен[аеуы]', 'Відень'],
  ['rome|рим', 'Рим'],
  ['athens|афин', 'Афіни'],
  ['beijing|пекин', 'Пекін'],
  ['munich|мюнхен', 'Мюнхен'],
  ['geneva|женев', 'Женева'],
  ['brussels|брюссел', 'Брюссель'],
  ['warsaw|варшав', 'Варшава'],
  ['prague|праг', 'Прага'],
  ['lisbon|лиссабон', 'Лісабон'],
  ['copenhagen|копенгаген', 'Копенгаген'],
  ['bucharest|бухарест', 'Бухарест'],
  ['belgrade|белград', 'Белград'],
  ['budapest|будапешт', 'Будапешт'],
  ['the hague|гааг', 'Гаага'],
  ['venice|венеци', 'Венеція'],
  ['florence|флоренци', 'Флоренція'],
  ['milan|милан', 'Мілан'],
  ['cologne|кельн|кёльн', 'Кельн'],
  ['jerusalem|иерусалим', 'Єрусалим'],
  ['damascus|дамаск', 'Дамаск'],
  ['cairo|каир', 'Каїр'],
  ['moscow|москв', 'Москва'],
  ['kremlin|кремл', 'Кремль'],
  ['crimea|крым', 'Крим'],
  ['kyiv|kiev|киев', 'Київ'],
  ['kharkiv|kharkov|харьков', 'Харків'],
  ['lviv|lvov|львов', 'Львів'],
  ['odesa|odessa|одесс', 'Одеса'],
  ['dnipro|dnepr|днепр', 'Дніпро'],
  ['mykolaiv|nikolaev|николаев', 'Миколаїв'],
  ['zaporizhzh|zaporozh|запорож', 'Запоріжжя'],
  ['chernihiv|chernigov|чернигов', 'Чернігів'],
  ['rivne|ровно|ровен', 'Рівне'],
  ['vinnytsia|vinnitsa|винниц', 'Вінниця'],
  ['chernivtsi|черновц', 'Чернівці'],
  ['ivano-frankivsk|ивано-франковск', 'Івано-Франківськ'],
  ['sumy|сум(?:ы|ах|ской)', 'Суми'],
  ['mariupol|мариупол', 'Маріуполь'],
  ['black sea|черно\\p{L}+ мор', 'Чорне'],
  ['white house|бел\\p{L}+ дом', 'Білий'],
  ['united nations|un(?!\\p{L})|оон', 'ООН'],
  ['european union|eu(?!\\p{L})|евросоюз|ес(?!\\p{L})', 'ЄС'],
  ['european union|eu(?!\\p{L})|евросоюз|ес(?!\\p{L})', 'Євросоюз'],
  ['european commission|еврокомисси', 'Єврокомісія'],
  ['european parliament|европарламент', 'Європарламент'],
  ['europe|европ', 'Європа'],
  ['asia|ази', 'Азія'],
  ['africa|африк', 'Африка'],
  ['america|u\\.s\\.|us(?!\\p{L})|usa|united states|сша|америк', 'США'],
  ['america|u\\.s\\.|us(?!\\p{L})|usa|united states|сша|америк', 'Америка'],
  ['britain|british|u\\.k\\.|uk(?!\\p{L})|united kingdom|великобритани|британ', 'Британія'],
  ['britain|british|u\\.k\\.|uk(?!\\p{L})|united kingdom|великобритани|британ', 'Велика'],
  ['england|english|англи', 'Англія'],
  ['scotland|шотланди', 'Шотландія'],
  ['german|герман|немец', 'Німеччина'],
  ['french|france|франц', 'Франція'],
  ['spanish|spain|испан', 'Іспанія'],
  ['italian|italy|итал', 'Італія'],
  ['dutch|netherlands|нидерланд|голланд', 'Нідерланди'],
  ['swiss|switzerland|швейцар', 'Швейцарія'],
  ['swed|швед|швец', 'Швеція'],
  ['danish|denmark|дани|датск', 'Данія'],
  ['greek|greece|гре[кц]', 'Греція'],
  ['turk|турц|турецк', 'Туреччина'],
  ['polish|poland|польш|польск', 'Польща'],
  ['czech|чех|чешск', 'Чехія'],
  ['hungar|венг', 'Угорщина'],
  ['chinese|china|кита', 'Китай'],
  ['japan|япон', 'Японія'],
  ['russia|росси|рф(?!\\p{L})', 'Росія'],
  ['russia|росси|рф(?!\\p{L})', 'РФ'],
  ['ukrain|украин', 'Україна'],
  ['israel|израил', 'Ізраїль'],
  ['egypt|египет', 'Єгипет'],
  ['georgia|грузи', 'Грузія'],
  ['north korea|кндр|северн\\p{L}+ коре', 'КНДР'],
  ['world bank|всемирн\\p{L}+ банк', 'Світовий'],
  ['imf(?!\\p{L})|international monetary fund|мвф', 'МВФ'],
  ['world health organi[sz]ation|who(?=\\s(?:said|says|report))|воз(?!\\p{L})', 'ВООЗ'],
  ['iaea|магатэ', 'МАГАТЕ'],
  ['armed forces of ukraine|вооруженн\\p{L}+ сил|всу(?!\\p{L})', 'ЗСУ'],
  ['vladimir|владимир', 'Володимир'],
  ['nikola[iy]|николай|николая', 'Микола'],
  ['alexander|александр', 'Олександр'],
  ['alexei|aleksei|алексе', 'Олексій'],
  ['dmitr[iy]|дмитри', 'Дмитро'],
  ['elena|елен', 'Олена'],
  ['mikhail|михаил', 'Михайло'],
  ['evgen[iy]|yevgen|евген', 'Євген'],
  ['pavel|павел|павла', 'Павло'],
  ['peter|п[её]тр', 'Петро'],
  ['tatiana|tatyana|татьян', 'Тетяна'],
  ['ekaterina|yekaterina|екатерин', 'Катерина'],
  ['anna|анн[аеуы]', 'Ганна'],
  ['nikita|никит', 'Микита'],
  ['kirill|кирилл', 'Кирило'],
];

const WEEKDAYS: readonly (readonly [foreign: string, ukrainian: string])[] = [
  ['monday|понедельник', 'понеділок'],
  ['tuesday|вторник', 'вівторок'],
  ['wednesday|сред[ауы]', 'середа'],
  ['thursday|четверг', 'четвер'],
  ['friday|пятниц', "п'ятниця"],
  ['saturday|суббот', 'субота'],
  ['sunday|воскресень', 'неділя'],
];

const KNOWN = [...NAMES, ...WEEKDAYS].map(
  ([foreign, ukrainian]) => [new RegExp(`(?<!\\p{L})(?:${foreign})`, 'iu'), ukrainian] as const,
);

/** States by their English and Russian names; the alphabet of codes is gone through once. */
const STATES: readonly (readonly [string, string])[] = statesByName();

function statesByName(): [string, string][] {
  const named = (language: string) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const [ukrainian, english, russian] = [named('uk'), named('en'), named('ru')];
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters
    .flatMap((one) => letters.map((other) => one + other))
    .flatMap((code) => {
      const own = ukrainian.of(code);
      if (own === undefined) return [];
      return [english.of(code), russian.of(code)].flatMap((name): [string, string][] =>
        name === undefined ? [] : [[name.toLowerCase(), own]],
      );
    });
}

/** The Ukrainian names of what a Russian or English text names, as far as they do not sound alike. */
export function ukrainianNamesIn(text: string): string[] {
  const small = text.toLowerCase();
  return [
    ...KNOWN.flatMap(([pattern, ukrainian]) => (pattern.test(text) ? [ukrainian] : [])),
    ...STATES.flatMap(([foreign, ukrainian]) => (small.includes(foreign) ? [ukrainian] : [])),
  ];
}

/**
 * Publishers that a Ukrainian reader meets, by host, under the names that they call themselves. It names the publisher
 * of a page or a feed that forgets to, and tells a publisher from an author among the first lines of a pasted page.
 */
const PUBLISHERS: readonly (readonly [host: string, ...names: string[]])[] = [
  ['interfax.com.ua', 'Інтерфакс-Україна', 'Interfax-Ukraine', 'Интерфакс-Украина'],
  ['ukrinform.ua', 'Укрінформ', 'Ukrinform', 'Укринформ'],
  ['unn.ua', 'УНН', 'Українські Національні Новини', 'UNN'],
  ['unian.ua', 'УНІАН', 'UNIAN', 'УНИАН'],
  ['pravda.com.ua', 'Українська правда', 'УП', 'Украинская правда', 'Ukrainska Pravda'],
  ['epravda.com.ua', 'Економічна правда', 'ЕП', 'Экономическая правда'],
  ['eurointegration.com.ua', 'Європейська правда', 'ЄвроПравда', 'Европейская правда', 'European Pravda'],
  ['suspilne.media', 'Суспільне', 'Суспільне Новини', 'Суспільне Спорт', 'Суспільне Культура'],
  ['radiosvoboda.org', 'Радіо Свобода', 'Радио Свобода', 'Radio Svoboda'],
  ['bbc.com', 'BBC News Україна', 'BBC Україна', 'ВВС Україна', 'BBC Ukrainian', 'BBC News', 'BBC'],
  ['dw.com', 'DW', 'Deutsche Welle', 'Німецька хвиля', 'DW Українською'],
  ['voanews.com', 'Голос Америки', 'VOA'],
  ['tsn.ua', 'ТСН', 'ТСН.ua', 'TSN.ua'],
  ['rbc.ua', 'РБК-Україна', 'РБК-Украина', 'RBC-Ukraine'],
  ['liga.net', 'LIGA.net', 'ЛІГА.net', 'Ліга'],
  ['nv.ua', 'НВ', 'NV', 'Новое время', 'Новий Час'],
  ['lb.ua', 'LB.ua'],
  ['babel.ua', 'Бабель'],
  ['hromadske.ua', 'hromadske', 'Громадське'],
  ['zn.ua', 'Дзеркало тижня', 'ZN.UA', 'Зеркало недели'],
  ['censor.net', 'Цензор.НЕТ', 'Цензор.net', 'Censor.net'],
  ['korrespondent.net', 'Кореспондент.net', 'Корреспондент.net', 'Korrespondent.net', 'Кореспондент'],
  ['24tv.ua', '24 Канал', 'Канал 24', '24tv.ua'],
  ['segodnya.ua', 'Сьогодні', 'Сегодня'],
  ['gordonua.com', 'Гордон', 'ГОРДОН'],
  ['glavcom.ua', 'Главком'],
  ['espreso.tv', 'Еспресо', 'Espreso.tv', 'Еспресо.TV'],
  ['zaxid.net', 'ZAXID.NET', 'Західнет'],
  ['apostrophe.ua', 'Апостроф'],
  ['obozrevatel.com', 'OBOZ.UA', 'Обозреватель', 'Обозрєватєль'],
  ['focus.ua', 'Фокус'],
  ['fakty.ua', 'Факти'],
  ['ictv.ua', 'Факти ICTV', 'ICTV'],
  ['slovoidilo.ua', 'Слово і Діло', 'Слово і діло'],
  ['bihus.info', 'Bihus.Info'],
  ['ukranews.com', 'Українські Новини', 'Українськi Новини', 'Ukranews'],
  ['texty.org.ua', 'Тексти', 'Texty.org.ua'],
  ['detector.media', 'Детектор медіа'],
  ['mil.in.ua', 'Мілітарний', 'Militarnyi'],
  ['armyinform.com.ua', 'АрміяInform', 'ArmyInform'],
  ['defence-ua.com', 'Defense Express'],
  ['kyivindependent.com', 'The Kyiv Independent', 'Kyiv Independent'],
  ['kyivpost.com', 'Kyiv Post'],
  ['forbes.ua', 'Forbes Ukraine', 'Forbes'],
  ['mind.ua', 'Mind', 'Mind.ua'],
  ['delo.ua', 'Delo.ua'],
  ['minfin.com.ua', 'Мінфін'],
  ['biz.censor.net', 'Бізнес Цензор'],
  ['dev.ua', 'dev.ua'],
  ['dou.ua', 'DOU'],
  ['ain.ua', 'AIN', 'AIN.UA'],
  ['itc.ua', 'ITC.ua'],
  ['mezha.ua', 'Межа', 'Mezha', 'Mezha.Media'],
  ['mezha.media', 'Межа'],
  ['istpravda.com.ua', 'Історична правда'],
  ['deepstateua.com', 'DeepState', 'Deep State'],
  ['grnt.media', 'Ґрунт'],
  ['kmu.gov.ua', 'Кабінет Міністрів України', 'Урядовий портал'],
  ['gagadget.com', 'gagadget', 'Gagadget'],
  ['sport.ua', 'Sport.ua'],
  ['football.ua', 'Football.ua'],
  ['ua-football.com', 'UA-Футбол'],
  ['tribuna.com', 'Tribuna.com', 'Трибуна'],
  ['champion.com.ua', 'Чемпіон'],
  ['osvita.ua', 'Освіта.ua', 'Osvita.ua'],
  ['nus.org.ua', 'Нова українська школа', 'НУШ'],
  ['vikna.tv', 'Вікна', 'Вікна-новини'],
  ['gazeta.ua', 'Gazeta.ua'],
  ['day.kyiv.ua', 'День'],
  ['umoloda.kyiv.ua', 'Україна молода'],
  ['golos.com.ua', 'Голос України'],
  ['uacrisis.org', 'Український кризовий медіацентр'],
  ['theukrainians.org', 'The Ukrainians'],
  ['village.com.ua', 'The Village Україна'],
  ['zmina.info', 'ZMINA'],
  ['chas.news', 'Час.News'],
  ['novynarnia.com', 'Новинарня'],
  ['ukr.net', 'UKR.NET'],
  ['reuters.com', 'Reuters'],
  ['apnews.com', 'Associated Press', 'AP News'],
  ['theguardian.com', 'The Guardian'],
  ['nytimes.com', 'The New York Times'],
  ['politico.eu', 'Politico'],
  ['euronews.com', 'Euronews'],
  ['meduza.io', 'Meduza', 'Медуза'],
  ['bellingcat.com', 'Bellingcat', 'Беллінгкет'],
  ['istories.media', 'Важные истории'],
];

const byHost = new Map(PUBLISHERS.map(([host, name]) => [host, name!]));
const byName = new Map(
  PUBLISHERS.flatMap(([host, ...names]) => [host, ...names].map((each) => [fold(each), names[0]!])),
);

/** The publisher that a host belongs to («life.pravda.com.ua» to «Українська правда»); `null` for one we do not know. */
export function publisherOfHost(host: string): string | null {
  const labels = host.toLowerCase().split('.');
  for (let from = 0; from < labels.length - 1; from++) {
    const name = byHost.get(labels.slice(from).join('.'));
    if (name !== undefined) return name;
  }
  return null;
}

/** The publisher whose name, in any of its spellings, or whose address a text is; `null` for one we do not know. */
export function publisherNamed(text: string): string | null {
  return byName.get(fold(text)) ?? null;
}

function fold(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:www\.)?/, '')
    .replace(/["«»“”/]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

import { stems } from '../language/stem.js';

/** A city whose clock a reader may live by. */
interface City {
  uk: string;
  en: string;
  /** IANA name. */
  zone: string;
  /** Degrees, north and east positive. */
  latitude: number;
  longitude: number;
}

/** «назва | name | zone | latitude | longitude»: all of Ukraine's regions, and where else Ukrainian news is read. */
const TABLE = `
Київ|Kyiv|Europe/Kyiv|50.45|30.52
Харків|Kharkiv|Europe/Kyiv|49.99|36.23
Одеса|Odesa|Europe/Kyiv|46.48|30.73
Дніпро|Dnipro|Europe/Kyiv|48.46|35.04
Львів|Lviv|Europe/Kyiv|49.84|24.03
Запоріжжя|Zaporizhzhia|Europe/Kyiv|47.84|35.14
Вінниця|Vinnytsia|Europe/Kyiv|49.23|28.47
Полтава|Poltava|Europe/Kyiv|49.59|34.55
Чернігів|Chernihiv|Europe/Kyiv|51.50|31.29
Черкаси|Cherkasy|Europe/Kyiv|49.44|32.06
Житомир|Zhytomyr|Europe/Kyiv|50.25|28.66
Суми|Sumy|Europe/Kyiv|50.91|34.80
Рівне|Rivne|Europe/Kyiv|50.62|26.25
Луцьк|Lutsk|Europe/Kyiv|50.75|25.33
Тернопіль|Ternopil|Europe/Kyiv|49.55|25.59
Чернівці|Chernivtsi|Europe/Kyiv|48.29|25.94
Ужгород|Uzhhorod|Europe/Kyiv|48.62|22.29
Хмельницький|Khmelnytskyi|Europe/Kyiv|49.42|26.99
Кропивницький|Kropyvnytskyi|Europe/Kyiv|48.51|32.26
Миколаїв|Mykolaiv|Europe/Kyiv|46.98|31.99
Херсон|Kherson|Europe/Kyiv|46.64|32.62
Івано-Франківськ|Ivano-Frankivsk|Europe/Kyiv|48.92|24.71
Донецьк|Donetsk|Europe/Kyiv|48.02|37.80
Луганськ|Luhansk|Europe/Kyiv|48.57|39.31
Сімферополь|Simferopol|Europe/Kyiv|44.95|34.10
Севастополь|Sevastopol|Europe/Kyiv|44.62|33.53
Кишинів|Chisinau|Europe/Chisinau|47.01|28.86
Варшава|Warsaw|Europe/Warsaw|52.23|21.01
Краків|Krakow|Europe/Warsaw|50.06|19.94
Вроцлав|Wroclaw|Europe/Warsaw|51.11|17.03
Гданськ|Gdansk|Europe/Warsaw|54.35|18.65
Прага|Prague|Europe/Prague|50.08|14.44
Братислава|Bratislava|Europe/Bratislava|48.15|17.11
Будапешт|Budapest|Europe/Budapest|47.50|19.04
Бухарест|Bucharest|Europe/Bucharest|44.43|26.10
Софія|Sofia|Europe/Sofia|42.70|23.32
Відень|Vienna|Europe/Vienna|48.21|16.37
Берлін|Berlin|Europe/Berlin|52.52|13.40
Мюнхен|Munich|Europe/Berlin|48.14|11.58
Гамбург|Hamburg|Europe/Berlin|53.55|9.99
Франкфурт|Frankfurt|Europe/Berlin|50.11|8.68
Цюрих|Zurich|Europe/Zurich|47.38|8.54
Амстердам|Amsterdam|Europe/Amsterdam|52.37|4.90
Брюссель|Brussels|Europe/Brussels|50.85|4.35
Париж|Paris|Europe/Paris|48.86|2.35
Мадрид|Madrid|Europe/Madrid|40.42|-3.70
Барселона|Barcelona|Europe/Madrid|41.39|2.17
Валенсія|Valencia|Europe/Madrid|39.47|-0.38
Лісабон|Lisbon|Europe/Lisbon|38.72|-9.14
Рим|Rome|Europe/Rome|41.90|12.50
Мілан|Milan|Europe/Rome|45.46|9.19
Неаполь|Naples|Europe/Rome|40.85|14.27
Афіни|Athens|Europe/Athens|37.98|23.73
Лондон|London|Europe/London|51.51|-0.13
Дублін|Dublin|Europe/Dublin|53.35|-6.26
Копенгаген|Copenhagen|Europe/Copenhagen|55.68|12.57
Осло|Oslo|Europe/Oslo|59.91|10.75
Стокгольм|Stockholm|Europe/Stockholm|59.33|18.07
Гельсінкі|Helsinki|Europe/Helsinki|60.17|24.94
Таллінн|Tallinn|Europe/Tallinn|59.44|24.75
Рига|Riga|Europe/Riga|56.95|24.11
Вільнюс|Vilnius|Europe/Vilnius|54.69|25.28
Стамбул|Istanbul|Europe/Istanbul|41.01|28.98
Тбілісі|Tbilisi|Asia/Tbilisi|41.72|44.78
Тель-Авів|Tel Aviv|Asia/Jerusalem|32.09|34.78
Дубай|Dubai|Asia/Dubai|25.20|55.27
Токіо|Tokyo|Asia/Tokyo|35.68|139.69
Сідней|Sydney|Australia/Sydney|-33.87|151.21
Нью-Йорк|New York|America/New_York|40.71|-74.01
Вашингтон|Washington|America/New_York|38.91|-77.04
Маямі|Miami|America/New_York|25.76|-80.19
Чикаго|Chicago|America/Chicago|41.88|-87.63
Денвер|Denver|America/Denver|39.74|-104.99
Лос-Анджелес|Los Angeles|America/Los_Angeles|34.05|-118.24
Сан-Франциско|San Francisco|America/Los_Angeles|37.77|-122.42
Сієтл|Seattle|America/Los_Angeles|47.61|-122.33
Торонто|Toronto|America/Toronto|43.65|-79.38
Монреаль|Montreal|America/Toronto|45.50|-73.57
Вінніпег|Winnipeg|America/Winnipeg|49.90|-97.14
Калгарі|Calgary|America/Edmonton|51.05|-114.07
Едмонтон|Edmonton|America/Edmonton|53.55|-113.49
Ванкувер|Vancouver|America/Vancouver|49.28|-123.12
`;

const CITIES: readonly City[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [uk = '', en = '', zone = '', latitude, longitude] = line.split('|');
    return { uk, en, zone, latitude: Number(latitude), longitude: Number(longitude) };
  });

/**
 * The zone of a city that a person named: in Ukrainian in any of its forms («у Варшаві»), in English, or as the IANA
 * name or its city («Asia/Tokyo», «Reykjavik»).
 */
export function zoneOfCity(named: string): string | null {
  const said = named.trim().slice(0, 100);
  const wanted = new Set(stems(said));
  const byWords = CITIES.find(({ uk }) => stems(uk).every((stem) => wanted.has(stem)));
  if (byWords) return byWords.zone;
  const plain = said.toLowerCase().replaceAll(/[\s_]+/g, ' ');
  const byEnglish = CITIES.find(({ en }) => en.toLowerCase() === plain);
  if (byEnglish) return byEnglish.zone;
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => ({
    zone,
    said: zone.toLowerCase().replaceAll('_', ' '),
  }));
  return zones.find((candidate) => candidate.said === plain || candidate.said.endsWith(`/${plain}`))?.zone ?? null;
}

/** The first city of the list that lives by a zone. */
export function cityOfZone(zone: string): { uk: string; en: string } | undefined {
  return CITIES.find((city) => city.zone === zone);
}

/** A place farther from every city of the list than this has no zone here; km. */
const FARTHEST_KM = 1_000;
const EARTH_RADIUS_KM = 6_371;

/** The zone of the nearest city of the list, by the great circle; `null` far from all of them. */
export function zoneOfPlace(place: { latitude: number; longitude: number }): string | null {
  const [nearest] = CITIES.map((city) => ({ zone: city.zone, km: distanceKm(city, place) })).sort(
    (a, b) => a.km - b.km,
  );
  return nearest && nearest.km <= FARTHEST_KM ? nearest.zone : null;
}

/** The haversine formula. */
function distanceKm(a: Pick<City, 'latitude' | 'longitude'>, b: Pick<City, 'latitude' | 'longitude'>): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2;
  const chord =
    half(a.latitude, b.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(chord));
}

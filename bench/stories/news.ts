/** News that nobody wrote: events of some themes, each told in several ways, as many as one likes, the same every time. */
export interface MadeArticle {
  publisher: number;
  title: string;
  text: string;
  at: Date;
}

/** Repeats itself from its seed; gives numbers from 0 up to 1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const THEMES = [
  'окупанти обстріл ракета дрон безпілотник удар будинок поранення ворог фронт бригада захисник тривога вибух уламки рятувальник артилерія позиція військовий оборона',
  'рада депутат закон голосування комітет фракція уряд міністр читання поправка постанова коаліція вибори партія президент указ призначення звіт засідання більшість',
  'банк гривня долар курс ринок ціна експорт імпорт зерно бюджет податок кредит інвестор завод компанія тариф газ паливо виробництво прибуток',
  'поліція суд слідчий підозра крадіжка водій аварія пожежа затримання вирок прокурор арешт свідок травма злочин обшук справа рятувальник дорога шахрай',
  'матч гол тренер збірна чемпіонат команда суперник фінал турнір перемога гравець стадіон рахунок кубок ліга поразка сезон спортсмен медаль рекорд',
  'лікар лікарня пацієнт вакцина хвороба щеплення ліки операція медик діагноз вірус донор клініка дослідження симптом лікування епідемія здоров’я аптека відділення',
  'школа учень учитель студент університет освіта іспит урок батьки клас підручник конкурс навчання ректор гуртожиток стипендія викладач програма гімназія канікули',
  'фільм концерт виставка театр актор режисер співачка музей книга фестиваль прем’єра художник сцена роль гурт пісня письменниця галерея вистава нагорода',
  'погода дощ сніг вітер температура синоптик річка ліс повінь мороз спека екологія забруднення заповідник тварина повітря клімат злива ожеледь туман',
  'президент посол санкції переговори саміт союз країна кордон договір візит канцлер прем’єр парламент опозиція протест переворот вибори коаліція заява міністр',
].map((theme) => theme.split(' '));

const COMMON =
  'повідомив заявив розповіли зазначила під час через тому також після нового року людей область місто сьогодні вчора раніше буде вже більше кілька тисяч мільйонів разом роботи питання рішення голова відомо словами понад близько вдалося почали планують стало можуть треба'.split(
    ' ',
  );
const BEGINNINGS =
  'Ба Бо Ва Ве Ви Га Го Гри Да До Жу За Зі Ка Ко Кри Ла Ли Ма Ми Мо На Ні О Па По Ра Ро Са Се Си Та Те Ти Фе Ха Хо Че Ша Ща Яр'.split(
    ' ',
  );
const MIDDLES = 'в вар вел гор дим ж зан й лаб лен лис м мар н нчар п пел р рад рн с сел ст т тар тк х ц ч ш'.split(
  ' ',
);
const SURNAMES = 'енко ук чук ський ко ич ишин ець як ала'.split(' ');
const TOWNS = 'івка ове ин ичі ці ополе град ець ани івці'.split(' ');

export interface MadeEvent {
  theme: readonly string[];
  names: string[];
  numbers: number[];
  /** Words that only this event is told with. */
  own: string[];
  at: Date;
}

/** Makes events one after another; each is given the moment when it happened. */
export function eventsFrom(random: () => number): (at: Date) => MadeEvent {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const word = (endings: readonly string[]) =>
    `${pick(BEGINNINGS)}${pick(MIDDLES)}${random() < 0.4 ? pick(MIDDLES) : ''}${pick(endings)}`;
  return (at) => {
    const theme = pick(THEMES);
    return {
      at,
      theme: [...Array.from({ length: 7 }, () => pick(theme)), ...Array.from({ length: 4 }, () => pick(pick(THEMES)))],
      names: [word(TOWNS), word(TOWNS), word(SURNAMES), word(SURNAMES), word(SURNAMES)],
      numbers: [Math.ceil(random() * 90), Math.ceil(random() * 900), Math.ceil(random() * 9000)],
      own: Array.from({ length: 8 }, () => word(SURNAMES).toLowerCase()),
    };
  };
}

const SENTENCES = 9;

/** Tells an event in one of its ways. */
export function tell(event: MadeEvent, random: () => number): MadeArticle {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const phrase = (length: number) =>
    Array.from({ length }, () => {
      const lot = random();
      if (lot < 0.45) return pick(COMMON);
      if (lot < 0.7) return pick(event.theme);
      if (lot < 0.82) return pick(event.names);
      return lot < 0.92 ? pick(event.own) : String(pick(event.numbers));
    }).join(' ');
  const sentence = (length: number) =>
    `${pick(event.theme).replace(/^./u, (first) => first.toUpperCase())} ${phrase(length)}.`;
  const [town, , person] = event.names;
  return {
    publisher: Math.floor(random() * 60),
    title: `${person} ${pick(event.theme)} ${pick(event.own)} ${town} ${phrase(3)}`,
    text: Array.from({ length: SENTENCES }, () => sentence(18)).join(' '),
    at: event.at,
  };
}

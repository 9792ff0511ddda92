import { END_HEADINGS, FURNITURE, RELATED_HEADINGS } from './debris-words.js';

/**
 * What a line of a page is, where it is no part of the article: `end` (from here on the page speaks of other things),
 * `related` (other articles are named for a few lines), `debris` (this line alone). `null`: nothing says that it is not.
 */
export type LineKind = 'end' | 'related' | 'debris' | null;

/** Debris is short; a longer line is prose, whatever it begins with. */
const LONGEST_DEBRIS = 400;

/** Tells the furniture of news sites from their articles, line by line. `line` is clean: no line breaks, single spaces. */
export function lineKind(line: string): LineKind {
  if (line.length > LONGEST_DEBRIS) return null;
  const plain = line.toLowerCase().replace(/[’ʼ`]/g, "'");
  const bare = plain.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  if (bare === '') return 'debris';
  if (END_HEADINGS.has(bare)) return 'end';
  if (RELATED_HEADINGS.has(bare)) return 'related';
  if (LIST_HEADING.test(bare)) return 'end';
  if (FURNITURE.has(bare)) return 'debris';
  if (isFooter(plain, bare)) return 'end';
  return isDebris(line, { plain, bare }) ? 'debris' : null;
}

/** Does a paragraph only credit a picture, count its readers, or call to share, subscribe or read something else? */
function isDebris(line: string, { plain, bare }: { plain: string; bare: string }): boolean {
  if (COUNTERS.some((form) => form.test(bare))) return true;
  if (OPENINGS.some((form) => form.test(bare))) return true;
  if (/^\s*(?:https?:\/\/|www\.)\S+\s*$/.test(plain)) return true;
  if (/^(?:#[\p{L}\p{N}_]+[\s,]*)+$/u.test(plain)) return true;
  // «Головна Новини Політика»: a menu in one line.
  const words = bare.split(/[\s|/•·›»>,]+/);
  if (words.length >= 3 && words.every((word) => FURNITURE.has(word))) return true;
  // A caption that ends in its credit: «Школа після ремонту. Гомін/Іван Кравченко», «Міністр на засіданні. Фото: ДСНС», «… (фото архівне)».
  if (/[.)»\s/|,–—-]\s?\(?фото\s*:\s*[^.!?]{2,60}$/u.test(plain) || /\(фото(?:\s|:)[^)]{2,60}\)$/u.test(plain))
    return true;
  if (/\p{L}\/\p{Lu}[\p{Ll}’'-]+\s\p{Lu}[\p{Ll}’'-]+$/u.test(line)) return true;
  if (/^[©@]/.test(plain) || /^\(?\s*(?:фото|photo)\s*:[^)]*\)?$/.test(plain)) return true;
  if (SOCIAL_ROW.test(bare)) return true;
  if (/^(?:головна|новини|главная|home|main)\s*[›»>/→|·•]/.test(plain)) return true;
  if (isCookieLine(bare)) return true;
  return isCallToFollow(bare);
}

/** «Головне сьогодні», «Популярні статті за тиждень», «Останні новини рубрики»: a heading over the site's other articles. */
const LIST_HEADING =
  /^(?:(?:усі|всі|інші|останні|свіжі|головні|популярні|важливі|гарячі|найважливіші|найпопулярніші|нові|топ|ще|більше|последние|главные|другие|latest|top|more|other)\s(?:\d+\s)?(?:новин|статт|статей|матеріал|публікаці|поді|новост|стат|материал|news|stories|articles)\p{L}*|(?:головне|найголовніше|найважливіше|популярне|найпопулярніше|найцікавіше|останнє|главное|популярное))(?:\s(?:сьогодні|зараз|дня|доби|тижня|місяця|за (?:день|добу|тиждень|місяць)|розділу|рубрики|категорії|на сайті|у розділі|в розділі|в рубриці|у рубриці|сегодня|сейчас|today|now)(?:\s\p{L}+)?)?$/u;

const NUMBER = String.raw`\d[\d\s.,]*\s?[kкmм]?`;

/** Reading time, views, comments: the page's own counters. */
const COUNTERS: readonly RegExp[] = [
  new RegExp(`^${NUMBER}$`),
  /^(?:(?:час|тривалість) (?:на )?(?:читання|прочитання)|читати|читається за|время (?:на )?чтени[ея]|читать|reading time|estimated reading time)\s*[:~≈–—-]*\s*(?:[<>~≈]?\s?\d|менше|до)/,
  /^[<>~≈]?\s?\d{1,3}[-\s]?(?:хв|хвилин\p{L}*|мин|минут\p{L}*|min|mins|minute|minutes)\.?(?:\s(?:на )?(?:читати|читання|прочитання|чтения|чтение|читать|read|reading|to read))?$/u,
  new RegExp(
    `^(?:кількість )?(?:переглядів|перегляди|переглянули|прочитали|просмотров|просмотры|views|коментарів|коментарі|комментариев|комментарии|comments|поширень|поширили|shares|лайків|likes|рейтинг|оцінок)\\s*[:(–—-]*\\s*${NUMBER}\\)?$`,
  ),
  new RegExp(
    `^${NUMBER}\\s*(?:перегляд|просмотр|коментар|комментар|поширен|прочитан|читач|реакці|лайк|вподобан|оцін|голос|views?|comments?|shares?|likes?|reactions?)\\p{L}*$`,
    'u',
  ),
];

/** Words that a line of debris begins with, whatever follows. */
const OPENINGS: readonly RegExp[] = [
  // Calls to read something else.
  /^(?:читайте|читай|дивіться|дивись|слухайте|смотрите|читать|читати|read|see|watch)\s(?:також|ще|тут|далі|про це|більше|нижче|у матеріалі|в матеріалі|також у|также|ещё|еще|по теме|по темі|за темою|на тему|also|more)(?!\p{L})/u,
  /^(?:також|также|ще)\s(?:читайте|дивіться|слухайте|смотрите|за темою|по темі)(?!\p{L})/u,
  /^(?:за темою|до теми|по темі|на цю тему|ще по темі|ще за темою|по теме|більше за темою|читайте|дивіться|related|read)\s*:/u,
  /^(?:детальніше|докладніше|подробиці|більше|подробнее)(?:\s(?:про це|читайте|за темою|на тему|у матеріалі|у відео|в відео|дивіться|тут|по темі|новин))+(?!\p{L})/u,
  // Credits, dates and labels of the page.
  /^(?:фото|світлина|світлини|зображення|ілюстрація|колаж|інфографіка|скриншот|скріншот|відео|автор фото|автор відео|джерело фото|фото надане|иллюстрация|коллаж|видео|источник фото|photo|photos|image|video|illustration|credit|photo by|image credit|photo credit|picture)\s*[:/|]/u,
  /^(?:ілюстративне|ілюстраційне|архівне|иллюстративное|архивное)\s(?:фото|зображення|изображение)(?!\p{L})/u,
  /^фото\s(?:ілюстративне|з архіву|з відкритих джерел|із відкритих джерел|з соцмереж|із соцмереж|прес-?служби|надано|ілюстраційне|из открытых источников)(?!\p{L})/u,
  /^(?:автор|авторка|автори|текст|журналіст|журналістка|кореспондент|кореспондентка|редактор|редакторка|підготував|підготувала|підготували|переклад|переклала|переклав|автор статті|авторка статті|автор новини|автор|редактор|author|authors|written by|edited by|reporter|editor)\s*[:–—]/u,
  /^(?:джерело|джерела|источник|source|via)\s*:/u,
  /^(?:опубліковано|опублікована|дата публікації|оновлено|востаннє оновлено|останнє оновлення|додано|створено|опубликовано|обновлено|published|updated|last updated|posted)(?:\s*:|\s\d|\s(?:о|об|в|у|on|at)\s)/u,
  /^(?:теги|теґи|мітки|позначки|ключові слова|хештеги|теми|тема|рубрика|рубрики|розділ|розділи|категорія|категорії|сюжет|в сюжеті|тэги|метки|рубрика|tags|tag|topics|topic|keywords|filed under|categories|category)\s*[:#]/u,
  // What a site asks of its readers.
  /^(?:помітили|знайшли|побачили|якщо ви (?:помітили|знайшли)|виявили|заметили|нашли|если вы (?:нашли|заметили))\s(?:\p{L}+\s)?(?:помилку|одрук|ошибку|опечатку)/u,
  /ctrl\s?\+\s?enter/u,
  /^(?:приєднатися|долучитися|перейти) до (?:обговорення|розмови|чату)/u,
  /^(?:ваш браузер не підтримує|цей браузер не підтримує|увімкніть javascript|please enable javascript|your browser does not support)/u,
  /^(?:посмотреть эту публикацию|переглянути (?:цей допис|цю публікацію)|публикация от|допис, поширений|view this post on|a post shared by)/u,
  /^(?:донатьте|задонатьте|підтримайте нас|підтримай нас|підтримайте редакцію|станьте частиною|ставайте частиною спільноти)(?!\p{L})/u,
];

const SOCIAL = `(?:facebook|fb|twitter|x|telegram|телеграм|телеграмі|viber|вайбер|whatsapp|linkedin|messenger|instagram|інстаграм|youtube|ютуб|tiktok|тікток|threads|pinterest|bluesky|mastodon|reddit|signal|google news|google|rss|email|e-mail|пошта|фейсбук|твіттер|вконтакте|vk|ok)`;
const SHARING = `(?:поділитися|поділитись|поширити|поширити в|поширити у|надіслати|надіслати в|відправити|твітнути|скопіювати посилання|копіювати посилання|copy link|share|share on|share via|ми в|ми у|в|у|on|in|та|і|and|поделиться)`;
/** «Поділитися: Facebook Twitter Telegram». */
const SOCIAL_ROW = new RegExp(`^(?:${SHARING}[\\s:]+)*${SOCIAL}(?:[\\s,|/·•:]+(?:${SHARING}|${SOCIAL}))*$`, 'u');

/** «Підписуйтесь на наш Telegram»: a call to follow names where to; «слідкуйте за тиском» does not. */
function isCallToFollow(bare: string): boolean {
  const call =
    /(?<!\p{L})(?:підпис(?:уйтес[ья]|уйся|уйтеся|атис[ья])|підпишіт(?:ь)?с[ья]|підпишис[ья]|долучайтес[ья]|долучайся|приєднуйтес[ья]|приєднуйся|стежте|слідкуйте|шукайте нас|читайте нас|читай нас|отримуйте|обговорюйте|більше новин|усі новини|всі новини|головні новини|новини від|наші новини|хочете|щоб не пропустити|не пропустіть|подписывайтес[ья]|подпишитес[ья]|следите|присоединяйтес[ья]|subscribe|follow us|follow our|join us|join our|sign up)(?!\p{L})/u;
  const where =
    /(?<!\p{L})(?:telegram|телеграм\p{L}*|телеґрам\p{L}*|viber|вайбер\p{L}*|whatsapp|facebook|фейсбу\p{L}*|instagram|інстаграм\p{L}*|youtube|ютуб\p{L}*|tiktok|twitter|threads|google|нас|нами|наш\p{L}{0,3}|канал\p{L}*|розсилк\p{L}*|рассылк\p{L}*|соцмереж\p{L}*|соцсет\p{L}*|сторінк\p{L}*|newsletter|channel|us)(?!\p{L})/u;
  if (bare.length > 250) return false;
  if (call.test(bare) && where.test(bare)) return true;
  return /^(?:наш\p{L}{0,3}\s(?:\p{L}+\s)?(?:канал|сторінк|telegram|телеграм|viber|facebook|youtube|instagram)|ми (?:в|у|є в|є у) (?:telegram|телеграм|соцмереж|facebook|viber|google|instagram))/u.test(
    bare,
  );
}

function isCookieLine(bare: string): boolean {
  return (
    /(?<!\p{L})(?:cookies?|кукі|кукіс|файли куки|куки)(?!\p{L})/u.test(bare) &&
    /використ|використов|погодж|прийма|прийня|згод|продовж|использу|соглаша|we use|uses? cookies|consent|accept|agree|налаштуван/u.test(
      bare,
    )
  );
}

/** Copyright, terms and registration: the page's last lines. */
function isFooter(plain: string, bare: string): boolean {
  return (
    /(?:усі|всі) права (?:захищен|застережен|належать)|все права защищены|all rights reserved/.test(plain) ||
    /^(?:©|\(c\)|copyright)\s.*(?:19|20)\d{2}/.test(plain) ||
    /^(?:19|20)\d{2}(?:\s?[-–—]\s?(?:19|20)\d{2})?\s?©/.test(plain) ||
    /^(?:передрук|використання|будь-яке (?:використання|копіювання)|копіювання|цитування|republication|перепечатка)\s.{0,120}(?:матеріал|текст|інформаці|дозвол|посилан|материал|ссылк)/.test(
      bare,
    ) ||
    /^(?:у разі|при|в разі|за умови)\s(?:\p{L}+\s){0,3}(?:використанн|цитуванн|передрук|копіюванн|использовани|цитировани)\p{L}*\s.{0,160}(?:посиланн|гіперпосиланн|ссылк)/u.test(
      bare,
    ) ||
    /(?:гіперпосилання|гиперссылка).{0,60}обов'язков|відкрите для пошукових систем/.test(bare) ||
    /^(?:редакція|адміністрація сайту|редакція сайту) (?:не несе|може не поділяти|не завжди поділяє)|^(?:ідентифікатор медіа|ідентифікатор у реєстрі|свідоцтво про (?:держ\p{L}* )?реєстрацію|суб'єкт у сфері)/u.test(
      bare,
    ) ||
    /^(?:матеріали|публікації)\s.{0,60}(?:позначк\p{L}+|рубри\p{L}+|розміщ\p{L}+|публікуються)\s.{0,80}(?:реклам|партнер)/u.test(
      bare,
    )
  );
}

import { stems } from '../../language/stem.js';
import { hasPredicate, hasVerb } from './predicates.js';

/** Words that begin a sentence but never stand capitalised inside one. */
const BEGINNERS = new Set(
  (
    'На У В За Із Зі З Як Про Під До Після Для Але Однак Також Це Цей Ця Ці Він Вона Вони Його Її Їх По При Коли Якщо Щоб Щоби Що Хоча ' +
    'Не Від Через Між Серед Протягом Упродовж Внаслідок Унаслідок Згідно Відповідно Крім Окрім Водночас Нагадаємо Раніше Так Тепер Зараз ' +
    'Нині Наразі Сьогодні Вчора Учора Адже Тож Тому Отже Саме Зокрема Загалом Всього Усього Вже Ще Там Тут Тоді Такий Така Такі Якби ' +
    'Речник Речниця Командир Військовий Військові Експерт Журналіст Депутат Директор Керівник Очільник Радник Командувач Дослідники Вчені Учені ' +
    'Зафіксовано Пошкоджено Поранено Знищено Збито Зруйновано Затримано Вилучено Встановлено ' +
    'Нещодавно Відомо Повідомляється Зазначається Очікується Українські Російські Окупанти Правоохоронці Рятувальники Поліцейські Зранку Ввечері Увечері'
  ).split(' '),
);

/**
 * A sentence without the subhead that lost its line break and was glued to its front: «Наслідки негоди Як зазначив
 * президент, …» gives «Як зазначив президент, …». A subhead shows itself by a word that only begins sentences, or
 * by a sentence that repeats at once what was just said.
 */
export function withoutSubhead(sentence: string): string {
  const bare = sentence.includes('(')
    ? sentence.replace(/^.{4,60}? \((?:відео|фото|аудіо)\) (?=\p{Lu})/u, '')
    : sentence;
  const tokens = bare.split(' ');
  let cut = REMINDS.test(sentence)
    ? Math.max(
        0,
        tokens.findLastIndex((token, place) => place > 1 && /^(?:Нагадаємо|Зазначимо|Додамо),?$/u.test(token)),
      )
    : 0;
  let stemmed: readonly (readonly string[])[] | undefined;
  const repeatsItself = (place: number) => {
    stemmed ??= tokens.map(stems);
    return isToldTwice(tokens, stemmed, place);
  };
  for (let place = 1; place < Math.min(tokens.length - 3, 16); place += 1) {
    if (!canBreakBefore(tokens, place)) {
      if (/[,;:—–]$/u.test(tokens[place - 1]!) && place > 9) break;
      continue;
    }
    if (place === 1 && !(tokens[0]!.length > 3 && BEGINNERS.has(tokens[1]!))) continue;
    if (BEGINNERS.has(tokens[place]!.replace(/,$/u, '')) || repeatsItself(place) || startsAnew(tokens, place))
      cut = place;
    if (cut === place) break;
  }
  if (cut === 0 && ASKS.test(sentence)) cut = secondSubject(tokens);
  return tokens.slice(cut).join(' ');
}

const REMINDS = /Нагадаємо|Зазначимо|Додамо/u;

/** A whole clause, then a capital whose own predicate follows at once, with neither comma nor conjunction between. */
function startsAnew(tokens: readonly string[], place: number): boolean {
  const left = tokens.slice(0, place).join(' ');
  if (place < 3 || /[,;:—–]/u.test(left) || JOINED.test(left) || !hasVerb(left)) return false;
  if (TITLES.has(tokens[place]!)) return true;
  const [subject, next, third] = tokens.slice(place, place + 3) as [string, string, string];
  if (/[,;:—–«(]/u.test(subject + next) || LINKS.test(next)) return false;
  if (/(?:ії|ої|ого|ому|ій|ими|их|ою|ею)$/u.test(subject)) return false;
  return (
    /\p{Ll}/u.test(subject) &&
    ((/^\p{Ll}/u.test(next) && hasVerb(next)) ||
      (/(?:і|а|ий|е)$/u.test(subject) && /^\p{Ll}/u.test(next) && (hasVerb(third) || /^[—–-]$/u.test(third))))
  );
}

/** «назвав це подарунком Москві й закликав…»: what follows belongs to the verb before. */
const LINKS = /^(?:й|і|та|або|чи|[увзі]|із|зі|на|до|за|від|для|про|під|над|по|через|після|без|не)$/iu;

/** Roles that are written small inside a sentence. */
const TITLES = new Set(
  "Міністр Міністерка Президент Прем’єр Прем'єр Глава Голова Генсек Депутати Суд Поліція Уряд Співробітники Журналісти Учасники Фахівці".split(
    ' ',
  ),
);
const JOINED = /(?<!\p{L})(?:щоб|що|як|коли|якщо|де|бо|хоча|поки|ніж|про це|на цьому)(?!\p{L})/iu;

/** A subhead that asks («Як працює система ТСН побувала…»): two predicates and no comma between them. */
const ASKS = /^(?:Як|Чому|Що|Де|Коли|Скільки|Як(?:а|і|ий|е)|Навіщо|Хто|Куди) (?:[^,—–-]|\S-\S)+$/u;

/** Where the sentence after an asking subhead begins: at the last capitalised word before its verb; 0 where none fits. */
function secondSubject(tokens: readonly string[]): number {
  for (let place = 3; place < tokens.length - 2; place += 1) {
    const isSubject = /^\p{Lu}/u.test(tokens[place]!) && /^\p{Ll}/u.test(tokens[place - 1]!);
    if (isSubject && hasPredicate(tokens[place + 1]!) && hasPredicate(tokens.slice(1, place).join(' '))) return place;
  }
  return 0;
}

function canBreakBefore(tokens: readonly string[], place: number): boolean {
  const before = tokens[place - 1]!;
  if (!/^\p{Lu}/u.test(tokens[place]!) || !/[\p{L}\p{N}»"”!?)]$/u.test(before)) return false;
  return !/^(?:м|с|р|вул|ім|ст|та|і|й|у|в|з|на|до|від|про|для|за|по|групі?|серії|лізі|категорії)$/iu.test(before);
}

function isToldTwice(tokens: readonly string[], stemmed: readonly (readonly string[])[], place: number): boolean {
  const right = new Set(stemmed.slice(place, place + 12).flat());
  const left = new Set(stemmed.slice(0, place).flat());
  let shared = 0;
  for (const stem of left) if (right.has(stem)) shared += 1;
  const restarts = tokens[0]!.length > 3 && tokens[place]!.toLowerCase() === tokens[0]!.toLowerCase();
  return shared >= 2 && (restarts || shared >= left.size / 2);
}

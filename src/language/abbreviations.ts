/**
 * Abbreviations by what may follow their full stop. Left out are those that are everyday words first («гол», «вид»,
 * «полк», «тур»), and those that count only beside a number are kept apart.
 */

/** Never ends a sentence: a name must follow («вул. Хрещатик», «проф. Іваненко»). */
export const NEEDS_A_NAME = list(`
  ім вул пров просп пр бул бульв пл наб узв шос мкрн смт сел хут оз окр пос ст.л
  див напр проф акад доц канд докт викл інж ген підполк кап лейт серж адм мін прем заст зав нач дир секр солд
  св преп митр архиєп єп прот гр тов пп прим упоряд уклад уродж нар пом зв т.зв бл прибл орієнт
  mr mrs ms dr prof st vs gen sen rep gov lt col sgt к.т.н д.т.н к.е.н д.е.н к.ю.н д.ю.н к.м.н д.м.н к.ф.н д.ф.н`);

/** Does not end a sentence when a number follows («ст. 5», «рис. 3», «тел. 044…»). */
export const NEEDS_A_NUMBER = list(`
  ст п пп ч т с к м рис мал табл іл гл розд підрозд арк вип кн кв буд корп оф під стор тел моб факс абз пар поз каб ауд
  пов no vol p pp fig`);

/** A date, an hour or a region: opens a sentence as often as it closes one («У 2024 р. Україна отримала…»). */
export const CIRCUMSTANCES = list(`
  р рр ст століт год хв сек с міс тижд дн е обл р-н гурт
  січ лют бер берез квіт трав черв лип серп вер верес жовт листоп груд`);

/** Large numbers, after which the counted thing may be an acronym («10 тис. БпЛА»). */
export const MAGNITUDES = list('тис млн млрд трлн');

/** Acronyms of those who act, and so begin a sentence after a number, unlike those that are counted. */
export const ACTORS = list(
  'США ЄС НАТО ООН МВФ РФ ЗСУ НБУ СБУ МЗС МВС ОВА ДСНС НАБУ САП КНДР ОАЕ МАГАТЕ ОБСЄ ВООЗ ГУР РНБО',
);

/** A foreign word follows («англ. Artificial Intelligence»). */
export const LANGUAGES = list(
  'англ лат грец гр нім фр франц італ ісп пол рос укр тур яп кит араб івр санскр порт чес рум болг серб',
);

/** What is named by one letter, so that the letter's stop is the sentence's («вітамін С. Він…»). */
export const LABELS = list(`
  вітамін вітаміну група групи групу групі гепатит гепатиту план плану клас класу точка точки точку літера літери літеру
  категорія категорії категорію пункт пункту частина частини варіант варіанту сектор сектору штам формула канал серія
  vitamin plan group class hepatitis`);

/** Capitalised, these begin a sentence far more often than they are anybody's surname. */
export const STARTERS = list(`
  він вона воно вони це цей ця ці цього той та ті такий таке так там тут тоді тому тож також теж отже однак але проте
  зате натомість водночас крім окрім нагадаємо раніше як якщо якби коли де хто що чи щоб за на до від під після перед через
  для згідно у в з із зі і й а ми я ви ти його її їх їхній наш ваш мій свій про при по без над між серед понад близько
  загалом зокрема далі потім згодом зараз нині сьогодні вчора завтра торік утім втім щоправда адже бо хоча навіть лише
  тільки ще вже усі всі усе все кожен жоден ніхто ніщо інший інші перший друга другий тим цим такі саме попри замість щодо
  the he she it they in but and this that we a`);

function list(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

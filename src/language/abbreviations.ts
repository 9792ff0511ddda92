/**
 * What a full stop after an abbreviation means. The lists are of those that are not also everyday words («гол», «вид»,
 * «полк», «лист», «тур» are words first), or that only count beside a number.
 */

/** Never ends a sentence: a name, a title's bearer or a place must follow («вул. Хрещатик», «проф. Іваненко»). */
export const NEEDS_A_NAME = list(`
  ім вул пров просп пр бул бульв пл наб узв шос проїзд-д мкрн мікрор смт сел хут оз о-в окр пос
  див напр проф акад доц канд докт асист викл інж ген підполк кап лейт серж адм мін прем заст зам нач дир зав секр
  св преп митр архиєп єп прот свящ гр тов пп прим упоряд уклад уродж нар пом зв т.зв бл прибл орієнт
  mr mrs ms dr prof st vs гр-н гр-ка ст.н.с м.н.с к.т.н д.т.н к.е.н д.е.н к.ю.н д.ю.н к.м.н д.м.н к.ф.н д.ф.н`);

/** Never ends a sentence when a digit follows («ст. 5», «рис. 3», «тел. 044…»). */
export const NEEDS_A_NUMBER = list(`
  ст п пп ч т рис мал табл іл гл розд підрозд арк вип кн кв буд корп оф під с стор тел моб факс абз пар поз каб
  ауд гурт пов к каф no vol p pp fig рік`);

/** Comes after a number and can end a sentence; until a verb has been said, it does not («У 2024 р. Україна отримала…»). */
export const TIMES = list('р рр ст століт год хв сек с міс тижд дн н.е е січ лют бер берез квіт трав черв лип серп вер верес жовт листоп груд');

/** Measures and money, which mostly come last («за 20 грн. Уряд…»). */
export const MEASURES = list(`
  грн коп крб руб дол долл м км см мм га кг г гр мг т ц л мл кв куб шт од екз прим чол ос обл р-н район-н дес`);

/** Words for large numbers, after which the counted thing may be an acronym («10 тис. БпЛА»). */
export const MAGNITUDES = list('тис млн млрд трлн');

/** Ends a list or a name, and often the sentence («та ін. Далі…», «Агро Лтд. Далі…»). */
export const LIST_ENDS = list('ін др под т.д т.п т.і т.ін д лтд ltd inc co corp etc ред авт тощо jr sr');

/** A foreign word follows («англ. Artificial Intelligence»). */
export const LANGUAGES = list('англ лат грец нім фр франц італ ісп пол польськ рос укр тур яп кит араб івр санскр порт швед чес словац угор рум болг серб хорв груз вірм');

/** Capitalised, these begin a sentence far more often than they are anybody's surname. */
export const STARTERS = list(`
  він вона воно вони це цей ця ці цього того той та ті такий таке так там тут тоді тому тож також теж отже однак але проте
  зате натомість водночас крім окрім нагадаємо раніше як якщо якби коли де хто що чи щоб за на до від під після перед через
  для згідно у в з із зі і й а ми я ви ти його її їх їхній наш ваш мій свій про при по без над між серед понад близько
  загалом зокрема далі потім згодом зараз нині сьогодні вчора завтра торік утім втім щоправда адже бо хоча навіть лише
  тільки ще вже усі всі усе все кожен жоден ніхто ніщо інший інші перший друга другий тим цим такі саме попри замість щодо
  the he she it they in but and this that we i a`);

function list(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

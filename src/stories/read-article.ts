import { sentences } from '../language/sentences.js';
import { type KnownWord, knownWords } from './known-words.js';

/** An article read once for all who ask: what it tells of, which topics it has, which words it is found by. */
export interface ReadArticle {
  title: string;
  titleWords: readonly KnownWord[];
  /** In order, without debris, as far as an article tells of its event. */
  sentences: readonly ReadSentence[];
  /** All words of the text in order. */
  words: readonly KnownWord[];
}

/** A sentence of an article with how much it says of the event, 0 to 1. */
export interface ReadSentence {
  text: string;
  words: readonly KnownWord[];
  weight: number;
  /** It reminds of what was before, or speaks of something else. */
  isBackground: boolean;
}

/** Sentences that are read; what stands further down is background or debris. */
const MOST_SENTENCES = 40;
/** Each sentence says less of the event than the one before it, down to a floor. News are written so, the main thing first. */
const DECAY = 0.85;
const LEAST = 0.25;
/** Shorter ones are datelines («КИЇВ. 5 липня.») and scraps, UTF-16 units. */
const LEAST_SENTENCE = 25;
/** A reminder names other events of the theme, which would tie all of its stories together. */
const BACKGROUND = 0.05;

/** What the site says of itself and not of the event. */
const DEBRIS =
  /cookie|^[\s«"“„'(—–-]*(?:©|(?:все|всі) матеріали|(?:будь-яке )?використання матеріалів|передрук|матеріали, (?:надруковані|розміщені)|підписуйтесь|підпишіться|стежте за нами|(?:також )?(?:читайте|дивіться|слухайте)(?: також| ще| більше|:)|за темою|більше за темою)/iu;
/** From here to the end an article reminds of what was. */
const REMINDS_TO_THE_END =
  /^[\s«"“„'(—–-]*(?:нагада(?:ємо|ю|ти|йте)|нагадуємо|напомним|напоминаем|довідка|довідково|справка|бекграунд|контекст[.:]|до теми|що передувало|передісторія)/iu;
/** This sentence looks back; the article may return to its event after it. */
const LOOKS_BACK =
  /^[\s«"“„'(—–-]*(?:раніше|ранее|(?:як|про що) (?:ми )?(?:раніше |вже )?(?:повідомлял|повідомляв|писал|писав|інформувал|відомо|зазначалос)|как (?:сообщалос|известно|ранее)|перед цим|до цього|до слова|до речі|тим часом|напередодні|водночас нагад|днями|минулого (?:тижня|місяця|року)|торік|кілька (?:днів|тижнів|місяців) тому)/iu;

/** Is this line what a site says of itself, such as a notice on cookies that was taken for a headline? */
export function isDebris(line: string): boolean {
  return DEBRIS.test(line);
}

/** «Головне за день»: several events under one headline. */
const ROUND_UP =
  /(?<!\p{L})(?:(?:головне|найважливіше|главное) за (?:добу|день|ніч|ранок|вечір|тиждень|вихідні|сутки|ночь|неделю)|(?:головн|найважливіш|ключов)\p{L}+ (?:новин|поді)\p{L}+ (?:за )?(?:дня|доби|ночі|ранку|вечора|тижня|добу|день|ніч|тиждень|вихідних|понеділка|вівторка|середи|четверга|п['’ʼ]ятниці|суботи|неділі|\d)|новини за (?:добу|день|ніч|тиждень)|дайджест (?:новин|подій|дня|доби|тижня|за))(?!\p{L})/iu;

/** Does this headline announce several events? */
export function isRoundUp(title: string): boolean {
  return ROUND_UP.test(title);
}

/** Reads an article. A background passage lasts to the end of its paragraph. */
export function readArticle({ title, text }: { title: string; text: string }): ReadArticle {
  const read: ReadSentence[] = [];
  const all: KnownWord[] = [];
  let place = 0;
  let ended = false;
  for (const paragraph of text.split(/\n{2,}/)) {
    if (read.length >= MOST_SENTENCES) {
      for (const word of knownWords(paragraph)) all.push(word);
      continue;
    }
    let isBackground = ended;
    for (const sentence of sentences(paragraph)) {
      const words = knownWords(sentence);
      for (const word of words) all.push(word);
      if (read.length >= MOST_SENTENCES || DEBRIS.test(sentence)) continue;
      if (REMINDS_TO_THE_END.test(sentence)) ended = true;
      isBackground ||= ended || LOOKS_BACK.test(sentence);
      const weight = Math.max(LEAST, DECAY ** place) * (isBackground ? BACKGROUND : 1);
      read.push({ text: sentence, words, weight, isBackground });
      if (sentence.length >= LEAST_SENTENCE) place += 1;
    }
  }
  return { title, titleWords: knownWords(title), sentences: read, words: all };
}

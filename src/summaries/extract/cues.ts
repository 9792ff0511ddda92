import { remembering } from '../../language/remembered.js';
import { FIRST_PERSON_WORDS, MODAL_WORDS, SPEECH_VERB } from './lexicon.js';

/**
 * What a word may be a part of, a bit each. The patterns that are sought all through a sentence need one of a few
 * words, and most sentences have none of them: one look at the words spares a dozen searches. A cue promises nothing:
 * the pattern decides. Who adds a way to a pattern adds a word of it here.
 */
export const CUE = {
  /** A verb of saying. */
  speech: 1,
  /** «висловив думку», «пояснив у дописі», «можна побачити на відео» */
  told: 2,
  firstPerson: 4,
  modal: 8,
  pronoun: 16,
  /** «розповів, чому», «прокоментували рішення» */
  promise: 32,
  appeal: 64,
} as const;

const PATTERNS: readonly (readonly [cue: number, word: RegExp])[] = [
  [CUE.speech, new RegExp(`^${SPEECH_VERB}$`, 'iu')],
  [
    CUE.told,
    /^(?:висловив|висловила|висловили|зробив|зробила|зробили|навів|навела|навели|наводить|оприлюднюють|відомо|пояснив|пояснила|пояснили|прокоментував|прокоментувала|прокоментували|коментує|прослідкувати|побачити|переглянути|подивитися|почути|прочитати|знайти)$/iu,
  ],
  [CUE.firstPerson, new RegExp(`^(?:${FIRST_PERSON_WORDS})$`, 'iu')],
  [CUE.modal, new RegExp(`^(?:${MODAL_WORDS}|мав)$`, 'iu')],
  [
    CUE.pronoun,
    /^(?:він|вона|вони|воно|його|її|їх|їм|йому|їй|ним|нею|ними|нього|неї|них|ньому|ній|ц(?:ей|я|е|і|ю|ього|ьому|им|ієї|ій|ією|их|ими)|там|туди|звідти)$/iu,
  ],
  [
    CUE.promise,
    /^(?:розпові|поясни|поясню|назва|розкри|оціни|описа|показа|відреагува|прокоментува|проаналізува|охарактеризува|заінтригу|оприлюдни|ясува|дізна)/iu,
  ],
  [
    CUE.appeal,
    /^(?:потурбуйтес|перебувайте|будьте|нехтуйте|переходьте|залишайтеся|зберігайте|ятайте|забувайте|тримати|слава|наслідків|минулося|постраждалі|постраждалих|потерпілі|загиблі|поранені|руйнування|пошкодження|подробиці|деталі)|уточню|встановлю|ясову|надходила|оновлю|доповню/iu,
  ],
];

const cuesOfWord = remembering((word) =>
  PATTERNS.reduce((cues, [cue, pattern]) => (pattern.test(word) ? cues | cue : cues), 0),
);

/** The usual letters come first: looking one up among all of Unicode takes twice the time. */
const LETTERS = /(?:[а-яіїєґ]+|\p{L})+/giu;

/** The cues of all words of a text; those of a part of it are among them. */
export function cuesOf(text: string): number {
  let cues = 0;
  for (const word of text.match(LETTERS) ?? []) cues |= cuesOfWord(word);
  return cues;
}

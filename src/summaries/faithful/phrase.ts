/** A noun with what belongs to it: «директорці компанії Раїсі Дем’яненко». */
export interface Phrase {
  /** The noun in small letters. */
  head: string;
  /** The forms of the noun and its names. */
  words: string[];
  /** The noun, its names and titles: what the phrase speaks of. */
  keys: string[];
  /** Which of them are names. */
  names: string[];
  /** The genitives that belong to it. */
  attributes: string[];
  attributeNames: string[];
  modifiers: string[];
  preposition: string;
  cases: number;
  genders: number;
  place: number;
  isCounted: boolean;
  /** May it as well be a genitive of the phrase before it: «в сеансі гросмейстера»? */
  isLoose: boolean;
  /** Is it a pronoun, with what it may stand for in `keys`? */
  pronoun: 'relative' | 'personal' | null;
}

/** The forms of each word that the articles and the summary have, by what they share. */
export type Forms = ReadonlyMap<string, ReadonlySet<string>>;

/** A phrase that has what is given and nothing else yet. */
export function newPhrase(
  given: Pick<Phrase, 'preposition' | 'cases' | 'genders' | 'place'> & Partial<Phrase>,
): Phrase {
  return {
    head: '',
    words: [],
    isLoose: false,
    isCounted: false,
    keys: [],
    names: [],
    attributes: [],
    attributeNames: [],
    modifiers: [],
    pronoun: null,
    ...given,
  };
}

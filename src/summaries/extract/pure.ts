import { type Impurity, impurities } from '../../language/purity.js';

/**
 * A sentence without letters of the other alphabet and, outside quotations, without expressions that are always
 * wrong; `null` for one that no mending makes Ukrainian: Russian words, lost letters, tags.
 */
export function purified(sentence: string): string | null {
  let text = sentence;
  for (const impurity of impurities(sentence).reverse()) {
    const suggestion = suggestionFor(impurity, isInQuotation(sentence, impurity.start));
    if (suggestion === null) return null;
    text = text.slice(0, impurity.start) + suggestion + text.slice(impurity.end);
  }
  return text;
}

function suggestionFor(impurity: Impurity, isQuoted: boolean): string | null {
  switch (impurity.kind) {
    case 'mixedAlphabet':
      return impurity.suggestion;
    case 'calque':
      return isQuoted ? impurity.text : impurity.suggestion;
    case 'doubtful':
      return impurity.text;
    case 'russian':
    case 'brokenEncoding':
    case 'markup':
      return null;
  }
}

function isInQuotation(sentence: string, place: number): boolean {
  return sentence.lastIndexOf('«', place) > sentence.lastIndexOf('»', place);
}

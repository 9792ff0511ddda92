import type { TextLanguage } from '../vocabulary.js';

/** The language of a headline or an article; `prior` is what the source is known to write in. */
export function detectLanguage(text: string, options: { prior?: TextLanguage } = {}): TextLanguage {
  if (/[іїєґ]/i.test(text)) return 'uk';
  if (/[ыэъё]/i.test(text)) return 'ru';
  if (/[а-я]/i.test(text)) return options.prior ?? 'uk';
  return /[a-z]/i.test(text) ? 'en' : 'other';
}

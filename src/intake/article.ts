import type { TextLanguage } from '../vocabulary.js';

/** One text by one publisher, cleaned, as intake hands it on. */
export interface Article {
  /** The headline, once, without the publisher's name or a trailing full stop of the site's own making. */
  title: string;
  /** The body without debris: paragraphs parted by an empty line. */
  text: string;
  /** The publisher's name as readers know it («Інтерфакс-Україна»); `null` where the text does not say. */
  publisher: string | null;
  /** The canonical address; `null` for a pasted text that names none. */
  url: string | null;
  /** When it was published; `null` where the text does not say. */
  publishedAt: Date | null;
  language: TextLanguage;
}

/** One message to a chat as the rooms above delivery make it; delivery turns it into what Telegram is sent. */
export interface Message {
  /** Telegram HTML, escaped where it carries outside text; at most 4,096 UTF-16 units once the tags are read. */
  html: string;
  /** The address whose preview is shown; `null` shows none. */
  preview: string | null;
  /** It stands above the words, with a large picture where the page has one. */
  isPreviewLarge?: true;
  /** Rows of inline buttons. */
  buttons: readonly (readonly MessageButton[])[];
  /** The stories that it tells, in order. */
  storyIds?: readonly number[];
  /** Where each of them stands in `html`, beside it: from and to, UTF-16 units. */
  places?: readonly Place[];
  /** Its words say something of the one who gets it, and stand under lock. */
  isPersonal?: true;
  /** Of its words; left out: Ukrainian. */
  language?: 'en';
  /** Arrives without a sound, whatever its chat's setting. */
  silent?: boolean;
}

/** From and to, UTF-16 units of a text. */
export type Place = readonly [from: number, to: number];

/** `data` may hold {@link DELIVERY_ID}, which becomes the id of the delivery; with it, at most 64 bytes. */
export type MessageButton = { text: string; data: string } | { text: string; url: string };

/** Stands in a button's data for the id of the delivery that carries it, known only once the row is written. */
export const DELIVERY_ID = '{d}';

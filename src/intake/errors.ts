/** What is wrong with a text, a file or a page that should have become an article. */
export type UnreadableReason =
  | 'empty'
  | 'binary'
  | 'too-long'
  | 'too-deep'
  | 'too-slow'
  | 'no-text'
  | 'impossible-date'
  | 'unknown-kind'
  | 'not-found';

/**
 * A text, file or page that cannot become an article. The message says what is wrong with what, and what to do;
 * `reason` is for those who say it in their own words (the bot answers in Ukrainian).
 */
export class UnreadableArticleError extends Error {
  override readonly name = 'UnreadableArticleError';
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

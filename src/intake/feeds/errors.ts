/** A document that is no feed, or one that no reader should follow. The message says what it is instead. */
export class UnreadableFeedError extends Error {
  override readonly name = 'UnreadableFeedError';
  readonly reason: 'not-a-feed' | 'too-deep' | 'too-heavy';

  constructor(reason: 'not-a-feed' | 'too-deep' | 'too-heavy', message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

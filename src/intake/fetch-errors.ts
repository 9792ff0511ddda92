/** Why something could not be fetched. */
export type FetchFailure =
  | 'bad-address'
  | 'forbidden-address'
  | 'unknown-host'
  | 'unreachable'
  | 'timeout'
  | 'too-large'
  | 'too-many-redirects'
  | 'bad-status'
  | 'bad-encoding'
  | 'robots';

/** Something could not be fetched. The message says what and why, in words an operator can use. */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly reason: FetchFailure;
  /** The HTTP status, where the server answered. */
  readonly status: number | null;
  /** How long the server asks to be left alone, seconds. */
  readonly retryAfter: number | null;

  constructor(
    reason: FetchFailure,
    message: string,
    options: ErrorOptions & { status?: number; retryAfter?: number | null } = {},
  ) {
    super(message, options);
    this.reason = reason;
    this.status = options.status ?? null;
    this.retryAfter = options.retryAfter ?? null;
  }
}

/** The fetcher was closed: the program stops. It says nothing about the address. */
export class FetcherClosedError extends Error {
  override readonly name = 'FetcherClosedError';

  constructor() {
    super('The program stops and fetches nothing any more.');
  }
}

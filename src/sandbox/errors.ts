/** A failure of the sandbox itself, in words for whoever started it (a port in use, an option out of range). */
export class SandboxError extends Error {
  override name = 'SandboxError';
}

/** Hints that Telegram adds to a refusal. */
export interface RefusalParameters {
  /** Seconds to wait before the call may be repeated. */
  retry_after?: number;
  /** The supergroup that a group has become. */
  migrate_to_chat_id?: number;
}

/** A refusal as the Bot API states it: `{ok: false, error_code, description, parameters}`. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly code: number;
  readonly parameters: RefusalParameters | undefined;

  constructor(code: number, description: string, parameters?: RefusalParameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** 400, with the prefix that Telegram gives it. */
export function badRequest(description: string, parameters?: RefusalParameters): ApiError {
  return new ApiError(400, `Bad Request: ${description}`, parameters);
}

/** 403, with the prefix that Telegram gives it. */
export function forbidden(description: string): ApiError {
  return new ApiError(403, `Forbidden: ${description}`);
}

/** 429 with the seconds to wait. */
export function tooManyRequests(retryAfter: number): ApiError {
  return new ApiError(429, `Too Many Requests: retry after ${retryAfter}`, { retry_after: retryAfter });
}

/** An order of a person or of a test that cannot be carried out; answered as 400 on the control side. */
export class OrderError extends Error {
  override name = 'OrderError';
}

/** Lets no call through while its endpoint seems to be down. */
export interface Breaker {
  /** May a call be made now? After a rest one may, and what comes of it decides. */
  allows(now: number): boolean;
  /** Would no call be let through now? */
  isResting(now: number): boolean;
  succeeded(): void;
  /** @param options.atOnce the endpoint will refuse the next call too. @param options.restMs it asked for so long. */
  failed(now: number, options?: { atOnce?: boolean; restMs?: number }): void;
}

/** So many failures one after another. */
const FAILURES = 5;
const FIRST_REST_MS = 60_000;
const LONGEST_REST_MS = 15 * 60_000;

/** A breaker for one endpoint, in this process; the instants are ms. */
export function createBreaker(): Breaker {
  let failures = 0;
  let restMs = FIRST_REST_MS;
  let until = 0;
  let isTrying = false;
  const isResting = (now: number) => until !== 0 && (now < until || isTrying);
  return {
    isResting,
    allows(now) {
      if (isResting(now)) return false;
      isTrying = until !== 0;
      return true;
    },
    succeeded() {
      failures = 0;
      restMs = FIRST_REST_MS;
      until = 0;
      isTrying = false;
    },
    failed(now, { atOnce = false, restMs: asked = 0 } = {}) {
      failures += 1;
      const opens = isTrying || atOnce || asked > 0 || failures >= FAILURES;
      isTrying = false;
      if (!opens) return;
      until = now + Math.max(restMs, asked);
      restMs = Math.min(restMs * 2, LONGEST_REST_MS);
    },
  };
}

/** The most that may happen within any stretch of a certain length. All times are ms of one clock that never steps. */
export interface Window {
  /** ms until one more may happen; 0 for now. */
  wait(now: number): number;
  /** One more happened. */
  count(now: number): void;
}

/** At most `limit` in any `length` ms, wherever the stretch begins. */
export function createWindow(limit: number, length: number): Window {
  const moments = new Array<number>(limit).fill(Number.NEGATIVE_INFINITY);
  // The oldest of the last `limit`: one more may follow when it has left the window.
  let oldest = 0;
  return {
    wait: (now) => Math.max(0, (moments[oldest] ?? 0) + length - now),
    count(now) {
      moments[oldest] = now;
      oldest = (oldest + 1) % limit;
    },
  };
}

/** Lets a loop rest until something happens. */
export interface Alarm {
  /** Something happened: ends the rest under way, or the next one before it begins. */
  ring(): void;
  /** Rests until the alarm rings, `ms` at most. */
  rest(ms: number): Promise<void>;
}

export function createAlarm(): Alarm {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async rest(ms) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = null;
      }
      rung = false;
    },
  };
}

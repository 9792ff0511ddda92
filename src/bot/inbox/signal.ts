/** What one waits for and others tell of; it is not forgotten where it was told while nobody waited. */
export interface Signal {
  raise(): void;
  /** Until it is raised, or was since the last wait ended; for so long at most, ms. */
  wait(ms: number): Promise<void>;
}

export function createSignal(): Signal {
  let isRaised = false;
  let release: (() => void) | null = null;
  return {
    raise() {
      isRaised = true;
      release?.();
    },
    async wait(ms) {
      if (!isRaised && ms > 0) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          release = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        release = null;
      }
      isRaised = false;
    },
  };
}

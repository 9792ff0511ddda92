import cron from 'node-cron';
import type { Log } from './telemetry/log.js';

/** Something that is done again and again. */
export interface Tick {
  name: string;
  /** When, as a cron expression (seconds first), in UTC: no tick is a person's time. */
  when: string;
  run(): Promise<unknown>;
}

/** Ticks that run until they are stopped. */
export interface RunningTicks {
  /** Starts none any more, and waits for those under way. */
  stop(): Promise<void>;
}

/** Runs each tick at its times; one that still runs is not started again, and one that fails is tried at its next time. */
export function startTicks(ticks: readonly Tick[], log: Log): RunningTicks {
  const underWay = new Set<Promise<void>>();
  const tasks = ticks.map(({ name, when, run }) =>
    cron.schedule(
      when,
      async () => {
        const work = run().then(
          () => {},
          (error: unknown) =>
            log.error({ tick: name, err: error }, 'a tick failed; it is tried again at its next time'),
        );
        underWay.add(work);
        await work;
        underWay.delete(work);
      },
      { name, timezone: 'UTC', noOverlap: true },
    ),
  );
  return {
    async stop() {
      await Promise.all(tasks.map((task) => task.destroy()));
      await Promise.all(underWay);
    },
  };
}

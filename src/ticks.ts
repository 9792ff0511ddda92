import cron, { type Logger } from 'node-cron';
import type { Log } from './telemetry/log.js';
import { metrics } from './telemetry/metrics.js';

/** Something that is done again and again. */
export interface Tick {
  name: string;
  /** When, as a cron expression (seconds first), in UTC: no tick is a person's time. */
  when: string;
  run(): Promise<unknown>;
  /** Something is wrong where it was not done for so long, ms; left out, where it may well not be. */
  lateAfterMs?: number;
}

/** Ticks that run until they are stopped. */
export interface RunningTicks {
  /** The names of those that were not done for longer than they may be. */
  late(): string[];
  /** Starts none any more, and waits for those under way. */
  stop(): Promise<void>;
}

/** Runs each tick at its times; one that still runs is not started again, and one that fails is tried at its next time. */
export function startTicks(ticks: readonly Tick[], log: Log): RunningTicks {
  const underWay = new Set<Promise<void>>();
  const doneAt = new Map(ticks.map(({ name }) => [name, performance.now()]));
  const tasks = ticks.map(({ name, when, run }) =>
    cron.schedule(
      when,
      async () => {
        const work = run().then(
          () => {
            doneAt.set(name, performance.now());
            metrics.ticks.inc({ tick: name, outcome: 'done' });
          },
          (error: unknown) => {
            metrics.ticks.inc({ tick: name, outcome: 'failed' });
            log.error({ tick: name, err: error }, 'a tick failed; it is tried again at its next time');
          },
        );
        underWay.add(work);
        await work;
        underWay.delete(work);
      },
      // What it says of runs that were passed over goes where everything goes that the program says of a run.
      { name, timezone: 'UTC', noOverlap: true, logger: loggerOf(log, name) },
    ),
  );
  return {
    late: () =>
      ticks
        .filter(({ name, lateAfterMs = Infinity }) => performance.now() - (doneAt.get(name) ?? 0) > lateAfterMs)
        .map(({ name }) => name),
    async stop() {
      await Promise.all(tasks.map((task) => task.destroy()));
      await Promise.all(underWay);
    },
  };
}

/** A run that was passed over is nothing for an operator by itself: {@link RunningTicks.late} tells of one that is missed for long. */
function loggerOf(log: Log, tick: string): Logger {
  return {
    info: (message) => log.debug({ tick }, message),
    warn: (message) => log.debug({ tick }, message),
    debug: (message, err) => log.debug({ tick, err }, String(message)),
    error: (message, err) => log.error({ tick, err }, String(message)),
  };
}

import { Cron } from 'croner';

/** When a schedule falls due: wall times on ISO weekdays (1 Monday to 7 Sunday), or a cron expression, in a zone. */
export interface Calendar {
  /** Wall times, «08:00»; not read where `cron` is given. */
  times: readonly string[];
  weekdays: readonly number[];
  /** IANA name. */
  zone: string;
  /** Five fields: minute, hour, day, month, weekday. */
  cron?: string | null;
}

/**
 * The first slot later than `after`; `null` where there is none (no times, no weekdays, or «30 лютого»).
 *
 * A wall time that the spring change skips comes at the first minute after the gap; one that the autumn change repeats
 * comes at its first occurrence only.
 */
export function nextSlot(calendar: Calendar, after: Date): Date | null {
  return earliest(runners(calendar).map((runner) => runner.nextRun(after)));
}

/** The last slot not later than `until`: where the window of the next digest begins. */
export function previousSlot(calendar: Calendar, until: Date): Date | null {
  // A run «before» a moment excludes the moment itself; slots stand on whole minutes, so one second more includes it.
  const reference = new Date(until.getTime() + 1000);
  const runs = runners(calendar).flatMap((runner) => runner.previousRuns(1, reference).slice(0, 1));
  return runs.reduce<Date | null>((last, run) => (last === null || run > last ? run : last), null);
}

/** The most slots of a schedule in 24 hours: more is not a digest but a feed. */
export const MOST_SLOTS_A_DAY = 12;
/** Runs of a cron expression that are looked at: of one that comes more often than hourly, days. */
const RUNS_LOOKED_AT = 100;
const DAY_MS = 24 * 3_600_000;

/** Is this a cron expression of five fields that falls due at all, and no more than twelve times in 24 hours? */
export function isCron(expression: string): boolean {
  if (expression.trim().split(/\s+/).length !== 5) return false;
  try {
    const runs = new Cron(expression, { paused: true, timezone: 'UTC' }).nextRuns(RUNS_LOOKED_AT, new Date(0));
    const isTooOften = runs.some((run, index) => {
      const further = runs[index + MOST_SLOTS_A_DAY];
      return further !== undefined && further.getTime() - run.getTime() < DAY_MS;
    });
    return runs.length > 0 && !isTooOften;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

function runners(calendar: Calendar): Cron[] {
  const patterns = calendar.cron ? [calendar.cron] : patternsOf(calendar);
  return patterns.map((pattern) => new Cron(pattern, { timezone: calendar.zone, paused: true }));
}

function patternsOf({ times, weekdays }: Calendar): string[] {
  // Cron's Sunday is 0.
  const days = weekdays.map((day) => day % 7).join(',');
  if (days === '') return [];
  return times.map((time) => {
    const [hour, minute] = time.split(':').map(Number);
    return `${minute} ${hour} * * ${days}`;
  });
}

function earliest(slots: readonly (Date | null)[]): Date | null {
  return slots.reduce<Date | null>(
    (first, slot) => (slot !== null && (first === null || slot < first) ? slot : first),
    null,
  );
}

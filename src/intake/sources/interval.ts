/** Between two polls of a source, seconds: the bounds. */
const SHORTEST_INTERVAL = 300;
const LONGEST_INTERVAL = 86_400;

const DAY = 86_400_000;
/** While nothing changes the interval grows to this by itself, seconds: by night a site sleeps, and wakes in the morning. */
const LONGEST_IDLE = 3600;

/**
 * How long to wait for a source that was read, seconds: half of the time that usually passes between two of its items in
 * the last week, and longer where it has been silent for long, from 5 minutes to 24 hours. `dates` are its items' own.
 */
export function intervalOf(dates: readonly Date[], current: number, now: Date): number {
  const times = dates.map((date) => date.getTime()).filter((time) => time <= now.getTime());
  const newest = Math.max(...times);
  if (times.length === 0) return within(current);
  const recent = times.filter((time) => now.getTime() - time < 7 * DAY);
  const silence = (now.getTime() - newest) / 1000;
  if (recent.length < 2) return within(silence / 8);
  const gap = (newest - Math.min(...recent)) / (recent.length - 1) / 1000;
  return within(Math.max(gap / 2, silence / 8));
}

/** The next interval of a source that had nothing new, seconds. */
export function idleInterval(current: number): number {
  return within(Math.max(current, Math.min(current * 1.25, LONGEST_IDLE)));
}

/** How long to wait after the n-th failure in a row, seconds: twice as long each time, from 5 minutes to 24 hours. */
export function backOff(failures: number): number {
  return within(SHORTEST_INTERVAL * 2 ** Math.min(failures - 1, 12));
}

/**
 * When to ask again: behind the interval and behind whatever the source asks for itself, at most a day; on a second of
 * the minute that is the source's own, so that thousands that fall due together do not all ask together.
 */
export function nextPollAt(
  now: Date,
  options: { sourceId: number; interval: number; asked: readonly (number | null)[] },
): Date {
  const wait = Math.min(LONGEST_INTERVAL, Math.max(options.interval, ...options.asked.map((seconds) => seconds ?? 0)));
  const at = now.getTime() + wait * 1000;
  const second = (options.sourceId * 37) % 60;
  const minute = Math.ceil((at - second * 1000) / 60_000) * 60_000;
  return new Date(minute + second * 1000);
}

function within(seconds: number): number {
  return Math.round(Math.min(LONGEST_INTERVAL, Math.max(SHORTEST_INTERVAL, seconds)));
}

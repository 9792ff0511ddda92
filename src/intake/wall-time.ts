/** A date and a time as a clock on a wall shows them, with no zone. Months and days count from 1. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

const HALF_DAY = 12 * 3_600_000;

/**
 * The instant at which a clock of the IANA zone shows this wall time. When clocks go back an hour comes twice: its
 * first coming is taken. When they go forward an hour never comes: it is read by the clock from before the change.
 * Throws a RangeError for a zone that does not exist.
 */
export function instantOfWallTime(wall: WallTime, zone: string): Date {
  const asUtc = asIfUtc(wall);
  const before = offsetAt(asUtc - HALF_DAY, zone);
  const after = offsetAt(asUtc + HALF_DAY, zone);
  if (before === after) return new Date(asUtc - before);
  // The larger offset gives the earlier instant.
  const [early, late] = before > after ? [before, after] : [after, before];
  if (offsetAt(asUtc - early, zone) === early) return new Date(asUtc - early);
  if (offsetAt(asUtc - late, zone) === late) return new Date(asUtc - late);
  return new Date(asUtc - before);
}

/** What a clock of the zone shows at an instant. */
export function wallTimeAt(instant: Date, zone: string): WallTime {
  const shown = new Date(instant.getTime() + offsetAt(instant.getTime(), zone));
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
    millisecond: shown.getUTCMilliseconds(),
  };
}

/** Is there such a day and such a time? 24:00 and a leap second are allowed. */
export function isPossible(wall: WallTime): boolean {
  const days = new Date(Date.UTC(wall.year, wall.month, 0)).getUTCDate();
  return (
    wall.month >= 1 &&
    wall.month <= 12 &&
    wall.day >= 1 &&
    wall.day <= days &&
    (wall.hour <= 23 || (wall.hour === 24 && wall.minute === 0 && wall.second === 0)) &&
    wall.minute <= 59 &&
    wall.second <= 60
  );
}

/** Is this an IANA zone that this machine knows? */
export function isZone(name: string): boolean {
  // «+03:00» and «EST5EDT» are taken by Intl too: a fixed offset knows no summer, so a place is asked for.
  if (!/^[A-Za-z]+(?:\/[A-Za-z0-9_+-]+)+$|^UTC$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The wall time's milliseconds since 1970 as if the wall hung in Greenwich. */
export function asIfUtc(wall: WallTime): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second, wall.millisecond);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far the zone's clock is ahead of UTC at an instant, ms. */
function offsetAt(instant: number, zone: string): number {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    clocks.set(zone, clock);
  }
  const shown = Object.fromEntries(clock.formatToParts(instant).map((part) => [part.type, Number(part.value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

import { expect, test } from 'vitest';
import { describeSchedule, isCron, nextSlot, parseTimes, previousSlot } from '../../src/digests/schedule.js';
import { isZone } from '../../src/intake/wall-time.js';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const kyiv = (...times: string[]) => ({ times, weekdays: EVERY_DAY, zone: 'Europe/Kyiv' });

/** The slots from a moment on, as UTC instants without seconds. */
function slots(calendar: Parameters<typeof nextSlot>[0], from: string, count: number): string[] {
  const found: string[] = [];
  let after = new Date(from);
  for (let n = 0; n < count; n++) {
    const slot = nextSlot(calendar, after);
    if (!slot) break;
    found.push(slot.toISOString().slice(0, 16));
    after = slot;
  }
  return found;
}

test('a schedule goes through its times in order, over midnight', () => {
  expect(slots(kyiv('20:00', '08:00'), '2026-01-05T05:00:00Z', 3)).toEqual([
    '2026-01-05T06:00',
    '2026-01-05T18:00',
    '2026-01-06T06:00',
  ]);
});

test('a slot is later than the moment asked about, never the moment itself', () => {
  expect(nextSlot(kyiv('08:00'), new Date('2026-01-05T06:00:00Z'))).toEqual(new Date('2026-01-06T06:00:00Z'));
  expect(nextSlot(kyiv('08:00'), new Date('2026-01-05T05:59:59.999Z'))).toEqual(new Date('2026-01-05T06:00:00Z'));
});

test('only the chosen weekdays have slots, Sunday being the seventh', () => {
  const weekend = { times: ['10:00'], weekdays: [6, 7], zone: 'Europe/Kyiv' };
  // 2026-01-10 is a Saturday.
  expect(slots(weekend, '2026-01-07T00:00:00Z', 3)).toEqual([
    '2026-01-10T08:00',
    '2026-01-11T08:00',
    '2026-01-17T08:00',
  ]);
});

test('without times or weekdays there is no slot', () => {
  expect(nextSlot({ times: [], weekdays: EVERY_DAY, zone: 'UTC' }, new Date())).toBeNull();
  expect(nextSlot({ times: ['08:00'], weekdays: [], zone: 'UTC' }, new Date())).toBeNull();
});

test('in Kyiv 03:30 comes exactly once on the day that has no 03:30, at the end of the gap', () => {
  expect(slots(kyiv('03:30'), '2026-03-27T12:00:00Z', 3)).toEqual([
    '2026-03-28T01:30',
    '2026-03-29T01:00',
    '2026-03-30T00:30',
  ]);
});

test('in Kyiv 03:30 comes exactly once on the day that has it twice', () => {
  expect(slots(kyiv('03:30'), '2026-10-24T12:00:00Z', 2)).toEqual(['2026-10-25T00:30', '2026-10-26T01:30']);
  // Asked between the two half past threes: the second is not a slot.
  expect(nextSlot(kyiv('03:30'), new Date('2026-10-25T01:00:00Z'))).toEqual(new Date('2026-10-26T01:30:00Z'));
});

test('in New York 02:30 comes once on each day of the clock changes', () => {
  const calendar = { times: ['02:30'], weekdays: EVERY_DAY, zone: 'America/New_York' };
  expect(slots(calendar, '2026-03-07T12:00:00Z', 2)).toEqual(['2026-03-08T07:00', '2026-03-09T06:30']);
  expect(slots(calendar, '2026-10-31T12:00:00Z', 2)).toEqual(['2026-11-01T07:30', '2026-11-02T07:30']);
});

test('in New York 01:30 comes at the first of its two occurrences in autumn', () => {
  const calendar = { times: ['01:30'], weekdays: EVERY_DAY, zone: 'America/New_York' };
  expect(slots(calendar, '2026-10-31T12:00:00Z', 2)).toEqual(['2026-11-01T05:30', '2026-11-02T06:30']);
});

test('on Lord Howe, where the clocks move by half an hour, a slot comes once on each change', () => {
  const calendar = (time: string) => ({ times: [time], weekdays: EVERY_DAY, zone: 'Australia/Lord_Howe' });
  // Spring, 4 October 2026: 02:00 becomes 02:30.
  expect(slots(calendar('02:15'), '2026-10-02T16:00:00Z', 2)).toEqual(['2026-10-03T15:30', '2026-10-04T15:15']);
  // Autumn, 5 April 2026: 02:00 becomes 01:30, so 01:45 comes twice and the first counts.
  expect(slots(calendar('01:45'), '2026-04-03T15:00:00Z', 2)).toEqual(['2026-04-04T14:45', '2026-04-05T15:15']);
});

test('a year of slots has one a day in zones of every kind', () => {
  for (const zone of ['Europe/Kyiv', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Chatham']) {
    for (const time of ['00:00', '01:45', '02:30', '03:30']) {
      const calendar = { times: [time], weekdays: EVERY_DAY, zone };
      const days = slots(calendar, '2026-01-01T12:00:00Z', 365).map((slot) =>
        new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(`${slot}:00Z`)),
      );
      expect(new Set(days).size, `${time} in ${zone}`).toBe(365);
    }
  }
});

test('the last slot at a moment is the moment itself when it is one', () => {
  expect(previousSlot(kyiv('08:00', '20:00'), new Date('2026-01-05T06:00:00Z'))).toEqual(
    new Date('2026-01-05T06:00:00Z'),
  );
  expect(previousSlot(kyiv('08:00', '20:00'), new Date('2026-01-05T05:59:00Z'))).toEqual(
    new Date('2026-01-04T18:00:00Z'),
  );
});

test('a cron expression says what times and weekdays cannot', () => {
  const monthly = { times: [], weekdays: [], zone: 'Europe/Kyiv', cron: '0 9 1 * *' };
  expect(slots(monthly, '2026-01-15T00:00:00Z', 2)).toEqual(['2026-02-01T07:00', '2026-03-01T07:00']);
});

test('a cron expression has five fields and falls due at all', () => {
  expect(isCron('0 9 * * 1-5')).toBe(true);
  for (const wrong of ['', '9', '* * * * * *', '0 25 * * *', '0 9 30 2 *', '@daily', 'щодня о 9']) {
    expect(isCron(wrong), wrong).toBe(false);
  }
});

test('a cron expression falls due no more than twelve times in 24 hours', () => {
  expect(['0 7-18 * * *', '*/5 9 * * 1'].map(isCron)).toEqual([true, true]);
  for (const often of ['* * * * *', '0 7-19 * * *', '*/4 9 * * 1', '30 22-23,0-10 * * *']) {
    expect(isCron(often), often).toBe(false);
  }
});

test('a zone is a place that the machine knows, not an offset', () => {
  expect(['Europe/Kyiv', 'America/Argentina/Buenos_Aires', 'UTC'].every(isZone)).toBe(true);
  for (const wrong of ['Europe/Lviv', 'Київ', '+02:00', 'EST', '', 'Europe/Kyiv; drop table chats']) {
    expect(isZone(wrong), wrong).toBe(false);
  }
});

test.each([
  ['8:00 та 20.30', ['08:00', '20:30']],
  ['о 9', ['09:00']],
  ['20:00, 08:00', ['08:00', '20:00']],
  ['8:00 8:00', ['08:00']],
  ['7 ранку і 8 вечора', ['07:00', '20:00']],
  ['12 дня та 12 ночі', ['00:00', '12:00']],
  ['опівдні', ['12:00']],
  ['18 год 30', ['18:30']],
  ['щодня о 9 00', ['09:00']],
  ['о 8-00 та о 20-00', ['08:00', '20:00']],
  ['8 20', ['08:00', '20:00']],
  ['7am and 8 pm', ['07:00', '20:00']],
])('the times «%s» are understood', (written, times) => {
  expect(parseTimes(written)).toEqual(times);
});

test.each(['', '25:00', '8:60', 'колись потім', '2024', '10.30.15', '9:5', 'о 9 або колись', '-8', '08:00 <script>'])(
  'the text «%s» is not taken for times',
  (written) => {
    expect(parseTimes(written)).toBeNull();
  },
);

test('more than twelve times are refused', () => {
  const hours = Array.from({ length: 13 }, (_, hour) => `${hour}:00`);
  expect(parseTimes(hours.slice(0, 12).join(', '))).toHaveLength(12);
  expect(parseTimes(hours.join(', '))).toBeNull();
});

test.each([
  [['08:00', '20:00'], EVERY_DAY, 'щодня о 08:00 і 20:00'],
  [['07:30'], [5, 4, 3, 2, 1], 'у будні о 07:30'],
  [['11:00'], [6, 7], 'у вихідні об 11:00'],
  [['09:00'], [1, 2, 3, 4, 5, 6], 'щодня, крім неділі, о 09:00'],
  [['09:00'], [1, 4], 'щопонеділка й щочетверга о 09:00'],
  [['09:00'], [1, 3, 5], 'щопонеділка, щосереди й щоп’ятниці о 09:00'],
])('%j on days %j is said in good Ukrainian', (times, weekdays, said) => {
  expect(describeSchedule({ times, weekdays }, 'uk')).toBe(said);
});

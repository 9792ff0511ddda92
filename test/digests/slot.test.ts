import { expect, test } from 'vitest';
import { type DueCalendar, decideSlot, isInDoubt, slotsAround } from '../../src/digests/slot.js';
import type { EarlierDigest } from '../../src/digests/store.js';

const at = (time: string) => new Date(`2026-01-${time}Z`);
const schedule = (times: string[], more: Partial<DueCalendar> = {}): DueCalendar => ({
  times,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  zone: 'UTC',
  nextSlotAt: at('05T08:00'),
  lastSlotAt: at('04T20:00'),
  pausedAt: null,
  ...more,
});
const decide = (calendar: DueCalendar, now: Date, earlier: EarlierDigest[] = []) =>
  decideSlot({ scheduleId: 1, schedule: calendar, earlier, now, slots: slotsAround });
const digest = (more: Partial<EarlierDigest>): EarlierDigest => ({
  id: 1,
  chatId: 1,
  scheduleId: 1,
  kind: 'scheduled',
  state: 'sent',
  stateReason: null,
  storyIds: [],
  windowFrom: at('04T08:00'),
  windowUntil: at('04T20:00'),
  createdAt: at('04T20:00'),
  ...more,
});

test('a digest covers what came between its slot and the one before', () => {
  expect(decide(schedule(['08:00', '20:00']), at('05T08:00:02'))).toMatchObject({
    timing: 'due',
    slot: at('05T08:00'),
    next: at('05T20:00'),
    window: { from: at('04T20:00'), until: at('05T08:00') },
  });
});

test('after an outage a digest goes out late, where the next is far', () => {
  expect(decide(schedule(['08:00', '20:00']), at('05T10:30'))).toMatchObject({ timing: 'late', slot: at('05T08:00') });
});

test('after an outage a digest leaves its stories to the next, where that is within the hour', () => {
  const decision = decide(schedule(['08:00', '20:00']), at('05T19:10'));
  expect(decision).toMatchObject({ timing: 'merged', slot: at('05T08:00'), next: at('05T20:00') });
});

test('of several slots missed one after another only the last is told, with all that came', () => {
  expect(decide(schedule(['08:00', '20:00']), at('07T10:00'))).toMatchObject({
    timing: 'late',
    slot: at('07T08:00'),
    window: { from: at('04T20:00'), until: at('07T08:00') },
  });
});

test('a planner that is a few minutes behind is not an outage, even for a digest every half an hour', () => {
  const often = schedule(['08:00', '08:30'], { lastSlotAt: at('04T08:30') });
  expect(decide(often, at('05T08:04'))).toMatchObject({ timing: 'due', slot: at('05T08:00') });
});

test('what a failed digest would have told comes again in the next', () => {
  const failed = digest({ state: 'failed', windowFrom: at('04T08:00'), windowUntil: at('04T20:00') });
  expect(decide(schedule(['08:00', '20:00']), at('05T08:00'), [failed]).window.from).toEqual(at('04T08:00'));
});

test('a digest that arrived ends the row of those that did not', () => {
  const failed = digest({ state: 'expired', windowFrom: at('03T20:00') });
  expect(decide(schedule(['08:00', '20:00']), at('05T08:00'), [failed, digest({})]).window.from).toEqual(
    at('04T20:00'),
  );
});

test('stories that waited for more to come are told with them', () => {
  const waiting = digest({ state: 'empty', stateReason: 'too-few' });
  const nothing = digest({ state: 'empty', stateReason: 'nothing-new' });
  expect(decide(schedule(['08:00', '20:00']), at('05T08:00'), [waiting]).window.from).toEqual(at('04T08:00'));
  expect(decide(schedule(['08:00', '20:00']), at('05T08:00'), [nothing]).window.from).toEqual(at('04T20:00'));
});

test('what became of another schedule of the chat does not move the window', () => {
  const other = digest({ scheduleId: 2, state: 'failed' });
  expect(decide(schedule(['08:00', '20:00']), at('05T08:00'), [other]).window.from).toEqual(at('04T20:00'));
});

test('a window reaches back a week at most', () => {
  const old = schedule(['08:00'], { lastSlotAt: new Date('2025-11-01T08:00Z') });
  expect(decide(old, at('20T08:00')).window.from).toEqual(at('13T08:00'));
});

test('out of a pause a digest tells of one interval', () => {
  const paused = schedule(['08:00'], { lastSlotAt: at('02T08:00'), pausedAt: at('02T09:00') });
  expect(decide(paused, at('05T08:00')).window.from).toEqual(at('04T08:00'));
});

test('no digest expires while a broadcast to a hundred thousand goes on, nor lives for days', () => {
  const life = (times: string[]) =>
    decide(schedule(times), at('05T08:00')).expiresAt.getTime() - at('05T08:00').getTime();
  expect(life(['08:00', '08:30'])).toBe(2 * 3_600_000);
  expect(life(['08:00'])).toBe(12 * 3_600_000);
});

test.each<[string, Partial<EarlierDigest>[], boolean]>([
  ['nothing came before', [], false],
  ['the last one arrived', [{ state: 'uncertain' }, { state: 'sent' }], false],
  ['nobody knows whether the last one arrived', [{ state: 'sent' }, { state: 'uncertain' }], true],
  ['after that one there was nothing to tell', [{ state: 'uncertain' }, { state: 'empty' }], true],
  ['after that one another failed', [{ state: 'uncertain' }, { state: 'failed' }], true],
  ['after that one a person asked for more', [{ state: 'uncertain' }, { kind: 'asked' }], true],
  ['it was sent again', [{ state: 'failed' }, { kind: 'resent', state: 'planned' }], false],
])('a digest is in doubt or not: %s', (_, earlier, doubt) => {
  expect(isInDoubt(earlier.map(digest))).toBe(doubt);
});

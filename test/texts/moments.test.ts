import { describe, expect, it } from 'vitest';
import { momentInWords } from '../../src/texts/moments.js';

const zone = 'Europe/Kyiv';
const friday = new Date('2026-06-12T06:30:00Z'); // 09:30 in Kyiv

const said = (at: string, now = friday) => momentInWords('uk', { at: new Date(at), now, zone });

describe('a moment', () => {
  it('is yesterday as long as it is the day before in the zone, and a date from the day before that', () => {
    expect(said('2026-06-10T21:00:00Z')).toBe('учора о 00:00');
    expect(said('2026-06-11T08:05:00Z')).toBe('учора об 11:05');
    expect(said('2026-06-10T20:59:00Z')).toBe('10 червня о 23:59');
  });

  it('is today while it is the same day in the zone, though another in UTC', () => {
    expect(said('2026-06-12T20:30:00Z')).toBe('сьогодні о 23:30');
    expect(said('2026-06-12T21:30:00Z')).toBe('завтра о 00:30');
  });

  it('names the weekday in the accusative within a week', () => {
    expect(said('2026-06-16T08:15:00Z')).toBe('у вівторок об 11:15');
    expect(said('2026-06-17T05:00:00Z')).toBe('у середу о 08:00');
    expect(said('2026-06-18T05:00:00Z')).toBe('у четвер о 08:00');
  });

  it('names the date from a week on, where the weekday would be that of today', () => {
    expect(said('2026-06-19T05:00:00Z')).toBe('19 червня о 08:00');
  });

  it('counts days rightly over the change of clocks', () => {
    expect(said('2026-10-26T06:00:00Z', new Date('2026-10-24T21:30:00Z'))).toBe('завтра о 08:00');
  });

  it('is said in English too', () => {
    const at = new Date('2026-06-13T05:00:00Z');
    expect(momentInWords('en', { at, now: friday, zone })).toBe('tomorrow at 08:00');
  });
});

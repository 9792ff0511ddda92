import { expect, it } from 'vitest';
import { zoneOfCity, zoneOfPlace } from '../../src/bot/cities.js';

it.each([
  ['Львів', 'Europe/Kyiv'],
  ['у Варшаві', 'Europe/Warsaw'],
  ['з Праги', 'Europe/Prague'],
  ['НЬЮ-ЙОРК', 'America/New_York'],
  ['Івано-Франківськ', 'Europe/Kyiv'],
  ['los angeles', 'America/Los_Angeles'],
  ['Asia/Tokyo', 'Asia/Tokyo'],
  ['Reykjavik', 'Atlantic/Reykjavik'],
])('the zone of «%s» is %s', (named, zone) => {
  expect(zoneOfCity(named)).toBe(zone);
});

it.each(['', '   ', 'Хогвартс', '+03:00', '😀', '<script>', 'о'.repeat(4_000)])('«%s» is no city', (named) => {
  expect(zoneOfCity(named)).toBeNull();
});

it('a place has the zone of the nearest city', () => {
  expect(zoneOfPlace({ latitude: 49.43, longitude: 32.05 })).toBe('Europe/Kyiv');
  expect(zoneOfPlace({ latitude: 39.95, longitude: -75.16 })).toBe('America/New_York');
});

it('a place in the middle of an ocean has none', () => {
  expect(zoneOfPlace({ latitude: -40, longitude: -120 })).toBeNull();
});

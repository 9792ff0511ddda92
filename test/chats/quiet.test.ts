import { expect, test } from 'vitest';
import { lastQuiet } from '../../src/chats/quiet.js';

const at = (time: string) => new Date(`2026-01-${time}Z`);
const night = { quietFrom: '22:00', quietUntil: '07:00', zone: 'UTC' };

test('quiet hours over midnight last from the evening to the morning', () => {
  expect(lastQuiet(night, at('05T22:00'))).toEqual({ from: at('05T22:00'), until: null });
  expect(lastQuiet(night, at('06T06:59'))).toEqual({ from: at('05T22:00'), until: null });
  expect(lastQuiet(night, at('06T07:00'))).toEqual({ from: at('05T22:00'), until: at('06T07:00') });
  expect(lastQuiet(night, at('06T21:59'))).toEqual({ from: at('05T22:00'), until: at('06T07:00') });
});

test('quiet hours inside a day end the same day', () => {
  const noon = { quietFrom: '13:00', quietUntil: '14:30', zone: 'UTC' };
  expect(lastQuiet(noon, at('06T13:30'))).toEqual({ from: at('06T13:00'), until: null });
  expect(lastQuiet(noon, at('06T12:00'))).toEqual({ from: at('05T13:00'), until: at('05T14:30') });
});

test('quiet hours are those of the chat’s zone', () => {
  expect(lastQuiet({ ...night, zone: 'Europe/Kyiv' }, at('05T20:30'))?.until).toBeNull();
});

test('without two different ends there are no quiet hours', () => {
  for (const hours of [
    { quietFrom: null, quietUntil: null },
    { quietFrom: '22:00', quietUntil: null },
    { quietFrom: '22:00', quietUntil: '22:00' },
  ]) {
    expect(lastQuiet({ ...hours, zone: 'UTC' }, at('05T22:30'))).toBeNull();
  }
});

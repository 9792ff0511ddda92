import { expect, test } from 'vitest';
import { pacedMoments, punctuality } from '../../bench/soak/pace.js';

const nobody: number[] = [];

test('promised messages go one after another at the rate, and those of a later slot when it comes', () => {
  expect(pacedMoments({ slots: [0, 0, 0, 1000], answers: nobody, rate: 10 })).toEqual([100, 200, 300, 1100]);
});

test('a slot that comes while the one before it is being sent waits for it', () => {
  expect(pacedMoments({ slots: [0, 0, 0, 150], answers: nobody, rate: 10 })).toEqual([100, 200, 300, 400]);
});

test('an answer goes before all that waits, and takes its place in the rate', () => {
  expect(pacedMoments({ slots: [0, 0, 0], answers: [50], rate: 10 })).toEqual([100, 300, 400]);
});

test('answers while nothing waits take nothing from a later slot', () => {
  expect(pacedMoments({ slots: [1000], answers: [0, 10], rate: 10 })).toEqual([1100]);
  expect(pacedMoments({ slots: [1000], answers: [950], rate: 10 })).toEqual([1150]);
});

test('a message is behind by what it came later than it could have at the rate', () => {
  const promised = [1, 2, 3].map((reader) => ({ reader, slot: 0 }));
  const got = [
    { reader: 2, at: 100 },
    { reader: 1, at: 900 },
    { reader: 3, at: 1000 },
  ];
  const { behindPace, afterSlot } = punctuality({ promised, got, answers: nobody, rate: 10, until: 60_000 });
  expect(behindPace).toEqual([0, 0.7, 0.7]);
  expect(afterSlot).toEqual([0.1, 0.9, 1]);
});

test('what was never sent is behind by all the time since its turn; what has its turn later is not', () => {
  const promised = [
    { reader: 1, slot: 0 },
    { reader: 2, slot: 0 },
    { reader: 3, slot: 4950 },
  ];
  const { behindPace } = punctuality({
    promised,
    got: [{ reader: 1, at: 100 }],
    answers: nobody,
    rate: 10,
    until: 5000,
  });
  expect(behindPace).toEqual([0, 4.8]);
});

test('one message that stays behind is seen, however many go after it', () => {
  const promised = [0, 0, 10_000, 10_000].map((slot, place) => ({ reader: place, slot }));
  const got = [100, 10_100, 10_200].map((at, place) => ({ reader: place, at }));
  const { behindPace } = punctuality({ promised, got, answers: nobody, rate: 10, until: 20_000 });
  expect(behindPace).toEqual([0, 9.9, 0.1, 9.8]);
});

test('a reader of two slots is judged by the last one before each message', () => {
  const promised = [
    { reader: 1, slot: 0 },
    { reader: 1, slot: 10_000 },
  ];
  const got = [
    { reader: 1, at: 500 },
    { reader: 1, at: 12_000 },
  ];
  expect(punctuality({ promised, got, answers: nobody, rate: 10, until: 20_000 }).afterSlot).toEqual([0.5, 2]);
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPace, type Pace } from '../../src/delivery/pace.js';
import { sharedSlots } from '../../src/delivery/slots.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const reader = (chatId: number) => ({ chatId, isGroup: false, urgent: false });
const reply = (chatId: number) => ({ chatId, isGroup: false, urgent: true });
const group = (chatId: number) => ({ chatId, isGroup: true, urgent: false });

/** Takes places in the pace and notes who went when, ms from now. */
function runner(pace: Pace) {
  const start = performance.now();
  const gone: { name: string; at: number }[] = [];
  return {
    gone,
    names: () => gone.map(({ name }) => name),
    take(name: string, send: Parameters<Pace['take']>[0], signal?: AbortSignal) {
      return pace.take(send, signal).then((land) => {
        land();
        gone.push({ name, at: performance.now() - start });
      });
    },
  };
}

/** The most moments that any window of `length` ms holds. */
function mostWithin(moments: readonly number[], length: number): number {
  return Math.max(...moments.map((from) => moments.filter((at) => at >= from && at < from + length).length));
}

test('at 29 a second 29 messages go in each second, evenly', async () => {
  const { gone, take } = runner(createPace({ rate: 29 }));
  for (let n = 0; n < 100; n++) void take(`reader ${n}`, reader(n));
  await vi.advanceTimersByTimeAsync(10_000);
  const moments = gone.map(({ at }) => at);
  expect(moments).toHaveLength(100);
  expect(moments.at(-1)).toBeGreaterThan((99 * 1000) / 29 - 2);
  expect(moments.at(-1)).toBeLessThan((99 * 1000) / 29 + 3);
  expect(mostWithin(moments, 1000)).toBeLessThanOrEqual(30);
  expect(mostWithin(moments, 30)).toBe(1);
});

test('at 1,000 a second the timers of a millisecond do not slow it down', async () => {
  const { gone, take } = runner(createPace({ rate: 1000 }));
  for (let n = 0; n < 2000; n++) void take(`reader ${n}`, reader(n));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(gone.length).toBeGreaterThan(1990);
});

test('a process that was busy catches up, and no second holds more than 30 for it', async () => {
  let stalled = 0;
  const clock = () => performance.now() + stalled;
  const pace = createPace({ rate: 29, clock });
  const moments: number[] = [];
  for (let n = 0; n < 600; n++) {
    void pace.take(reader(n)).then((land) => {
      land();
      moments.push(clock());
    });
  }
  while (moments.length < 600) {
    // Every two seconds it does not get to run for 100 ms: time goes by, and no timer fires.
    await vi.advanceTimersByTimeAsync(1_900);
    stalled += 100;
  }
  expect(mostWithin(moments, 1000)).toBeLessThanOrEqual(30);
  const [first = 0, last = 0] = [moments[0], moments.at(-1)];
  expect((599 * 1000) / (last - first)).toBeGreaterThan(28.5);
});

test('no second holds more than 30 where messages arrive, however long some are on their way', async () => {
  const pace = createPace({ rate: 29 });
  const arrivals: number[] = [];
  const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const fly = async (n: number) => {
    const land = await pace.take(n % 40 === 0 ? reply(1000 + n) : reader(n));
    // Telegram takes its time with every thirteenth, and for each that waits a dozen behind it are quick.
    await after(n % 13 === 0 ? 20 + (n % 7) * 90 : 20);
    arrivals.push(performance.now());
    await after(20);
    land();
  };
  for (let n = 0; n < 600; n++) void fly(n);
  await vi.advanceTimersByTimeAsync(40_000);
  expect(arrivals).toHaveLength(600);
  expect(mostWithin(arrivals, 1000)).toBeLessThanOrEqual(30);
});

test('while no answer comes at all, no more leave than a second may hold', async () => {
  const pace = createPace({ rate: 29 });
  let left = 0;
  const landings: (() => void)[] = [];
  for (let n = 0; n < 100; n++) {
    void pace.take(reader(n)).then((land) => {
      left++;
      landings.push(land);
    });
  }
  await vi.advanceTimersByTimeAsync(60_000);
  expect(left).toBe(30);
  for (const land of landings.splice(0)) land();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(left).toBe(60);
});

test('a way of constant length costs nothing of the rate', async () => {
  const pace = createPace({ rate: 29 });
  let arrived = 0;
  for (let n = 0; n < 600; n++) {
    void pace.take(reader(n)).then((land) =>
      setTimeout(() => {
        arrived++;
        land();
      }, 150),
    );
  }
  await vi.advanceTimersByTimeAsync(20_150);
  expect(arrived).toBeGreaterThanOrEqual(570);
});

test('a reply goes before 20,000 that wait', async () => {
  const pace = createPace({ rate: 29 });
  const { names, take } = runner(pace);
  for (let n = 0; n < 20_000; n++) void take('broadcast', reader(n));
  await vi.advanceTimersByTimeAsync(1_000);
  const before = names().length;
  void take('reply', reply(1_000_000));
  await vi.advanceTimersByTimeAsync(36);
  expect(names().slice(before)).toEqual(['reply']);
});

test('replies spend the same budget', async () => {
  const { gone, take } = runner(createPace({ rate: 29 }));
  for (let n = 0; n < 100; n++) {
    void take(`reader ${n}`, reader(n));
    void take(`reply ${n}`, reply(1000 + n));
  }
  await vi.advanceTimersByTimeAsync(3_000);
  expect(
    mostWithin(
      gone.map(({ at }) => at),
      1000,
    ),
  ).toBeLessThanOrEqual(30);
});

test('a chat gets one message a second, and nobody else waits for it', async () => {
  const { gone, take } = runner(createPace({ rate: 29 }));
  for (let n = 0; n < 3; n++) void take('same', reader(7));
  for (let n = 0; n < 20; n++) void take('other', reader(100 + n));
  await vi.advanceTimersByTimeAsync(5_000);
  const same = gone.filter(({ name }) => name === 'same').map(({ at }) => at);
  expect(same).toHaveLength(3);
  expect(mostWithin(same, 1000)).toBe(1);
  const lastOfOthers = gone.filter(({ name }) => name === 'other').at(-1);
  expect(lastOfOthers?.at).toBeLessThan(800);
});

test('three replies to one person may follow at once, and the fourth waits', async () => {
  const { gone, take } = runner(createPace({ rate: 29 }));
  for (let n = 0; n < 4; n++) void take('reply', reply(7));
  await vi.advanceTimersByTimeAsync(500);
  expect(gone).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(gone).toHaveLength(4);
});

test('a group gets twenty messages in any minute', async () => {
  const { gone, take } = runner(createPace({ rate: 29 }));
  for (let n = 0; n < 50; n++) void take('group', group(-7));
  await vi.advanceTimersByTimeAsync(200_000);
  expect(gone).toHaveLength(50);
  expect(
    mostWithin(
      gone.map(({ at }) => at),
      60_000,
    ),
  ).toBe(20);
});

test('a chat under a pause waits for its end, and the others go on', async () => {
  const pace = createPace({ rate: 29 });
  const { gone, take } = runner(pace);
  pace.pauseChat(7, 5_000);
  expect(pace.waitOf(reader(7))).toBe(5_000);
  void take('paused', reader(7));
  void take('other', reader(8));
  await vi.advanceTimersByTimeAsync(4_900);
  expect(gone.map(({ name }) => name)).toEqual(['other']);
  await vi.advanceTimersByTimeAsync(200);
  expect(gone.map(({ name }) => name)).toEqual(['other', 'paused']);
});

test('under a pause of the token nothing goes, not even a reply', async () => {
  const pace = createPace({ rate: 29 });
  const { gone, take } = runner(pace);
  pace.pauseAll(5_000);
  void take('reply', reply(7));
  void take('reader', reader(8));
  await vi.advanceTimersByTimeAsync(4_900);
  expect(gone).toHaveLength(0);
  expect(pace.pausedFor()).toBeGreaterThan(0);
  await vi.advanceTimersByTimeAsync(300);
  expect(gone.map(({ name }) => name)).toEqual(['reply', 'reader']);
});

test('whoever gives up leaves the queue and spends nothing', async () => {
  const pace = createPace({ rate: 1 });
  const { names, take } = runner(pace);
  const controller = new AbortController();
  void take('first', reader(1));
  const second = take('second', reader(2), controller.signal);
  void take('third', reader(3));
  await vi.advanceTimersByTimeAsync(10);
  controller.abort(new Error('enough'));
  await expect(second).rejects.toThrow('enough');
  await expect(take('late', reader(4), controller.signal)).rejects.toThrow('enough');
  await vi.advanceTimersByTimeAsync(1_010);
  expect(names()).toEqual(['first', 'third']);
});

test('the time of day may be set back and forth: the pace goes by a clock of its own', async () => {
  const { names, take } = runner(createPace({ rate: 10 }));
  for (let n = 0; n < 30; n++) void take(`${n}`, reader(n));
  await vi.advanceTimersByTimeAsync(1_000);
  vi.setSystemTime(Date.now() - 3_600_000);
  await vi.advanceTimersByTimeAsync(1_000);
  vi.setSystemTime(Date.now() + 7_200_000);
  expect(names().length).toBeGreaterThanOrEqual(20);
  expect(names().length).toBeLessThanOrEqual(22);
});

describe('slots that all processes share', () => {
  const clock = () => performance.now();

  test('are taken from the database, in order and at its distance', async () => {
    let spent = 0;
    const draw = async ({ count, back, interval }: { count: number; back: number; interval: number }) => {
      const first = Math.max(spent, clock() - back);
      spent = first + count * interval;
      return first - clock();
    };
    const slots = () => sharedSlots({ rate: 29, clock, draw, onFailure: (error) => expect(error).toBeNull() });
    const [one, two] = [
      runner(createPace({ rate: 29, draw: slots() })),
      runner(createPace({ rate: 29, draw: slots() })),
    ];
    for (let n = 0; n < 50; n++) {
      void one.take('one', reader(n));
      void two.take('two', reader(n));
    }
    await vi.advanceTimersByTimeAsync(3_000);
    const moments = [...one.gone, ...two.gone].map(({ at }) => at);
    expect(one.gone.length).toBeGreaterThan(20);
    expect(two.gone.length).toBeGreaterThan(20);
    expect(mostWithin(moments, 1000)).toBeLessThanOrEqual(30);
  });

  test('become the process’s own while the database refuses or hangs: a reply must go', async () => {
    const failures: unknown[] = [];
    const answers = [() => Promise.reject(new Error('the server is starting up')), () => new Promise<number>(() => {})];
    const draw = () => (answers.shift() ?? (async () => 0))();
    const slots = sharedSlots({ rate: 29, clock, draw, onFailure: (error) => failures.push(error) });
    const { gone, take } = runner(createPace({ rate: 29, draw: slots }));
    void take('first', reply(1));
    void take('second', reply(2));
    await vi.advanceTimersByTimeAsync(400);
    expect(gone).toHaveLength(2);
    expect(failures).toHaveLength(1);
  });

  test('of the process alone come after those that it was given before, and a failure is told of once until it is over', async () => {
    const failures: unknown[] = [];
    const refuse = () => Promise.reject(new Error('the server is starting up'));
    const answers = [async () => 500, refuse, refuse, async () => 700, refuse];
    const slots = sharedSlots({
      rate: 10,
      clock,
      draw: () => answers.shift()?.() ?? refuse(),
      onFailure: (error) => failures.push(error),
    });
    const given: number[] = [];
    for (let n = 0; n < 5; n++) given.push(Math.round(await slots(1, 0)));
    expect(given).toEqual([500, 600, 700, 700, 800]);
    expect(failures).toHaveLength(2);
  });
});

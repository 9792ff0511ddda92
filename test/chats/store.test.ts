import { describe, expect, test } from 'vitest';
import {
  advanceSchedules,
  chatById,
  chatsOfPerson,
  claimDueSchedules,
  DEFAULT_PREFERENCES,
  deleteSchedule,
  deskMembersOf,
  findChat,
  moveChat,
  openDesk,
  pauseSchedules,
  preferencesOf,
  registerChat,
  resumeSchedules,
  savePreferences,
  saveSchedule,
  schedulesOf,
  setChatState,
  setTopic,
} from '../../src/chats/store.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();
const MORNING = new Date('2026-01-05T06:00:00Z');
const at = (time: string) => new Date(`2026-01-05T${time}Z`);
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

let lastId = 1_000;
const person = (now = MORNING) =>
  registerChat(database.db, { telegramId: ++lastId, kind: 'private', title: 'Оля' }, now);
const daily = async (times: string[], now = MORNING) => {
  const chat = await person();
  return saveSchedule(database.db, { chatId: chat.id, times, weekdays: EVERY_DAY, zone: 'Europe/Kyiv' }, now);
};

describe('chats', () => {
  test('a chat met again is the same chat under its new title', async () => {
    const first = await registerChat(database.db, { telegramId: -5, kind: 'group', title: 'Двір' }, MORNING);
    const again = await registerChat(database.db, { telegramId: -5, kind: 'group', title: 'Наш двір' }, at('07:00'));
    expect(again).toMatchObject({ id: first.id, title: 'Наш двір' });
  });

  test('a forum topic is a chat of its own', async () => {
    const main = await registerChat(database.db, { telegramId: -6, kind: 'supergroup', title: 'Форум' }, MORNING);
    const seen = { telegramId: -6, threadId: 12, kind: 'supergroup', title: 'Новини' } as const;
    const topic = await registerChat(database.db, seen, MORNING);
    expect(topic.id).not.toBe(main.id);
    expect((await findChat(database.db, { telegramId: -6, threadId: 12 }))?.id).toBe(topic.id);
    expect((await findChat(database.db, { telegramId: -6 }))?.id).toBe(main.id);
    expect(await findChat(database.db, { telegramId: -6, threadId: 13 })).toBeNull();
  });

  test('a chat that was gone comes back with its settings, its language among them', async () => {
    const chat = await person();
    await savePreferences(database.db, chat.id, { topics: ['sport'] });
    await setChatState(database.db, chat.id, 'gone', 'blocked by the user', at('07:00'));
    const seen = { telegramId: chat.telegramId, kind: 'private', title: 'Оля', language: 'en' } as const;
    const back = await registerChat(database.db, seen, at('08:00'));
    expect(back).toMatchObject({
      id: chat.id,
      state: 'active',
      stateReason: null,
      stateSince: at('08:00'),
      language: 'uk',
    });
    expect((await preferencesOf(database.db, chat.id)).topics).toEqual(['sport']);
  });

  test('a chat that lost its rights is not revived by being met', async () => {
    const chat = await person();
    await setChatState(database.db, chat.id, 'rights', 'not enough rights', at('07:00'));
    const again = await registerChat(
      database.db,
      { telegramId: chat.telegramId, kind: 'private', title: 'Оля' },
      at('08:00'),
    );
    expect(again.state).toBe('rights');
  });

  test('a change of state is told once', async () => {
    const chat = await person();
    expect(await setChatState(database.db, chat.id, 'rights', 'no rights', at('07:00'))).toBe(true);
    expect(await setChatState(database.db, chat.id, 'rights', 'no rights', at('08:00'))).toBe(false);
    expect((await chatById(database.db, chat.id))?.stateSince).toEqual(at('07:00'));
  });

  test('who set a channel up stays the one, whoever touches it later', async () => {
    const seen = { telegramId: -77, kind: 'channel', title: 'Канал' } as const;
    await registerChat(database.db, { ...seen, setUpBy: 500 }, MORNING);
    await registerChat(database.db, { ...seen, setUpBy: 501 }, MORNING);
    expect(await chatsOfPerson(database.db, 500)).toHaveLength(1);
    expect(await chatsOfPerson(database.db, 501)).toHaveLength(0);
  });
});

describe('a group that becomes a supergroup', () => {
  test('keeps its settings under the new id', async () => {
    const group = await registerChat(database.db, { telegramId: -100, kind: 'group', title: 'Група' }, MORNING);
    await savePreferences(database.db, group.id, { topics: ['war', 'sport'] });
    await moveChat(database.db, { from: -100, to: -100_100 });
    expect(await findChat(database.db, { telegramId: -100 })).toBeNull();
    expect(await findChat(database.db, { telegramId: -100_100 })).toMatchObject({ id: group.id, kind: 'supergroup' });
    expect((await preferencesOf(database.db, group.id)).topics).toEqual(['war', 'sport']);
  });

  test('keeps them also when the new id is known already, and takes over what only that one has', async () => {
    const old = await registerChat(database.db, { telegramId: -200, kind: 'group', title: 'Група' }, MORNING);
    await savePreferences(database.db, old.id, { topics: ['economy'] });
    const young = await registerChat(
      database.db,
      { telegramId: -100_200, kind: 'supergroup', title: 'Група' },
      MORNING,
    );
    await savePreferences(database.db, young.id, { topics: ['culture'] });
    await saveSchedule(
      database.db,
      { chatId: young.id, times: ['09:00'], weekdays: [1], zone: 'Europe/Kyiv' },
      MORNING,
    );
    await moveChat(database.db, { from: -200, to: -100_200 });
    await moveChat(database.db, { from: -200, to: -100_200 });
    const now = await findChat(database.db, { telegramId: -100_200 });
    expect(now?.id).toBe(old.id);
    expect((await preferencesOf(database.db, old.id)).topics).toEqual(['economy']);
    expect(await schedulesOf(database.db, old.id)).toHaveLength(1);
    expect(await chatById(database.db, young.id)).toBeNull();
  });
});

describe('preferences', () => {
  test('are the defaults until something is chosen, and what is not changed stays', async () => {
    const chat = await person();
    expect(await preferencesOf(database.db, chat.id)).toEqual(DEFAULT_PREFERENCES);
    await savePreferences(database.db, chat.id, { length: 'long' });
    await savePreferences(database.db, chat.id, { mutedWords: ['гороскоп'] });
    expect(await preferencesOf(database.db, chat.id)).toEqual({
      ...DEFAULT_PREFERENCES,
      length: 'long',
      mutedWords: ['гороскоп'],
    });
  });

  test('the defaults in the program are those of the table', async () => {
    const chat = await person();
    await savePreferences(database.db, chat.id, { maxStories: 10 });
    expect(await preferencesOf(database.db, chat.id)).toEqual(DEFAULT_PREFERENCES);
  });

  test('of many taps on topics at once none is lost', async () => {
    const chat = await person();
    const { db } = await database.another();
    await Promise.all([
      setTopic(database.db, chat.id, { topic: 'war', isOn: true }),
      setTopic(db, chat.id, { topic: 'sport', isOn: true }),
      setTopic(database.db, chat.id, { topic: 'culture', isOn: true }),
      setTopic(db, chat.id, { topic: 'culture', isOn: true }),
      setTopic(db, chat.id, { topic: 'health', isOn: false }),
    ]);
    expect((await preferencesOf(db, chat.id)).topics).toEqual(['war', 'culture', 'sport']);
  });

  test('a topic takes its usual place, and the last where the chat has an order of its own', async () => {
    const chat = await person();
    const { db } = database;
    for (const topic of ['sport', 'war', 'culture'] as const) await setTopic(db, chat.id, { topic, isOn: true });
    expect((await preferencesOf(database.db, chat.id)).topics).toEqual(['war', 'culture', 'sport']);
    await savePreferences(database.db, chat.id, { topics: ['sport', 'war'] });
    expect(await setTopic(db, chat.id, { topic: 'culture', isOn: true })).toEqual(['sport', 'war', 'culture']);
    expect(await setTopic(db, chat.id, { topic: 'war', isOn: false })).toEqual(['sport', 'culture']);
  });
});

describe('schedules', () => {
  test('a new schedule knows its next slot and where its first window begins', async () => {
    const schedule = await daily(['08:00', '20:00'], at('10:00'));
    expect(schedule).toMatchObject({ nextSlotAt: at('18:00'), lastSlotAt: MORNING });
  });

  test('a schedule changed while its slot is due still has that slot', async () => {
    const schedule = await daily(['09:00']);
    const change = { id: schedule.id, chatId: schedule.chatId, times: ['21:00'] };
    expect((await saveSchedule(database.db, change, at('07:00:01'))).nextSlotAt).toEqual(at('07:00'));
    expect((await saveSchedule(database.db, change, at('06:59:59'))).nextSlotAt).toEqual(at('19:00'));
  });

  test('a schedule that would never fall due right is refused whole', async () => {
    const chat = await person();
    const right = { chatId: chat.id, times: ['08:00'], weekdays: EVERY_DAY, zone: 'Europe/Kyiv' };
    for (const wrong of [{ zone: 'Europe/Atlantis' }, { times: ['25:00'] }, { cron: 'every morning' }]) {
      await expect(saveSchedule(database.db, { ...right, ...wrong }, MORNING)).rejects.toThrow();
    }
    expect(await schedulesOf(database.db, chat.id)).toEqual([]);
  });

  test('a schedule of another chat cannot be changed', async () => {
    const schedule = await daily(['09:00']);
    const change = { id: schedule.id, chatId: schedule.chatId + 1, times: ['21:00'] };
    await expect(saveSchedule(database.db, change, MORNING)).rejects.toThrow(/does not exist/);
    await deleteSchedule(database.db, { id: schedule.id, chatId: schedule.chatId + 1 });
    expect(await schedulesOf(database.db, schedule.chatId)).toHaveLength(1);
  });

  test('a schedule that is resumed goes on with the next slot, and its window is one interval', async () => {
    const schedule = await daily(['08:00']);
    await pauseSchedules(database.db, schedule.chatId, at('06:30'));
    await resumeSchedules(database.db, schedule.chatId, new Date('2026-01-20T10:00:00Z'));
    const [resumed] = await schedulesOf(database.db, schedule.chatId);
    expect(resumed).toMatchObject({
      pausedAt: null,
      nextSlotAt: new Date('2026-01-21T06:00:00Z'),
      lastSlotAt: new Date('2026-01-20T06:00:00Z'),
    });
  });

  test('a pause until a date ends by itself at the first slot behind it', async () => {
    const schedule = await daily(['08:00']);
    await pauseSchedules(database.db, schedule.chatId, at('06:30'), { until: new Date('2026-01-19T22:00:00Z') });
    const due = (now: string) => claimDueSchedules(database.db, { now: new Date(now), limit: 100 });
    const mine = (rows: Awaited<ReturnType<typeof due>>) => rows.filter((row) => row.scheduleId === schedule.id);
    expect(mine(await due('2026-01-19T21:00:00Z'))).toEqual([]);
    expect(mine(await due('2026-01-20T06:00:00Z'))).toHaveLength(1);
  });

  test('a slot in the very moment in which a pause ends is due', async () => {
    const schedule = await daily(['08:00']);
    await pauseSchedules(database.db, schedule.chatId, at('06:30'), { until: new Date('2026-01-20T06:00:00Z') });
    expect((await schedulesOf(database.db, schedule.chatId))[0]?.nextSlotAt).toEqual(new Date('2026-01-20T06:00:00Z'));
  });

  test('a schedule changed in a pause that ends by itself is not due in the pause', async () => {
    const schedule = await daily(['08:00']);
    await pauseSchedules(database.db, schedule.chatId, at('06:30'), { until: new Date('2026-01-19T22:00:00Z') });
    const change = { id: schedule.id, chatId: schedule.chatId, times: ['09:00'] };
    expect(await saveSchedule(database.db, change, at('07:00'))).toMatchObject({
      nextSlotAt: new Date('2026-01-20T07:00:00Z'),
      pausedUntil: new Date('2026-01-19T22:00:00Z'),
    });
  });

  test('a schedule moved to a zone further west does not have the same morning twice', async () => {
    const schedule = await daily(['08:00'], new Date('2026-01-04T12:00:00Z'));
    await advanceSchedules(database.db, [
      { id: schedule.id, lastSlotAt: MORNING, nextSlotAt: new Date('2026-01-06T06:00Z') },
    ]);
    const change = { id: schedule.id, chatId: schedule.chatId, zone: 'Europe/London' };
    const moved = await saveSchedule(database.db, change, at('07:00'));
    expect(moved.nextSlotAt).toEqual(new Date('2026-01-06T08:00:00Z'));
  });

  test('a schedule moved before its first digest has that digest in the new zone', async () => {
    const schedule = await daily(['08:00'], at('07:00'));
    const change = { id: schedule.id, chatId: schedule.chatId, zone: 'Europe/London' };
    expect((await saveSchedule(database.db, change, at('07:30'))).nextSlotAt).toEqual(at('08:00'));
  });

  test('to resume what is not paused changes nothing, also when its slot is due', async () => {
    const schedule = await daily(['09:00']);
    await resumeSchedules(database.db, schedule.chatId, at('07:00:30'));
    expect((await schedulesOf(database.db, schedule.chatId))[0]?.nextSlotAt).toEqual(at('07:00'));
  });
});

test('a desk is opened once, and belongs to the one who opened it', async () => {
  const channel = await registerChat(database.db, { telegramId: -900, kind: 'channel', title: 'Канал' }, MORNING);
  const desk = await openDesk(database.db, { chatId: channel.id, name: 'Ранок', ownerId: 7 }, MORNING);
  const again = await openDesk(database.db, { chatId: channel.id, name: 'Ранкове', ownerId: 8 }, MORNING);
  expect(again).toMatchObject({ id: desk.id, name: 'Ранкове' });
  expect(await deskMembersOf(database.db, desk.id)).toMatchObject([{ userId: 7, role: 'owner' }]);
});

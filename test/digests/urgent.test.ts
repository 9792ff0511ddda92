import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { type Chat, type Preferences, savePreferences, saveSchedule, setChatState } from '../../src/chats/store.js';
import { articles, sources, stories } from '../../src/db/schema.js';
import { planDueDigests } from '../../src/digests/plan.js';
import { planUrgentDigests } from '../../src/digests/urgent.js';
import type { Topic } from '../../src/vocabulary.js';
import { useDatabase } from '../support/database.js';
import { addReader, addStory, at, clear, digestsOf, openOutbox } from './support.js';

const database = useDatabase();
let outbox = openOutbox();
beforeEach(async () => {
  outbox = openOutbox();
  await clear(database.db);
});

const planUrgent = (now: Date, db = database.db) => planUrgentDigests({ db, now, enqueue: outbox.enqueue });
const addNews = (headline: string, newsAt: Date, publishers = ['Вісник', 'Дзвін']) =>
  addStory(database.db, headline, newsAt, { publishers });

async function watcher(more: Partial<Preferences> = {}): Promise<Chat> {
  const chat = await addReader(database.db);
  await savePreferences(database.db, chat.id, { urgentWords: ['тривога'], ...more });
  await database.db.execute(`update chats set zone = 'UTC' where id = ${chat.id}`);
  return chat;
}

test('a story with an urgent word that two publishers tell goes out at once, and once', async () => {
  const chat = await watcher();
  await addNews('Повітряну тривогу оголошено в області', at('05T12:00'));
  expect(await planUrgent(at('05T12:01'))).toBe(1);
  expect(await planUrgent(at('05T12:02'))).toBe(0);
  expect(outbox.sentTo(chat)).toEqual([expect.stringMatching(/Терміново[\s\S]*Повітряну тривогу/)]);
});

test('what one publisher tells, or nobody watches for, or was news hours ago, is not urgent', async () => {
  await watcher();
  await addNews('Тривога в одному виданні', at('05T12:00'), ['Вісник']);
  await addNews('Тривога у двох стрічках одного видання', at('05T12:00'), ['Вісник', 'Вісник']);
  await addNews('Гривня зміцніла', at('05T12:00'));
  await addNews('Тривога вранці', at('05T08:00'));
  expect(await planUrgent(at('05T12:01'))).toBe(0);
});

test('a story of one publisher is urgent as soon as another tells it too', async () => {
  await watcher();
  const story = await addNews('Тривога у двох стрічках', at('05T12:00'), ['Вісник', 'Вісник']);
  expect(await planUrgent(at('05T12:01'))).toBe(0);
  const [one] = await database.db.select().from(articles);
  await database.db
    .update(articles)
    .set({ publisher: 'Дзвін' })
    .where(eq(articles.id, one?.id ?? 0));
  await database.db
    .update(stories)
    .set({ newsAt: at('05T12:05') })
    .where(eq(stories.id, story));
  expect(await planUrgent(at('05T12:06'))).toBe(1);
});

test('a story of muted sources alone is not urgent', async () => {
  const [source] = await database.db.select().from(sources);
  await watcher({ mutedSourceIds: [source?.id ?? 0] });
  await addNews('Тривога з вимкнених джерел', at('05T12:00'));
  expect(await planUrgent(at('05T12:01'))).toBe(0);
});

test('a muted word keeps an urgent story away', async () => {
  await watcher({ mutedWords: ['навчальна'] });
  await addNews('Навчальна тривога у школах', at('05T12:00'));
  expect(await planUrgent(at('05T12:01'))).toBe(0);
});

test('where one may go out, it is the one that is worth most to the chat', async () => {
  const chat = await watcher({ urgentPerDay: 1, topics: ['sport', 'economy'] });
  const add = (headline: string, topic: Topic) =>
    addStory(database.db, headline, at('05T12:00'), { topic, publishers: ['Вісник', 'Дзвін'] });
  await add('Тривога на фондовому ринку', 'economy');
  await add('Тривога на стадіоні перервала матч', 'sport');
  await add('Тривога у виставковій залі', 'culture');
  expect(await planUrgent(at('05T12:01'))).toBe(1);
  expect(outbox.sentTo(chat)).toEqual([expect.stringContaining('Тривога на стадіоні')]);
});

test('no more go out in 24 hours than the chat allows', async () => {
  const chat = await watcher({ urgentPerDay: 2 });
  for (let n = 1; n <= 4; n++) await addNews(`Тривога номер ${n}`, at('05T12:00'));
  expect(await planUrgent(at('05T12:01'))).toBe(2);
  await addNews('Тривога увечері', at('05T20:00'));
  expect(await planUrgent(at('05T20:01'))).toBe(0);
  await addNews('Тривога наступного дня', at('06T12:30'));
  expect(await planUrgent(at('06T12:31'))).toBe(1);
  expect(outbox.sentTo(chat)).toHaveLength(3);
});

test('in quiet hours a story waits for their end', async () => {
  const chat = await watcher({ quietFrom: '22:00', quietUntil: '07:00' });
  await addNews('Тривога вночі', at('06T01:00'));
  expect(await planUrgent(at('06T01:01'))).toBe(0);
  expect(await planUrgent(at('06T06:59'))).toBe(0);
  expect(await planUrgent(at('06T07:00'))).toBe(1);
  expect(outbox.sentTo(chat)[0]).toContain('Тривога вночі');
});

test('what went out as urgent is not told again by the digest, nor the other way round', async () => {
  const chat = await watcher();
  const times = { chatId: chat.id, times: ['13:00'], weekdays: [1, 2, 3, 4, 5, 6, 7], zone: 'UTC' };
  await saveSchedule(database.db, times, at('04T20:30'));
  await addNews('Тривога перша', at('05T12:00'));
  await planUrgent(at('05T12:01'));
  await addNews('Тривога друга', at('05T12:50'));
  await planDueDigests({ db: database.db, now: at('05T13:00'), enqueue: outbox.enqueue });
  expect(await planUrgent(at('05T13:05'))).toBe(0);
  const sent = outbox.sentTo(chat).join();
  expect(sent.split('Тривога перша</a>')).toHaveLength(2);
  expect(sent.split('Тривога друга</a>')).toHaveLength(2);
});

test('a chat that is gone gets nothing', async () => {
  const chat = await watcher();
  await setChatState(database.db, chat.id, 'gone', 'blocked', at('05T10:00'));
  await addNews('Тривога в області', at('05T12:00'));
  expect(await planUrgent(at('05T12:01'))).toBe(0);
});

test('two planners at once send a story once', async () => {
  const chat = await watcher();
  await addNews('Тривога в області', at('05T12:00'));
  const other = await database.another();
  const planned = await Promise.all([planUrgent(at('05T12:01')), planUrgent(at('05T12:01'), other.db)]);
  expect(planned.sort()).toEqual([0, 1]);
  expect(await digestsOf(database.db, chat)).toHaveLength(1);
});

import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { type Chat, createEdition, openDesk, savePreferences, saveSchedule } from '../../src/chats/store.js';
import { articles, schedules, stories, summaryOrders } from '../../src/db/schema.js';
import { planDueDigests } from '../../src/digests/plan.js';
import { prepareWriteUps } from '../../src/digests/prepare.js';
import { fingerprintOf, MODEL_VERSION } from '../../src/summaries/fingerprint.js';
import { saveSummaries } from '../../src/summaries/store.js';
import type { SummaryLength } from '../../src/vocabulary.js';
import { useDatabase } from '../support/database.js';
import { addReader, addStory, at, clear, digestsOf, openOutbox } from './support.js';

const database = useDatabase();
beforeEach(() => clear(database.db));

const prepare = (now: Date) => prepareWriteUps({ db: database.db, now });
const orders = () => database.db.select().from(summaryOrders).orderBy(summaryOrders.storyId, summaryOrders.length);

async function reader(length: SummaryLength = 'normal', topics: ('economy' | 'world')[] = ['economy']): Promise<Chat> {
  const chat = await addReader(database.db);
  await savePreferences(database.db, chat.id, { topics, length });
  await saveSchedule(
    database.db,
    { chatId: chat.id, times: ['08:00'], weekdays: [1, 2, 3, 4, 5, 6, 7], zone: 'UTC' },
    at('04T20:30'),
  );
  return chat;
}

async function translate(storyId: number) {
  const all = await database.db.select().from(articles);
  await saveSummaries(database.db, [
    {
      storyId,
      length: 'normal',
      engine: 'model',
      headline: 'У Порту відкрили міст',
      text: 'Міст будували три роки.',
      fingerprint: fingerprintOf(all, MODEL_VERSION),
      articleIds: all.map(({ id }) => id),
      topic: 'world',
      createdAt: at('05T07:55'),
    },
  ]);
}

test('what due schedules would choose is ordered minutes before their slot, for as many chats as would read it', async () => {
  await reader();
  await reader();
  await reader('long');
  await reader('short');
  const storyId = await addStory(database.db, 'Гривня зміцніла', at('05T07:00'));
  await addStory(database.db, 'Динамо перемогло', at('05T07:00'), { topic: 'sport' });
  expect(await prepare(at('05T07:30'))).toBe(0);
  expect(await prepare(at('05T07:55'))).toBe(2);
  expect(await orders()).toMatchObject([
    { storyId, length: 'long', readers: 1 },
    { storyId, length: 'normal', readers: 2 },
  ]);
  expect(await prepare(at('05T07:56'))).toBe(0);
});

test('a foreign story is ordered, takes no place of a digest before it is translated, and stands in it after', async () => {
  const outbox = openOutbox();
  const chat = await reader('short', ['world']);
  const storyId = await addStory(database.db, 'Bridge opened in Porto', at('05T07:00'), { topic: 'world' });
  await database.db.update(articles).set({ language: 'en' });
  await database.db.update(stories).set({ language: 'en' });
  expect(await prepare(at('05T07:55'))).toBe(1);
  expect(await orders()).toMatchObject([{ storyId, length: 'normal' }]);
  await planDueDigests({ db: database.db, now: at('05T08:00'), enqueue: outbox.enqueue });
  expect(await digestsOf(database.db, chat)).toMatchObject([{ state: 'empty', storyIds: [] }]);
  await translate(storyId);
  await database.db.update(stories).set({ newsAt: at('05T09:00') });
  await planDueDigests({ db: database.db, now: at('06T08:00'), enqueue: outbox.enqueue });
  expect(outbox.sentTo(chat).join()).toContain('У Порту відкрили міст');
});

test('what a desk is to approve is ordered before its draft is made, by the edition’s own wishes', async () => {
  const chat = await addReader(database.db, 'channel');
  const desk = await openDesk(database.db, { chatId: chat.id, name: 'Ранок', ownerId: 1 }, at('04T20:30'));
  const made = await createEdition(
    database.db,
    {
      desk,
      count: 0,
      values: { name: 'Ранок', topics: ['sport'], length: 'long' },
      calendar: { times: ['08:00'], weekdays: [1, 2, 3, 4, 5, 6, 7], zone: 'UTC' },
    },
    at('04T20:30'),
  );
  await database.db
    .update(schedules)
    .set({ mode: 'approval', leadMinutes: 30, nextSlotAt: at('05T08:00'), pausedAt: null })
    .where(eq(schedules.id, made?.schedule.id ?? 0));
  await addStory(database.db, 'Гривня зміцніла', at('05T07:00'));
  const storyId = await addStory(database.db, 'Динамо перемогло', at('05T07:00'), { topic: 'sport' });
  expect(await prepare(at('05T07:15'))).toBe(0);
  expect(await prepare(at('05T07:25'))).toBe(1);
  expect(await orders()).toMatchObject([{ storyId, length: 'long' }]);
});

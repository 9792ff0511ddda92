import { asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  createEdition,
  type EditionChange,
  type EditionPlace,
  pauseSchedules,
  resumeSchedules,
  seatMember,
  setChatState,
} from '../../../src/chats/store.js';
import { digests, editions, notices, stories } from '../../../src/db/schema.js';
import { offerBreaking } from '../../../src/digests/drafts/breaking.js';
import { publishDraft, skipDraft } from '../../../src/digests/drafts/decide.js';
import { planDueEditions } from '../../../src/digests/drafts/plan.js';
import { settleDueDrafts } from '../../../src/digests/drafts/settle.js';
import { type Draft, draftById, draftsOf } from '../../../src/digests/drafts/store.js';
import { useDatabase } from '../../support/database.js';
import { addStory, at, clear, openOutbox } from '../support.js';
import { edition, OLENA, TARAS } from './support.js';

const database = useDatabase();
let outbox = openOutbox();
beforeEach(async () => {
  outbox = openOutbox();
  await clear(database.db);
  await database.db.delete(notices);
});

const FOUR = ['Вісник', 'Дзвін', 'Хвиля', 'Обрій'];
const news = (headline: string, newsAt: Date, publishers = FOUR) =>
  addStory(database.db, headline, newsAt, { publishers });
const watching = (more: EditionChange = {}) =>
  edition(database.db, { edition: { offersBreaking: true, launchedAt: at('04T20:30'), ...more } });
const offer = (now: Date) => offerBreaking({ db: database.db, now });
const told = () => database.db.select().from(notices).orderBy(asc(notices.id));
const posted = ({ chat }: EditionPlace) => outbox.sentTo(chat);

async function offered({ edition: { id } }: EditionPlace): Promise<Draft> {
  const [newest] = await draftsOf(database.db, id, 1);
  if (!newest) throw new Error('nothing was offered');
  return newest.draft;
}

const publish = (draft: Draft, now: Date) =>
  publishDraft({ db: database.db, now, enqueue: outbox.enqueue, draft, by: OLENA });

describe('a story that breaks', () => {
  test('is brought to all the people of the desk once, and posted by one tap, before everything', async () => {
    const place = await watching();
    await seatMember(database.db, { deskId: place.desk.id, userId: TARAS, role: 'editor' }, at('04T21:00'));
    await news('Сильний землетрус на заході', at('05T06:00'));
    expect(await offer(at('05T06:05'))).toBe(1);
    expect(await offer(at('05T06:06'))).toBe(0);
    const [first, second, ...others] = await told();
    expect([first?.telegramId, second?.telegramId]).toEqual([OLENA, TARAS]);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ kind: 'draft-breaking', data: { headline: 'Сильний землетрус на заході' } });
    expect(posted(place)).toEqual([]);

    const draft = await offered(place);
    expect(await publish(draft, at('05T06:10'))).toMatchObject({ done: true });
    expect(await publish(draft, at('05T06:10'))).toEqual({ done: false, because: 'changed' });
    expect(posted(place)).toEqual([expect.stringMatching(/^<b>Терміново<\/b>\n\n<b>.*Сильний землетрус/)]);
    expect(outbox.queued).toMatchObject([{ priority: 0 }]);
    await planDueEditions({ db: database.db, now: at('05T09:00'), enqueue: outbox.enqueue });
    expect(posted(place)).toHaveLength(1);
  });

  test('has the desk’s footer, but not the header of its digest', async () => {
    const order = ['header', 'stories', 'hashtags', 'footer', 'signature'] as const;
    const template = { header: 'Кава о {час}', footer: 'Ваш чат', signature: null, emoji: {}, hashtags: false };
    const place = await watching({ template: { ...template, order: [...order] } });
    await news('Сильний землетрус', at('05T06:00'));
    await offer(at('05T06:05'));
    await publish(await offered(place), at('05T06:10'));
    expect(posted(place)[0]).toMatch(/^<b>Терміново<\/b>[\s\S]*Ваш чат$/);
  });

  test('is one of its topics that four publishers tell, or one with a followed word that two do', async () => {
    await watching({ topics: ['economy'], followedWords: ['метро'] });
    await news('Гривня зміцніла за трьома виданнями', at('05T06:00'), FOUR.slice(0, 3));
    await news('Гривня зміцніла за одним виданням у чотирьох стрічках', at('05T06:00'), Array(4).fill('Вісник'));
    await addStory(database.db, 'Збірна виграла', at('05T06:00'), { topic: 'sport', publishers: FOUR });
    await news('Метро відкрили за одним виданням', at('05T06:00'), ['Вісник']);
    expect(await offer(at('05T06:05'))).toBe(0);
    await addStory(database.db, 'Метро стало', at('05T06:10'), { topic: 'society', publishers: ['Вісник', 'Дзвін'] });
    expect(await offer(at('05T06:11'))).toBe(1);
    expect((await told())[0]).toMatchObject({ data: { headline: 'Метро стало' } });
  });

  test('is new: a story of days that gets an article is not', async () => {
    await watching();
    const id = await news('Переговори тривають', at('05T06:00'));
    await database.db
      .update(stories)
      .set({ firstSeenAt: at('03T06:00') })
      .where(eq(stories.id, id));
    expect(await offer(at('05T06:05'))).toBe(0);
  });

  test('is offered no more often a day than the desk wants, and after its quiet hours', async () => {
    await watching({ urgentPerDay: 2, quietFrom: '22:00', quietUntil: '06:00' });
    await news('Подія вночі', at('05T02:00'));
    expect(await offer(at('05T02:05'))).toBe(0);
    expect(await offer(at('05T06:00'))).toBe(1);
    for (const name of ['друга', 'третя']) await news(`Подія ${name}`, at('05T06:10'));
    expect(await offer(at('05T06:11'))).toBe(1);
    await news('Подія вдень', at('05T14:00'));
    expect(await offer(at('05T14:01'))).toBe(0);
    await news('Подія наступного дня', at('06T07:00'));
    expect(await offer(at('06T07:01'))).toBe(1);
  });

  test('is offered once to a desk, however many of its editions would tell it', async () => {
    const { desk } = await watching();
    const values = { name: 'Вечір', topics: ['economy' as const], offersBreaking: true, launchedAt: at('04T20:30') };
    const calendar = { times: ['19:00'], weekdays: [1], zone: 'UTC' };
    const twin = await createEdition(database.db, { desk, count: 1, values, calendar }, at('04T20:30'));
    await resumeSchedules(database.db, desk.chatId, at('04T20:30'));
    expect(twin).not.toBeNull();
    await news('Сильний землетрус', at('05T06:00'));
    expect(await offer(at('05T06:05'))).toBe(1);
    expect(await told()).toHaveLength(1);
  });

  test('is not offered where the digest told of it, nor posted where it did so meanwhile', async () => {
    const place = await watching();
    await news('Подія до зведення', at('05T08:50'));
    await planDueEditions({ db: database.db, now: at('05T09:00'), enqueue: outbox.enqueue });
    expect(await offer(at('05T09:01'))).toBe(0);
    const id = await news('Подія під час зведення', at('06T08:50'));
    await offer(at('06T08:55'));
    const draft = await offered(place);
    expect(draft.items.map(({ storyId }) => storyId)).toEqual([id]);
    await planDueEditions({ db: database.db, now: at('06T09:00'), enqueue: outbox.enqueue });
    expect(await publish(draft, at('06T09:05'))).toEqual({ done: false, because: 'told' });
    expect(posted(place).join().split('Подія під час зведення</a>')).toHaveLength(2);
  });

  test('that nobody wanted is over within the hour, and stays for the digest', async () => {
    const place = await watching();
    await news('Подія на світанку', at('05T06:00'));
    await offer(at('05T06:05'));
    await settleDueDrafts({ db: database.db, now: at('05T07:06'), enqueue: outbox.enqueue });
    expect((await draftById(database.db, (await offered(place)).id))?.draft.state).toBe('skipped');
    expect(await offer(at('05T06:30'))).toBe(0);
    await planDueEditions({ db: database.db, now: at('05T09:00'), enqueue: outbox.enqueue });
    expect(posted(place)[0]).toContain('Подія на світанку');
  });

  test('that the desk declined is not offered again', async () => {
    const place = await watching();
    await news('Подія на світанку', at('05T06:00'));
    await offer(at('05T06:05'));
    const order = { db: database.db, now: at('05T06:06'), by: OLENA, reason: 'skipped' as const };
    await skipDraft({ ...order, draft: await offered(place) });
    // Another process remembers nothing of it.
    const { db } = await database.another();
    expect(await offerBreaking({ db, now: at('05T06:10') })).toBe(0);
    expect(await database.db.select().from(digests)).toHaveLength(1);
  });

  test.each<[string, (place: EditionPlace) => Promise<unknown>]>([
    [
      'that does not want it',
      ({ edition: { id } }) => database.db.update(editions).set({ offersBreaking: false }).where(eq(editions.id, id)),
    ],
    [
      'that is not launched',
      ({ edition: { id } }) => database.db.update(editions).set({ launchedAt: null }).where(eq(editions.id, id)),
    ],
    ['that rests', ({ chat }) => pauseSchedules(database.db, chat.id, at('05T05:00'))],
    ['whose channel is gone', ({ chat }) => setChatState(database.db, chat.id, 'gone', 'kicked', at('05T05:00'))],
  ])('is not offered by an edition %s', async (_which, change) => {
    await change(await watching());
    await news('Сильний землетрус', at('05T06:00'));
    expect(await offer(at('05T06:05'))).toBe(0);
    expect(await told()).toEqual([]);
  });
});

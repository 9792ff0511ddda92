import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { addMark, type Chat, lockChats, savePreferences, saveSchedule, setChatState } from '../../src/chats/store.js';
import { haltDigests, resumeDigests, unlessHalted } from '../../src/db/halts.js';
import { chats, schedules, stories } from '../../src/db/schema.js';
import { type Enqueue, planDigest, planDueDigests } from '../../src/digests/plan.js';
import { type FinishedDigest, finishingDigests } from '../../src/digests/store.js';
import { stems } from '../../src/language/stem.js';
import { useDatabase } from '../support/database.js';
import { addReader, addStory as addStoryTo, at, clear, digestsOf as digestsIn, openOutbox } from './support.js';

const database = useDatabase();
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

let outbox = openOutbox();
beforeEach(async () => {
  outbox = openOutbox();
  await clear(database.db);
});

const plan = (now: Date, more: Partial<Parameters<typeof planDueDigests>[0]> = {}) =>
  planDueDigests({ db: database.db, now, enqueue: outbox.enqueue, ...more });
const addStory = (headline: string, newsAt: Date, topic?: 'sport') =>
  addStoryTo(database.db, headline, newsAt, topic ? { topic } : {});
const sentTo = (chat: Chat) => outbox.sentTo(chat);
const digestsOf = (chat: Chat) => digestsIn(database.db, chat);
const finish = async (chat: Chat, state: FinishedDigest['state']) =>
  database.db.execute(finishingDigests((await digestsOf(chat)).map(({ id }) => ({ id, state, reason: null }))));

async function reader(times: string[], more: { kind?: Chat['kind'] } = {}): Promise<Chat> {
  const chat = await addReader(database.db, more.kind);
  if (times.length > 0) {
    await saveSchedule(database.db, { chatId: chat.id, times, weekdays: EVERY_DAY, zone: 'UTC' }, at('04T20:30'));
  }
  return chat;
}

describe('due digests', () => {
  test('go out at their slot, once, with the news since the slot before', async () => {
    const chat = await reader(['08:00', '20:00']);
    await addStory('Стара новина', at('04T10:00'));
    await addStory('Гривня зміцніла', at('04T21:00'));
    await addStory('Новина з майбутнього', at('05T08:30'));
    expect(await plan(at('05T07:59'))).toEqual({ claimed: 0, planned: 0 });
    expect(await plan(at('05T08:00'))).toEqual({ claimed: 1, planned: 1 });
    expect(await plan(at('05T08:00:30'))).toEqual({ claimed: 0, planned: 0 });
    const [html = ''] = sentTo(chat);
    expect(html).toContain('Гривня зміцніла');
    expect(html).not.toContain('Стара новина');
    expect(html).not.toContain('Новина з майбутнього');
    const [schedule] = await database.db.select().from(schedules);
    expect(schedule).toMatchObject({ lastSlotAt: at('05T08:00'), nextSlotAt: at('05T20:00') });
  });

  test('do not repeat what any digest of the last week told, also after stories were joined', async () => {
    const chat = await reader(['08:00', '20:00']);
    const first = await addStory('Гривня зміцніла', at('05T07:00'));
    await plan(at('05T08:00'));
    const joined = await addStory('Курс гривні зріс', at('05T09:00'));
    await database.db.update(stories).set({ mergedInto: joined }).where(eq(stories.id, first));
    await plan(at('05T20:00'));
    expect(sentTo(chat)).toHaveLength(1);
    expect(await digestsOf(chat)).toMatchObject([{ state: 'planned' }, { state: 'empty', stateReason: 'nothing-new' }]);
  });

  test('tell first what readers liked, also under the name that the story had before it was joined with another', async () => {
    await addStory('Гривня зміцніла', at('05T07:00'));
    const liked = await addStory('Експорт зріс', at('05T07:00'));
    await addStory('Відкрито завод', at('05T07:00'));
    const former = await addStory('Експорт цукру зріс', at('04T07:00'));
    await database.db.update(stories).set({ mergedInto: liked }).where(eq(stories.id, former));
    for (let reader = 0; reader < 3; reader += 1) {
      const { id: chatId } = await addReader(database.db);
      await addMark(database.db, { chatId, storyId: former, kind: 'like', now: at('05T07:30') });
    }
    const chat = await reader(['08:00']);
    await plan(at('05T08:00'));
    expect((await digestsOf(chat))[0]?.storyIds).toHaveLength(3);
    expect((await digestsOf(chat))[0]?.storyIds[0]).toBe(liked);
  });

  test('tell again what a failed one would have told, and what an uncertain one may have told not', async () => {
    for (const [state, repeated] of [
      ['failed', true],
      ['expired', true],
      ['uncertain', false],
      ['sent', false],
    ] as const) {
      await database.db.delete(chats);
      outbox = openOutbox();
      const chat = await reader(['08:00', '20:00']);
      await addStory(`Новина для стану ${state}`, at('05T07:00'));
      await plan(at('05T08:00'));
      await finish(chat, state);
      await plan(at('05T20:00'));
      expect(sentTo(chat).length, state).toBe(repeated ? 2 : 1);
    }
  });

  test('offer to send again what may not have arrived before, until something has arrived', async () => {
    const chat = await reader(['08:00', '20:00']);
    const again = () => {
      const [part] = outbox.queued.at(-1)?.parts ?? [];
      return part && 'buttons' in part ? part.buttons.flat().map((button) => button.text) : [];
    };
    await addStory('Гривня зміцніла', at('05T07:00'));
    await plan(at('05T08:00'));
    expect(again()).toEqual(['Детальніше']);
    await finish(chat, 'uncertain');
    await addStory('Курс гривні зріс', at('05T19:00'));
    await plan(at('05T20:00'));
    expect(again()).toEqual(['Детальніше', 'Попередній не дійшов? Надіслати']);
    await addStory('Порт працює', at('06T07:00'));
    await plan(at('06T08:00'));
    expect(again()).toEqual(['Детальніше']);
  });

  test('wait until there are enough stories, and then tell all of them', async () => {
    const chat = await reader(['08:00', '20:00']);
    await database.db.update(schedules).set({ minStories: 2 });
    await addStory('Перша новина', at('05T07:00'));
    await plan(at('05T08:00'));
    expect(sentTo(chat)).toEqual([]);
    await addStory('Друга новина', at('05T19:00'));
    await plan(at('05T20:00'));
    expect(sentTo(chat)[0]).toMatch(/Перша новина[\s\S]*Друга новина|Друга новина[\s\S]*Перша новина/);
  });

  test('of two schedules of a chat due at once the second repeats nothing', async () => {
    const chat = await reader(['08:00']);
    await saveSchedule(database.db, { chatId: chat.id, times: ['08:00'], weekdays: [1], zone: 'UTC' }, at('04T20:30'));
    await addStory('Гривня зміцніла', at('05T07:00'));
    await plan(at('05T08:00'));
    expect(sentTo(chat)).toHaveLength(1);
  });

  test('of all others are planned while a chat is being planned for elsewhere', async () => {
    const held = await reader(['08:00']);
    const others = [await reader(['08:00']), await reader(['08:00']), await reader(['08:00'])];
    await addStory('Гривня зміцніла', at('05T07:00'));
    await database.db.transaction(async (tx) => {
      await lockChats(tx, [held.id]);
      expect(await plan(at('05T08:00'), { limit: 2 })).toEqual({ claimed: 3, planned: 3 });
    });
    for (const chat of others) expect(sentTo(chat)).toHaveLength(1);
    expect(await plan(at('05T08:00'), { limit: 2 })).toEqual({ claimed: 1, planned: 1 });
  });

  test('are the same messages for all who get the same list', async () => {
    const [one, other] = [await reader(['08:00']), await reader(['08:00'])];
    await addStory('Гривня зміцніла', at('05T07:00'));
    await plan(at('05T08:00'), { limit: 1 });
    const [first, second] = [one, other].map(
      (chat) => outbox.queued.find((queued) => queued.chatId === chat.id)?.parts,
    );
    expect(first).toBeDefined();
    expect(first).toBe(second);
  });

  test('are not planned while the operator has stopped everything, and come once when he lets them go on', async () => {
    const chat = await reader(['08:00']);
    await addStory('Гривня зміцніла', at('05T07:00'));
    const tick = unlessHalted(database.db, () => plan(at('05T08:00')));
    await haltDigests(database.db, at('05T07:30'));
    await tick();
    expect(sentTo(chat)).toEqual([]);
    await resumeDigests(database.db);
    await tick();
    await tick();
    expect(sentTo(chat)).toHaveLength(1);
  });

  test('bring in a story whose text has a followed phrase side by side, in any form, and none that has its words apart', async () => {
    const chat = await reader(['08:00']);
    await savePreferences(database.db, chat.id, { followedWords: ['«річковий порт»'] });
    const write = async (headline: string, text: string) => {
      const id = await addStory(headline, at('05T07:00'), 'sport');
      const terms = [...new Set(stems(`${headline} ${text}`))];
      await database.db.update(stories).set({ terms }).where(eq(stories.id, id));
      await database.db.execute(sql`update articles set text = ${text}
        where id in (select article_id from story_articles where story_id = ${id})`);
    };
    await write('Регату перенесли', 'Човни стартують біля «Річкового порту» о десятій.');
    await write('Забіг відбудеться', 'Порт закрито, а річковий вокзал працює.');
    await plan(at('05T08:00'));
    expect(sentTo(chat)).toHaveLength(1);
    expect(sentTo(chat)[0]).toContain('Регату перенесли');
    expect(sentTo(chat)[0]).not.toContain('Забіг відбудеться');
  });

  test('of channels go before those of readers', async () => {
    await reader(['08:00']);
    await reader(['08:00'], { kind: 'channel' });
    await addStory('Гривня зміцніла', at('05T07:00'));
    await plan(at('05T08:00'));
    expect(outbox.queued.map(({ priority }) => priority)).toEqual([2, 1]);
  });

  test('are planned once by any number of planners at work together', async () => {
    for (let n = 0; n < 20; n++) await reader(['08:00']);
    await addStory('Гривня зміцніла', at('05T07:00'));
    const others = await Promise.all([database.another(), database.another()]);
    await Promise.all([database, ...others].map(({ db }) => plan(at('05T08:00'), { db, limit: 3 })));
    await plan(at('05T08:00'));
    expect(outbox.queued).toHaveLength(20);
    expect(new Set(outbox.queued.map(({ chatId }) => chatId)).size).toBe(20);
  });

  test('leave nothing half-written when the outbox fails, and go out at the next try', async () => {
    const chat = await reader(['08:00']);
    await addStory('Гривня зміцніла', at('05T07:00'));
    const broken: Enqueue = async () => {
      throw new Error('the disk is full');
    };
    await expect(plan(at('05T08:00'), { enqueue: broken })).rejects.toThrow('the disk is full');
    expect(await digestsOf(chat)).toEqual([]);
    await plan(at('05T08:01'));
    expect(sentTo(chat)).toHaveLength(1);
  });

  test('do not go to a chat that is gone, whose schedule goes on in silence', async () => {
    const chat = await reader(['08:00', '20:00']);
    await addStory('Гривня зміцніла', at('05T07:00'));
    await setChatState(database.db, chat.id, 'gone', 'blocked', at('05T07:30'));
    await plan(at('05T08:00'));
    await setChatState(database.db, chat.id, 'active', null, at('05T12:00'));
    await plan(at('05T20:00'));
    expect(sentTo(chat)).toEqual([]);
    expect(await digestsOf(chat)).toMatchObject([{ state: 'empty', slotAt: at('05T20:00') }]);
  });

  test('go out once, though the clock is set back an hour and forward again', async () => {
    const chat = await reader(['08:00', '20:00']);
    await addStory('Гривня зміцніла', at('05T07:00'));
    for (const time of ['05T08:00', '05T07:00:10', '05T08:00:10', '05T09:00:10', '05T08:00:20']) await plan(at(time));
    expect(sentTo(chat)).toHaveLength(1);
    expect(await digestsOf(chat)).toHaveLength(1);
  });

  test('after an outage go out once, with their time, and not at all where the next is near', async () => {
    const [far, near] = [await reader(['08:00']), await reader(['08:00', '11:00'])];
    await addStory('Гривня зміцніла', at('05T07:00'));
    await plan(at('05T10:30'));
    expect(sentTo(far)[0]).toContain('08:00');
    expect(sentTo(near)).toEqual([]);
    await plan(at('05T11:00'));
    expect(sentTo(near)[0]).toContain('Гривня зміцніла');
    expect(sentTo(far)).toHaveLength(1);
  });
});

describe('a slot', () => {
  test('tells what was accepted before the last one but placed only after it', async () => {
    const chat = await reader(['08:00', '20:00']);
    await plan(at('05T08:00'));
    await addStory('Запізніла новина', at('05T07:55'));
    await plan(at('05T20:00'));
    expect(sentTo(chat)[0]).toContain('Запізніла новина');
  });

  test('tells a story again when there are new facts, and says that it is an update', async () => {
    const chat = await reader(['08:00', '20:00']);
    const story = await addStory('Гривня зміцніла', at('05T07:00'));
    await plan(at('05T08:00'));
    const later = { newsAt: at('05T15:00'), lastSeenAt: at('05T15:00') };
    await database.db.update(stories).set(later).where(eq(stories.id, story));
    await plan(at('05T20:00'));
    expect(sentTo(chat)).toHaveLength(1);
    await database.db
      .update(stories)
      .set({ newsAt: at('06T07:00'), updatedAt: at('06T07:00') })
      .where(eq(stories.id, story));
    await plan(at('06T08:00'));
    expect(sentTo(chat)[1]).toMatch(/Оновлено:.*Гривня зміцніла/);
    const [morning] = await digestsOf(chat);
    expect(outbox.queued.map(({ updates }) => updates)).toEqual([
      [],
      [{ storyId: story, earlier: { digestId: morning?.id, storyId: story } }],
    ]);
  });

  test('with nothing to say is silent, or says so in one line where the chat wants it', async () => {
    const [silent, curious] = [await reader(['08:00']), await reader(['08:00'])];
    await database.db.update(schedules).set({ whenQuiet: 'tell' }).where(eq(schedules.chatId, curious.id));
    await plan(at('05T08:00'));
    expect(sentTo(silent)).toEqual([]);
    expect(sentTo(curious)).toEqual([expect.stringContaining('Нових подій за вашими темами цього разу немає.')]);
  });

  test('with too few stories keeps them for the next, also after it said so', async () => {
    const chat = await reader(['08:00', '20:00']);
    await database.db.update(schedules).set({ minStories: 2, whenQuiet: 'tell' });
    await addStory('Перша новина', at('05T01:00'));
    await plan(at('05T08:00'));
    expect(sentTo(chat)).toEqual([expect.stringContaining('розповім про них у наступному дайджесті')]);
    await finish(chat, 'sent');
    await addStory('Друга новина', at('05T19:00'));
    await plan(at('05T20:00'));
    expect(sentTo(chat)[1]).toContain('Перша новина');
    expect(sentTo(chat)[1]).toContain('Друга новина');
  });

  test('tells no more than can be read in the minutes that the chat gives it', async () => {
    const chat = await reader(['08:00']);
    await savePreferences(database.db, chat.id, { maxMinutes: 1 });
    const words = Array.from({ length: 100 }, (_, n) => `слово${n}`).join(' ');
    for (let n = 0; n < 3; n++) await addStory(`Новина ${n} ${words}`, at('05T07:00'));
    await plan(at('05T08:00'));
    const [digest] = await digestsOf(chat);
    expect(digest?.storyIds).toHaveLength(1);
  });
});

describe('a digest that was asked for', () => {
  const ask = (chat: Chat, now: Date, more: { storyIds?: number[]; words?: string; kind?: 'first' } = {}) =>
    planDigest({ db: database.db, now, enqueue: outbox.enqueue, chatId: chat.id, kind: 'asked', ...more });

  test('tells the news of the day, before everybody else’s', async () => {
    const chat = await reader([]);
    await addStory('Гривня зміцніла', at('05T07:00'));
    await addStory('Позавчорашня новина', at('03T07:00'));
    expect(await ask(chat, at('05T12:00'))).toMatchObject({ state: 'planned', stories: 1 });
    expect(outbox.queued[0]?.priority).toBe(0);
    expect(sentTo(chat)[0]).toContain('Гривня зміцніла');
  });

  test('tells first what the chat has not had, and the day once more when there is nothing else', async () => {
    const chat = await reader([]);
    await addStory('Гривня зміцніла', at('05T07:00'));
    await ask(chat, at('05T12:00'));
    await addStory('Нафта подешевшала', at('05T12:30'));
    await ask(chat, at('05T13:00'));
    await ask(chat, at('05T13:05'));
    expect(sentTo(chat)[1]).not.toContain('Гривня зміцніла');
    expect(sentTo(chat)[2]).toContain('Гривня зміцніла');
    expect(sentTo(chat).map((html) => html.includes('Нового поки немає.'))).toEqual([false, false, true]);
    // A first digest is new to its reader, whatever was shown before.
    await ask(chat, at('05T13:10'), { kind: 'first' });
    expect(sentTo(chat)[3]).toContain('Ваш перший дайджест');
  });

  test('tells the stories that were found, in their order, whatever the topics', async () => {
    const chat = await reader([]);
    const ids = [
      await addStory('Збірна перемогла', at('01T07:00'), 'sport'),
      await addStory('Збірна програла', at('02T07:00'), 'sport'),
    ];
    expect(await ask(chat, at('05T12:00'), { storyIds: ids.reverse(), words: 'збірна' })).toMatchObject({ stories: 2 });
    expect(sentTo(chat)[0]).toMatch(/Про «збірна»[\s\S]*програла[\s\S]*перемогла/);
  });

  test('says why it is empty', async () => {
    const chat = await reader([]);
    expect(await ask(chat, at('05T12:00'))).toEqual({ state: 'empty', reason: 'nothing-new' });
    expect(await ask(chat, at('05T12:00'), { storyIds: [] })).toEqual({ state: 'empty', reason: 'not-found' });
    await savePreferences(database.db, chat.id, { topics: [] });
    expect(await ask(chat, at('05T12:00'))).toEqual({ state: 'empty', reason: 'no-topics' });
    expect(outbox.queued).toEqual([]);
  });
});

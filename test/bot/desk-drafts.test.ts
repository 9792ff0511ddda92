import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { updateChat } from '../../src/chats/store.js';
import { corrections, digests } from '../../src/db/schema.js';
import { runCorrections, takeOutOfPosts } from '../../src/delivery/corrections.js';
import { acceptArticle } from '../../src/intake/store/accept.js';
import { ensureSource } from '../../src/intake/store.js';
import { placeNewArticles } from '../../src/stories/place.js';
import { mergeStory, refreshStories } from '../../src/stories/store/placing.js';
import { articlesOfStories, storiesSince } from '../../src/stories/store.js';
import { draftsAt } from './desk-support.js';
import { labels, NOW, PATIENCE, STARTING, useBot } from './support.js';

const bot = useBot();
const { channel, taras: TARAS } = STARTING;
const HOUR_MS = 3_600_000;

const { atDesk, drafted, plan, posted, draft, slot, numberOf, journal } = draftsAt(bot);

describe('before a digest is posted', () => {
  it('stories change places, go out and come back, and what was approved is what is posted', async () => {
    const { olena, panel, place } = await drafted();
    expect(panel.text).toContain('Вийде сьогодні о 10:00, якщо ніхто нічого не змінить.');
    const numbered = async (headline: string) => {
      const lines = olena.current(panel).text?.split('\n') ?? [];
      return lines.find((line) => line.includes(headline))?.split('.')[0] ?? '';
    };
    await olena.press(panel, await numbered('Бюджет'));
    await olena.waitForText('Про це повідомили');
    await olena.press(panel, '✕ Прибрати');
    await olena.waitFor((message) => labels(message).some((label) => label.startsWith('✕')));
    await olena.press(panel, await numbered('Збірна'));
    await olena.press(panel, '↑ Вище');
    await olena.waitForText(/1\. Збірна/);
    const answer = await olena.press(panel, 'О 10:00, як заплановано');
    expect(answer.text).toBe('Гаразд, вийде, як заплановано.');
    await olena.waitForText('Олена: виходить, як заплановано, — сьогодні о 10:00.');
    await plan(NOW);
    expect(posted(olena)).toEqual([]);
    await plan(slot);
    const post = await olena.waitForText('Зведення', { chat: channel });
    expect(post.text).not.toContain('Бюджет');
    expect(post.text?.indexOf('Збірна')).toBeLessThan(post.text?.indexOf('Гривня') ?? 0);
    expect(post.text).toContain('2 події');
    expect((await draft(place)).draft.state).toBe('published');
  });

  it('an article of another event is parted: its story stands apart, and the post tells what is left', async () => {
    const { headline, left } = await wronglyJoined();
    const { olena, panel, place } = await drafted();
    expect(panel.text).not.toContain(left);
    await olena.press(panel, numberOf(panel, headline));
    const story = await olena.waitForText('Вісник, Обрій');
    await olena.press(story, 'Не та подія');
    const choice = await olena.waitForText('Яка з цих статей — про іншу подію?');
    expect(labels(choice)).toEqual(
      expect.arrayContaining([expect.stringContaining(headline), expect.stringContaining(left)]),
    );
    await olena.press(choice, new RegExp(headline));
    const after = await olena.waitForText(left);
    expect(after.text).not.toContain(headline);
    const items = (await draft(place)).draft.items;
    expect(items).toHaveLength(4);
    const item = items.find((one) => one.headline === left);
    expect(item?.sources).toHaveLength(1);
    const stories = await storiesSince(bot.db, { after: new Date(0), until: slot, limit: 10 });
    expect(stories.find((one) => one.headline === headline)).toMatchObject({
      articleCount: 1,
      splitFrom: item?.storyId,
    });
    await plan(slot);
    const post = await olena.waitForText('Зведення', { chat: channel });
    expect(post.text).toContain(left);
    expect(post.text).not.toContain(headline);
    expect(await journal(olena)).toContain('Олена: «Зведення»: розділено подію');
  });

  it('a story is added by its words', async () => {
    const { olena, panel, place } = await drafted();
    await bot.addStory('Театр відкрив сезон', 'culture', NOW);
    await olena.press(panel, 'Додати подію');
    await olena.waitForText('Яку подію додати?');
    await olena.says('щось таке, чого немає');
    await olena.waitForText('Такої події не знайшов');
    await olena.says('театр сезон');
    await olena.waitForText('Театр відкрив сезон');
    expect((await draft(place)).draft.items).toHaveLength(4);
    const { items } = (await draft(place)).draft;
    const url = items.find(({ headline }) => headline.includes('Театр'))?.sources[0]?.url ?? '';
    expect(url).toMatch(/^https:\/\/visnyk\.example\//);
  });

  it('a story is added by the link to one of its articles', async () => {
    const { olena, panel, place } = await drafted();
    const storyId = await bot.addStory('Театр відкрив сезон', 'culture', NOW);
    const article = (await articlesOfStories(bot.db, [storyId])).get(storyId)?.[0];
    await olena.press(panel, 'Додати подію');
    await olena.waitForText('Яку подію додати?');
    await olena.says(article?.url ?? '');
    await olena.waitForText('Театр відкрив сезон');
    expect((await draft(place)).draft.items.map((item) => item.storyId)).toContain(storyId);
  });

  it('of two people at once the second sees what the first did, and undoes nothing', async () => {
    const { olena, taras, panel, open } = await drafted();
    const his = await open(taras);
    await olena.press(panel, 'Опублікувати зараз');
    await olena.waitForText('Зведення', { chat: channel, fromStart: true });
    const answer = await taras.press(his, 'Пропустити');
    expect(answer.text).toContain('Чернетку вже опубліковано чи виправлено. Хто: Олена.');
    await taras.waitForText('Ще в дорозі до каналу. Остання зміна: Олена.');
    await plan(slot);
    expect(posted(olena)).toHaveLength(1);
  });

  it('an editor who lost his rights between the look and the tap decides nothing', async () => {
    const { olena, taras, open } = await drafted();
    const his = await open(taras);
    await olena.does('member', { chat_id: channel, user: TARAS, status: 'member' });
    const answer = await taras.press(his, 'Опублікувати зараз');
    expect(answer.text).toContain('Ви вже не адміністратор «Ранкові новини»');
    expect(posted(olena)).toEqual([]);
  });

  it('without an answer it is posted at its slot as it is, once, where the desk chose that', async () => {
    const { olena, taras, open, place } = await drafted();
    await plan(new Date(slot.getTime() - 1_000));
    expect(await bot.calls('sendMessage', channel)).toEqual([]);
    await plan(slot);
    const post = await olena.waitForText('Зведення', { chat: channel });
    for (const headline of ['Гривня зміцніла', 'Бюджет ухвалено', 'Збірна зіграла'])
      expect(post.text).toContain(headline);
    await plan(new Date(slot.getTime() + 60_000));
    expect(await bot.calls('sendMessage', channel)).toMatchObject([{ ok: true }]);
    expect((await draft(place)).draft).toMatchObject({ state: 'published', decidedBy: null });
    expect((await bot.notices()).map(({ kind }) => kind)).toEqual(['draft-publish', 'draft-publish']);
    await bot.sent();
    expect((await open(taras)).text).toContain('Опубліковано. Остання зміна: бот.');
  });

  it('without an answer it is skipped, and posted all the same later, where the desk chose that', async () => {
    const { olena } = await drafted({ whenUnanswered: 'skip' });
    await plan(slot);
    expect(posted(olena)).toEqual([]);
    const word = await olena.waitForText('ніхто не відповів', { fromStart: true });
    await olena.press(word, 'Усе-таки опублікувати');
    await olena.waitForText('Зведення', { chat: channel });
    expect(posted(olena)).toHaveLength(1);
  });

  it('what was skipped stays out', async () => {
    const { olena, panel } = await drafted();
    await olena.press(panel, 'Пропустити');
    await olena.waitForText('Не опубліковано. Рішення: Олена.');
    await plan(slot);
    expect(posted(olena)).toEqual([]);
  });
});

describe('after a digest was posted', () => {
  async function published(options: Parameters<typeof atDesk>[0] = {}) {
    const room = await drafted(options);
    await room.olena.press(room.panel, 'Опублікувати зараз');
    await room.olena.waitForText('Гривня', { chat: channel, fromStart: true });
    await bot.deliver();
    await bot.sent();
    await room.olena.press(room.panel, 'Як це виглядатиме');
    return room;
  }
  const post = (person: ReturnType<typeof bot.person>) => person.seen(channel)[0]!;

  it('a story that is taken out goes from the post, which says that it was updated', async () => {
    const { olena, panel } = await published();
    const number = numberOf(panel, 'Бюджет');
    await olena.press(panel, number);
    await olena.press(panel, '✕ Прибрати');
    await expect.poll(() => post(olena).text, PATIENCE).not.toContain('Бюджет');
    expect(post(olena).text).toContain('Оновлено о 09:30.');
    expect(olena.seen(channel)).toHaveLength(1);
  });

  it('without the mark, where the desk does not want it, and in the post of the story alone', async () => {
    const { olena, panel } = await published({ edition: { marksCorrections: false, posts: 'each' } });
    await expect.poll(() => olena.seen(channel).length, PATIENCE).toBe(3);
    const number = numberOf(panel, 'Бюджет');
    await olena.press(panel, number);
    await olena.press(panel, '✕ Прибрати');
    await expect.poll(() => olena.seen(channel).length, PATIENCE).toBe(2);
    expect(posted(olena).join('\n')).not.toMatch(/Бюджет|Оновлено/);
  });

  it('a story that the operator takes down goes from it', async () => {
    const { olena, place } = await published();
    const item = (await draft(place)).draft.items.find(({ headline }) => headline.includes('Бюджет'));
    await bot.db.transaction((tx) => takeOutOfPosts(tx, item?.storyId ?? 0, NOW));
    await runCorrections({ db: bot.db, api: bot.api, now: NOW });
    await expect.poll(() => post(olena).text, PATIENCE).not.toContain('Бюджет');
    expect(post(olena).text).toContain('Гривня');
  });

  it('the post is removed; after two days it is edited away', async () => {
    const { olena, panel } = await published();
    const message = post(olena);
    const old = bot.sandbox.world.rooms.get(channel)?.messages.get(message.message_id);
    if (old) old.date -= 49 * 3_600;
    bot.later(49 * HOUR_MS);
    await olena.press(panel, 'Вилучити допис');
    await expect.poll(() => post(olena).text, PATIENCE).toBe('Допис вилучено.');
  });

  it('in the language of its channel', async () => {
    const { olena, panel, place } = await published();
    await updateChat(bot.db, place.chat.id, { language: 'en' });
    const old = bot.sandbox.world.rooms.get(channel)?.messages.get(post(olena).message_id);
    if (old) old.date -= 49 * 3_600;
    bot.later(49 * HOUR_MS);
    await olena.press(panel, 'Вилучити допис');
    await expect.poll(() => post(olena).text, PATIENCE).toBe('This post was removed.');
  });

  it('the post is removed within two days, and posted again, once', async () => {
    const { olena, panel } = await published();
    await olena.press(panel, 'Вилучити допис');
    await expect.poll(() => olena.seen(channel).length, PATIENCE).toBe(0);
    await olena.waitForText('Допис вилучено. Рішення: Олена.');
    await olena.press(panel, 'Опублікувати ще раз');
    await olena.waitForText('Гривня', { chat: channel });
    await olena.press(panel, 'Опублікувати ще раз');
    expect(olena.seen(channel)).toHaveLength(1);
  });

  it('a correction that Telegram cannot take now is made later', async () => {
    const { olena, panel, place } = await published();
    const fault = { kind: '429', retry_after: 40 };
    await bot.fault({ method: 'editMessageText', chat_id: channel, times: 1, fault });
    const number = numberOf(panel, 'Бюджет');
    await olena.press(panel, number);
    await olena.press(panel, '✕ Прибрати');
    await expect
      .poll(() => bot.db.select().from(corrections), PATIENCE)
      .toMatchObject([{ state: 'pending', attempts: 1 }]);
    expect(post(olena).text).toContain('Бюджет');
    bot.later(60_000);
    await runCorrections({ db: bot.db, api: bot.api, now: bot.now() });
    await expect.poll(() => post(olena).text, PATIENCE).not.toContain('Бюджет');
    expect(await bot.db.select().from(digests).where(eq(digests.chatId, place.chat.id))).toHaveLength(1);
  });

  it('one that Telegram refuses at once is said under the panel, with the button that makes it again', async () => {
    const { olena, panel } = await published();
    const refusal = { kind: 'error', code: 400, description: 'Bad Request: need administrator rights' };
    await bot.fault({ method: 'editMessageText', chat_id: channel, times: 1, fault: refusal });
    await olena.press(panel, numberOf(panel, 'Бюджет'));
    await olena.press(panel, '✕ Прибрати');
    const word = await olena.waitForText('Не вдалося виправити «Зведення» у «Ранкові новини»');
    expect(post(olena).text).toContain('Бюджет');
    expect((await bot.notices()).filter(({ kind }) => kind === 'correction-failed')).toEqual([]);
    expect((await olena.press(word, 'Виправити ще раз')).text).toBe('Виправляю.');
    await expect.poll(() => post(olena).text, PATIENCE).not.toContain('Бюджет');
  });

  it('one that fails later is told of once, and made by the button under the notice', async () => {
    const { olena, taras, panel } = await published();
    await bot.fault({ method: 'editMessageText', chat_id: channel, times: 1, fault: { kind: '429', retry_after: 40 } });
    await olena.press(panel, numberOf(panel, 'Бюджет'));
    await olena.press(panel, '✕ Прибрати');
    await expect.poll(() => bot.db.select().from(corrections), PATIENCE).toMatchObject([{ attempts: 1 }]);
    const refusal = { kind: 'error', code: 400, description: 'Bad Request: need administrator rights' };
    await bot.fault({ method: 'editMessageText', chat_id: channel, times: 1, fault: refusal });
    bot.later(60_000);
    const retry = () => runCorrections({ db: bot.db, api: bot.api, now: bot.now() });
    expect(await retry()).toHaveLength(1);
    expect(await retry()).toEqual([]);
    await bot.tell();
    await bot.deliver();
    await taras.waitForText('Не вдалося виправити «Зведення» у «Ранкові новини»', { fromStart: true });
    const word = await olena.waitForText('Не вдалося виправити', { fromStart: true });
    expect((await bot.notices()).filter(({ kind }) => kind === 'correction-failed')).toHaveLength(2);
    expect(post(olena).text).toContain('Бюджет');
    expect((await olena.press(word, 'Виправити ще раз')).text).toBe('Виправляю.');
    await expect.poll(() => post(olena).text, PATIENCE).not.toContain('Бюджет');
  });
});

it('«Опублікувати зараз» takes any window, and shows a draft first', async () => {
  const { olena } = await atDesk();
  await olena.says('/channel');
  await olena.press(await olena.waitForText('Ваші редакції:'), 'Ранкові новини');
  await olena.press(await olena.waitForText('Редакція'), 'Зведення');
  const panel = await olena.waitForText('Зведення · Ранкові новини');
  await olena.press(panel, 'Опублікувати зараз');
  await olena.waitForText('За який час узяти події?');
  await olena.press(panel, 'За останні 6 год');
  await olena.waitForText('Опублікуйте, коли будете готові.');
  await olena.press(panel, 'Опублікувати зараз');
  await olena.waitForText('Гривня', { chat: channel });
});

/** Two articles of two events that stand in one story, as where the bot took them for one; which headline it has. */
async function wronglyJoined(): Promise<{ headline: string; left: string }> {
  const titles = [
    ['Вісник', 'Нацбанк знизив облікову ставку', 'Правління Нацбанку знизило облікову ставку. Кредити подешевшають.'],
    ['Обрій', 'Мінфін продав військових облігацій', 'Мінфін провів аукціон облігацій і залучив гроші до бюджету.'],
  ] as const;
  for (const [publisher, title, text] of titles) {
    const source = await ensureSource(bot.db, {
      kind: 'feed',
      url: `https://${title.length}.example/rss`,
      title: publisher,
    });
    const url = `https://${title.length}.example/news`;
    const article = { title, text, publisher, url, publishedAt: NOW, language: 'uk' } as const;
    await acceptArticle(bot.db, { article, sourceId: source.id, now: NOW, isNews: true });
  }
  await placeNewArticles(bot.db, { now: NOW });
  const [into, from] = await storiesSince(bot.db, { after: new Date(0), until: NOW, limit: 10 });
  if (!into || !from) throw new Error('the articles were not placed apart');
  await bot.db.transaction(async (tx) => {
    await mergeStory(tx, { from: from.id, into: into.id });
    await refreshStories(tx, [into.id]);
  });
  const [story] = await storiesSince(bot.db, { after: new Date(0), until: NOW, limit: 10 });
  const headline = story?.headline ?? '';
  return { headline, left: titles.map(([, title]) => title).find((title) => title !== headline) ?? '' };
}

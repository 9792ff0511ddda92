import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerChat } from '../../src/chats/store.js';
import { articles, deliveries, digests, sources, submissions } from '../../src/db/schema.js';
import { readPage } from '../../src/intake/pages/page.js';
import { openPageReader } from '../../src/intake/people/pages.js';
import { placeNewArticles } from '../../src/stories/place.js';
import { newsPage, usePages } from '../support/pages.js';
import type { Person } from '../support/people.js';
import { labels, NOW, OPERATOR, STARTING, useBot } from './support.js';

const bot = useBot();
const pages = usePages({ robots: 'User-agent: *\nDisallow: /zaboroneno' });

const HOUR = 3_600_000;
const BRIDGE = {
  headline: 'У Полтаві відкрили новий міст через Ворсклу',
  publisher: 'Полтавський вісник',
  publishedAt: new Date(NOW.getTime() - 2 * HOUR),
  paragraphs: [
    'У Полтаві в п’ятницю відкрили новий міст через Ворсклу, який будували два роки. Про це повідомила міська рада.',
    'Завдовжки міст 240 метрів, на ньому чотири смуги руху та велосипедна доріжка. Роботи коштували 180 мільйонів гривень.',
    'Старий міст, збудований 1962 року, розберуть до кінця осені, сказав міський голова Андрій Карпенко.',
  ],
};
const PASTED = [BRIDGE.headline, 'Полтавський вісник', '12 червня 2026, 07:30', ...BRIDGE.paragraphs].join('\n\n');

/** The operator, who writes to the bot for the first time. */
async function theOperator(): Promise<Person> {
  const somebody = bot.person();
  await somebody.does('create_user', { id: OPERATOR, first_name: 'Ірина' });
  return bot.person({ id: OPERATOR });
}

/** Олена, who connected her channel. */
async function anEditor(): Promise<Person> {
  const olena = bot.person();
  await olena.says('/channel');
  await olena.waitForText('Дайджест для каналу');
  await olena.does('pick_chat', { request_id: 1, shared_chat_id: STARTING.channel });
  await olena.waitForText('«Ранкові новини» під’єднано');
  await olena.waitForText('Ранкове зведення · Ранкові новини');
  return olena;
}

// The thread that reads documents loads its libraries for seconds where the machine is busy.
beforeAll(() => readPage({ html: newsPage(BRIDGE), url: null }), 60_000);

const stored = () => bot.db.select().from(articles);

describe('adding an article', () => {
  it('shows the article of a link as readers would see it, and adds it once however often it is pressed', async () => {
    const url = pages.serve('/mist', { body: newsPage(BRIDGE) });
    const operator = await theOperator();
    await operator.says(`Гляньте: ${url}?utm_source=telegram`);
    const preview = await operator.waitForText(BRIDGE.headline);
    expect(preview.text).toContain('Полтавський вісник · сьогодні о 07:30');
    expect(preview.text).toContain('180 мільйонів гривень');
    expect(preview.text).not.toContain('Читайте також');
    expect(preview.text).toContain('Про цю подію ще ніхто не розповідав');
    expect(preview.text).toMatch(/Тем[аи]: /);
    expect(labels(preview)).toEqual(['Додати', 'Скасувати']);
    expect(await stored()).toEqual([]);
    const data = preview.reply_markup!.inline_keyboard[0]![0]!.callback_data;
    const press = () => operator.does('press', { message_id: preview.message_id, data });
    await Promise.all([press(), press()]);
    await operator.waitForText('Додано: «У Полтаві відкрили новий міст через Ворсклу»');
    const [article, ...others] = await stored();
    expect(others).toEqual([]);
    expect(article).toMatchObject({ title: BRIDGE.headline, url, isNews: true, publisher: 'Полтавський вісник' });
    expect(article?.text).toContain('Роботи коштували 180 мільйонів гривень.');
  });

  it('says which story the article adds to, and that it is there already', async () => {
    const operator = await theOperator();
    await operator.says(PASTED);
    await operator.press(await operator.waitForText('Про цю подію ще ніхто'), 'Додати');
    await operator.waitForText('Додано');
    await placeNewArticles(bot.db, { now: NOW });
    const headline = 'Новий міст через Ворсклу відкрили в Полтаві';
    const url = pages.serve('/novyi', { body: newsPage({ ...BRIDGE, headline, publisher: 'Ворскла-медіа' }) });
    await operator.says(url);
    const second = await operator.waitForText('Ворскла-медіа');
    expect(second.text).toContain(`«${BRIDGE.headline}»`);
    await operator.press(second, 'Додати');
    await operator.waitForText('Додано');
    await operator.says(url);
    await operator.waitForText('Ця стаття в мене вже є');
    expect(await stored()).toHaveLength(2);
  });

  it('joins a long text that Telegram sent in several messages, in one preview', async () => {
    const paragraphs = Array.from(
      { length: 40 },
      (_, place) =>
        `Дільниця ${place + 1} запрацювала в громаді зранку, і туди вже прийшли перші ${place + 20} мешканців сусідніх вулиць.`,
    );
    const whole = ['Громада Заріччя відкрила сорок дільниць', 'Зарічанська газета', ...paragraphs].join('\n\n');
    const middle = whole.lastIndexOf('\n\n', 4_000);
    const operator = await theOperator();
    await operator.says(whole.slice(0, middle));
    const first = await operator.waitForText('Громада Заріччя');
    await operator.says(whole.slice(middle + 2));
    await expect
      .poll(async () => (await bot.db.select().from(submissions)).map(({ parts }) => parts.length))
      .toEqual([2]);
    await operator.press(first, 'Додати');
    await operator.waitForText('Додано');
    expect((await stored()).map(({ text }) => text.split('\n\n').length)).toEqual([40]);
  });

  it('reads a file in an old encoding, and a saved page', async () => {
    const operator = await theOperator();
    const cp1251 = Buffer.from(
      [...PASTED.replaceAll('’', "'")].map((letter) => {
        const code = letter.codePointAt(0)!;
        if (code < 128) return code;
        const special: Record<string, number> = { і: 0xb3, І: 0xb2, ї: 0xbf, Ї: 0xaf, є: 0xba, Є: 0xaa, ґ: 0xb4 };
        return special[letter] ?? code - 0x0410 + 0xc0;
      }),
    );
    await operator.does('document', { name: 'mist.txt', content: cp1251.toString('base64'), base64: true });
    const preview = await operator.waitForText(BRIDGE.headline);
    await operator.press(preview, 'Скасувати');
    await operator.waitForText('Гаразд, не додаю');
    await operator.does('document', { name: 'mist.html', mime_type: 'text/html', content: newsPage(BRIDGE) });
    await operator.press(await operator.waitForText(BRIDGE.headline), 'Додати');
    await operator.waitForText('Додано');
    expect(await stored()).toMatchObject([{ title: BRIDGE.headline, publisher: 'Полтавський вісник' }]);
  });

  it('takes a post that is forwarded from a channel, with the address of the post', async () => {
    const operator = await theOperator();
    const channel = await operator.does<{ id: number }>('create_chat', {
      type: 'channel',
      title: 'Полтава сьогодні',
      username: 'poltava_now',
    });
    const text = ['⚡️ Міст через Ворсклу відкрито', ...BRIDGE.paragraphs, 'Підписуйтесь на наш канал'].join('\n\n');
    const post = await operator.does<{ message_id: number }>('channel_post', { chat_id: channel.id, text });
    await operator.does('forward', { from_chat_id: channel.id, message_id: post.message_id });
    const preview = await operator.waitForText('Полтава сьогодні ·');
    await operator.press(preview, 'Додати');
    await operator.waitForText('Додано: «Міст через Ворсклу відкрито»');
    const [article] = await stored();
    expect(article).toMatchObject({
      url: `https://t.me/poltava_now/${post.message_id}`,
      title: 'Міст через Ворсклу відкрито',
      publisher: 'Полтава сьогодні',
    });
    expect(article?.text).toBe(BRIDGE.paragraphs.join('\n\n'));
  });

  it('does not take its own digest back', async () => {
    const operator = await theOperator();
    const telegramId = (
      await operator.does<{ id: number }>('create_chat', {
        type: 'channel',
        title: 'Дайджести',
        username: 'digests_ua',
      })
    ).id;
    const chat = await registerChat(bot.db, { telegramId, kind: 'channel', title: 'Дайджести' }, NOW);
    const text = PASTED.slice(0, 600);
    const post = await operator.does<{ message_id: number }>('channel_post', { chat_id: telegramId, text });
    const [digest] = await bot.db
      .insert(digests)
      .values({
        chatId: chat.id,
        kind: 'asked',
        key: 'own',
        slotAt: NOW,
        windowFrom: NOW,
        windowUntil: NOW,
        storyIds: [],
        state: 'sent',
        createdAt: NOW,
        expiresAt: NOW,
      })
      .returning();
    await bot.db.insert(deliveries).values({
      digestId: digest!.id,
      part: 1,
      parts: 1,
      chatId: chat.id,
      payloadHash: '-',
      state: 'sent',
      priority: 1,
      messageId: post.message_id,
      createdAt: NOW,
    });
    await operator.does('forward', { from_chat_id: telegramId, message_id: post.message_id });
    await operator.waitForText('Це мій власний дайджест');
  });

  it('takes an article from a desk in the desk’s own name, where nobody can check who wrote it', async () => {
    const olena = await anEditor();
    await olena.says(`${PASTED}\n\nДжерело: https://www.pravda.com.ua/news/2026/06/12/7000001/`);
    const preview = await olena.waitForText(BRIDGE.headline);
    expect(preview.text).toContain('Ранкові новини ·');
    await olena.press(preview, 'Додати');
    await olena.waitForText('Додано');
    expect(await stored()).toMatchObject([{ publisher: 'Ранкові новини', url: null }]);
    expect(
      await bot.db
        .select()
        .from(sources)
        .where(eq(sources.url, `desk:${STARTING.channel}`)),
    ).toMatchObject([{ kind: 'person', title: 'Ранкові новини' }]);
  });

  it('takes nothing more from a desk that was stopped, or whose editor is an admin no longer', async () => {
    const olena = await anEditor();
    await olena.says(PASTED);
    await olena.press(await olena.waitForText(BRIDGE.headline), 'Додати');
    await olena.waitForText('Додано');
    await bot.db
      .update(sources)
      .set({ pausedAt: NOW })
      .where(eq(sources.url, `desk:${STARTING.channel}`));
    await olena.says(PASTED.replace('Полтаві', 'Лубнах'));
    const preview = await olena.waitForText('У Лубнах');
    expect(await olena.press(preview, 'Додати')).toMatchObject({ text: expect.stringContaining('призупинив') });
    bot.sandbox.world.rooms.get(STARTING.channel)?.members.delete(STARTING.olena);
    await olena.press(preview, 'Додати');
    await olena.waitForText('Статті додають оператор і редакції каналів');
    expect(await stored()).toHaveLength(1);
  });

  it('answers a reader who may not add, and searches for his words', async () => {
    const taras = bot.person({ id: STARTING.taras });
    await taras.says('https://visnyk.example/novyna');
    await taras.waitForText('Статті додають оператор і редакції каналів');
    await taras.says('/add');
    await taras.waitForText('Статті додають оператор і редакції каналів');
    await taras.says('міст через Ворсклу');
    await taras.waitForText('нічого не знайшлося');
  });

  it('knows the people of the operator’s group, and speaks English with them', async () => {
    await bot.restart({ operatorChatId: STARTING.group });
    const taras = bot.person({ id: STARTING.taras });
    await registerChat(bot.db, { telegramId: STARTING.group, kind: 'group', title: 'Сусіди' }, NOW);
    await registerChat(bot.db, { telegramId: taras.id, kind: 'private', title: 'Тарас', language: 'en' }, NOW);
    await taras.says('/add');
    await taras.waitForText('Add an article');
    await taras.says(PASTED);
    const preview = await taras.waitForText('Nobody has told of this event yet');
    await taras.press(preview, 'Add');
    await taras.waitForText('Added: “У Полтаві');
    bot.sandbox.world.rooms.get(STARTING.group)?.members.delete(STARTING.taras);
    await taras.says(PASTED);
    await taras.waitForText('That is too long');
    await bot.restart();
  });

  it('goes to no private address, unless it is told that it may', async () => {
    const url = pages.serve('/mist', { body: newsPage(BRIDGE) });
    const reader = openPageReader({ db: bot.db, allowPrivateNetworks: false, now: () => NOW });
    await bot.restart({ pages: reader });
    const operator = await theOperator();
    await operator.says(url);
    await operator.waitForText('у внутрішню мережу');
    await bot.restart();
    await reader.close();
  });

  it('says what is wrong with what it cannot take, and what to do', async () => {
    const operator = await theOperator();
    const thin = pages.serve('/thin', {
      body: newsPage({
        ...BRIDGE,
        paragraphs: ['Решта статті доступна лише передплатникам нашого видання, які ввійшли на сайт.'],
      }),
    });
    const shut = pages.serve('/shut', { status: 403, body: 'no' });
    const broken = pages.serve('/broken', { status: 502, body: 'no' });
    const list = pages.serve('/list', { body: '<html><body><ul><li><a href="/1">Новини</a></li></ul></body></html>' });
    const cases: [string, string][] = [
      [pages.serve('/zaboroneno/1', { body: newsPage(BRIDGE) }), 'просить роботів не читати'],
      [thin, 'за передплатою'],
      [shut, 'не пускає'],
      [broken, 'не відповідає'],
      [`${shut}/nema`, 'Такої сторінки на сайті немає'],
      [list, 'це перелік новин'],
      ['https://nema.invalid/1', 'Такого сайту немає'],
    ];
    for (const [link, said] of cases) {
      await operator.says(link);
      await operator.waitForText(said);
    }
    await operator.does('document', { name: 'a.pdf', content: `%PDF\0\0\0${'\u0001'.repeat(300)}` });
    await operator.waitForText('Це не текст');
    await operator.does('document', { name: 'a.txt', content: 'слово '.repeat(200_000) });
    await operator.waitForText('Завелике для однієї статті');
    await operator.says('Головна\nНовини\nПолітика\nСпорт\n'.repeat(10));
    await operator.waitForText('Статті тут не видно');
    expect(await stored()).toEqual([]);
  });

  it('forgets a draft in a day, and what was sent when its sender wishes to be forgotten', async () => {
    const operator = await theOperator();
    await operator.says(PASTED);
    const preview = await operator.waitForText(BRIDGE.headline);
    bot.later(25 * HOUR);
    await operator.press(preview, 'Додати');
    await operator.waitForText('Ця чернетка застаріла');
    await operator.says('/forget');
    await operator.press(await operator.waitForText('Видалити все'), 'Так, видалити');
    await operator.waitForText('Видалено все');
    expect(await bot.db.select().from(submissions)).toEqual([]);
    expect(await stored()).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { feedbackOf, savePreferences } from '../../src/chats/store.js';
import { deliveries, digests } from '../../src/db/schema.js';
import { labels, OPERATOR, STARTING, useBot } from './support.js';

const bot = useBot();
const HOUR = 3_600_000;

/** Two stories, told to Олена, and the list of them opened. */
async function withList() {
  await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
  await bot.addStory('Київське «Динамо» виграло Кубок України', 'sport');
  const olena = bot.person();
  await olena.says('/latest');
  const digest = await olena.waitForText('Головне зараз');
  await olena.press(digest, 'Детальніше');
  const list = await olena.waitForText('Про що докладніше?');
  return { olena, digest, list };
}

/** The card of the story about the budget. */
async function withCard() {
  const { olena, list, digest } = await withList();
  const place = /(\d)\. Уряд/.exec(list.text ?? '')?.[1] ?? '';
  await olena.press(list, place);
  await olena.waitForText('Джерела');
  return { olena, digest, card: list };
}

describe('under a digest', () => {
  it('«Детальніше» opens its stories by number, and the digest stays', async () => {
    const { olena, digest, list } = await withList();
    expect(list.text).toMatch(/1\. .+\n2\. .+$/);
    expect(labels(list)).toEqual(['1', '2']);
    expect(list.reply_to_message?.message_id).toBe(digest.message_id);
    expect(olena.current(digest).text).toBe(digest.text);
  });

  it('«Детальніше» opens the card at once where there is one story', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const olena = bot.person();
    await olena.says('/latest');
    await olena.press(await olena.waitForText('Головне зараз'), 'Детальніше');
    const card = await olena.waitForText('Джерела');
    expect(card.text).toContain('• Вісник, 08:30');
    expect(labels(card)).not.toContain('До списку');
  });

  it('speaks English to who reads English', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const olena = bot.person();
    await olena.says('/settings');
    await olena.press(await olena.waitForText('Налаштування'), 'Мова: українська');
    await olena.waitForText('Settings');
    await olena.says('/latest');
    await olena.press(await olena.waitForText('What matters right now'), 'More');
    const card = await olena.waitForText('Sources');
    expect(labels(card)).toEqual([
      '👍',
      '👎',
      'Save',
      'Follow',
      'Share',
      'Why is this here?',
      'Hide things like this',
      'Wrong summary',
    ]);
    await olena.press(card, 'Why is this here?');
    await olena.waitForText('“Economy” is one of your topics.\nTold by Вісник.');
  });

  it('opens its story though the digest was deleted between the look and the tap', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const olena = bot.person();
    await olena.says('/latest');
    const digest = await olena.waitForText('Головне зараз');
    const data = digest.reply_markup?.inline_keyboard[0]?.[0]?.callback_data;
    await olena.does('delete_message', { message_id: digest.message_id });
    await olena.does('press', { message_id: digest.message_id, data });
    const card = await olena.waitForText('Джерела');
    expect(card.reply_to_message).toBeUndefined();
    expect(await bot.notices()).toEqual([]);
  });

  it('a press shows that a doubtful message arrived', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const olena = bot.person();
    await olena.says('/latest');
    const digest = await olena.waitForText('Головне зараз');
    await bot.delivered();
    await bot.db.update(deliveries).set({ state: 'uncertain', messageId: null });
    await bot.db.update(digests).set({ state: 'uncertain' });
    await olena.press(digest, 'Детальніше');
    await olena.waitForText('Джерела');
    const [delivery] = await bot.db.select().from(deliveries);
    expect(delivery).toMatchObject({ state: 'sent', messageId: digest.message_id });
    expect((await bot.db.select().from(digests))[0]?.state).toBe('sent');
  });

  it("another chat's digest does not open, and one that is gone says so", async () => {
    const { olena, digest } = await withList();
    const data = digest.reply_markup?.inline_keyboard[0]?.[0]?.callback_data ?? '';
    const taras = bot.person({ id: STARTING.taras });
    await taras.says('/help');
    const help = await taras.waitForText('Що я вмію');
    const stolen = await taras.does<{ text?: string }>('press', {
      chat_id: help.chat.id,
      message_id: help.message_id,
      data,
    });
    expect(stolen.text).toContain('вже не пам’ятаю');
    await bot.db.delete(digests);
    const answer = await olena.press(digest, 'Детальніше');
    expect(answer.text).toContain('вже не пам’ятаю');
  });
});

describe('a story’s card', () => {
  it('leads to its neighbours and back to the list', async () => {
    const { olena, list } = await withList();
    const headlines = [...(list.text ?? '').matchAll(/\d\. (.+)/g)].map((found) => found[1] ?? '');
    await olena.press(list, '1');
    await olena.waitForText(`${headlines[0]}\n`);
    await olena.press(list, '→');
    await olena.waitForText(`${headlines[1]}\n`);
    expect(labels(olena.current(list))).not.toContain('→');
    await olena.press(list, 'До списку');
    await olena.waitForText('Про що докладніше?');
  });

  it('keeps an opinion, changes it, and takes it back', async () => {
    const { olena, card } = await withCard();
    const chat = await bot.chat();
    const said = async () => (await feedbackOf(bot.db, chat.id)).map(({ kind }) => kind);
    await olena.press(card, '👍');
    await olena.waitFor((message) => labels(message).includes('✓ 👍'));
    await olena.press(card, '👎');
    await olena.waitFor((message) => labels(message).includes('✓ 👎'));
    expect(await said()).toEqual(['dislike']);
    await olena.press(card, '✓ 👎');
    await olena.waitFor((message) => labels(message).includes('👎'));
    expect(await said()).toEqual([]);
  });

  it('is saved for /saved, and let go of', async () => {
    const { olena, card } = await withCard();
    expect((await olena.press(card, 'Зберегти')).text).toBe('Збережено. Усе збережене — /saved.');
    await olena.says('/saved');
    const saved = await olena.waitForText('Збережене\n\n1. Уряд затвердив бюджет');
    await olena.press(saved, 'Детальніше');
    await olena.waitForText('Джерела');
    await olena.press(saved, '✓ Збережено');
    await olena.waitFor((message) => labels(message).includes('Зберегти'));
    await olena.says('/saved');
    await olena.waitForText('Тут поки порожньо.');
  });

  it('says why it was told: topic, followed words and where they stand, publishers', async () => {
    const { olena, card } = await withCard();
    await olena.press(card, 'Стежити');
    await olena.waitForText('За чим стежити?');
    await olena.press(card, 'бюджет');
    await olena.waitFor((message) => labels(message).includes('✓ бюджет'));
    expect((await bot.preferences()).followedWords).toEqual(['бюджет']);
    const inText = ['відомства', '«повідомити у відомстві»'];
    const followedWords = ['бюджет', 'спорт', ...inText, '«рік бюджету»'];
    await savePreferences(bot.db, (await bot.chat()).id, { followedWords });
    await olena.press(card, '← Назад');
    await olena.waitForText('Джерела');
    await olena.press(card, 'Чому це тут?');
    const why = await olena.waitForText('Чому це тут?\n');
    expect(why.text).toContain('Тема «Економіка» — одна з ваших.');
    expect(why.text).toContain(
      'Є те, за чим ви стежите: у заголовку — бюджет; у тексті — відомства, «повідомити у відомстві».',
    );
    expect(why.text).toContain('Розповідає Вісник.');
    expect(why.entities?.map(({ type }) => type)).toContain('text_link');
  });

  it('hides a word, the topic or the source, each with a tap, and shows it again with another', async () => {
    const { olena, card } = await withCard();
    await olena.press(card, 'Не показувати таке');
    await olena.waitForText('Що не показувати?');
    await olena.press(card, 'бюджет');
    await olena.waitFor((message) => labels(message).includes('✓ бюджет'));
    await olena.press(card, 'Тема «Економіка»');
    await olena.waitFor((message) => labels(message).includes('✓ Тема «Економіка»'));
    await olena.press(card, 'Джерело «Вісник»');
    await olena.waitFor((message) => labels(message).includes('✓ Джерело «Вісник»'));
    const hidden = await bot.preferences();
    expect(hidden.mutedWords).toEqual(['бюджет']);
    expect(hidden.topics).not.toContain('economy');
    expect(hidden.topics).toContain('sport');
    expect(hidden.mutedSourceIds).toHaveLength(1);
    await olena.press(card, '✓ Джерело «Вісник»');
    await olena.waitFor((message) => labels(message).includes('Джерело «Вісник»'));
    expect((await bot.preferences()).mutedSourceIds).toEqual([]);
  });

  it('offers words as dictionaries have them, and knows one that is hidden in another form', async () => {
    await bot.addStory('Податок для іноземних підприємств знизили на Харківщині', 'economy');
    const olena = bot.person();
    await olena.says('/latest');
    const digest = await olena.waitForText('Податок для іноземних підприємств');
    await savePreferences(bot.db, (await bot.chat()).id, { mutedWords: ['іноземних'] });
    await olena.press(digest, 'Детальніше');
    const card = await olena.waitForText('Джерела');
    await olena.press(card, 'Не показувати таке');
    const hiding = await olena.waitForText('Що не показувати?');
    expect(labels(hiding)).toEqual(expect.arrayContaining(['Харківщина', '✓ іноземний', 'підприємство']));
    await olena.press(card, 'підприємство');
    await olena.waitFor((message) => labels(message).includes('✓ підприємство'));
    await olena.press(card, '✓ іноземний');
    await olena.waitFor((message) => labels(message).includes('іноземний'));
    expect((await bot.preferences()).mutedWords).toEqual(['підприємство']);
  });

  it('offers to hide only topics that the chat reads, each that the story touches', async () => {
    const headline = 'Союзники передали Україні кораблі для протимінної боротьби';
    await bot.addStory(headline, 'world', undefined, { touches: ['war', 'politics'] });
    const olena = bot.person();
    await olena.says('/settings');
    await olena.waitForText('Налаштування');
    await savePreferences(bot.db, (await bot.chat()).id, { topics: ['war', 'world'] });
    await olena.says('/latest');
    await olena.press(await olena.waitForText(headline), 'Детальніше');
    const card = await olena.waitForText('Джерела');
    await olena.press(card, 'Не показувати таке');
    const offered = labels(await olena.waitForText('Що не показувати?')).filter((label) => label.includes('Тема'));
    expect(offered).toEqual(['Тема «Світ»', 'Тема «Війна»']);
    await olena.press(card, 'Тема «Світ»');
    await olena.waitFor((message) => labels(message).includes('✓ Тема «Світ»'));
    expect((await bot.preferences()).topics).toEqual(['war']);
    await olena.press(card, '✓ Тема «Світ»');
    await olena.waitFor((message) => labels(message).includes('Тема «Світ»'));
    expect([...(await bot.preferences()).topics].sort()).toEqual(['war', 'world']);
  });

  it('says in Ukrainian what nobody told in Ukrainian, wherever it is opened', async () => {
    const storyId = await bot.addStory('Правительство утвердило бюджет на следующий год', 'economy', undefined, {
      language: 'ru',
    });
    const olena = bot.person();
    await olena.says(`/start e${storyId.toString(36)}`);
    const card = await olena.waitForText('Українською про це ще не розповіли\n\nДжерела\n• Вісник');
    await olena.press(card, 'Зберегти');
    await olena.says('/saved');
    await olena.waitForText('Збережене\n\n1. Українською про це ще не розповіли');
    await olena.press(card, 'Стежити');
    const taste = await olena.waitForText('За чим стежити?');
    expect(labels(taste)).toEqual(['← Назад']);
    expect(
      olena
        .seen()
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/[ыэёъ]|Правительство/);
  });

  it('is shared with a friend, who opens the story by the link', async () => {
    const { olena, card } = await withCard();
    const share = olena
      .current(card)
      .reply_markup?.inline_keyboard.flat()
      .find(({ text }) => text === 'Поділитися');
    const link = new URL(share?.url ?? '');
    expect(link.searchParams.get('text')).toBe('Уряд затвердив бюджет на наступний рік');
    const friend = bot.person({ id: STARTING.taras });
    await friend.says(`/start ${new URL(link.searchParams.get('url') ?? '').searchParams.get('start')}`);
    const opened = await friend.waitForText('Уряд затвердив бюджет на наступний рік');
    expect(labels(opened)).toContain('Зберегти');
  });

  it('tells the operator of a mistake once, with the sources', async () => {
    const { olena, card } = await withCard();
    expect((await olena.press(card, 'Помилка у викладі')).text).toBe('Дякую! Перевіримо за джерелами.');
    await olena.press(card, 'Помилка у викладі');
    const notices = await bot.notices();
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatchObject({ kind: 'mistake', telegramId: OPERATOR });
    expect(notices[0]?.data.headline).toContain('Уряд затвердив бюджет');
    expect(notices[0]?.data.sources).toMatch(/• Вісник https:\/\/visnyk\.example\/\d+/);
  });

  it('says so where the story is no more', async () => {
    const { olena, card } = await withCard();
    await bot.forgetStories();
    expect((await olena.press(card, '👍')).text).toBe('Цієї новини в мене вже немає.');
  });
});

describe('in a group', () => {
  it('anybody opens a card of his own, and only an admin changes what the group reads', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const taras = bot.person({ id: STARTING.taras, chat: STARTING.group });
    await taras.says('/latest');
    await taras.press(await taras.waitForText('Головне зараз'), 'Детальніше');
    const card = await taras.waitForText('Джерела');
    expect((await taras.press(card, 'Стежити')).text).toBe('Це можуть змінювати лише адміністратори.');
    const olena = bot.person({ chat: STARTING.group });
    await olena.says('слухайте');
    expect((await olena.press(card, '👍')).text).toContain('Цю панель відкрила інша людина');
  });
});

describe('/latest', () => {
  /** Twelve stories: ten on the first page at most. */
  async function withPages() {
    for (let number = 1; number <= 12; number++) {
      await bot.addStory(`Громада номер ${number} відкрила школу`, 'society');
    }
    const olena = bot.person();
    await olena.says('/latest');
    return { olena, first: await olena.waitForText('Головне зараз') };
  }
  const told = (message: { text?: string }) =>
    [...(message.text ?? '').matchAll(/Громада номер (\d+) відкрила школу\n/g)].map((found) => found[1] ?? '');

  it('turns its pages in place, forth and back, and tells each story once', async () => {
    const { olena, first } = await withPages();
    const before = told(first);
    expect(labels(first)).toEqual(['Детальніше', 'Далі →']);
    await olena.press(first, 'Далі →');
    const second = await olena.waitFor((message) => labels(message).includes('← Назад'));
    expect(second.message_id).toBe(first.message_id);
    expect([...before, ...told(second)].sort()).toEqual(Array.from({ length: 12 }, (_, at) => String(at + 1)).sort());
    await olena.press(second, '← Назад');
    const again = await olena.waitFor((message) => !labels(message).includes('← Назад'));
    expect(told(again)).toEqual(before);
    await olena.press(again, 'Далі →');
    const forth = await olena.waitFor((message) => labels(message).includes('← Назад'));
    expect(told(forth)).toEqual(told(second));
    expect((await olena.press(forth, 'Далі →')).text).toContain('Це все за вашими темами.');
    await olena.press(forth, 'Детальніше');
    const list = await olena.waitForText('Про що докладніше?');
    expect(labels(list)).toHaveLength(told(second).length);
  });

  it('says that nothing is new where it repeats the day', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const olena = bot.person();
    await olena.says('/latest');
    await olena.waitForText('Головне зараз');
    await bot.delivered();
    bot.later(60_000);
    await olena.says('/latest');
    const again = await olena.waitForText('Нового поки немає. Головне за добу');
    expect(again.text).toContain('Уряд затвердив бюджет');
  });

  it('tells only what is new since the last look, with a button for the whole day', async () => {
    const { olena } = await withPages();
    bot.later(HOUR);
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    await olena.says('/latest');
    const message = await olena.waitForText('Уряд затвердив бюджет');
    expect(labels(message)).toEqual(['Детальніше', 'Усе за добу']);
    await olena.press(message, 'Усе за добу');
    const day = await olena.waitForText('Головне за добу');
    expect(told(day).length).toBeGreaterThan(told(message).length);
    expect(labels(day)).toEqual(['Детальніше', 'Далі →']);
  });
});

import { describe, expect, it } from 'vitest';
import { parseWords } from '../../src/bot/conversations/words.js';
import { savePreferences } from '../../src/chats/store.js';
import { chats, digests } from '../../src/db/schema.js';
import { labels, STARTING, useBot } from './support.js';

const bot = useBot();

describe('/settings', () => {
  it('changes sound and language in place', async () => {
    const olena = bot.person();
    await olena.says('/settings');
    const home = await olena.waitForText('Налаштування');
    await olena.press(home, 'Зі звуком');
    await olena.waitFor((message) => labels(message).includes('Без звуку'));
    expect((await bot.chat()).silent).toBe(true);
    await olena.press(home, 'Мова: українська');
    await olena.waitForText('Settings');
    await olena.says('/help');
    await olena.waitForText('What I can do');
    await olena.says('/language');
    await olena.press(await olena.waitForText('Settings'), 'Language: English');
    await olena.waitForText('Налаштування');
  });
});

describe('/length', () => {
  it('sets how much a digest says: summaries, headlines alone, stories and minutes', async () => {
    const olena = bot.person();
    await olena.says('/length');
    const panel = await olena.waitForText('Обсяг');
    expect(labels(panel)).toEqual([
      ...['Стисло', '✓ Звичайно', 'Докладно', 'Самі заголовки'],
      ...['До 5 новин', '✓ До 10 новин', 'До 15 новин', 'До 20 новин'],
      ...['2 хв', '5 хв', '10 хв', '✓ Без межі', '← Назад'],
    ]);
    for (const label of ['Докладно', 'До 20 новин', '5 хв', 'Самі заголовки']) {
      await olena.press(panel, label);
      await olena.waitFor((message) => labels(message).includes(`✓ ${label}`));
    }
    expect(await bot.preferences()).toMatchObject({ length: 'long', form: 'compact', maxStories: 20, maxMinutes: 5 });
    await olena.press(panel, 'Стисло');
    await olena.waitFor((message) => labels(message).includes('✓ Стисло'));
    await olena.press(panel, 'Без межі');
    await olena.waitFor((message) => labels(message).includes('✓ Без межі'));
    expect(await bot.preferences()).toMatchObject({ length: 'short', form: 'full', maxMinutes: null });
    await olena.press(panel, '← Назад');
    await olena.waitForText('Налаштування');
  });
});

describe('/urgent', () => {
  it('asks for a word first, then marks words, their daily number and the quiet hours', async () => {
    const olena = bot.person();
    await olena.says('/urgent');
    const panel = await olena.waitForText('Слів, за якими стежити, ще немає.');
    await olena.press(panel, 'Стежити за словом');
    await olena.waitForText('За якими словами стежити?');
    await olena.says('НАТО, блекаут');
    await olena.waitForText('Стежу: НАТО, блекаут.');
    await olena.says('/urgent');
    const marks = await olena.waitForText('Термінове');
    expect(labels(marks)).toEqual(['НАТО', 'блекаут', 'Не більше 3 на добу', 'Тихих годин немає', '← Назад']);
    await olena.press(marks, 'блекаут');
    await olena.waitFor((message) => labels(message).includes('✓ блекаут'));
    await olena.press(marks, 'Не більше 3 на добу');
    await olena.waitFor((message) => labels(message).includes('Не більше 5 на добу'));
    await olena.press(marks, 'Тихих годин немає');
    await olena.waitForText('У ці години термінового не надсилаю');
    await olena.press(marks, '22:00–07:00');
    await olena.waitFor((message) => labels(message).includes('✓ 22:00–07:00'));
    await olena.press(marks, 'Свої години');
    await olena.waitForText('З котрої до котрої не турбувати?');
    await olena.says('уночі');
    await olena.waitForText('Не схоже на години.');
    await olena.says('з 23:30 до 8 ранку');
    await olena.waitFor((message) => labels(message).includes('Тихі години: 23:30–08:00'));
    expect(await bot.preferences()).toMatchObject({
      urgentWords: ['блекаут'],
      urgentPerDay: 5,
      quietFrom: '23:30',
      quietUntil: '08:00',
    });
  });

  it('lets go of a word that is followed no more', async () => {
    const olena = bot.person();
    await olena.says('/words');
    const panel = await olena.waitForText('Слова');
    const preferences = { followedWords: ['нато', 'дощ'], urgentWords: ['нато', 'дощ'] };
    await savePreferences(bot.db, (await bot.chat()).id, preferences);
    await olena.press(panel, '← Назад');
    await olena.waitForText('Налаштування');
    await olena.press(panel, 'Слова');
    await olena.press(await olena.waitForText('Стежу: нато, дощ.'), '✕ нато');
    await olena.waitForText('Стежу: дощ.');
    expect((await bot.preferences()).urgentWords).toEqual(['дощ']);
  });
});

describe('«Дайджест зараз»', () => {
  it('sends one digest however often it is tapped', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const olena = bot.person();
    await olena.says('/settings');
    const home = await olena.waitForText('Налаштування');
    await Promise.all([olena.press(home, 'Дайджест зараз'), olena.press(home, 'Дайджест зараз')]);
    await olena.waitForText('Уряд затвердив бюджет', { fromStart: true });
    expect(await bot.db.select().from(digests)).toHaveLength(1);
  });
});

describe('/words', () => {
  it('follows and hides words, and removes one with a press', async () => {
    const olena = bot.person();
    await olena.says('/words');
    const panel = await olena.waitForText('Стежити: новини з цими словами');
    await olena.press(panel, 'Стежити за словом');
    await olena.waitForText('За якими словами стежити?');
    await olena.says('Тарифи, «Дніпро-1»,  пенсійна   реформа');
    const followed = await olena.waitForText('Стежу: Тарифи, «Дніпро-1», пенсійна реформа.');
    await olena.press(followed, 'Не показувати слово');
    await olena.waitForText('Які слова не показувати?');
    await olena.says('гороскоп');
    const both = await olena.waitForText('Не показую: гороскоп.');
    await olena.press(both, '✕ Тарифи');
    await olena.waitForText('Стежу: «Дніпро-1», пенсійна реформа.');
    expect(await bot.preferences()).toMatchObject({
      followedWords: ['«Дніпро-1»', 'пенсійна реформа'],
      mutedWords: ['гороскоп'],
    });
  });

  it('brings news with a followed word of a topic that was not chosen', async () => {
    await bot.addStory('Тарифи на воду переглянуть восени', 'economy');
    const olena = bot.person();
    await olena.says('/words');
    await olena.press(await olena.waitForText('Слова'), 'Стежити за словом');
    await olena.waitForText('За якими словами стежити?');
    await olena.says('тариф');
    await olena.waitForText('Стежу: тариф.');
    await olena.says('/latest');
    await olena.waitForText('Тарифи на воду переглянуть восени');
  });

  it('says why it does not take words: none, too long, too many', async () => {
    const olena = bot.person();
    await olena.says('/words');
    const panel = await olena.waitForText('Слова');
    await savePreferences(bot.db, (await bot.chat()).id, {
      mutedWords: Array.from({ length: 99 }, (_, index) => `слово${index}`),
    });
    await olena.press(panel, 'Не показувати слово');
    await olena.waitForText('Які слова');
    await olena.does('photo', { content: '' });
    await olena.waitForText('Напишіть слова через кому.');
    await olena.says('😀, !!');
    await olena.waitForText('Напишіть слова через кому.');
    await olena.says('о'.repeat(41));
    await olena.waitForText('Одне зі слів задовге.');
    await olena.says('ще одне, і ще одне');
    await olena.waitForText('вміщається 100 слів');
    await olena.says('<b>останнє</b>');
    await olena.waitForText('Не показую: слово0');
    expect((await bot.preferences()).mutedWords).toHaveLength(100);
  });

  it('shows a hundred words page by page', async () => {
    const olena = bot.person();
    await olena.says('/help');
    await olena.waitForText('Що я вмію');
    await savePreferences(bot.db, (await bot.chat()).id, {
      followedWords: Array.from({ length: 14 }, (_, index) => `слово${index}`),
    });
    await olena.says('/words');
    const panel = await olena.waitForText('Стежу');
    expect(labels(panel)).not.toContain('✕ слово12');
    await olena.press(panel, 'Далі');
    await olena.waitFor((message) => labels(message).includes('✕ слово12'));
    await olena.press(panel, 'Далі');
    await olena.waitFor((message) => labels(message).includes('✕ слово0'));
  });

  it('reads lists as people write them, a word in other capitals once', () => {
    expect(parseWords(' НАТО,нато;\nЄС , , «Дніпро  1» ')).toEqual(['НАТО', 'ЄС', '«Дніпро 1»']);
  });
});

describe('/forget and /export', () => {
  it('shows all that is kept, asks once, and deletes it at once', async () => {
    const olena = bot.person();
    await olena.says('/schedule');
    await olena.press(await olena.waitForText('О котрій надсилати?'), '08:00');
    await olena.says('/export');
    await olena.waitForText('Усе, що я зберігаю про цей чат.');
    const [file] = [...bot.sandbox.world.files.values()].slice(-1);
    const kept = JSON.parse(Buffer.from(file?.bytes ?? '').toString());
    expect(kept).toMatchObject({ chat: { telegramId: STARTING.olena }, schedules: [{ times: ['08:00'] }] });

    await olena.says('/forget');
    const question = await olena.waitForText('Повернути це буде неможливо.');
    await olena.press(question, 'Так, видалити');
    await olena.waitForText('Видалено все: теми, слова, розклад');
    expect(await bot.db.select().from(chats)).toEqual([]);
    const again = await olena.does('press', { message_id: question.message_id, data: '1.f.1.0.yes' });
    expect(again).toMatchObject({ answered: true });
  });

  it('keeps everything where the answer is no', async () => {
    const olena = bot.person();
    await olena.says('/forget');
    await olena.press(await olena.waitForText('Повернути це буде неможливо.'), 'Ні, залишити');
    await olena.waitForText('Гаразд, усе залишилося');
    expect(await bot.db.select().from(chats)).toHaveLength(1);
  });

  it('leaves a channel at work, and no word of who connected it', async () => {
    const olena = bot.person();
    await olena.says('/channel');
    await olena.waitForText('Дайджест для каналу');
    await olena.does('pick_chat', { request_id: 1, shared_chat_id: STARTING.channel });
    await olena.waitForText('Ранкове зведення');
    await olena.says('/forget');
    await olena.press(await olena.waitForText('Повернути це'), 'Так, видалити');
    await olena.waitForText('Видалено');
    expect((await bot.chat(STARTING.channel)).setUpBy).toBeNull();
  });

  it('is for admins in a group', async () => {
    const taras = bot.person({ id: STARTING.taras, chat: STARTING.group });
    for (const command of ['/forget', '/export']) {
      await taras.says(command);
      await taras.waitForText('Це можуть змінювати лише адміністратори.');
    }
  });
});

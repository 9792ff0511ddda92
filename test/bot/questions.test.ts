import { describe, expect, it } from 'vitest';
import { savePreferences } from '../../src/chats/store.js';
import { chats, conversationState } from '../../src/db/schema.js';
import { labels, PATIENCE, useBot } from './support.js';

const bot = useBot();
const HOUR_MS = 3_600_000;

/** Every question that a reader answers in writing: the way to it, how it begins, what is said of a picture. */
const QUESTIONS: readonly [command: string, buttons: readonly string[], question: string, excuse: string][] = [
  ['/words', ['Стежити за словом'], 'За якими словами', 'Напишіть слова через кому.'],
  ['/words', ['Не показувати слово'], 'Які слова', 'Напишіть слова через кому.'],
  ['/schedule', ['Свій час'], 'Напишіть час', 'Напишіть час цифрами'],
  ['/schedule', ['08:00', '← Назад', 'Часовий пояс', 'Інше місто'], 'За часом якого міста', 'Такого місця не знаю.'],
  ['/schedule', ['08:00', '← Назад', 'Призупинити', 'До іншої дати'], 'З якого дня', 'Не розумію, який це день.'],
  ['/urgent', ['Тихих годин немає', 'Свої години'], 'З котрої до котрої', 'Не схоже на години.'],
];

/** Олена, who was just asked this. */
async function asked(command: string, buttons: readonly string[], question: string) {
  const olena = bot.person();
  await olena.says('/help');
  await olena.waitForText('Що я вмію');
  await savePreferences(bot.db, (await bot.chat()).id, { followedWords: ['блекаут'] });
  await olena.says(command);
  for (const button of buttons)
    await olena.press(await olena.waitFor((message) => labels(message).includes(button)), button);
  await olena.waitForText(question);
  return olena;
}

/** Time goes on once it is written down what was asked: the question is seen before that. */
async function later(milliseconds: number): Promise<void> {
  await expect.poll(() => bot.db.select().from(conversationState), PATIENCE).toHaveLength(1);
  bot.later(milliseconds);
}

const settings = async () => ({ preferences: await bot.preferences(), schedules: await bot.schedules() });

describe('a question that is answered in writing', () => {
  it.each(QUESTIONS)('in %s, %s: is put again for a picture, and left by /cancel', async (...question) => {
    const [command, buttons, words, excuse] = question;
    const olena = await asked(command, buttons, words);
    await olena.does('photo', { content: '' });
    await olena.waitForText(excuse);
    await olena.says('/cancel');
    await olena.waitForText('Гаразд, лишаю все, як було.');
  });

  it.each(QUESTIONS)('in %s, %s: is left by another command, and no answer is taken then', async (...question) => {
    const [command, buttons, words] = question;
    const olena = await asked(command, buttons, words);
    const before = await settings();
    await olena.says('/help');
    await olena.waitForText('Що я вмію');
    // An answer to any of them, or words to be searched for.
    await olena.says('22:30–07:00');
    await olena.waitForText('Про «22:30–07:00» нічого не знайшлося.');
    expect(await settings()).toEqual(before);
  });

  it('waits for a day and no longer: then what is written is a search', async () => {
    const olena = await asked('/schedule', ['Свій час'], 'Напишіть час');
    await later(24 * HOUR_MS);
    await olena.says('07:30');
    await olena.waitForText('Про «07:30» нічого не знайшлося.');
    expect(await bot.schedules()).toEqual([]);
  });

  it('is answered up to the last minute of its day', async () => {
    const olena = await asked('/schedule', ['Свій час'], 'Напишіть час');
    await later(24 * HOUR_MS - 60_000);
    await olena.says('07:30');
    await olena.waitForText('щодня о 07:30');
    expect((await bot.schedules())[0]?.times).toEqual(['07:30']);
  });

  it('of a chat that was forgotten meanwhile says so', async () => {
    const olena = await asked('/schedule', ['Свій час'], 'Напишіть час');
    await bot.db.delete(chats);
    await olena.says('07:30');
    await olena.waitForText('Цього чату я вже не пам’ятаю. Почніть із /start.');
  });
});

describe('the first conversation', () => {
  it('is over after a day, and its old button goes on where it was', async () => {
    const olena = bot.person();
    await olena.says('/start');
    const panel = await olena.waitForText('Вітаю!');
    await later(25 * HOUR_MS);
    await olena.says('тарифи');
    await olena.waitForText('Про «тарифи» нічого не знайшлося.');
    await olena.press(panel, 'Далі');
    await olena.press(await olena.waitForText('Коли надсилати'), /Вранці/);
    await olena.waitForText('Готово! Дайджест приходитиме щодня о 08:00.');
  });

  it('says what it waits for where it gets a picture', async () => {
    const olena = bot.person();
    await olena.says('/start');
    const panel = await olena.waitForText('Вітаю!');
    await olena.does('photo', { content: '' });
    await olena.waitForText('Виберіть теми кнопками вище');
    await olena.press(panel, 'Далі');
    await olena.waitForText('Коли надсилати');
    await olena.does('photo', { content: '' });
    await olena.waitForText('Виберіть час кнопкою вище');
  });
});

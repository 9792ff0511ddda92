import { describe, expect, it } from 'vitest';
import { savePreferences } from '../../src/chats/store.js';
import { labels, STARTING, useBot } from './support.js';

const bot = useBot();

describe('what a person writes', () => {
  it.each([
    ['4,096 letters', 'о'.repeat(4_096)],
    ['a command of 4,096 letters', `/latest ${'о'.repeat(4_088)}`],
    ['a command with a name of 4,000 letters', `/${'a'.repeat(4_000)}`],
    ['emoji alone', '🙂🇺🇦👨‍👩‍👧'],
    ['right-to-left text with marks of direction', '\u202eסגול \u2067مرحبا\u2069'],
    ['a script', '<script>alert(1)</script>'],
    ['tags that are no tags', '</b></a><tg-spoiler>&amp;&#0;'],
    ['SQL', "'; DROP TABLE chats; -- %_\\"],
    ['places of Fluent', '{ $words } { AT($time) }'],
    ['a line of separators', '.:.:-1.0.t.h'],
  ])('%s: gets one clear answer, and no failure', async (_, said) => {
    const olena = bot.person();
    await olena.says(said);
    const answer = await olena.waitFor(() => true);
    expect(answer.text).toMatch(/^(Про «|Задовгий запит|Цього я ще не вмію|Свіжих новин)/);
    expect(await bot.calls('sendMessage')).toHaveLength(1);
    expect(await bot.notices()).toEqual([]);
  });
});

describe('a chat that is gone between two taps', () => {
  it('is left in peace: nothing fails, nobody is told of anything', async () => {
    const olena = bot.person({ chat: STARTING.group });
    await olena.says('/topics');
    const panel = await olena.waitForText('Теми');
    const data = panel.reply_markup?.inline_keyboard.flat()[1]?.callback_data;
    await olena.does('bot_rights', { status: 'kicked' });
    await olena.does('press', { message_id: panel.message_id, data, wait_ms: 500 });
    // Whoever comes next is answered.
    const taras = bot.person({ id: STARTING.taras });
    await taras.says('/help');
    await taras.waitForText('Що я вмію');
    expect(await bot.notices()).toEqual([]);
  });

  it('that blocked the bot and pressed is written to no more', async () => {
    const olena = bot.person();
    await olena.says('/topics');
    const panel = await olena.waitForText('Теми');
    const data = panel.reply_markup?.inline_keyboard.flat()[1]?.callback_data;
    await olena.does('block');
    await olena.does('press', { message_id: panel.message_id, data, wait_ms: 500 }).catch(() => {});
    const taras = bot.person({ id: STARTING.taras });
    await taras.says('/help');
    await taras.waitForText('Що я вмію');
    expect(await bot.notices()).toEqual([]);
  });
});

describe('two hundred followed words', () => {
  it('are shown by pages, choose news, and make no message too long', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const olena = bot.person();
    await olena.says('/help');
    await olena.waitForText('Що я вмію');
    const words = Array.from({ length: 199 }, (_, index) => `${'слово'.repeat(7)}${index}`);
    await savePreferences(bot.db, (await bot.chat()).id, { followedWords: [...words, 'бюджет'] });
    await olena.says('/words');
    const panel = await olena.waitForText('Стежу:');
    expect(panel.text?.length).toBeLessThan(4_096);
    await olena.press(panel, 'Далі');
    await olena.waitFor((message) => labels(message).includes(`✕ ${words[12]}`));
    await olena.says('/urgent');
    await olena.press(await olena.waitForText('Термінове'), 'Далі');
    await olena.waitFor((message) => labels(message).includes(words[12] ?? ''));
    await olena.says('/latest');
    await olena.waitForText('Уряд затвердив бюджет');
    expect(await bot.notices()).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { savePreferences } from '../../src/chats/store.js';
import { labels, STARTING, useBot } from './support.js';

const bot = useBot();

/** The payload of the link that Олена shares, with two topics. */
async function sharedByOlena(): Promise<string> {
  const olena = bot.person();
  await olena.says('/help');
  await olena.waitForText('Що я вмію');
  await savePreferences(bot.db, (await bot.chat()).id, { topics: ['sport', 'war'] });
  await olena.says('/share');
  const offer = await olena.waitForText('Поділіться своїми темами\n«Війна» і «Спорт».');
  const [button] = offer.reply_markup?.inline_keyboard.flat() ?? [];
  expect(button?.url).toContain('https://t.me/share/url?url=https%3A%2F%2Ft.me%2F');
  return /\?start=(\w+)/.exec(offer.text ?? '')?.[1] ?? '';
}

describe('/share', () => {
  it('gives a link by which a newcomer begins with the same topics', async () => {
    const payload = await sharedByOlena();
    const taras = bot.person({ id: STARTING.taras });
    await taras.says(`/start ${payload}`);
    const topics = await taras.waitForText('Про що вам розповідати?');
    expect(labels(topics).filter((label) => label.startsWith('✓'))).toEqual(['✓ Війна', '✓ Спорт']);
    await taras.press(topics, 'Далі');
    await taras.waitForText('Коли надсилати дайджест?');
  });

  it('asks before it takes the topics of somebody who chose his own', async () => {
    const payload = await sharedByOlena();
    const taras = bot.person({ id: STARTING.taras });
    await taras.says('/schedule');
    await taras.press(await taras.waitForText('О котрій надсилати?'), '08:00');
    await taras.waitFor((message) => labels(message).includes('✓ 08:00'));
    await taras.says(`/start ${payload}`);
    const ask = await taras.waitForText('Вам пропонують теми: «Війна» і «Спорт».');
    expect((await bot.preferences(STARTING.taras)).topics).toHaveLength(11);
    await taras.press(ask, 'Узяти ці теми');
    await taras.waitForText('Готово! Тепер ваші теми: «Війна» і «Спорт».');
    expect((await bot.preferences(STARTING.taras)).topics).toEqual(['war', 'sport']);
  });
});

describe('a link', () => {
  it('opens a story', async () => {
    const storyId = await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const olena = bot.person();
    await olena.says(`/start e${storyId.toString(36)}`);
    await olena.waitForText('Уряд затвердив бюджет на наступний рік\n');
  });

  it('to a story that is no more says so, and one that is nothing of ours begins as usual', async () => {
    const olena = bot.person();
    await olena.says('/start ezzzzz');
    await olena.waitForText('Цієї новини в мене вже немає.');
    await olena.says('/start <script>');
    await olena.waitForText('Вітаю!');
  });
});

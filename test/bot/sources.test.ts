import { describe, expect, it } from 'vitest';
import { addSources, listSources } from '../../src/intake/sources/store.js';
import { labels, NOW, useBot } from './support.js';

const bot = useBot();

describe('/sources', () => {
  it('shows all of them by pages, and a tap stops or resumes reading one', async () => {
    const listed = Array.from({ length: 13 }, (_, place) => ({
      url: `https://visti.example/${place}`,
      title: `Видання ${String(place + 10)}`,
      siteUrl: null,
      topic: null,
      language: 'uk' as const,
      unconfirmed: false,
    }));
    await addSources(bot.db, listed, NOW);
    const olena = bot.person();
    await olena.says('/sources');
    const panel = await olena.waitForText('Джерела\n13 джерел.');
    expect(labels(panel)).toHaveLength(14);
    await olena.press(panel, '✓ Видання 11');
    await olena.waitFor((message) => labels(message).includes('Видання 11'));
    expect((await bot.preferences()).mutedSourceIds).toHaveLength(1);
    await olena.press(panel, 'Видання 11');
    await olena.waitFor((message) => labels(message).includes('✓ Видання 11'));
    expect((await bot.preferences()).mutedSourceIds).toEqual([]);
    await olena.press(panel, 'Далі →');
    const second = await olena.waitFor((message) => labels(message).includes('← Назад'));
    expect(labels(second)).toEqual(['✓ Видання 22', '← Назад', '← До налаштувань']);
  });

  it('opens the card of a source by its name and by its link: its health, what it wrote last, and a toggle', async () => {
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy');
    const olena = bot.person();
    await olena.says('/sources');
    await olena.waitForText('Щоб дізнатися про одне більше, напишіть /sources і його назву.');
    const [first] = await listSources(bot.db);
    await olena.says(`/sources ${first?.title.slice(0, -1).toUpperCase()}`);
    const found = await olena.waitForText('Ще не відповідало.');
    const share = found.reply_markup?.inline_keyboard.flat().find(({ text }) => text === 'Поділитися')?.url ?? '';
    const link = new URL(share).searchParams.get('url') ?? '';
    await olena.says(`/start ${new URL(link).searchParams.get('start')}`);
    const card = await olena.waitForText('• Уряд затвердив бюджет на наступний рік');
    expect(card.text).toMatch(/^.+\nЩе не відповідало\.\n\n/);
    await olena.press(card, 'Не читати');
    await olena.waitForText('Ви його не читаєте.');
    expect((await bot.preferences()).mutedSourceIds).toHaveLength(1);
    await olena.press(card, 'Читати');
    await olena.waitFor((message) => labels(message).includes('Не читати'));
    expect((await bot.preferences()).mutedSourceIds).toEqual([]);
    await olena.press(card, 'Усі джерела');
    await olena.waitForText('Зніміть позначку');
    await olena.says('/start szzzz');
    await olena.waitForText('Такого джерела в мене немає.');
  });
});

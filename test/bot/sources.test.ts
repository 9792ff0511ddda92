import { describe, expect, it } from 'vitest';
import { addSources } from '../../src/intake/sources/store.js';
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
});

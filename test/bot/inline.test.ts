import { describe, expect, it } from 'vitest';
import { registerChat, savePreferences } from '../../src/chats/store.js';
import { NOW, STARTING, useBot } from './support.js';

const bot = useBot();

interface Answer {
  answered: boolean;
  results: { id: string; title: string; input_message_content: { message_text: string } }[];
}

describe('@bot in any chat', () => {
  it('gives cards of stories with a word in any of its forms, with their sources', async () => {
    await bot.addStory('Міністри обговорили тарифи на воду', 'economy');
    await bot.addStory('Київське «Динамо» виграло Кубок України', 'sport');
    const olena = bot.person();
    const answer = await olena.does<Answer>('inline_query', { query: 'тарифів' });
    expect(answer.results.map(({ title }) => title)).toEqual(['Міністри обговорили тарифи на воду']);
    expect(JSON.stringify(answer.results)).toMatch(/https:\/\/visnyk\.example\/\d+/);
  });

  it('gives the top of the day where no word is said', async () => {
    await bot.addStory('Міністри обговорили тарифи на воду', 'economy');
    await bot.addStory('Торішній сніг розтанув', 'society', new Date('2026-06-01T06:00:00Z'));
    const olena = bot.person();
    const answer = await olena.does<Answer>('inline_query', { query: '' });
    expect(answer.results.map(({ title }) => title)).toEqual(['Міністри обговорили тарифи на воду']);
  });

  it('puts first what is worth most to who asks, and leaves out what he hides', async () => {
    await bot.addStory('Гандболістки вийшли до чвертьфіналу', 'sport', undefined, { rank: 0.5 });
    await bot.addStory('Уряд затвердив бюджет на наступний рік', 'economy', undefined, { rank: 0.55 });
    await bot.addStory('Астролог розповів про зорі', 'culture', undefined, { rank: 0.9 });
    const olena = bot.person();
    const asked = async () => {
      const { results } = await olena.does<Answer>('inline_query', { query: '' });
      return results.map(({ title }) => title);
    };
    await olena.says('/help');
    await olena.waitForText('Що я вмію');
    const all = await asked();
    expect(all.slice(0, 2)).toEqual(['Астролог розповів про зорі', 'Уряд затвердив бюджет на наступний рік']);
    await savePreferences(bot.db, (await bot.chat()).id, {
      topics: ['sport', 'culture', 'economy'],
      mutedWords: ['астролог'],
    });
    expect(await asked()).toEqual(['Гандболістки вийшли до чвертьфіналу', 'Уряд затвердив бюджет на наступний рік']);
  });

  it('offers no story that nobody told in Ukrainian', async () => {
    await bot.addStory('Правительство утвердило бюджет', 'economy', undefined, { language: 'ru' });
    const olena = bot.person();
    for (const query of ['', 'бюджет']) {
      expect(await olena.does<Answer>('inline_query', { query })).toMatchObject({ answered: true, results: [] });
    }
  });

  it('takes no card that was sent by way of it for something said to it', async () => {
    await bot.addStory('Міністри обговорили тарифи на воду', 'economy');
    const olena = bot.person();
    const { results } = await olena.does<Answer>('inline_query', { query: 'тарифи' });
    await olena.does('choose_inline', { chat_id: STARTING.olena, query: 'тарифи', result: results[0] });
    await olena.says('/help');
    await olena.waitForText('Що я вмію');
    expect(await bot.calls('sendMessage')).toHaveLength(1);
  });

  it('speaks English to who reads English', async () => {
    await bot.addStory('Міністри обговорили тарифи на воду', 'economy');
    const chat = { telegramId: STARTING.olena, kind: 'private', title: 'Олена', language: 'en' } as const;
    await registerChat(bot.db, chat, NOW);
    const answer = await bot.person().does<Answer>('inline_query', { query: 'тарифи' });
    expect(answer.results[0]?.input_message_content.message_text).toContain('Sources');
    expect(JSON.stringify(answer.results[0])).toContain('"More"');
  });

  it('answers a search that finds nothing, and one that is none', async () => {
    const olena = bot.person();
    for (const query of ['гарбуз', '<script>', 'о'.repeat(250)]) {
      expect(await olena.does<Answer>('inline_query', { query })).toMatchObject({ answered: true, results: [] });
    }
  });
});

import { describe, expect, it } from 'vitest';
import { useBot } from './support.js';

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

  it('answers a search that finds nothing, and one that is none', async () => {
    const olena = bot.person();
    for (const query of ['гарбуз', '<script>', 'о'.repeat(250)]) {
      expect(await olena.does<Answer>('inline_query', { query })).toMatchObject({ answered: true, results: [] });
    }
  });
});

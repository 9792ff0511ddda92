import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/summaries/summarise.js';

const TEXT =
  'Міст через Стир закрили для вантажівок до першого вересня. Про це повідомив начальник дорожньої служби Павло Гребінь. Тріснула друга опора, ремонт коштуватиме 12 млн гривень. Автобуси поїдуть через Княгининок.';
const headlineOf = (headline: string) =>
  summarise(
    { headline, articles: [{ title: headline, text: TEXT, publisher: null, publishedAt: null }] },
    { length: 'normal' },
  ).headline;

describe('the headline to show', () => {
  it.each([
    ['На Волині закрили міст для вантажівок.', 'На Волині закрили міст для вантажівок'],
    ['На Волині закрили "старий" міст (відео)', 'На Волині закрили «старий» міст'],
    ['На Волині закрили міст для вантажівок: фото', 'На Волині закрили міст для вантажівок'],
    ['На Волині закрили міст для вантажівок: що відомо', 'На Волині закрили міст для вантажівок'],
    ['Міст на Волині закрили для вантажівок: дорожники назвали причину', 'Міст на Волині закрили для вантажівок'],
    ['11:35 На Волині закрили міст для вантажівок', 'На Волині закрили міст для вантажівок'],
    ['На Волині закрили міст для вантажівок. Фото: Вісник', 'На Волині закрили міст для вантажівок'],
    ['18:00 — кінець робочого дня на Волині', '18:00 — кінець робочого дня на Волині'],
    ['🚧 На Волині закрили міст для вантажівок!', 'На Волині закрили міст для вантажівок!'],
  ])('mends «%s»', (headline, expected) => {
    expect(headlineOf(headline)).toBe(expected);
  });

  it.each([
    'Чому на Волині закрили міст?',
    'Як волиняни обходяться без мосту: очевидці відповіли',
    'Дорожник пояснив, чому закрили міст',
    '⚡️Увага, Волинь!',
    'Ми використовуємо файли cookie, щоб сайт працював краще',
  ])('puts the best sentence in place of a question, a teaser or the furniture of a page: %s', (headline) => {
    expect(headlineOf(headline)).toMatch(/^Міст через Стир закрили для вантажівок до першого вересня/);
  });

  it('stays with a teaser rather than with a pronoun that nobody stands behind', () => {
    const title = 'Гребінь розповів, чому береже міст';
    const text = 'Начальник служби Павло Гребінь зізнався, що збудувати міст йому допоміг батько, теж дорожник.';
    const story = { headline: title, articles: [{ title, text, publisher: null, publishedAt: null }] };
    expect(summarise(story, { length: 'normal' }).headline).toBe(title);
  });

  it('does not say the same sentence under it', () => {
    const story = {
      headline: 'Чому закрили міст?',
      articles: [{ title: '', text: TEXT, publisher: null, publishedAt: null }],
    };
    expect(summarise(story, { length: 'long' }).text).not.toContain('закрили для вантажівок');
  });

  it('keeps an ellipsis', () => {
    expect(headlineOf('На Волині закрили міст…')).toBe('На Волині закрили міст…');
  });
});

import { describe, expect, it } from 'vitest';
import { directQuotes, isBalanced, LOST_MARK } from '../../../src/summaries/extract/quotes.js';

describe('directQuotes', () => {
  it('turns straight marks into «ялинки» and the inner ones into „лапки“', () => {
    const { text } = directQuotes('"Ми обрали назву "Обрій" не випадково", - сказала Ганна Лисенко.');
    expect(text).toBe('«Ми обрали назву „Обрій“ не випадково», - сказала Ганна Лисенко.');
  });

  it('reads a name between two closing marks as a quotation', () => {
    expect(directQuotes('Загін ”Сова” вирушив у гори.').text).toBe('Загін «Сова» вирушив у гори.');
  });

  it('gives the mark that ends a speech to the speech when its last quotation forgot its own', () => {
    const { text } = directQuotes(
      '"Дорогу ми назвали "Соняшник. Нею їздять усі, крім "Вітерцю", - сказав мер Ігор Стах.',
    );
    expect(text.startsWith('«Дорогу')).toBe(true);
    expect(text).toContain('», - сказав мер');
  });

  it('lets one lost mark spoil one quotation and not the next', () => {
    const { text } = directQuotes('Він назвав план "дивним. "Ми його перепишемо", - додав Стах.');
    expect(text).toContain('«Ми його перепишемо»');
    expect(text).toContain(`${LOST_MARK}дивним`);
  });

  it('leaves every offset where it was', () => {
    const paragraph = 'Фільм "Брід" показали у "Жовтні".';
    expect(directQuotes(paragraph).text).toHaveLength(paragraph.length);
  });
});

describe('isBalanced', () => {
  it.each(['«Слово», (дужки) і „лапки“ у «парах „разом“»', 'Без жодного знака'])('accepts %s', (text) => {
    expect(isBalanced(text)).toBe(true);
  });

  it.each(['«Немає кінця', 'Немає початку»', '«Навхрест (тут» і там)', `Лишилася ${LOST_MARK}одна`, 'Пряма "'])(
    'refuses %s',
    (text) => {
      expect(isBalanced(text)).toBe(false);
    },
  );
});

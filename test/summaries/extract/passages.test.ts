import { describe, expect, it } from 'vitest';
import { passagesOf } from '../../../src/summaries/extract/passages.js';

const read = (text: string) => passagesOf({ title: '', text, publisher: null, publishedAt: null }, 0);

describe('passagesOf', () => {
  it('gives each sentence of a speech its speaker', () => {
    const passages = read(
      'У місті немає води. "Насос згорів. Новий везуть зі Львова", - пояснив директор водоканалу Степан Рудь.',
    );
    expect(passages.map((passage) => passage.text)).toEqual([
      'У місті немає води.',
      'Насос згорів.',
      'Новий везуть зі Львова',
    ]);
    expect(passages[1]!.spoken).toMatchObject({ verb: 'пояснив', speaker: { name: 'Степан Рудь' } });
  });

  it('knows a quotation that names nobody', () => {
    expect(read('Жителі чекають. "Обіцяли ще вчора. Не везуть."').at(-1)!.spoken).toBe('unknown');
  });

  it('keeps what the speaker added in the same breath', () => {
    const passages = read('"Міст стоїть міцно", - сказав Рудь та додав, що рух відкриють у березні.');
    expect(passages.at(-1)!.text).toContain('Рудь додав, що рух відкриють у березні');
  });

  it('leaves out a dateline, headings, furniture and the link without a stop at the end', () => {
    const passages = read(
      'ЛЬВІВ. 12 травня. УНІАН. Театр відкрив сезон прем’єрою.\n\nЩо далі\n\nКвитки розкупили за день. Читайте також: як дістатися театру. Гастролі почнуться в червні. Оркестр змінив диригента',
    );
    expect(passages.map((passage) => passage.text)).toEqual([
      'Театр відкрив сезон прем’єрою.',
      'Квитки розкупили за день.',
      'Гастролі почнуться в червні.',
    ]);
  });

  it('trusts nothing of a speech after a lost mark inside it', () => {
    const passages = read('"Я відмовився. Мені сказали: "Бери гроші. Усі беруть. Підписуй", - розповів Микола Гай.');
    const trusted = passages.filter((passage) => passage.spoken !== 'unknown').map((passage) => passage.text);
    expect(trusted.join(' ')).not.toContain('Усі беруть');
  });

  it('reads a pasted book only so far', () => {
    const started = performance.now();
    expect(read('Дуже довге речення про дощ і вітер. '.repeat(100_000)).length).toBeLessThan(1000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

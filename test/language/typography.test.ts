import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { typography } from '../../src/language/purity.js';

describe('typography', () => {
  test.each([
    ['"Ми тут", - сказав він.', '«Ми тут», — сказав він.'],
    ['“Слово” і “Діло”', '«Слово» і «Діло»'],
    ['Він сказав: "Фірма "Степ" закрилася".', 'Він сказав: «Фірма „Степ“ закрилася».'],
    ['«Фірма «Степ» закрилася», - каже він.', '«Фірма „Степ“ закрилася», — каже він.'],
    ['``Назва``', '«Назва»'],
    ['Він сказав:"Добре"', 'Він сказав: «Добре»'],
    ['« слово »', '«слово»'],
  ])('sets quotation marks: %s', (text, set) => expect(typography(text)).toBe(set));

  test.each([
    ['closes a quotation before the words that it is quoted by', '"Ми тут, - сказав він.', '«Ми тут», — сказав він.'],
    ['closes one that opens a paragraph at its end', '"Ми тут. Ми йдемо.', '«Ми тут. Ми йдемо».'],
    ['opens one that ends a paragraph at its beginning', 'Ми прийдемо", - додав він.', '«Ми прийдемо», — додав він.'],
    ['drops a mark that could stand anywhere', 'Слово" і ще одне. Далі', 'Слово і ще одне. Далі'],
    ['leaves each paragraph to itself', '"Перший\nДругий "слово"', '«Перший»\nДругий «слово»'],
    ['knows inches', 'Екран 24" за 5 тис. грн', 'Екран 24″ за 5 тис. грн'],
    ['leaves an apostrophe', 'об"єкт і "річ"', 'об"єкт і «річ»'],
  ])('%s', (_what, text, set) => expect(typography(text)).toBe(set));

  test.each([
    ['Київ - столиця -- так', 'Київ — столиця — так'],
    ['слово—слово', 'слово — слово'],
    ['- Добре,- каже', '— Добре, — каже'],
    ['5-10 осіб, 2022 - 2024 роки, 16—18 років', '5–10 осіб, 2022–2024 роки, 16–18 років'],
    ['будь-хто, мікро- та макросвіт, Су-27', 'будь-хто, мікро- та макросвіт, Су-27'],
    ['2024-10-28, 044-123-45-67, -5 градусів', '2024-10-28, 044-123-45-67, -5 градусів'],
    ['За 2024 - 10 млн', 'За 2024 — 10 млн'],
    ['Київ–Львів', 'Київ–Львів'],
  ])('sets dashes: %s', (text, set) => expect(typography(text)).toBe(set));

  test.each([
    ['Два  пробіли .  Так , ні ;ось', 'Два пробіли. Так, ні; ось'],
    ['Далі... Хто?.. Ого!..', 'Далі… Хто?.. Ого!..'],
    ['( слово ) [ діло ]', '(слово) [діло]'],
  ])('sets spaces and dots: %s', (text, set) => expect(typography(text)).toBe(set));

  const piece = fc.constantFrom(
    ...['слово', 'Слово', 'сказав', '5', '10', '2024', '1,5', ' ', '  ', '\u00A0', '-', '–', '—', ', - ', '" - '],
    ...['"', '«', '»', '„', '“', '”', '``', "''", '.', ',', '...', '…', '!', '?', ':', ';', '(', ')', '/', '\n'],
  );
  const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));

  test('done twice changes nothing more', () => {
    fc.assert(
      fc.property(text, (any) => {
        expect(typography(typography(any))).toBe(typography(any));
      }),
      { numRuns: 5000 },
    );
  });

  test('changes no letter and no digit', () => {
    const letters = (any: string) => any.replace(/[^\p{L}\p{N}\n]/gu, '');
    fc.assert(
      fc.property(text, (any) => {
        expect(letters(typography(any))).toBe(letters(any));
      }),
      { numRuns: 5000 },
    );
  });

  test('balances the quotation marks of every paragraph', () => {
    fc.assert(
      fc.property(text, (any) => {
        for (const line of typography(any).split('\n')) {
          let depth = 0;
          for (const mark of line.match(/[«„»“]/g) ?? []) {
            depth += mark === '«' || mark === '„' ? 1 : -1;
            expect(depth).toBeGreaterThanOrEqual(0);
          }
          expect(depth).toBe(0);
        }
      }),
      { numRuns: 5000 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { withNewestFigures } from '../../../src/summaries/extract/agreement.js';
import { candidatesOf } from '../../../src/summaries/extract/candidates.js';

const article = (text: string, publisher: string | null, hour: number | null) => ({
  title: 'Обвал у шахті',
  text,
  publisher,
  publishedAt: hour === null ? null : new Date(Date.UTC(2026, 4, 3, hour)),
});

const texts = (articles: ReturnType<typeof article>[]) =>
  withNewestFigures(
    articles.flatMap((one, place) => candidatesOf(one, place)),
    articles,
  ).map((candidate) => candidate.text);

describe('withNewestFigures', () => {
  const older = article(
    'Унаслідок обвалу в шахті загинули двоє гірників. Рух на копальні зупинили до ранку.',
    'Вісник',
    8,
  );
  const newer = article('Унаслідок обвалу в шахті загинули четверо гірників.', 'Степова правда', 14);

  it('says the newer number with its publisher and leaves the older out', () => {
    const told = texts([older, newer]).join(' ');
    expect(told).toContain('загинули четверо гірників, повідомляє «Степова правда».');
    expect(told).not.toContain('двоє');
    expect(told).toContain('зупинили до ранку');
  });

  it('does so whichever article comes first', () => {
    expect(texts([newer, older]).join(' ')).not.toContain('двоє');
  });

  it('leaves both where nothing tells which is newer', () => {
    const told = texts([older, article(newer.text, null, null)]).join(' ');
    expect(told).toContain('двоє');
    expect(told).toContain('четверо');
  });

  it('counts those who suffered in whatever order it is told', () => {
    const first = article('Унаслідок обвалу травмовано чотирьох гірників.', 'Вісник', 8);
    const second = article('Кількість травмованих зросла до семи, один гірник у важкому стані.', 'Степ', 14);
    const told = texts([first, second]).join(' ');
    expect(told).not.toContain('чотирьох');
    expect(told).toContain('до семи');
  });

  it('counts the dead as those who died', () => {
    const told = texts([older, article('Ще один гірник помер у лікарні, тож загиблих уже троє.', 'Степ', 14)]).join(
      ' ',
    );
    expect(told).not.toContain('двоє');
    expect(told).toContain('уже троє, повідомляє Степ.');
  });

  it('takes an age and a part of the whole for no other count', () => {
    const first = article('Унаслідок обвалу травмовано сімох гірників.', 'Вісник', 8);
    const second = article('Серед травмованих двоє стажерів. 61-річного травмованого прооперували.', 'Степ', 14);
    expect(texts([first, second]).join(' ')).toContain('сімох');
  });

  it('takes numbers of different things for no dispute', () => {
    const told = texts([older, article('На копальні працюють дванадцять рятувальних загонів.', 'Степ', 14)]).join(' ');
    expect(told).toContain('двоє гірників');
    expect(told).not.toContain('повідомляє Степ');
  });
});

import { describe, expect, it } from 'vitest';
import { withNameFirst } from '../../../src/summaries/extract/people.js';
import { readingsOf } from '../../../src/summaries/extract/readings.js';
import { voicesOf } from '../../../src/summaries/extract/voices.js';

const read = (text: string) => readingsOf({ title: '', text, publisher: null, publishedAt: null }, 0);

describe('voicesOf', () => {
  it('gives the lead to the speaker whom the next sentence names', () => {
    const voices = voicesOf(
      read('Рівень води впаде за тиждень. Про це заявила гідролог Тетяна Кіт. Міст уже відкрили.'),
    );
    expect(voices.laterTold.get(0)).toMatchObject({ verb: 'заявила', speaker: { name: 'Тетяна Кіт' } });
    expect(voices.laterTold.has(2)).toBe(false);
  });

  it('names nobody where an agency reports', () => {
    expect(voicesOf(read('Рівень води впаде за тиждень. Про це повідомляє Гідроцентр.')).laterTold.size).toBe(0);
  });

  it('takes no role at the head of a sentence for a name', () => {
    const voices = voicesOf(read('Тренер Остап Верба задоволений. Наставник додав, що гравці втомилися.'));
    expect(voices.people.map((person) => person.name)).not.toContain('Наставник');
  });
});

describe('withNameFirst', () => {
  const resolved = (text: string) => {
    const readings = read(text);
    return withNameFirst(readings.at(-1)!.mended.core, {
      people: voicesOf(readings).people,
      before: readings.slice(0, -1),
    });
  };

  it('puts the name in place of «він» where one man alone was named', () => {
    expect(resolved('Академік Юрій Скиба відкрив виставку. Він подарував музею сорок карт.')).toMatch(
      /^Юрій Скиба подарував/,
    );
  });

  it('leaves «він» where two men were named', () => {
    expect(
      resolved(
        'Академік Юрій Скиба сказав промову. Меценат Іван Коваль подякував усім. Він подарував музею сорок карт.',
      ),
    ).toMatch(/^Він/);
  });

  it('leaves «вона» where another name may be meant', () => {
    expect(
      resolved(
        'Касирка Лідія Гай годувала пса. Його світлину побачила сестра господаря Аліна. Вона приїхала по собаку.',
      ),
    ).toMatch(/^Вона/);
  });

  it('puts the name in place of a pronoun behind the circumstances', () => {
    expect(resolved('Академік Юрій Скиба відкрив виставку. За сорок років він зібрав триста карт.')).toMatch(
      /^За сорок років Юрій Скиба зібрав/,
    );
  });

  it('never takes a name in another case for the subject', () => {
    expect(resolved('Партія прем’єрки Алли Рошу програла. Рошу визнала поразку. Вона подякувала виборцям.')).toMatch(
      /^Рошу подякувала/,
    );
  });

  it('does not give a woman’s name to «він»', () => {
    expect(resolved('Художниця Ніна Гай намалювала мапу. Він подарував музею сорок карт.')).toMatch(/^Він/);
  });
});

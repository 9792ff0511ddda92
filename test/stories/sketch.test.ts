import { describe, expect, it } from 'vitest';
import { knownWords } from '../../src/stories/known-words.js';
import { resemblance, sketchOf } from '../../src/stories/sketch.js';

const hashesOf = (text: string) => knownWords(text).map(({ hash }) => hash);

const TEXT = hashesOf(
  'Музей писанки в Коломиї відкрився після ремонту, який тривав одинадцять місяців. Відвідувачам показують тисячу двісті писанок із дванадцяти областей, а найстаршій із них понад сто років. Квиток коштує сто гривень, діти заходять безкоштовно.',
);
const OTHER = hashesOf(
  'Обласна рада затвердила перелік доріг, які відремонтують цього літа. У ньому чотирнадцять ділянок загальною довжиною сто десять кілометрів, підрядників обиратимуть на відкритих торгах до кінця квітня, роботи триватимуть до жовтня.',
);

describe('resemblance', () => {
  it('is 1 for the same text and 0 for an unrelated one', () => {
    expect(resemblance(sketchOf(TEXT), sketchOf(TEXT))).toBe(1);
    expect(resemblance(sketchOf(TEXT), sketchOf(OTHER))).toBe(0);
  });

  it('stays high when a few words are changed, and is the same both ways', () => {
    const edited = [...TEXT.slice(0, 12), ...hashesOf('учора'), ...TEXT.slice(13)];
    const share = resemblance(sketchOf(TEXT), sketchOf(edited));
    expect(share).toBeGreaterThan(0.5);
    expect(share).toBeLessThan(1);
    expect(resemblance(sketchOf(edited), sketchOf(TEXT))).toBe(share);
  });

  it('falls to about a half for a text that shares its first half', () => {
    const half = [...TEXT.slice(0, TEXT.length / 2), ...OTHER.slice(OTHER.length / 2)];
    const share = resemblance(sketchOf(TEXT), sketchOf(half));
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.7);
  });

  it('tells nothing of texts that are too short', () => {
    expect(sketchOf(TEXT.slice(0, 10))).toEqual([]);
    expect(resemblance([], [])).toBe(0);
  });
});

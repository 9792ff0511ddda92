import { describe, expect, it } from 'vitest';
import { together } from '../../src/intake/together.js';

describe('working together', () => {
  it('makes one go of calls that come close together, and of no more than it may', async () => {
    const goes: number[][] = [];
    const call = together({
      most: 3,
      within: 5,
      work: async (items: readonly number[]) => {
        goes.push([...items]);
        return items.map((item) => item * 10);
      },
    });
    expect(await Promise.all([1, 2, 3, 4, 5].map(call))).toEqual([10, 20, 30, 40, 50]);
    expect(goes).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
    expect(await call(6)).toBe(60);
  });

  it('fails only the call that cannot be worked on', async () => {
    const call = together({
      most: 10,
      within: 5,
      work: async (items: readonly number[]) => {
        if (items.includes(2)) throw new Error('no twos');
        return items;
      },
    });
    const results = await Promise.allSettled([1, 2, 3].map(call));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await call(4)).toBe(4);
  });
});

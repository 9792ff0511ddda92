import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { articles, stories, summaries } from '../../src/db/schema.js';
import { fingerprintOf, MODEL_VERSION } from '../../src/summaries/fingerprint.js';
import { saveSummaries, summariesFor, translatedStories } from '../../src/summaries/store.js';
import { addStory, at, clear } from '../digests/support.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();
beforeEach(() => clear(database.db));

const NOW = at('05T08:00');
const read = async (storyId: number, length: 'short' | 'normal' | 'long' = 'normal') =>
  (await summariesFor(database.db, { storyIds: [storyId], length, now: NOW })).get(storyId);
const articlesOf = () => database.db.select().from(articles);

async function written(storyId: number, more: { text?: string; length?: 'normal' | 'long'; topic?: 'world' } = {}) {
  const all = await articlesOf();
  await saveSummaries(database.db, [
    {
      storyId,
      length: more.length ?? 'normal',
      engine: 'model',
      headline: 'Заголовок моделі',
      text: more.text ?? 'Перше речення моделі. Друге речення моделі.',
      fingerprint: fingerprintOf(all, MODEL_VERSION),
      articleIds: all.map(({ id }) => id),
      topic: more.topic ?? null,
      createdAt: NOW,
    },
  ]);
}

async function foreignStory(): Promise<number> {
  const storyId = await addStory(database.db, 'The bridge in Porto was opened', at('05T07:00'));
  await database.db.update(articles).set({ language: 'en' });
  await database.db.update(stories).set({ language: 'en' });
  return storyId;
}

describe('summariesFor', () => {
  test('gives what an engine of an older version wrote no more', async () => {
    const storyId = await addStory(database.db, 'Гривня зміцніла', at('05T07:00'));
    const now = await read(storyId);
    await database.db
      .update(summaries)
      .set({ text: 'Так писав попередній двигун.', fingerprint: fingerprintOf(await articlesOf(), 'extract 0') });
    expect(await read(storyId)).toMatchObject({ text: now?.text });
  });

  test('prefers what the model wrote of the same articles, and goes back to sentences when an article comes', async () => {
    const storyId = await addStory(database.db, 'Гривня зміцніла', at('05T07:00'));
    const extract = await read(storyId);
    await written(storyId);
    expect(await read(storyId)).toMatchObject({ headline: 'Заголовок моделі' });
    expect(await read(storyId, 'long')).toMatchObject({ headline: 'Гривня зміцніла' });
    await database.db.update(articles).set({ contentHash: 'changed' });
    expect(await read(storyId)).toMatchObject({ headline: 'Гривня зміцніла', text: extract?.text });
  });

  test('tells a foreign story only where the model has translated it, in every length', async () => {
    const storyId = await foreignStory();
    expect(await read(storyId)).toBeUndefined();
    await written(storyId, { topic: 'world' });
    expect(await read(storyId)).toMatchObject({ text: 'Перше речення моделі. Друге речення моделі.' });
    expect(await read(storyId, 'long')).toMatchObject({ text: 'Перше речення моделі. Друге речення моделі.' });
    expect(await read(storyId, 'short')).toMatchObject({ text: 'Перше речення моделі.' });
    expect(await translatedStories(database.db, [storyId])).toEqual(new Map([[storyId, 'world']]));
  });

  test('keeps a translation while its articles are the story’s, and not after one of them went elsewhere', async () => {
    const storyId = await foreignStory();
    await written(storyId, { topic: 'world' });
    const [summary] = await database.db.select().from(summaries);
    await database.db
      .update(summaries)
      .set({ articleIds: [...(summary?.articleIds ?? []), 999_999] })
      .where(eq(summaries.storyId, storyId));
    expect(await read(storyId)).toBeUndefined();
  });
});

import { expect, test } from 'vitest';
import { chooseStories, type Taste } from '../../src/digests/choose.js';
import { type CandidateStory, prepareStories } from '../../src/digests/prepared.js';
import { stems } from '../../src/language/stem.js';
import { dearness, topicShares } from '../../src/stories/worth.js';
import type { Topic } from '../../src/vocabulary.js';

const NEWS_AT = new Date('2026-01-05T05:00:00Z');
const WINDOW = { from: new Date('2026-01-04T18:00:00Z'), until: new Date('2026-01-05T06:00:00Z') };

let lastId = 0;
function story(headline: string, topic: Topic, more: Partial<CandidateStory> = {}): CandidateStory {
  return {
    id: ++lastId,
    headline,
    topics: [{ topic, score: 0.8 }],
    rank: 0.5,
    newsAt: NEWS_AT,
    updatedAt: null,
    lastSeenAt: NEWS_AT,
    sourceCount: 1,
    terms: stems(headline),
    sourceIds: [1],
    ...more,
  };
}

interface Further {
  told?: [number, Date][];
  opinions?: [number, { likes: number; dislikes: number }][];
  window?: { from: Date; until: Date };
  limit?: number;
}

async function headlines(stories: CandidateStory[], taste: Partial<Taste>, more: Further = {}): Promise<string[]> {
  return (await choose(stories, taste, more)).map(
    ({ storyId }) => stories.find(({ id }) => id === storyId)?.headline ?? '',
  );
}

async function choose(stories: CandidateStory[], taste: Partial<Taste>, more: Further = {}) {
  return chooseStories({
    from: await prepareStories(stories, { now: WINDOW.until, opinions: new Map(more.opinions) }),
    taste: {
      topics: [],
      topicCaps: {},
      followedWords: [],
      mutedWords: [],
      mutedSourceIds: [],
      onlySourceIds: null,
      ...taste,
    },
    told: new Map(more.told?.map(([id, at]) => [id, { at, digestId: 1, storyId: id }])),
    window: more.window ?? WINDOW,
    limit: more.limit ?? 10,
  });
}

test('a digest has the stories of the chosen topics, the best ranked first, up to the limit', async () => {
  const stories = [
    story('Збірна зіграла внічию', 'sport', { rank: 0.3 }),
    story('Уряд ухвалив бюджет', 'politics', { rank: 0.9 }),
    story('Курс гривні зріс', 'economy', { rank: 0.7 }),
    story('Відкрито виставку', 'culture', { rank: 0.8 }),
  ];
  expect(await headlines(stories, { topics: ['sport', 'economy', 'culture'] }, { limit: 2 })).toEqual([
    'Відкрито виставку',
    'Курс гривні зріс',
  ]);
});

test('a chat without topics and followed words gets nothing', async () => {
  expect(await headlines([story('Уряд ухвалив бюджет', 'politics')], {})).toEqual([]);
});

test('a second topic speaks for a story only with some weight', async () => {
  const topics = (score: number) => [
    { topic: 'war' as const, score: 0.9 },
    { topic: 'economy' as const, score },
  ];
  const stories = [
    story('Про гроші на оборону', 'war', { topics: topics(0.4) }),
    story('Про оборону', 'war', { topics: topics(0.05) }),
  ];
  expect(await headlines(stories, { topics: ['economy'] })).toEqual(['Про гроші на оборону']);
});

test('a story is shown under the best of its topics that the chat reads', async () => {
  const both = story('Про гроші на оборону', 'war', {
    topics: [
      { topic: 'war', score: 0.9 },
      { topic: 'economy', score: 0.6 },
    ],
  });
  const [chosen] = await choose([both], { topics: ['economy'] });
  expect(chosen?.topic).toBe('economy');
});

test('only news accepted inside the window counts, its end included', async () => {
  const at = (newsAt: Date | null, headline: string) => story(headline, 'war', { newsAt });
  const stories = [
    at(WINDOW.from, 'з попереднього вікна'),
    at(new Date(WINDOW.from.getTime() + 1), 'перша'),
    at(WINDOW.until, 'остання'),
    at(new Date(WINDOW.until.getTime() + 1), 'для наступного вікна'),
    at(null, 'не новина'),
  ];
  expect((await headlines(stories, { topics: ['war'] })).sort()).toEqual(['остання', 'перша']);
});

test('what the chat was told is left out, until there are new facts, and then it is an update', async () => {
  const toldAt = new Date('2026-01-05T04:00:00Z');
  const told = story('Перша', 'war');
  const older = story('Друга', 'war', { updatedAt: toldAt });
  const newer = story('Третя', 'war', { updatedAt: new Date('2026-01-05T05:00:00Z') });
  const chosen = await choose(
    [told, older, newer, story('Четверта', 'war')],
    { topics: ['war'] },
    {
      told: [told, older, newer].map(({ id }) => [id, toldAt]),
    },
  );
  expect(chosen.map(({ storyId, isUpdate }) => [storyId, isUpdate])).toEqual([
    [newer.id, true],
    [newer.id + 1, false],
  ]);
});

test('a story says which followed words brought it', async () => {
  const [chosen] = await choose([story('Порт Одеси приймає кораблі', 'economy')], {
    followedWords: ['порт', 'літак', 'корабель'],
  });
  expect(chosen?.words).toContain('порт');
  expect(chosen?.words).not.toContain('літак');
});

test('a topic gives no more stories than its cap, and leaves its places to others', async () => {
  const stories = [
    story('Війна 1', 'war', { rank: 0.9 }),
    story('Війна 2', 'war', { rank: 0.8 }),
    story('Війна 3', 'war', { rank: 0.7 }),
    story('Спорт', 'sport', { rank: 0.2 }),
  ];
  const taste: Partial<Taste> = { topics: ['war', 'sport'], topicCaps: { war: 2 } };
  expect(await headlines(stories, taste, { limit: 3 })).toEqual(['Війна 1', 'Війна 2', 'Спорт']);
});

test('a followed word brings a story of any topic, first of all, in any of its forms', async () => {
  const stories = [
    story('Уряд ухвалив бюджет', 'politics', { rank: 0.9 }),
    story('У Полтаві випав сніг', 'environment', { rank: 0.1 }),
  ];
  expect(await headlines(stories, { topics: ['politics'], followedWords: ['Полтава'] })).toEqual([
    'У Полтаві випав сніг',
    'Уряд ухвалив бюджет',
  ]);
});

test('of several followed words all must be there, and a phrase in quotes stands side by side', async () => {
  const stories = [
    story('Нова пошта відкрила відділення', 'economy'),
    story('Пошта України випустила нову марку', 'economy', { rank: 0.4 }),
  ];
  const both = ['Нова пошта відкрила відділення', 'Пошта України випустила нову марку'];
  expect(await headlines(stories, { followedWords: ['нова пошта'] })).toEqual(both);
  expect(await headlines(stories, { followedWords: ['«нова пошта»'] })).toEqual(both.slice(0, 1));
  expect(await headlines(stories, { followedWords: ['пошта миттєва'] })).toEqual([]);
});

test('a muted word keeps a story out, even a followed one', async () => {
  const stories = [story('Гороскоп на завтра', 'society'), story('Погода на завтра', 'society')];
  expect(
    await headlines(stories, { topics: ['society'], followedWords: ['завтра'], mutedWords: ['гороскоп'] }),
  ).toEqual(['Погода на завтра']);
});

test('a story of muted sources alone is left out, one that others tell too stays', async () => {
  const stories = [
    story('Лише в тихому джерелі', 'war', { sourceIds: [1] }),
    story('У тихому й іншому', 'war', { sourceIds: [1, 2] }),
  ];
  expect(await headlines(stories, { topics: ['war'], mutedSourceIds: [1] })).toEqual(['У тихому й іншому']);
});

test('where sources are chosen, what none of them told of is left out', async () => {
  const stories = [
    story('У вибраному й іншому', 'war', { sourceIds: [1, 2] }),
    story('Лише в іншому', 'war', { sourceIds: [2] }),
  ];
  expect(await headlines(stories, { topics: ['war'], onlySourceIds: [1] })).toEqual(['У вибраному й іншому']);
  expect(await headlines(stories, { topics: ['war'], onlySourceIds: [] })).toEqual([]);
});

test('words that are no words (punctuation, a stop word) match nothing', async () => {
  const stories = [story('Уряд ухвалив бюджет', 'politics')];
  expect(await headlines(stories, { followedWords: ['!!!', '«»', ''] })).toEqual([]);
});

test('what readers liked comes before what they did not', async () => {
  const [plain, liked, disliked] = ['Звичайна', 'До вподоби', 'Не до вподоби'].map((headline) =>
    story(headline, 'war'),
  );
  const opinions: Further['opinions'] = [
    [liked!.id, { likes: 3, dislikes: 0 }],
    [disliked!.id, { likes: 0, dislikes: 3 }],
  ];
  expect(await headlines([disliked!, plain!, liked!], { topics: ['war'] }, { opinions })).toEqual([
    'До вподоби',
    'Звичайна',
    'Не до вподоби',
  ]);
});

test('of equal stories the dearer topic comes first, and a much greater story of another topic before both', async () => {
  const stories = [story('Кубок', 'sport'), story('Виставка', 'culture'), story('Вибори', 'politics', { rank: 0.9 })];
  expect(await headlines(stories, { topics: ['culture', 'sport', 'politics'] })).toEqual([
    'Вибори',
    'Виставка',
    'Кубок',
  ]);
});

test('fresh news comes before yesterday’s of the same rank; in a digest of a week a great story stays on top', async () => {
  const sixDaysOld = new Date(WINDOW.until.getTime() - 6 * 24 * 3_600_000);
  const window = { from: new Date(WINDOW.until.getTime() - 7 * 24 * 3_600_000), until: WINDOW.until };
  const dayOld = new Date(WINDOW.until.getTime() - 20 * 3_600_000);
  const stories = [
    story('Учорашня', 'war', { newsAt: dayOld }),
    story('Сьогоднішня', 'war', { rank: 0.45 }),
    story('Велика понеділкова', 'war', { rank: 0.95, newsAt: sixDaysOld }),
  ];
  const day = { from: new Date(WINDOW.until.getTime() - 24 * 3_600_000), until: WINDOW.until };
  expect(await headlines(stories, { topics: ['war'] }, { window: day })).toEqual(['Сьогоднішня', 'Учорашня']);
  expect((await headlines(stories, { topics: ['war'] }, { window }))[0]).toBe('Велика понеділкова');
});

test('a quiet day gives a short digest: filler is left out, unless a followed word brings it', async () => {
  const stories = [story('Новина', 'war', { rank: 0.3 }), story('Дрібниця про свято', 'war', { rank: 0.05 })];
  expect(await headlines(stories, { topics: ['war'] })).toEqual(['Новина']);
  expect(await headlines(stories, { topics: ['war'], followedWords: ['свято'] })).toEqual([
    'Дрібниця про свято',
    'Новина',
  ]);
});

test('stories come in the order of what they are worth to the chat, whatever the order of everybody', async () => {
  const topics = ['war', 'politics', 'sport'] as const;
  const stories = Array.from({ length: 60 }, (_, n) =>
    story(`Подія ${n}`, topics[n % 3]!, {
      rank: 0.3 + ((n * 37) % 60) / 100,
      topics: [
        { topic: topics[n % 3]!, score: 0.9 },
        { topic: topics[(n + 1) % 3]!, score: 0.3 + (n % 5) / 10 },
      ],
    }),
  );
  const dear: Taste['topics'] = ['sport', 'war'];
  const worth = ({ rank, topics: own }: CandidateStory) => rank * dearness(own, topicShares(dear));
  const expected = [...stories].sort((a, b) => worth(b) - worth(a)).slice(0, 12);
  const chosen = (await choose(stories, { topics: dear }, { limit: 12 })).map(({ storyId }) => storyId);
  expect(chosen.map((id) => worth(stories.find((one) => one.id === id)!))).toEqual(expected.map(worth));
});

test('what happened days before its window comes behind all that is fresh, and fills a digest that has nothing else', async () => {
  const longAgo = new Date('2024-10-28T11:20:00Z');
  const seed = story('Генсек підтвердив перекидання військ', 'war', { rank: 0.9, lastSeenAt: longAgo });
  const fresh = [story('Відкрито виставку', 'culture', { rank: 0.3 }), story('Курс гривні зріс', 'economy')];
  const taste = { topics: ['war', 'economy', 'culture'] as const satisfies Topic[] };
  expect(await headlines([seed, ...fresh], taste)).toEqual(['Курс гривні зріс', 'Відкрито виставку', seed.headline]);
  expect(await headlines([seed, ...fresh], taste, { limit: 2 })).toEqual(['Курс гривні зріс', 'Відкрито виставку']);
  expect(await choose([seed], taste)).toMatchObject([{ storyId: seed.id, isOld: true }]);
});

test('in a digest of a week nothing of that week is old', async () => {
  const week = { from: new Date('2025-12-29T06:00:00Z'), until: WINDOW.until };
  const monday = new Date('2025-12-29T09:00:00Z');
  const stories = [
    story('Суд розглянув справу', 'society', { rank: 0.9, newsAt: monday, lastSeenAt: monday }),
    story('Курс гривні зріс', 'economy', { rank: 0.3 }),
  ];
  expect((await headlines(stories, { topics: ['economy', 'society'] }, { window: week }))[0]).toBe(
    'Суд розглянув справу',
  );
});

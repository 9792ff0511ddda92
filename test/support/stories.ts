import type { Database } from '../../src/db/connect.js';
import { articles, sources, stories, storyArticles } from '../../src/db/schema.js';
import { stems } from '../../src/language/stem.js';
import type { TextLanguage, Topic } from '../../src/vocabulary.js';

/** What a test says of a story; all but its headline, topic and moment is as usual unless it says otherwise. */
export interface StoryOptions {
  headline: string;
  topic: Topic;
  /** Topics that it touches besides. */
  touches?: readonly Topic[];
  /** When its articles were published and accepted. */
  at: Date;
  /** An article each. */
  publishers?: readonly string[];
  language?: TextLanguage;
  /** 0 to 1. */
  rank?: number;
}

/** The one feed that all of them come from. */
const SOURCE = { kind: 'feed', url: 'https://visnyk.example/rss', title: 'Вісник' } as const;

let lastNumber = 0;

/** Stores a story with its articles, as placing does; gives its id. */
export async function insertStory(db: Database, options: StoryOptions): Promise<number> {
  const { headline, topic, touches = [], at, publishers = ['Вісник'], language = 'uk', rank = 0.5 } = options;
  const sourceId = await ensureOneSource(db);
  const text = `${headline}. Про це повідомили у відомстві.`;
  const terms = [...new Set(stems(text))];
  const [story] = await db
    .insert(stories)
    .values({
      headline,
      language,
      firstSeenAt: at,
      lastSeenAt: at,
      newsAt: at,
      topics: [{ topic, score: 0.9 }, ...touches.map((other) => ({ topic: other, score: 0.4 }))],
      articleCount: publishers.length,
      sourceIds: [sourceId],
      sourceCount: publishers.length,
      rank,
      terms,
    })
    .returning();
  if (!story) throw new Error('not inserted');
  for (const publisher of publishers) {
    const number = ++lastNumber;
    const [article] = await db
      .insert(articles)
      .values({
        sourceId,
        url: `https://visnyk.example/${number}`,
        title: headline,
        text,
        publisher,
        language,
        publishedAt: at,
        acceptedAt: at,
        contentHash: String(number),
      })
      .returning();
    if (!article) throw new Error('not inserted');
    await db.insert(storyArticles).values({
      storyId: story.id,
      articleId: article.id,
      score: 1,
      reason: { kind: 'start' },
      stems: terms,
      joinedAt: at,
    });
  }
  return story.id;
}

/** The source of all stories, made where there is none; gives its id. */
export async function ensureOneSource(db: Database): Promise<number> {
  const [known] = await db.select().from(sources).limit(1);
  if (known) return known.id;
  const [made] = await db.insert(sources).values(SOURCE).returning();
  if (!made) throw new Error('not inserted');
  return made.id;
}

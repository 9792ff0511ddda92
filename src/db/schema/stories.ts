import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { TextLanguage, TopicScore } from '../../vocabulary.js';
import { identity, instant, reference } from './columns.js';
import { desks } from './desks.js';
import { articles } from './intake.js';

/** What happened: one or more articles about the same event. */
export const stories = pgTable(
  'stories',
  {
    id: identity(),
    /** Whose own story it is: articles of this desk's own feeds tell it, and nobody else sees it. `null`: everybody's. */
    deskId: reference().references(() => desks.id, { onDelete: 'cascade' }),
    /**
     * Everybody's story of the same event. For its desk a story stands in the place of that one and is told by the
     * articles of both; for all others nothing of it is changed.
     */
    commonId: reference().references((): AnyPgColumn => stories.id, { onDelete: 'set null' }),
    headline: text().notNull(),
    /** Ukrainian where one of its articles is, else its first article's: only the model can write that one up. */
    language: text().$type<TextLanguage>().notNull().default('uk'),
    /** Publication times of its oldest and newest article. */
    firstSeenAt: instant().notNull(),
    lastSeenAt: instant().notNull(),
    /** When its newest article that counts as news was accepted: a digest's window is by this. `null`: not news. */
    newsAt: instant(),
    topics: jsonb().$type<TopicScore[]>().notNull(),
    articleCount: integer().notNull(),
    /** The sources of its articles, each once. */
    sourceIds: reference().array().notNull(),
    sourceCount: integer().notNull(),
    rank: real().notNull(),
    /** The stems of its articles. */
    terms: text().array().notNull(),
    /** When an article that told new facts of it, hours after the others, was accepted last. */
    updatedAt: instant(),
    /** When the operator took it down: nobody is told of it any more, whoever writes of it. */
    takenDownAt: instant(),
    /** The story that this one turned out to be. */
    mergedInto: reference().references((): AnyPgColumn => stories.id),
    /** The story that a person parted it from: the two are not merged again. */
    splitFrom: reference().references((): AnyPgColumn => stories.id),
  },
  (table) => [
    index('stories_news').on(table.newsAt),
    index('stories_last_seen').on(table.lastSeenAt),
    index('stories_own').on(table.deskId, table.newsAt).where(sql`${table.deskId} is not null`),
    index('stories_common').on(table.commonId).where(sql`${table.commonId} is not null`),
    index('stories_taken_down').on(table.takenDownAt).where(sql`${table.takenDownAt} is not null`),
    // What refers to a story is asked for when it is pruned.
    index('stories_merged_into').on(table.mergedInto).where(sql`${table.mergedInto} is not null`),
    index('stories_split_from').on(table.splitFrom).where(sql`${table.splitFrom} is not null`),
  ],
);

/** Which article tells of which story, and why we think so. */
export const storyArticles = pgTable(
  'story_articles',
  {
    storyId: reference()
      .notNull()
      .references(() => stories.id, { onDelete: 'cascade' }),
    articleId: reference()
      .notNull()
      .references(() => articles.id, { onDelete: 'cascade' }),
    score: real().notNull(),
    reason: jsonb().$type<Record<string, unknown>>().notNull(),
    /** What the article adds to its story: its headline, topics, source and times. */
    report: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** The stems of its words, which it is found by. */
    stems: text().array().notNull().default([]),
    /** What the article tells of, packed into numbers for comparing others with it; `null` for one too old to be compared. */
    description: integer().array(),
    joinedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.storyId, table.articleId] }),
    uniqueIndex('story_articles_article').on(table.articleId),
    // Here and not on the stories, whose every change would index the words of all of their articles again. Entries wait
    // in a list to be indexed together, which takes a third of the work; a short one (kB), since every search reads it.
    index('story_articles_stems').using('gin', table.stems).with({ fastupdate: true, gin_pending_list_limit: 128 }),
  ],
);

/** What articles of some days are found by: hashes of rare pairs of their terms. Old periods are deleted whole. */
export const articleKeys = pgTable(
  'article_keys',
  {
    period: integer().notNull(),
    key: integer().notNull(),
    articleId: reference().notNull(),
  },
  (table) => [primaryKey({ columns: [table.period, table.key, table.articleId] })],
);

import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, real, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { TextLanguage, Topic } from '../../vocabulary.js';
import { identity, instant, reference } from './columns.js';
import { desks } from './desks.js';
import { sealedJson, sealedTexts } from './sealed.js';

/** Where articles come from: a feed, a page, a Telegram channel, a person who pastes, or the seeds. */
export const sources = pgTable(
  'sources',
  {
    id: identity(),
    kind: text().$type<'feed' | 'page' | 'channel' | 'person' | 'seed'>().notNull(),
    /** The address that is polled, or a name of our own («seed:», «person:») where nothing is. */
    url: text().notNull(),
    /** Whose own feed it is: what it brings is told to this desk's editions alone. `null`: everybody's source. */
    deskId: reference().references(() => desks.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    siteUrl: text(),
    defaultTopic: text().$type<Topic>(),
    language: text().$type<TextLanguage>(),
    zone: text().notNull().default('Europe/Kyiv'),
    /** When the full page is fetched for an item: never, where the feed's text is thin, always. */
    fullText: text().$type<'never' | 'thin' | 'always'>().notNull().default('thin'),
    weight: real().notNull().default(1),
    confirmed: boolean().notNull().default(true),
    etag: text(),
    lastModified: text(),
    /** SHA-256 of the last document, hex: one that comes again has nothing new, whatever its server says. */
    bodyHash: text(),
    /** How long the feed itself asked, when it was last read, not to be asked again. */
    timeToLiveSeconds: integer(),
    /** `null`: this source is not polled. */
    nextPollAt: instant(),
    /** A poller that took the row holds it until then; after that another may take it. */
    claimedUntil: instant(),
    pollIntervalSeconds: integer().notNull().default(900),
    failures: integer().notNull().default(0),
    failingSince: instant(),
    lastError: text(),
    lastSuccessAt: instant(),
    pausedAt: instant(),
    pausedReason: text(),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [
    // Everybody's list, and each desk's, has an address once.
    uniqueIndex('sources_url').on(table.url, sql`coalesce(${table.deskId}, 0)`),
    index('sources_desk').on(table.deskId).where(sql`${table.deskId} is not null`),
    index('sources_due').on(table.nextPollAt).where(sql`${table.pausedAt} is null`),
  ],
);

/** Hosts that were asked lately, so that all processes together ask no more of one than is polite. By the database's clock. */
export const hostTurns = pgTable('host_turns', {
  host: text().primaryKey(),
  /** The earliest moment of the next request. */
  nextAt: instant().notNull(),
  /** When each turn that is taken runs out, should nobody give it back. */
  turns: instant().array().notNull(),
});

/** One text by one publisher. */
export const articles = pgTable(
  'articles',
  {
    id: identity(),
    sourceId: reference()
      .notNull()
      .references(() => sources.id, { onDelete: 'cascade' }),
    /** That of its source, kept here for the index of addresses. */
    deskId: reference(),
    /** The canonical address; two articles of everybody's, or of one desk, never share one. */
    url: text(),
    guid: text(),
    title: text().notNull(),
    text: text().notNull(),
    publisher: text(),
    language: text().$type<TextLanguage>().notNull(),
    categories: text().array().notNull().default([]),
    imageUrl: text(),
    publishedAt: instant(),
    /** The publisher gave no usable date, and the moment of acceptance stands in for it. */
    publishedAtGuessed: boolean().notNull().default(false),
    acceptedAt: instant().notNull(),
    /** May a digest show it as news? An archive that comes with a new source, or a seed, may not. */
    isNews: boolean().notNull().default(true),
    contentHash: text().notNull(),
    /** When it was joined into a story; `null`: it waits to be. */
    placedAt: instant(),
  },
  (table) => [
    uniqueIndex('articles_url').on(table.url, sql`coalesce(${table.deskId}, 0)`).where(sql`${table.url} is not null`),
    uniqueIndex('articles_guid').on(table.sourceId, table.guid).where(sql`${table.guid} is not null`),
    uniqueIndex('articles_content').on(table.sourceId, table.contentHash),
    index('articles_headline').on(table.sourceId, sql`md5(${table.title})`),
    index('articles_accepted').on(table.acceptedAt),
    index('articles_to_place').on(table.id).where(sql`${table.placedAt} is null`),
  ],
);

/** Publishers that wished not to be told of: nothing of theirs is taken any more. */
export const barredPublishers = pgTable('barred_publishers', {
  /** The publisher's name as readers know it. */
  name: text().primaryKey(),
  since: instant().notNull(),
});

/** What a person sent so that it becomes an article: read, shown to him, and waiting for his word. */
export const submissions = pgTable(
  'submissions',
  {
    id: identity(),
    /** The private chat in which it was sent (a Telegram id). */
    telegramId: reference().notNull(),
    /** The messages of a pasted text, which Telegram parts where it is long; none for a link, a file or a post. */
    parts: sealedTexts().notNull().default(sql`'{}'`),
    /** When the last of its messages was sent. */
    sentAt: instant().notNull(),
    /** The article that it is; `null` where it is none, at least so far. */
    article: sealedJson().$type<Record<string, unknown>>(),
    /** The bot's message that shows it. */
    previewId: reference(),
    state: text().$type<'open' | 'added' | 'dropped'>().notNull().default('open'),
    createdAt: instant().notNull(),
  },
  (table) => [
    index('submissions_chat').on(table.telegramId, table.id),
    index('submissions_created').on(table.createdAt),
  ],
);

import { sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { readConversation, writeConversation } from '../../src/bot/store.js';
import { preferencesOf, registerChat, savePreferences } from '../../src/chats/store.js';
import { writeNotice } from '../../src/db/notices.js';
import { articles, notices, sources, stories, submissions, summaries } from '../../src/db/schema.js';
import { payloadsOf, savePayload } from '../../src/delivery/store.js';
import { digestsOfChat, finishDigests, insertDigests } from '../../src/digests/store.js';
import { continueSubmission, openSubmission, showSubmission } from '../../src/intake/people/store.js';
import { addSources } from '../../src/intake/sources/store.js';
import { acceptArticle } from '../../src/intake/store/accept.js';
import { ensureSource } from '../../src/intake/store.js';
import { placeNewArticles } from '../../src/stories/place.js';
import { insertStories } from '../../src/stories/store/placing.js';
import { saveSummaries } from '../../src/summaries/store.js';
import { useDatabase } from '../support/database.js';

const NOW = new Date('2026-03-10T12:00:00Z');
/** Text with NUL, with an emoji that was cut in two, with a whole one, and with the names of such signs in letters. */
const DIRTY = `Свято\0 міста ${'🎉'.slice(0, 1)} і ще 🎉 та \\u0000 \\ud83d`;
const CLEAN = 'Свято\ufffd міста \ufffd і ще 🎉 та \\u0000 \\ud83d';

const database = useDatabase();
const article = { title: DIRTY, text: DIRTY, publisher: DIRTY, url: null, publishedAt: NOW, language: 'uk' as const };
const accept = async () => {
  const source = await ensureSource(database.db, { kind: 'person', url: 'operator:', title: 'Оператор' });
  return acceptArticle(database.db, { article, sourceId: source.id, now: NOW, isNews: true, categories: [DIRTY] });
};
const story = {
  headline: DIRTY,
  language: 'uk' as const,
  firstSeenAt: NOW,
  lastSeenAt: NOW,
  newsAt: NOW,
  updatedAt: null,
  topics: [],
  articleCount: 1,
  sourceIds: [],
  sourceCount: 1,
  rank: 0,
  terms: [],
};
const startStory = async () => (await insertStories(database.db, [{ ...story, deskId: null }]))[0]!;
const reader = (title = 'Сусіди') => registerChat(database.db, { telegramId: 501, kind: 'group', title }, NOW);

beforeEach(async () => {
  const tables = sql`${summaries}, ${stories}, ${articles}, ${sources}, ${notices}, ${submissions}`;
  await database.db.execute(sql`truncate ${tables} cascade`);
});

/** What a room stores of the outside world, and what it then has: text, in whatever it is wrapped. */
const ROOMS: Record<string, () => Promise<unknown>> = {
  'an article and its labels': async () => {
    await accept();
    const [{ title, text, publisher, categories } = {}] = await database.db.select().from(articles);
    return [title, text, publisher, categories];
  },
  'the sources of a list': async () => {
    const listed = { title: DIRTY, siteUrl: null, topic: null, language: 'uk' as const, unconfirmed: false };
    await addSources(database.db, [{ ...listed, url: 'https://homin.example/rss' }], NOW);
    return (await database.db.select().from(sources)).map(({ title }) => title);
  },
  'what a person pasted': async () => {
    const { id } = await openSubmission(database.db, { telegramId: 1, parts: [DIRTY], sentAt: NOW, now: NOW });
    await continueSubmission(database.db, { id, part: DIRTY, sentAt: NOW });
    await showSubmission(database.db, { id, article: { ...article, image: null }, previewId: 1 });
    return (await database.db.select().from(submissions)).map((each) => [each.parts, each.article?.title]);
  },
  'the headline of a story': async () => {
    await startStory();
    return (await database.db.select().from(stories)).map(({ headline }) => headline);
  },
  'the story of an article': async () => {
    await accept();
    await placeNewArticles(database.db, { now: NOW });
    return (await database.db.select().from(stories)).map(({ headline }) => headline);
  },
  'a summary': async () => {
    const storyId = await startStory();
    const made = { storyId, length: 'short' as const, engine: 'extract' as const, fingerprint: 'x', createdAt: NOW };
    await saveSummaries(database.db, [{ ...made, headline: DIRTY, text: DIRTY }]);
    return (await database.db.select().from(summaries)).map(({ headline, text }) => [headline, text]);
  },
  'a chat and its words': async () => {
    const { id, title } = await reader(DIRTY);
    await savePreferences(database.db, id, { followedWords: [DIRTY] });
    return [title, (await preferencesOf(database.db, id)).followedWords];
  },
  'a digest and why it ended': async () => {
    const chat = await reader();
    const times = { slotAt: NOW, windowFrom: NOW, windowUntil: NOW, createdAt: NOW, expiresAt: NOW };
    const digest = { chatId: chat.id, kind: 'asked' as const, key: DIRTY, storyIds: [], state: 'planned' as const };
    const ids = await insertDigests(database.db, [{ ...digest, ...times, stateReason: DIRTY }]);
    const before = (await digestsOfChat(database.db, { chatId: chat.id, since: new Date(0) })).map((each) => each.key);
    await finishDigests(
      database.db,
      [...ids.values()].map((id) => ({ id, state: 'failed' as const, reason: DIRTY })),
    );
    const [after] = await digestsOfChat(database.db, { chatId: chat.id, since: new Date(0) });
    return [before, after?.stateReason];
  },
  'a message': async () => {
    const hash = await savePayload(
      database.db,
      { html: DIRTY, preview: null, buttons: [[{ text: DIRTY, data: 'x' }]] },
      NOW,
    );
    const message = (await payloadsOf(database.db, [hash])).get(hash);
    return [message?.html, message?.buttons.map(([button]) => button?.text)];
  },
  'a notice': async () => {
    await writeNotice(database.db, { kind: 'source-dead', telegramId: 1, key: DIRTY, data: { title: DIRTY } }, NOW);
    return (await database.db.select().from(notices)).map(({ key, data }) => [key, data.title]);
  },
  'a conversation': async () => {
    await writeConversation(database.db, '1:1', { said: DIRTY }, NOW);
    return ((await readConversation(database.db, '1:1', NOW)) as { said: string }).said;
  },
};

it.each(Object.keys(ROOMS))('%s may have signs that Postgres has no letter for', async (name) => {
  const stored = [await ROOMS[name]!()].flat(3);
  expect(stored.length).toBeGreaterThan(0);
  // What is sealed is no text to Postgres, and comes back as it was said.
  const shown = stored.map((text) => String(text).replaceAll('\0', '\ufffd').toWellFormed());
  expect(new Set(shown)).toEqual(new Set([CLEAN]));
});

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimAnywhere, exchangeUpdates } from '../../src/bot/inbox/store.js';
import { readConversation, writeConversation } from '../../src/bot/store.js';
import { chatById, preferencesOf, registerChat, savePreferences, tastesDueSoon } from '../../src/chats/store.js';
import { openDataKeys } from '../../src/db/keys.js';
import { writeNotice } from '../../src/db/notices.js';
import { chats, dataKeys, notices } from '../../src/db/schema.js';
import { dataKey, useDataKeys } from '../../src/db/seal.js';
import { dispatchNotices } from '../../src/delivery/notices.js';
import { enqueue, payloadsOf } from '../../src/delivery/store.js';
import { planDigest } from '../../src/digests/plan.js';
import { continueSubmission, lastSubmission, openSubmission, showSubmission } from '../../src/intake/people/store.js';
import { silentLog } from '../../src/telemetry/log.js';
import { addStory, clear } from '../digests/support.js';
import { useDatabase } from '../support/database.js';

const NOW = new Date('2026-06-12T06:30:00Z');
/** In nothing but what people wrote, and in what their names are. */
const SECRET = 'жоржинник';
const FIRST = Buffer.alloc(32, 1);
const SECOND = Buffer.alloc(32, 2);
const base64 = (...keys: Buffer[]) => keys.map((key) => key.toString('base64')).join();

const database = useDatabase();
let folder: string;
let chatId: number;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'korotko-keys-'));
  await openDataKeys(database.db, { dataKey: base64(FIRST), dataFolder: folder }, NOW);
  await clear(database.db);
  await writeEverything();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What people write and are called, by every way by which it comes into a table. */
async function writeEverything(): Promise<void> {
  const { db } = database;
  const chat = await registerChat(
    db,
    { telegramId: 7, kind: 'private', title: `Олена ${SECRET}`, username: SECRET },
    NOW,
  );
  chatId = chat.id;
  const words = [`${SECRET}, «та, інше»`, 'порт'];
  await savePreferences(db, chat.id, { followedWords: words, mutedWords: [SECRET], urgentWords: [SECRET] });
  const taken = [{ id: 1, lane: 7, update: { message: { text: `${SECRET}\0` } } }];
  await exchangeUpdates(db, { taken, done: [], ours: null }, { now: NOW, limit: 0 });
  await writeConversation(db, '7:add', { said: SECRET }, NOW);
  const { id } = await openSubmission(db, { telegramId: 7, parts: [SECRET], sentAt: NOW, now: NOW });
  await continueSubmission(db, { id, part: `${SECRET} далі`, sentAt: NOW });
  const article = {
    title: SECRET,
    text: SECRET,
    url: null,
    publisher: null,
    publishedAt: NOW,
    language: 'uk' as const,
  };
  await showSubmission(db, { id, article: article as never, previewId: 1 });
  const notice = { kind: 'channel-source', telegramId: 7, key: 'one', data: { chat: SECRET } };
  await writeNotice(db, notice, NOW);
  await dispatchNotices(db, { now: NOW, log: silentLog() });
  const story = await addStory(db, 'У порту відкрили новий причал', NOW);
  await planDigest({ db, now: NOW, enqueue, chatId, kind: 'asked', storyIds: [story], words: SECRET });
}

/** Everything that a copy of the database's files would show. */
async function dump(): Promise<string> {
  const { db } = database;
  const tables = await db.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public'`,
  );
  const rows: string[] = [];
  for (const { name } of tables) {
    const found = await db.execute<{ row: string }>(sql.raw(`select t::text as row from "${name}" as t`));
    rows.push(...[...found].map(({ row }) => row));
  }
  return rows.join('\n');
}

/** Is everything there, as it was written? */
async function expectEverything(): Promise<void> {
  const { db } = database;
  expect(await chatById(db, chatId)).toMatchObject({ title: `Олена ${SECRET}`, username: SECRET });
  expect(await preferencesOf(db, chatId)).toMatchObject({
    followedWords: [`${SECRET}, «та, інше»`, 'порт'],
    mutedWords: [SECRET],
    urgentWords: [SECRET],
  });
  expect(await readConversation(db, '7:add', NOW)).toEqual({ said: SECRET });
  expect(await lastSubmission(db, 7)).toMatchObject({ parts: [SECRET, `${SECRET} далі`], article: { title: SECRET } });
  expect(await db.select().from(notices)).toMatchObject([{ data: { chat: SECRET } }]);
  const hashes = await db.execute<{ hash: string }>(sql`select hash from payloads`);
  const bodies = await payloadsOf(
    db,
    [...hashes].map(({ hash }) => hash),
  );
  expect([...bodies.values()].filter(({ html }) => html.toLowerCase().includes(SECRET))).toHaveLength(2);
}

test('what people wrote and are called stands in no table in clear, and is read as it was', async () => {
  expect(await dump()).not.toMatch(new RegExp(SECRET, 'i'));
  await expectEverything();
  const [update] = await claimAnywhere(database.db, { done: [], limit: 1 });
  expect(update?.update).toEqual({ message: { text: SECRET } });
});

test('the wishes of those who get a digest soon are read with their words', async () => {
  const slot = new Date(NOW.getTime() + 60_000);
  await database.db.execute(sql`
    insert into schedules (chat_id, times, weekdays, zone, next_slot_at) values (${chatId}, '{09:31}', '{5}', 'UTC', ${slot.toISOString()})`);
  const until = new Date(NOW.getTime() + 600_000);
  const [taste] = await tastesDueSoon(database.db, { after: NOW, until, limit: 10 });
  expect(taste?.preferences).toMatchObject({ followedWords: [`${SECRET}, «та, інше»`, 'порт'], mutedWords: [SECRET] });
});

test('without its key a database is not opened, and what to do is said', async () => {
  await expect(openDataKeys(database.db, { dataKey: base64(SECOND), dataFolder: folder }, NOW)).rejects.toThrow(
    /data key [0-9a-f]{8}, which is not here\. Copy it/,
  );
  await expect(openDataKeys(database.db, { dataKey: null, dataFolder: folder }, NOW)).rejects.toThrow(
    /which is not here/,
  );
  await expect(stat(path.join(folder, 'data.key'))).rejects.toThrow('ENOENT');
});

test('a new key takes the place of the old one, with nothing lost, and what an older version wrote comes under it', async () => {
  const { db } = database;
  await db.execute(sql`update chats set username = ${SECRET}`);
  await db.execute(sql`update preferences set muted_words = array[${SECRET}]`);
  await db.execute(sql`update conversation_state set state = jsonb_build_object('said', ${SECRET}::text)`);
  await expectEverything();
  await openDataKeys(db, { dataKey: base64(SECOND, FIRST), dataFolder: folder }, NOW);
  expect(await dump()).not.toMatch(new RegExp(SECRET, 'i'));
  expect(await dump()).not.toContain(dataKey(FIRST).id);
  expect(await db.select().from(dataKeys)).toMatchObject([{ id: dataKey(SECOND).id }]);
  // The old one is not needed any more.
  await openDataKeys(db, { dataKey: base64(SECOND), dataFolder: folder }, NOW);
  await expectEverything();
});

test('what was changed in the table is not taken for what was written', async () => {
  const { db } = database;
  const [row] = await db.execute<{ title: string }>(sql`select title from chats`);
  await db.execute(sql`update chats set title = overlay(title placing 'AAAA' from 40 for 4)`);
  await expect(chatById(db, chatId)).rejects.toThrow(/was changed in the database/);
  await db.execute(sql`update chats set title = ${row!.title}`);
});

test('a first start makes a key for its owner alone, and the next one uses it', async () => {
  const { db } = database;
  await db.execute(sql`truncate chats, notices, waiting_updates, data_keys cascade`);
  const place = { dataKey: null, dataFolder: path.join(folder, 'new') };
  await Promise.all([openDataKeys(db, place, NOW), openDataKeys((await database.another()).db, place, NOW)]);
  const file = path.join(folder, 'new/data.key');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const made = await readFile(file, 'utf8');
  await openDataKeys(db, place, NOW);
  expect(await readFile(file, 'utf8')).toBe(made);
  await writeFile(file, 'no key');
  await expect(openDataKeys(db, place, NOW)).rejects.toThrow(/must hold 32 bytes as base64/);
  useDataKeys([dataKey(FIRST)]);
  expect(await db.select().from(chats).where(eq(chats.id, chatId))).toEqual([]);
});

import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeBackup } from '../../src/db/backup.js';
import { readBackup } from '../../src/db/restore.js';
import { acceptArticle } from '../../src/intake/store/accept.js';
import { ensureSource } from '../../src/intake/store.js';
import { placeNewArticles } from '../../src/stories/place.js';
import { korotko } from '../support/command.js';
import { useDatabase } from '../support/database.js';

const NOW = new Date('2026-06-12T06:30:00Z');
/** Every sign that a table's text could stumble over. */
const AWKWARD = 'Рядок\nдругий\r\n\tз табуляцією \\N \\. \\ «лапки» " \' \u2028 \u2029 \u0085 кінець 🇺🇦';

const full = useDatabase();
const empty = useDatabase();
const other = useDatabase();
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'korotko-backup-'));
  file = path.join(folder, 'korotko.backup');
  await fill();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Articles and stories, a chat, and a digest with one message of each fate. */
async function fill(): Promise<void> {
  const { db } = full;
  const source = await ensureSource(db, { kind: 'feed', url: 'https://example.org/rss', title: AWKWARD });
  for (let n = 1; n <= 60; n++) {
    const article = {
      title: `Новина ${n} про місто номер ${n * 7}`,
      text: `${AWKWARD} ${n}. ${'Довгий текст новини. '.repeat(50)}`,
      url: `https://example.org/${n}`,
      publisher: null,
      language: 'uk' as const,
      publishedAt: NOW,
    };
    await acceptArticle(db, { article, sourceId: source.id, now: NOW, isNews: true });
  }
  await placeNewArticles(db, { now: NOW });
  await db.execute(sql`
    with chat as (insert into chats (telegram_id, kind, title) values (100, 'private', ${AWKWARD}) returning id),
    digest as (
      insert into digests (chat_id, kind, key, slot_at, window_from, window_until, story_ids, state, created_at, expires_at)
      select id, 'asked', 'asked:1', now(), now(), now(), '{1}', 'planned', now(), now() from chat returning id, chat_id)
    insert into deliveries (digest_id, chat_id, part, parts, payload_hash, priority, state, created_at)
    select id, chat_id, place, 5, 'hash', 0, state, now() from digest,
      unnest(array['sent', 'failed', 'pending', 'deferred', 'sending']) with ordinality as fates(state, place)`);
}

/** What a table holds, in one line, whatever the order of its rows. */
async function contentOf(db: typeof full.db, table: string): Promise<string> {
  const name = sql.identifier(table);
  const [row] = await db.execute<{ digest: string }>(
    sql`select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${name} as t`,
  );
  return row?.digest ?? '';
}

describe('a backup', () => {
  test('brings every row of every table back as it was, but for what waited to be sent: that is in doubt', async () => {
    const rows = await writeBackup(full.db, file, NOW);
    expect(rows).toMatchObject({ articles: 60, chats: 1, deliveries: 5 });
    expect(await readBackup(empty.db, file)).toEqual(rows);
    for (const table of Object.keys(rows).filter((name) => name !== 'deliveries' && name !== 'digests')) {
      expect(`${table} ${await contentOf(empty.db, table)}`).toBe(`${table} ${await contentOf(full.db, table)}`);
    }
    const states = await empty.db.execute<{ part: number; state: string }>(
      sql`select part, state from deliveries order by part`,
    );
    expect([...states].map(({ state }) => state)).toEqual(['sent', 'failed', 'uncertain', 'uncertain', 'uncertain']);
  });

  test('lets no id be given away twice, even where the newest row is gone', async () => {
    const [row] = await empty.db.execute<{ id: number }>(
      sql`insert into sources (kind, url, title) values ('feed', 'https://example.org/new', 'x') returning id`,
    );
    const [known] = await full.db.execute<{ last: number }>(
      sql`select last_value as last from ${sql.identifier('sources_id_seq')}`,
    );
    expect(Number(row?.id)).toBe(Number(known?.last) + 1);
  });

  test('is readable by its owner alone, and leaves nothing else behind', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  test('shows one moment, though rows come in meanwhile', async () => {
    const writing = writeBackup(full.db, path.join(folder, 'moment.backup'), NOW);
    const connection = await full.another();
    for (let n = 0; n < 20; n++) {
      await connection.db.execute(sql`
        with made as (insert into sources (kind, url, title) values ('feed', ${`https://example.org/more/${n}`}, 'x') returning id)
        insert into articles (source_id, title, text, language, accepted_at, content_hash)
        select id, 'x', 'x', 'uk', now(), ${`hash ${n}`} from made`);
    }
    const rows = await writing;
    // One article came with each new source: seen at one moment, the two grew alike.
    expect((rows.articles ?? 0) - 60).toBe((rows.sources ?? 0) - 1);
  });
});

describe('restoring', () => {
  test('into a database that is not empty is refused, and changes nothing', async () => {
    const before = await contentOf(full.db, 'articles');
    await expect(readBackup(full.db, file)).rejects.toThrow(/not empty/);
    expect(await contentOf(full.db, 'articles')).toBe(before);
  });

  test.each([
    ['cut short', (whole: Buffer) => whole.subarray(0, whole.length / 2), /damaged|too early/],
    ['no backup at all', () => Buffer.from('Добрий день'), /damaged or no backup/],
    ['one without its last line', lines((all) => all.slice(0, -2)), /ends too early/],
    ['one that lost a row', lines((all) => all.filter((line) => !line.includes('Новина 7 '))), /not all its rows/],
    [
      'one of other tables',
      lines((all) => [all[0]?.replace(/"migrations":\[[^\]]*\]/, '"migrations":["x"]') ?? '', ...all.slice(1)]),
      /other tables/,
    ],
  ])('a file that is %s is refused, and the database stays empty', async (_, spoil, words) => {
    const spoilt = path.join(folder, 'spoilt.backup');
    await writeFile(spoilt, spoil(await readFile(file)));
    await expect(readBackup(other.db, spoilt)).rejects.toThrow(words);
    expect(await contentOf(other.db, 'sources')).toMatch(/^0 /);
  });

  function lines(change: (all: string[]) => string[]) {
    return (whole: Buffer) => gzipSync(change(gunzipSync(whole).toString().split('\n')).join('\n'));
  }
});

describe('korotko backup and restore', () => {
  test('carry what one installation knows to another', async () => {
    const env = { DATA_DIR: path.join(folder, 'one') };
    await korotko(['ingest', 'seeds/articles/interfax-2024-10-28-rutte.txt'], { env });
    const taken = await korotko(['backup', 'moved.backup'], { env, cwd: folder });
    expect(taken).toMatchObject({ code: 0, stderr: '' });
    const elsewhere = { DATA_DIR: path.join(folder, 'two') };
    const locked = await korotko(['restore', 'moved.backup'], { env: elsewhere, cwd: folder });
    expect(locked).toMatchObject({ code: 1, stdout: '' });
    expect(locked.stderr).toMatch(/^korotko restore: .*data key [0-9a-f]{8}, which is not here\. Copy it/);
    await copyFile(path.join(folder, 'one/data.key'), path.join(folder, 'two/data.key'));
    const given = await korotko(['restore', 'moved.backup'], { env: elsewhere, cwd: folder });
    expect(given).toMatchObject({ code: 0, stderr: '' });
    const again = await korotko(['ingest', 'seeds/articles/interfax-2024-10-28-rutte.txt'], { env: elsewhere });
    expect(again.stdout).toMatch(/^known /);
    const missing = await korotko(['restore', 'nowhere.backup'], { env: elsewhere, cwd: folder });
    expect(missing.code).toBe(1);
    expect(missing.stderr).toMatch(/^korotko restore: .*nowhere\.backup cannot be read/);
  });
});

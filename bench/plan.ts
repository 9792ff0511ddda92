import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import type { Database } from '../src/db/connect.js';
import { openDatabase } from '../src/db/open.js';
import { enqueue } from '../src/delivery/store.js';
import { planDueDigests } from '../src/digests/plan.js';
import { stems } from '../src/language/stem.js';
import { summariesFor } from '../src/summaries/store.js';
import { TOPICS } from '../src/vocabulary.js';

const NINE = new Date('2026-01-05T07:00:00Z');
const USAGE = 'npm run bench -- plan [--chats 100000] [--stories 3000]';

/**
 * Nine in the morning in Kyiv: how long until every digest due at 09:00 stands in the outbox with its messages.
 *
 * Readers differ as people do: two to six topics each, some with followed and muted words, three lengths, and all of
 * them had a digest the evening before. Summaries are made before the clock starts, as they are when stories come in.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      chats: { type: 'string', default: '100000' },
      stories: { type: 'string', default: '3000' },
    },
  });
  const [chats, stories] = [Number(values.chats), Number(values.stories)];
  if (!(chats > 0 && stories > 0)) throw new Error(`Usage: ${USAGE}`);
  const folder = await mkdtemp(path.join(tmpdir(), 'korotko-plan-'));
  const { db, close } = await openDatabase({ botToken: null, databaseUrl: null, dataFolder: folder });
  try {
    await seedStories(db, stories);
    await seedChats(db, { chats, stories });
    await db.execute(sql`analyze`);
    console.log(`${chats} schedules due at 09:00 over ${stories} stories`);

    const peak = watchMemory();
    const cpu = process.cpuUsage();
    const started = performance.now();
    const counts = await planDueDigests({ db, now: NINE, enqueue });
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const [written] = await db.execute(sql`
      select (select count(*) from digests where slot_at = ${NINE.toISOString()}) as digests,
        (select count(*) from deliveries) as deliveries, (select count(*) from payloads) as payloads`);
    console.log({
      ...counts,
      ...written,
      seconds: seconds.toFixed(1),
      cpuSeconds: ((user + system) / 1e6).toFixed(1),
      peakMegabytes: Math.round(peak() / 2 ** 20),
    });
  } finally {
    await close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Samples this process's resident memory; the answer is the peak in bytes. */
function watchMemory(): () => number {
  let peak = process.memoryUsage.rss();
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  return () => {
    clearInterval(timer);
    return Math.max(peak, process.memoryUsage.rss());
  };
}

const SUBJECTS = ['Уряд', 'Місто', 'Компанія', 'Університет', 'Лікарня', 'Збірна', 'Музей', 'Порт', 'Завод', 'Громада'];
const DEEDS = ['оголосила про зміни', 'підбила підсумки року', 'відкрила новий корпус', 'змінила правила роботи'];
const PLACES = ['у Полтаві', 'в Одесі', 'у Львові', 'на Закарпатті', 'у Дніпрі', 'в Чернівцях', 'у Сумах', 'у Києві'];
const FOLLOWED = ['порт', 'університет', 'Львів', 'лікарня', 'музей'];

async function seedStories(db: Database, count: number): Promise<void> {
  await db.execute(sql`
    insert into sources (kind, url, title)
    select 'feed', 'https://paper-' || n || '.example/rss', 'Газета ' || n from generate_series(1, 40) as n`);
  const rows = Array.from({ length: count }, (_, n) => {
    const pick = (words: readonly string[], step: number) => words[Math.floor(n / step) % words.length];
    const headline = `${pick(SUBJECTS, 1)} ${pick(DEEDS, 10)} ${pick(PLACES, 40)}: подія ${n + 1}`;
    const sentence = `${headline}, і це вплине на життя багатьох людей протягом наступних місяців.`;
    return {
      headline,
      text: Array.from({ length: 3 }, (_, k) => `${sentence} Подробиць стане більше за ${k + 2} дні.`).join('\n'),
      topics: [
        { topic: TOPICS[n % TOPICS.length], score: 0.8 },
        { topic: TOPICS[(n * 7 + 3) % TOPICS.length], score: 0.3 },
      ],
      rank: ((n * 7919) % count) / count,
      terms: [...new Set(stems(headline))],
      // Spread over the 20 hours before the slot.
      at: new Date(NINE.getTime() - (n + 1) * ((20 * 3_600_000) / count)),
    };
  });
  await db.execute(sql`
    insert into stories
      (headline, first_seen_at, last_seen_at, news_at, topics, article_count, source_ids, source_count, rank, terms)
    select headline, at, at, at, topics, 3, array[1, 2, 3], 3, rank, array(select jsonb_array_elements_text(terms))
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (headline text, topics jsonb, rank real, terms jsonb, at timestamptz)`);
  await db.execute(sql`
    insert into articles
      (source_id, url, title, text, publisher, language, published_at, accepted_at, content_hash)
    select 1 + (s.id + k) % 40, 'https://paper.example/' || s.id || '/' || k, s.headline, row.text, 'Газета ' || k, 'uk',
      s.news_at, s.news_at, s.id || '-' || k
    from stories s join jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (headline text, text text) using (headline),
      generate_series(1, 3) as k`);
  await db.execute(sql`
    insert into story_articles (story_id, article_id, score, reason, joined_at)
    select split_part(content_hash, '-', 1)::bigint, id, 1, '{}', accepted_at from articles`);
  const ids = [...(await db.execute<{ id: string }>(sql`select id from stories`))].map(({ id }) => Number(id));
  for (const length of ['short', 'normal', 'long'] as const) {
    for (let start = 0; start < ids.length; start += 500) {
      await summariesFor(db, { storyIds: ids.slice(start, start + 500), length, now: NINE });
    }
  }
}

async function seedChats(db: Database, { chats, stories }: { chats: number; stories: number }): Promise<void> {
  await db.execute(sql`
    insert into chats (telegram_id, kind, title, created_at)
    select n, case when n % 100 = 0 then 'channel' else 'private' end, 'Читач ' || n, now()
    from generate_series(1, ${chats}::int) as n`);
  await db.execute(sql`
    insert into preferences (chat_id, topics, length, followed_words, muted_words)
    select id,
      array(select topic from unnest(${sql.param(`{${TOPICS.join()}}`)}::text[]) with ordinality as t(topic, place)
        order by hashtext(topic || id) limit 2 + id % 5),
      case when id % 10 = 1 then 'short' when id % 10 = 2 then 'long' else 'normal' end,
      case when id % 3 = 0 then array[(${sql.param(`{${FOLLOWED.join()}}`)}::text[])[1 + id % 5]] else '{}'::text[] end,
      case when id % 7 = 0 then array['завод'] else '{}'::text[] end
    from chats`);
  await db.execute(sql`
    insert into schedules (chat_id, times, weekdays, zone, next_slot_at, last_slot_at)
    select id, case when id % 2 = 0 then '{09:00}'::text[] else '{09:00,20:00}'::text[] end, '{1,2,3,4,5,6,7}',
      'Europe/Kyiv', ${NINE.toISOString()}::timestamptz,
      ${NINE.toISOString()}::timestamptz - case when id % 2 = 0 then interval '24 hours' else interval '13 hours' end
    from chats`);
  await db.execute(sql`
    insert into digests (chat_id, kind, key, slot_at, window_from, window_until, story_ids, state, created_at, expires_at)
    select id, 'scheduled', 'evening:' || id, evening, evening - interval '12 hours', evening,
      array(select 1 + (id * 31 + n * 97) % ${stories}::int from generate_series(1, 10) as n), 'sent', evening, evening
    from chats, (select ${NINE.toISOString()}::timestamptz - interval '13 hours' as evening) as past`);
}

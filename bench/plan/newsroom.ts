import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/connect.js';
import { stems } from '../../src/language/stem.js';
import { EXTRACT_VERSION } from '../../src/summaries/fingerprint.js';
import { summariesFor } from '../../src/summaries/store.js';
import { TOPICS } from '../../src/vocabulary.js';

/** Nine in the morning in Kyiv. */
export const NINE = new Date('2026-01-05T07:00:00Z');

const SUBJECTS = ['Уряд', 'Місто', 'Компанія', 'Університет', 'Лікарня', 'Збірна', 'Музей', 'Порт', 'Завод', 'Громада'];
const DEEDS = ['оголосила про зміни', 'підбила підсумки року', 'відкрила новий корпус', 'змінила правила роботи'];
const PLACES = ['у Полтаві', 'в Одесі', 'у Львові', 'на Закарпатті', 'у Дніпрі', 'в Чернівцях', 'у Сумах', 'у Києві'];
const FOLLOWED = ['порт', 'університет', 'Львів', 'лікарня', 'музей'];

/**
 * Stories of three articles each, spread over the hours before a moment, the newest first. Summaries are made for those of
 * the last day, as they are when stories come in.
 */
export async function seedStories(
  db: Database,
  options: { count: number; hours: number; until?: Date },
): Promise<void> {
  const { count, hours, until = NINE } = options;
  await db.execute(sql`
    insert into sources (kind, url, title)
    select 'feed', 'https://paper-' || n || '.example/rss', 'Газета ' || n from generate_series(1, 40) as n`);
  const gapMs = (hours * 3_600_000) / count;
  for (let start = 0; start < count; start += 5_000) {
    const places = Array.from({ length: Math.min(5_000, count - start) }, (_, n) => start + n);
    await insertStories(
      db,
      places.map((n) => storyRow(n, { count, at: new Date(until.getTime() - (n + 1) * gapMs) })),
    );
  }
  const ofTheDay = Math.min(count, Math.floor((24 * 3_600_000) / gapMs));
  await insertSummaries(db, { storiesOfTheDay: ofTheDay, until });
}

/** Written here and not made, so that neither the time nor the memory of making them is measured. */
async function insertSummaries(
  db: Database,
  { storiesOfTheDay, until }: { storiesOfTheDay: number; until: Date },
): Promise<void> {
  await db.execute(sql`
    insert into summaries (story_id, length, engine, headline, text, fingerprint, created_at)
    select stories.id, length, 'extract', stories.headline, left(min(articles.text), characters),
      encode(sha256(convert_to(
        ${`${EXTRACT_VERSION}\n`} || string_agg(articles.id || ':' || content_hash, E'\\n' order by (articles.id || ':' || content_hash) collate "C"),
        'UTF8')), 'hex'),
      ${until.toISOString()}::timestamptz
    from stories
      join story_articles on story_articles.story_id = stories.id
      join articles on articles.id = story_articles.article_id,
      (values ('short', 140), ('normal', 280), ('long', 700)) as lengths (length, characters)
    where stories.id <= ${storiesOfTheDay}
    group by stories.id, length, characters`);
  // Made anew, this one would say that the fingerprint is no longer that of the program.
  const [before] = await db.execute(sql`select created_at from summaries where story_id = 1 and length = 'normal'`);
  await summariesFor(db, { storyIds: [1], length: 'normal', now: new Date() });
  const [after] = await db.execute(sql`select created_at from summaries where story_id = 1 and length = 'normal'`);
  if (String(before?.created_at) !== String(after?.created_at))
    throw new Error('The summaries of the bench are not taken for stored ones.');
}

function storyRow(n: number, { count, at }: { count: number; at: Date }) {
  const pick = (words: readonly string[], step: number) => words[Math.floor(n / step) % words.length];
  const headline = `${pick(SUBJECTS, 1)} ${pick(DEEDS, 10)} ${pick(PLACES, 40)}: подія ${n + 1}`;
  const sentence = `${headline}, і це вплине на життя багатьох людей протягом наступних місяців.`;
  // As many different words as an article of the usual length has.
  const further = Array.from({ length: 150 }, (_, k) => `слово${(n * 13 + k * 7) % 9_000}`);
  return {
    headline,
    text: Array.from({ length: 3 }, (_, k) => `${sentence} Подробиць стане більше за ${k + 2} дні.`).join('\n'),
    topics: [
      { topic: TOPICS[n % TOPICS.length], score: 0.8 },
      { topic: TOPICS[(n * 7 + 3) % TOPICS.length], score: 0.3 },
    ],
    rank: ((n * 7919) % count) / count,
    terms: [...new Set([...stems(headline), ...further])],
    at,
  };
}

async function insertStories(db: Database, rows: readonly ReturnType<typeof storyRow>[]): Promise<void> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as row (headline text, text text, topics jsonb, rank real, terms jsonb, at timestamptz)`;
  await db.execute(sql`
    with told as (
      insert into stories
        (headline, first_seen_at, last_seen_at, news_at, topics, article_count, source_ids, source_count, rank, terms)
      select headline, at, at, at, topics, 3, array[1, 2, 3], 3, rank, array(select jsonb_array_elements_text(terms))
      from ${given}
      returning id, headline, news_at
    ), written as (
      insert into articles
        (source_id, url, title, text, publisher, language, published_at, accepted_at, content_hash)
      select 1 + (told.id + k) % 40, 'https://paper.example/' || told.id || '/' || k, told.headline, row.text,
        'Газета ' || k, 'uk', news_at, news_at, told.id || '-' || k
      from told join ${given} using (headline), generate_series(1, 3) as k
      returning id, content_hash, accepted_at
    )
    insert into story_articles (story_id, article_id, score, reason, joined_at)
    select split_part(content_hash, '-', 1)::bigint, id, 1, '{"kind":"start"}', accepted_at from written`);
}

/**
 * Readers with a schedule at nine, each of whom had a digest the evening before; one chat in a hundred is a channel, and
 * one in fifty has put its topics into an order of its own.
 */
export async function seedChats(db: Database, { chats, stories }: { chats: number; stories: number }): Promise<void> {
  await db.execute(sql`
    insert into chats (telegram_id, kind, title, created_at)
    select n, case when n % 100 = 0 then 'channel' else 'private' end, 'Читач ' || n, now()
    from generate_series(1, ${chats}::int) as n`);
  await db.execute(sql`
    insert into preferences (chat_id, topics, length, followed_words, muted_words)
    select id,
      array(select topic from (
          select topic, place, hashtext(topic || id) as draw
          from unnest(${sql.param(`{${TOPICS.join()}}`)}::text[]) with ordinality as t(topic, place)
          order by draw limit 2 + id % 5
        ) as drawn order by case when id % 50 = 0 then draw else place end),
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

import { sql } from 'drizzle-orm';
import type { Database } from '../../src/db/connect.js';
import { stems } from '../../src/language/stem.js';
import { eventsFrom, randomFrom } from '../stories/news.js';

/** Of a hundred articles so many start a story, and the others join one. */
const STORIES_OF_A_HUNDRED = 70;
/** Different words of an article, of so many that there are; the first of them are in every hundredth. */
const WORDS = 60;
const VOCABULARY = 20_000;
/** Different sets of words; an archive repeats them. */
const TEXTS = 5_000;
/** Keys that an article of the last days is found by. */
const KEYS = 40;
/** Digests a chat gets a day; each is one message and names so many stories. */
const STORIES_A_DIGEST = 8;

/** Made-up words as they are indexed. */
function vocabulary(): string[] {
  const make = eventsFrom(randomFrom(1));
  const words = new Set<string>();
  while (words.size < VOCABULARY) {
    const { own, names } = make(new Date(0));
    for (const word of [...own, ...names]) for (const stem of stems(word)) words.add(stem);
    // Few beginnings and endings make few words.
    for (const word of own)
      for (const stem of stems(`${word}${words.size.toString(36).replaceAll(/\d/g, 'ж')}`)) words.add(stem);
  }
  return [...words].slice(0, VOCABULARY);
}

/**
 * Fills an empty database with the news of some days as they stand there after retention, by statements of Postgres alone.
 * @returns a word that one article in many has.
 */
export async function fillArchive(
  db: Database,
  options: { articles: number; days: number; deliveries: number; now: Date; period: number },
): Promise<string> {
  const { articles, days, deliveries, now, period } = options;
  const stories = Math.ceil((articles * STORIES_OF_A_HUNDRED) / 100);
  const words = vocabulary();
  const at = (of: number) => sql`${now.toISOString()}::timestamptz - interval '1 day' * ${days} * (${of} - n) / ${of}`;
  await db.execute(sql`create unlogged table vocabulary as
    select place::int, word from unnest(${sql.param(`{${words.join()}}`)}::text[]) with ordinality as given (word, place)`);
  await db.execute(sql`create unique index on vocabulary (place)`);
  await db.execute(sql`create unlogged table texts as
    select n, array(
      select word from generate_series(1, ${WORDS}::int) as k
        join vocabulary on place = 1 + (n::bigint * 7919 + k * 104729 + n / (1 + k)) % ${VOCABULARY}::int
    ) as words from generate_series(0, ${TEXTS - 1}::int) as n`);
  await db.execute(sql`create unique index on texts (n)`);
  await db.execute(sql`analyze`);
  // Indexed once, at the end.
  const [index] = await db.execute<{ definition: string }>(
    sql`select pg_get_indexdef('story_articles_stems'::regclass) as definition`,
  );
  await db.execute(sql`drop index story_articles_stems`);
  await db.execute(sql`
    insert into sources (kind, url, title) select 'feed', 'https://paper-' || n || '.example/rss', 'Газета ' || n
    from generate_series(1, 300) as n`);
  await db.execute(sql`
    insert into stories
      (headline, first_seen_at, last_seen_at, news_at, topics, article_count, source_ids, source_count, rank, terms)
    select 'Подія ' || n || ' у місті', ${at(stories)}, ${at(stories)}, ${at(stories)},
      jsonb_build_array(jsonb_build_object('topic', (array['war','economy','sport','society'])[1 + n % 4], 'score', 0.8)),
      1, array[1 + n % 300], 1, (n % 97) / 97.0, '{}'
    from generate_series(1, ${stories}::int) as n`);
  await db.execute(sql`
    insert into articles
      (source_id, url, title, text, publisher, language, published_at, accepted_at, content_hash, placed_at)
    select 1 + n % 300, 'https://paper.example/' || n, 'Новина ' || n || ' у місті',
      repeat('Речення про подію номер ' || n || ' у місті. ', 30), 'Газета ' || n % 300, 'uk', ${at(articles)},
      ${at(articles)}, md5(n::text), ${at(articles)}
    from generate_series(1, ${articles}::int) as n`);
  await db.execute(sql`
    insert into story_articles (story_id, article_id, score, reason, report, stems, description, joined_at)
    select least(${stories}::int, greatest(1, n * ${STORIES_OF_A_HUNDRED}::int / 100)), n, 1, '{"kind":"start"}',
      jsonb_build_object('title', 'Новина ' || n, 'source', 1 + n % 300), words,
      json_build_object('terms', repeat('слово ', 100)), ${at(articles)}
    from generate_series(1, ${articles}::int) as n join (select n as text, words from texts) as texts on text = n % ${TEXTS}::int`);
  await db.execute(sql`
    insert into article_keys (period, key, article_id)
    select ${period}::int, hashtext(k || ' ' || n % 5000), n
    from generate_series(${articles}::int - ${Math.ceil((articles / days) * 4)}::int, ${articles}::int) as n,
      generate_series(1, ${KEYS}::int) as k
    on conflict do nothing`);
  await db.execute(sql`
    insert into chats (telegram_id, kind, title) select n, 'private', 'Читач ' || n from generate_series(1, 1000) as n`);
  await db.execute(sql`insert into payloads (hash, body, used_at)
    select md5(n::text), jsonb_build_object('html', repeat('новина ', 300), 'storyIds', jsonb_build_array(n, n + 1)), now()
    from generate_series(1, ${Math.ceil(deliveries / 100)}::int) as n`);
  await db.execute(sql`
    insert into digests (chat_id, kind, key, slot_at, window_from, window_until, story_ids, state, created_at, expires_at)
    select 1 + n % 1000, 'asked', 'bench:' || n, ${at(deliveries)}, ${at(deliveries)}, ${at(deliveries)}, array(
        select least(${stories}::bigint, 1 + n::bigint * ${stories}::int / ${deliveries}::int + k)
        from generate_series(1, ${STORIES_A_DIGEST}::int) as k
      ), 'sent', ${at(deliveries)}, ${at(deliveries)}
    from generate_series(1, ${deliveries}::int) as n`);
  await db.execute(sql`
    insert into deliveries (digest_id, chat_id, part, parts, payload_hash, priority, state, message_id, sent_at, created_at)
    select n, 1 + n % 1000, 1, 1, md5((1 + n % ${Math.ceil(deliveries / 100)}::int)::text), 2, 'sent', n, ${at(deliveries)}, ${at(deliveries)}
    from generate_series(1, ${deliveries}::int) as n`);
  await db.execute(sql.raw(index?.definition ?? ''));
  await db.execute(sql`drop table vocabulary, texts`);
  await db.execute(sql`vacuum analyze`);
  return words[VOCABULARY / 2] ?? '';
}

-- What an installation of the first version may hold: a reader and a channel, their settings, a story, digests and what became of them.
insert into sources (kind, url, title, default_topic, language, etag, next_poll_at, failures, last_error)
values ('feed', 'https://bereh.example/rss', 'Берег', 'economy', 'uk', '"7"', '2026-11-20T09:00:00Z', 2, 'Сервер не відповів за 15 с.'),
  ('seed', 'seed:', 'Початкові статті', null, 'uk', null, null, 0, null);
insert into articles (source_id, url, guid, title, text, publisher, language, categories, published_at, accepted_at, content_hash, placed_at)
values (1, 'https://bereh.example/prychal', 'prychal', 'У порту відкрили новий причал',
  'У порту міста Берегове відкрили причал завдовжки 240 метрів. Перше судно прибуде 25 листопада, повідомив керівник порту Остап Гринь.',
  'Берег', 'uk', '{Економіка}', '2026-11-20T06:00:00Z', '2026-11-20T06:05:00Z', 'a1', '2026-11-20T06:05:05Z');
insert into stories (headline, first_seen_at, last_seen_at, news_at, topics, article_count, source_ids, source_count, rank, terms)
values ('У порту відкрили новий причал', '2026-11-20T06:00:00Z', '2026-11-20T06:00:00Z', '2026-11-20T06:05:00Z',
  '[{"topic": "economy", "score": 0.9}]', 1, '{1}', 1, 0.8, '{порт,причал,відкри}');
insert into story_articles (story_id, article_id, score, reason, report, stems, joined_at)
values (1, 1, 1, '{"kind": "start"}', '{}', '{порт,причал}', '2026-11-20T06:05:05Z');
insert into article_keys (period, key, article_id) values (10000, 7, 1);
insert into summaries (story_id, length, engine, headline, text, fingerprint, created_at)
values (1, 'normal', 'extract', 'У порту відкрили новий причал', 'Перше судно прибуде 25 листопада, повідомив керівник порту Остап Гринь.', 'f', '2026-11-20T06:06:00Z');
insert into chats (telegram_id, kind, title, language, set_up_by, last_looked_at)
values (100, 'private', 'Олена', 'uk', 100, '2026-11-20T06:30:00Z'), (-1001, 'channel', 'Берегове зараз', 'uk', 100, null);
insert into preferences (chat_id, topics, topic_caps, followed_words, muted_words, muted_source_ids, urgent_words, quiet_from, quiet_until)
values (1, '{economy,society}', '{"economy": 3}', '{порт}', '{гороскоп}', '{}', '{тривога}', '22:00', '07:00'), (2, '{}', '{}', '{}', '{}', '{}', '{}', null, null);
insert into schedules (chat_id, times, weekdays, zone, min_stories, when_quiet, next_slot_at, last_slot_at)
values (1, '{09:00}', '{1,2,3,4,5,6,7}', 'Europe/Kyiv', 1, 'skip', '2026-11-20T07:00:00Z', '2026-11-19T07:00:00Z'),
  (2, '{09:00,20:00}', '{1,2,3,4,5}', 'Europe/Kyiv', 1, 'tell', '2026-11-20T18:00:00Z', '2026-11-20T07:00:00Z');
insert into desks (chat_id, name) values (2, 'Берегове зараз');
insert into desk_members (desk_id, user_id, role) values (1, 100, 'owner');
insert into feedback (chat_id, story_id, kind) values (1, 1, 'save');
insert into digests (chat_id, schedule_id, kind, key, slot_at, window_from, window_until, story_ids, state, created_at, expires_at)
values (2, 2, 'scheduled', 'schedule:2:2026-11-20T07:00:00.000Z', '2026-11-20T07:00:00Z', '2026-11-19T18:00:00Z', '2026-11-20T07:00:00Z', '{1}', 'sent', '2026-11-20T07:00:01Z', '2026-11-20T18:00:00Z');
insert into payloads (hash, body, used_at)
values ('p1', '{"html": "<b>Економіка</b>", "preview": null, "buttons": []}', '2026-11-20T07:00:01Z');
insert into notices (kind, telegram_id, key, data, created_at, rendered_at)
values ('source-paused', 100, 'source-paused:1', '{"source": "Берег", "reason": "410"}', '2026-11-20T07:10:00Z', '2026-11-20T07:10:05Z');
insert into deliveries (digest_id, notice_id, part, parts, chat_id, payload_hash, state, priority, message_id, sent_at, created_at)
values (1, null, 1, 1, 2, 'p1', 'sent', 1, 55, '2026-11-20T07:00:03Z', '2026-11-20T07:00:01Z'),
  (null, 1, 1, 1, 1, 'p1', 'uncertain', 0, null, null, '2026-11-20T07:10:05Z');
insert into send_pauses (scope, until, reason) values ('chat:100', '2026-11-20T07:11:00Z', '429');
insert into conversation_state (key, state, updated_at) values ('100', '{}', '2026-11-20T06:30:00Z');
insert into leases (name, holder, epoch, until) values ('sender:x', 'h', 3, '2026-11-20T07:00:30Z');
insert into processed_updates (update_id, received_at) values (9, '2026-11-20T06:30:00Z');
insert into waiting_updates (update_id, lane, update, received_at) values (10, 100, '{"update_id": 10}', '2026-11-20T06:31:00Z');
insert into send_budgets (token, spent_until) values ('b0', '2026-11-20T07:00:03Z');

-- Made by `npm run -s versions`: what an installation of this version may hold.
insert into "article_keys" overriding system value select * from json_populate_recordset(null::"article_keys", '[
{"period":10000,"key":7,"article_id":1}
]');
insert into "chats" overriding system value select * from json_populate_recordset(null::"chats", '[
{"id":1,"telegram_id":100,"thread_id":0,"kind":"private","title":"sealed1:3a433676:+Hz6As2if8L/BTFSGYFlrnd6nNeA8UEgYHv92OczBHQa9CC7Vaw=","username":null,"language":"uk","zone":"Europe/Kyiv","state":"active","state_since":"2026-11-28T05:32:43.548412+00:00","state_reason":null,"silent":false,"set_up_by":100,"last_looked_at":"2026-11-20T06:30:00+00:00","created_at":"2026-11-28T05:32:43.548412+00:00"},
{"id":2,"telegram_id":-1001,"thread_id":0,"kind":"channel","title":"sealed1:3a433676:9PDaJKPBZavoqLcwuxddOCT+OEasRkDtqU8Yiy6w4xh6E1Jj0yva95+lv/GmwF6e15A8ZspZ/A==","username":null,"language":"uk","zone":"Europe/Kyiv","state":"active","state_since":"2026-11-28T05:32:43.548412+00:00","state_reason":null,"silent":false,"set_up_by":100,"last_looked_at":null,"created_at":"2026-11-28T05:32:43.548412+00:00"}
]');
insert into "desks" overriding system value select * from json_populate_recordset(null::"desks", '[
{"id":1,"chat_id":2,"name":"Берегове зараз","created_at":"2026-11-28T05:32:43.55982+00:00","ownerless_since":null}
]');
insert into "sources" overriding system value select * from json_populate_recordset(null::"sources", '[
{"id":1,"kind":"feed","url":"https://bereh.example/rss","title":"Берег","site_url":null,"default_topic":"economy","language":"uk","zone":"Europe/Kyiv","full_text":"thin","weight":1,"confirmed":true,"etag":"\"7\"","last_modified":null,"next_poll_at":"2026-11-20T09:00:00+00:00","claimed_until":null,"poll_interval_seconds":900,"failures":2,"failing_since":null,"last_error":"Сервер не відповів за 15 с.","last_success_at":null,"paused_at":null,"paused_reason":null,"created_at":"2026-11-28T05:32:43.534626+00:00","body_hash":null,"time_to_live_seconds":null,"desk_id":null},
{"id":2,"kind":"seed","url":"seed:","title":"Початкові статті","site_url":null,"default_topic":null,"language":"uk","zone":"Europe/Kyiv","full_text":"thin","weight":1,"confirmed":true,"etag":null,"last_modified":null,"next_poll_at":null,"claimed_until":null,"poll_interval_seconds":900,"failures":0,"failing_since":null,"last_error":null,"last_success_at":null,"paused_at":null,"paused_reason":null,"created_at":"2026-11-28T05:32:43.534626+00:00","body_hash":null,"time_to_live_seconds":null,"desk_id":null}
]');
insert into "articles" overriding system value select * from json_populate_recordset(null::"articles", '[
{"id":1,"source_id":1,"url":"https://bereh.example/prychal","guid":"prychal","title":"У порту відкрили новий причал","text":"У порту міста Берегове відкрили причал завдовжки 240 метрів. Перше судно прибуде 25 листопада, повідомив керівник порту Остап Гринь.","publisher":"Берег","language":"uk","categories":["Економіка"],"image_url":null,"published_at":"2026-11-20T06:00:00+00:00","published_at_guessed":false,"accepted_at":"2026-11-20T06:05:00+00:00","is_news":true,"content_hash":"a1","placed_at":"2026-11-20T06:05:05+00:00","desk_id":null}
]');
insert into "barred_publishers" overriding system value select * from json_populate_recordset(null::"barred_publishers", '[
{"name":"Хвиля","since":"2026-11-19T09:00:00+00:00"}
]');
insert into "conversation_state" overriding system value select * from json_populate_recordset(null::"conversation_state", '[
{"key":"100","state":"sealed1:3a433676:i8/rbNywoG7pzdEh/yrxNnWN76iBPBKjbydEFut2","updated_at":"2026-11-20T06:30:00+00:00"}
]');
insert into "digests" overriding system value select * from json_populate_recordset(null::"digests", '[
{"id":1,"chat_id":2,"schedule_id":2,"kind":"scheduled","key":"schedule:2:2026-11-20T07:00:00.000Z","slot_at":"2026-11-20T07:00:00+00:00","window_from":"2026-11-19T18:00:00+00:00","window_until":"2026-11-20T07:00:00+00:00","story_ids":[1],"state":"sent","state_reason":null,"created_at":"2026-11-20T07:00:01+00:00","expires_at":"2026-11-20T18:00:00+00:00"}
]');
insert into "notices" overriding system value select * from json_populate_recordset(null::"notices", '[
{"id":1,"kind":"source-paused","telegram_id":100,"key":"source-paused:1","data":"sealed1:3a433676:UNIXsELccLR4JJlwZNohPuyPVODys+r/JAXU93tIpJ2MjFm/ZWKUPRXHWfNTx+Qv7QlB+istJxuKvG2wpyjUU/S1aFe6","created_at":"2026-11-20T07:10:00+00:00","rendered_at":"2026-11-20T07:10:05+00:00","buttons":[]}
]');
insert into "deliveries" overriding system value select * from json_populate_recordset(null::"deliveries", '[
{"id":1,"digest_id":1,"notice_id":null,"part":1,"parts":1,"chat_id":2,"payload_hash":"p1","form":"html","state":"sent","priority":1,"turn":0,"attempts":0,"next_attempt_at":null,"message_id":55,"last_error":null,"lease_epoch":null,"sent_at":"2026-11-20T07:00:03+00:00","created_at":"2026-11-20T07:00:01+00:00","reply_to":null,"reactions":null},
{"id":2,"digest_id":null,"notice_id":1,"part":1,"parts":1,"chat_id":1,"payload_hash":"p1","form":"html","state":"uncertain","priority":0,"turn":0,"attempts":0,"next_attempt_at":null,"message_id":null,"last_error":null,"lease_epoch":null,"sent_at":null,"created_at":"2026-11-20T07:10:05+00:00","reply_to":null,"reactions":null}
]');
insert into "corrections" overriding system value select * from json_populate_recordset(null::"corrections", '[
{"id":1,"delivery_id":1,"payload_hash":"p1","state":"done","attempts":1,"next_attempt_at":null,"last_error":null,"created_at":"2026-11-20T07:20:00+00:00","done_at":"2026-11-20T07:20:02+00:00"}
]');
insert into "data_keys" overriding system value select * from json_populate_recordset(null::"data_keys", '[
{"id":"3a433676","since":"2026-11-28T05:32:43.8+00:00","complete_at":"2026-11-28T05:32:43.8+00:00"}
]');
insert into "desk_invites" overriding system value select * from json_populate_recordset(null::"desk_invites", '[
{"id":1,"desk_id":1,"secret_hash":"a0","role":"editor","invited_by":100,"uses_left":1,"expires_at":"2026-11-21T07:00:00+00:00","created_at":"2026-11-20T07:00:00+00:00"}
]');
insert into "desk_journal" overriding system value select * from json_populate_recordset(null::"desk_journal", '[
{"id":1,"desk_id":1,"user_id":100,"action":"approved","data":{"edition": "Ранкове зведення"},"at":"2026-11-20T06:50:00+00:00"}
]');
insert into "desk_members" overriding system value select * from json_populate_recordset(null::"desk_members", '[
{"desk_id":1,"user_id":100,"role":"owner","added_at":"2026-11-28T05:32:43.560727+00:00"}
]');
insert into "desk_setups" overriding system value select * from json_populate_recordset(null::"desk_setups", '[
{"telegram_id":-1002,"user_id":100,"created_at":"2026-11-20T06:00:00+00:00"}
]');
insert into "editions" overriding system value select * from json_populate_recordset(null::"editions", '[
{"id":1,"desk_id":1,"name":"Ранкове зведення","topics":["economy"],"topic_caps":{},"followed_words":["порт"],"muted_words":["гороскоп"],"muted_source_ids":[],"only_source_ids":null,"length":"normal","form":"full","max_stories":10,"max_minutes":null,"urgent_words":["тривога"],"urgent_per_day":3,"quiet_from":null,"quiet_until":null,"posts":"together","silent":false,"preview":"none","template":{"emoji": {"economy": "⚓"}, "order": ["header", "stories", "hashtags", "footer", "signature"], "footer": null, "header": "<b>{date}</b>", "hashtags": true, "signature": null},"offers_breaking":false,"marks_corrections":true,"launched_at":"2026-11-18T08:00:00+00:00","version":1,"created_at":"2026-11-18T07:50:00+00:00"}
]');
insert into "drafts" overriding system value select * from json_populate_recordset(null::"drafts", '[
{"id":1,"edition_id":1,"slot_at":"2026-11-20T07:00:00+00:00","items":[{"isOut": false, "topic": "economy", "edited": ["summary"], "sources": [{"url": "https://bereh.example/prychal", "name": "Берег", "publishedAt": "2026-11-20T06:00:00.000Z"}], "storyId": 1, "summary": "Перше судно прибуде 25 листопада.", "headline": "У порту відкрили новий причал", "isUpdate": false, "overruled": []}],"state":"published","decided_by":100,"decided_at":"2026-11-20T06:50:00+00:00","version":1,"digest_id":1,"created_at":"2026-11-20T06:45:00+00:00"}
]');
insert into "stories" overriding system value select * from json_populate_recordset(null::"stories", '[
{"id":1,"headline":"У порту відкрили новий причал","first_seen_at":"2026-11-20T06:00:00+00:00","last_seen_at":"2026-11-20T06:00:00+00:00","news_at":"2026-11-20T06:05:00+00:00","topics":[{"score": 0.9, "topic": "economy"}],"article_count":1,"source_ids":[1],"source_count":1,"rank":0.8,"terms":["порт","причал","відкри"],"updated_at":null,"merged_into":null,"split_from":null,"language":"uk","taken_down_at":null,"desk_id":null,"common_id":null}
]');
insert into "feedback" overriding system value select * from json_populate_recordset(null::"feedback", '[
{"id":1,"chat_id":1,"story_id":1,"kind":"save","created_at":"2026-11-28T05:32:43.56386+00:00"}
]');
insert into "halts" overriding system value select * from json_populate_recordset(null::"halts", '[
{"name":"digests","since":"2026-11-20T06:59:00+00:00"}
]');
insert into "host_turns" overriding system value select * from json_populate_recordset(null::"host_turns", '[
{"host":"bereh.example","next_at":"2026-11-20T06:05:02+00:00","turns":[]}
]');
insert into "leases" overriding system value select * from json_populate_recordset(null::"leases", '[
{"name":"sender:x","holder":"h","epoch":3,"until":"2026-11-20T07:00:30+00:00"}
]');
insert into "model_days" overriding system value select * from json_populate_recordset(null::"model_days", '[
{"day":"2026-11-19","tokens":41000}
]');
insert into "payloads" overriding system value select * from json_populate_recordset(null::"payloads", '[
{"hash":"p1","body":{"html": "<b>Економіка</b>", "buttons": [], "preview": null},"used_at":"2026-11-20T07:00:01+00:00","replaced_by":null}
]');
insert into "preferences" overriding system value select * from json_populate_recordset(null::"preferences", '[
{"chat_id":1,"topics":["economy","society"],"topic_caps":{"economy": 3},"followed_words":["sealed1:3a433676:QMc8nGR058UzTK9M2MwSx2be/t/AiymMl1xKtIbLnqpDEgUL"],"muted_words":["sealed1:3a433676:fAvazhq+K8Gl9i34OF5qh3dJp/yBzqllB5bINMqPw+Ser4RYXU1YMVqUkHA="],"muted_source_ids":[],"length":"normal","form":"full","max_stories":10,"max_minutes":null,"urgent_words":["sealed1:3a433676:ja3NjE/xiZHiIzZzIDrzsr11JVGDuc/Hjdz4ytrdADEty81HHA+++MXO"],"urgent_per_day":3,"quiet_from":"22:00","quiet_until":"07:00","only_source_ids":null},
{"chat_id":2,"topics":[],"topic_caps":{},"followed_words":[],"muted_words":[],"muted_source_ids":[],"length":"normal","form":"full","max_stories":10,"max_minutes":null,"urgent_words":[],"urgent_per_day":3,"quiet_from":null,"quiet_until":null,"only_source_ids":null}
]');
insert into "processed_updates" overriding system value select * from json_populate_recordset(null::"processed_updates", '[
{"update_id":9,"received_at":"2026-11-20T06:30:00+00:00"}
]');
insert into "recalls" overriding system value select * from json_populate_recordset(null::"recalls", '[
{"id":1,"story_ids":[7],"since":"2026-11-20T07:30:00+00:00","start_at":"2026-11-20T07:31:00+00:00","done_from":1}
]');
insert into "schedules" overriding system value select * from json_populate_recordset(null::"schedules", '[
{"id":1,"chat_id":1,"times":["09:00"],"weekdays":[1,2,3,4,5,6,7],"zone":"Europe/Kyiv","cron":null,"min_stories":1,"when_quiet":"skip","mode":"automatic","next_slot_at":"2026-11-20T07:00:00+00:00","last_slot_at":"2026-11-19T07:00:00+00:00","paused_at":null,"paused_until":null,"created_at":"2026-11-28T05:32:43.558791+00:00","lead_minutes":30,"when_unanswered":"publish","edition_id":null},
{"id":2,"chat_id":2,"times":["09:00","20:00"],"weekdays":[1,2,3,4,5],"zone":"Europe/Kyiv","cron":null,"min_stories":1,"when_quiet":"tell","mode":"automatic","next_slot_at":"2026-11-20T18:00:00+00:00","last_slot_at":"2026-11-20T07:00:00+00:00","paused_at":null,"paused_until":null,"created_at":"2026-11-28T05:32:43.558791+00:00","lead_minutes":30,"when_unanswered":"publish","edition_id":null}
]');
insert into "send_budgets" overriding system value select * from json_populate_recordset(null::"send_budgets", '[
{"token":"b0","spent_until":"2026-11-20T07:00:03+00:00"}
]');
insert into "send_pauses" overriding system value select * from json_populate_recordset(null::"send_pauses", '[
{"scope":"chat:100","until":"2026-11-20T07:11:00+00:00","reason":"429","asked_at":"2026-11-28T06:58:15.079891+00:00"}
]');
insert into "story_articles" overriding system value select * from json_populate_recordset(null::"story_articles", '[
{"story_id":1,"article_id":1,"score":1,"reason":{"kind": "start"},"report":{},"stems":["порт","причал"],"joined_at":"2026-11-20T06:05:05+00:00","description":null}
]');
insert into "submissions" overriding system value select * from json_populate_recordset(null::"submissions", '[
{"id":1,"telegram_id":100,"parts":["Міст відкриють у травні."],"sent_at":"2026-11-20T06:20:00+00:00","article":{"text": "Міст відкриють у травні.", "title": "Міст відкриють у травні"},"preview_id":12,"state":"open","created_at":"2026-11-20T06:20:00+00:00"}
]');
insert into "summaries" overriding system value select * from json_populate_recordset(null::"summaries", '[
{"story_id":1,"length":"normal","engine":"extract","headline":"У порту відкрили новий причал","text":"Перше судно прибуде 25 листопада, повідомив керівник порту Остап Гринь.","fingerprint":"f","created_at":"2026-11-20T06:06:00+00:00","article_ids":[],"topic":null,"refusals":[]}
]');
insert into "summary_orders" overriding system value select * from json_populate_recordset(null::"summary_orders", '[
{"story_id":1,"length":"short","fingerprint":"f","readers":3,"ordered_at":"2026-11-20T06:50:00+00:00","claimed_until":null,"claims":0,"outcome":"refused","reasons":["number"]}
]');
insert into "waiting_updates" overriding system value select * from json_populate_recordset(null::"waiting_updates", '[
{"update_id":10,"lane":100,"update":"sealed1:3a433676:gcARAhYxpxNnmPhAuSTXHEuNctGTF5qc/B16UcXHtEAU4da1ZTy+ur2gra4a","received_at":"2026-11-20T06:31:00+00:00","claimed_until":null,"attempts":0}
]');
select setval(pg_get_serial_sequence('"articles"', 'id'), 1);
select setval(pg_get_serial_sequence('"chats"', 'id'), 2);
select setval(pg_get_serial_sequence('"corrections"', 'id'), 1);
select setval(pg_get_serial_sequence('"deliveries"', 'id'), 2);
select setval(pg_get_serial_sequence('"desk_invites"', 'id'), 1);
select setval(pg_get_serial_sequence('"desk_journal"', 'id'), 1);
select setval(pg_get_serial_sequence('"desks"', 'id'), 1);
select setval(pg_get_serial_sequence('"digests"', 'id'), 1);
select setval(pg_get_serial_sequence('"drafts"', 'id'), 1);
select setval(pg_get_serial_sequence('"editions"', 'id'), 1);
select setval(pg_get_serial_sequence('"feedback"', 'id'), 1);
select setval(pg_get_serial_sequence('"notices"', 'id'), 1);
select setval(pg_get_serial_sequence('"recalls"', 'id'), 1);
select setval(pg_get_serial_sequence('"schedules"', 'id'), 2);
select setval(pg_get_serial_sequence('"sources"', 'id'), 2);
select setval(pg_get_serial_sequence('"stories"', 'id'), 1);
select setval(pg_get_serial_sequence('"submissions"', 'id'), 1);

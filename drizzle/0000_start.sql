CREATE TABLE "chats" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "chats_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"telegram_id" bigint NOT NULL,
	"thread_id" integer DEFAULT 0 NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"username" text,
	"language" text DEFAULT 'uk' NOT NULL,
	"zone" text DEFAULT 'Europe/Kyiv' NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"state_since" timestamp with time zone DEFAULT now() NOT NULL,
	"state_reason" text,
	"silent" boolean DEFAULT false NOT NULL,
	"set_up_by" bigint,
	"last_looked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "desk_members" (
	"desk_id" bigint NOT NULL,
	"user_id" bigint NOT NULL,
	"role" text NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "desk_members_desk_id_user_id_pk" PRIMARY KEY("desk_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "desks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "desks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"chat_id" bigint NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "desks_chatId_unique" UNIQUE("chat_id")
);
--> statement-breakpoint
CREATE TABLE "feedback" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "feedback_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"chat_id" bigint NOT NULL,
	"story_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "preferences" (
	"chat_id" bigint PRIMARY KEY NOT NULL,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"topic_caps" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"followed_words" text[] DEFAULT '{}' NOT NULL,
	"muted_words" text[] DEFAULT '{}' NOT NULL,
	"muted_source_ids" bigint[] DEFAULT '{}' NOT NULL,
	"length" text DEFAULT 'normal' NOT NULL,
	"form" text DEFAULT 'full' NOT NULL,
	"max_stories" integer DEFAULT 10 NOT NULL,
	"max_minutes" integer,
	"urgent_words" text[] DEFAULT '{}' NOT NULL,
	"urgent_per_day" integer DEFAULT 3 NOT NULL,
	"quiet_from" text,
	"quiet_until" text
);
--> statement-breakpoint
CREATE TABLE "schedules" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "schedules_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"chat_id" bigint NOT NULL,
	"times" text[] NOT NULL,
	"weekdays" smallint[] NOT NULL,
	"zone" text NOT NULL,
	"cron" text,
	"min_stories" integer DEFAULT 1 NOT NULL,
	"when_quiet" text DEFAULT 'skip' NOT NULL,
	"mode" text DEFAULT 'automatic' NOT NULL,
	"next_slot_at" timestamp with time zone,
	"last_slot_at" timestamp with time zone,
	"paused_at" timestamp with time zone,
	"paused_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "deliveries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"digest_id" bigint,
	"notice_id" bigint,
	"part" smallint NOT NULL,
	"parts" smallint NOT NULL,
	"chat_id" bigint,
	"payload_hash" text NOT NULL,
	"form" text DEFAULT 'html' NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"priority" smallint NOT NULL,
	"turn" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"message_id" bigint,
	"last_error" text,
	"lease_epoch" bigint,
	"sent_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "deliveries_of_one_thing" CHECK (num_nonnulls("deliveries"."digest_id", "deliveries"."notice_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"telegram_id" bigint NOT NULL,
	"key" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"rendered_at" timestamp with time zone,
	CONSTRAINT "notices_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "payloads" (
	"hash" text PRIMARY KEY NOT NULL,
	"body" jsonb NOT NULL,
	"used_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "send_budgets" (
	"token" text PRIMARY KEY NOT NULL,
	"spent_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "send_pauses" (
	"scope" text PRIMARY KEY NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "digests" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "digests_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"chat_id" bigint NOT NULL,
	"schedule_id" bigint,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"slot_at" timestamp with time zone NOT NULL,
	"window_from" timestamp with time zone NOT NULL,
	"window_until" timestamp with time zone NOT NULL,
	"story_ids" bigint[] NOT NULL,
	"state" text NOT NULL,
	"state_reason" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "articles" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "articles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_id" bigint NOT NULL,
	"url" text,
	"guid" text,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"publisher" text,
	"language" text NOT NULL,
	"categories" text[] DEFAULT '{}' NOT NULL,
	"image_url" text,
	"published_at" timestamp with time zone,
	"published_at_guessed" boolean DEFAULT false NOT NULL,
	"accepted_at" timestamp with time zone NOT NULL,
	"is_news" boolean DEFAULT true NOT NULL,
	"content_hash" text NOT NULL,
	"placed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sources_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"url" text NOT NULL,
	"title" text NOT NULL,
	"site_url" text,
	"default_topic" text,
	"language" text,
	"zone" text DEFAULT 'Europe/Kyiv' NOT NULL,
	"full_text" text DEFAULT 'thin' NOT NULL,
	"weight" real DEFAULT 1 NOT NULL,
	"confirmed" boolean DEFAULT true NOT NULL,
	"etag" text,
	"last_modified" text,
	"next_poll_at" timestamp with time zone,
	"claimed_until" timestamp with time zone,
	"poll_interval_seconds" integer DEFAULT 900 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"failing_since" timestamp with time zone,
	"last_error" text,
	"last_success_at" timestamp with time zone,
	"paused_at" timestamp with time zone,
	"paused_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sources_url_unique" UNIQUE("url")
);
--> statement-breakpoint
CREATE TABLE "conversation_state" (
	"key" text PRIMARY KEY NOT NULL,
	"state" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leases" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"epoch" bigint NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "processed_updates" (
	"update_id" bigint PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "waiting_updates" (
	"update_id" bigint PRIMARY KEY NOT NULL,
	"lane" bigint NOT NULL,
	"update" jsonb NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"claimed_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "article_keys" (
	"period" integer NOT NULL,
	"key" integer NOT NULL,
	"article_id" bigint NOT NULL,
	CONSTRAINT "article_keys_period_key_article_id_pk" PRIMARY KEY("period","key","article_id")
);
--> statement-breakpoint
CREATE TABLE "stories" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "stories_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"headline" text NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"news_at" timestamp with time zone,
	"topics" jsonb NOT NULL,
	"article_count" integer NOT NULL,
	"source_ids" bigint[] NOT NULL,
	"source_count" integer NOT NULL,
	"rank" real NOT NULL,
	"terms" text[] NOT NULL,
	"updated_at" timestamp with time zone,
	"merged_into" bigint,
	"split_from" bigint
);
--> statement-breakpoint
CREATE TABLE "story_articles" (
	"story_id" bigint NOT NULL,
	"article_id" bigint NOT NULL,
	"score" real NOT NULL,
	"reason" jsonb NOT NULL,
	"report" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"stems" text[] DEFAULT '{}' NOT NULL,
	"description" json DEFAULT '{}'::json NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	CONSTRAINT "story_articles_story_id_article_id_pk" PRIMARY KEY("story_id","article_id")
);
--> statement-breakpoint
CREATE TABLE "summaries" (
	"story_id" bigint NOT NULL,
	"length" text NOT NULL,
	"engine" text NOT NULL,
	"headline" text NOT NULL,
	"text" text NOT NULL,
	"fingerprint" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "summaries_story_id_length_pk" PRIMARY KEY("story_id","length")
);
--> statement-breakpoint
ALTER TABLE "desk_members" ADD CONSTRAINT "desk_members_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desks" ADD CONSTRAINT "desks_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "preferences" ADD CONSTRAINT "preferences_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_digest_id_digests_id_fk" FOREIGN KEY ("digest_id") REFERENCES "public"."digests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_schedule_id_schedules_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."schedules"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stories" ADD CONSTRAINT "stories_merged_into_stories_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."stories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stories" ADD CONSTRAINT "stories_split_from_stories_id_fk" FOREIGN KEY ("split_from") REFERENCES "public"."stories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_articles" ADD CONSTRAINT "story_articles_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_articles" ADD CONSTRAINT "story_articles_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "summaries" ADD CONSTRAINT "summaries_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "chats_telegram" ON "chats" USING btree ("telegram_id","thread_id");--> statement-breakpoint
CREATE INDEX "desk_members_user" ON "desk_members" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "feedback_once" ON "feedback" USING btree ("chat_id","story_id","kind");--> statement-breakpoint
CREATE INDEX "feedback_story" ON "feedback" USING btree ("story_id");--> statement-breakpoint
CREATE INDEX "preferences_urgent" ON "preferences" USING btree ("chat_id") WHERE "preferences"."urgent_words" <> '{}';--> statement-breakpoint
CREATE INDEX "schedules_due" ON "schedules" USING btree ("next_slot_at","id");--> statement-breakpoint
CREATE INDEX "schedules_chat" ON "schedules" USING btree ("chat_id");--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_digest_part" ON "deliveries" USING btree ("digest_id","part");--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_notice_part" ON "deliveries" USING btree ("notice_id","part");--> statement-breakpoint
CREATE INDEX "deliveries_queue" ON "deliveries" USING btree ("priority","turn","id") WHERE "deliveries"."state" in ('pending', 'deferred');--> statement-breakpoint
CREATE INDEX "deliveries_sending" ON "deliveries" USING btree ("lease_epoch") WHERE "deliveries"."state" = 'sending';--> statement-breakpoint
CREATE INDEX "deliveries_chat" ON "deliveries" USING btree ("chat_id");--> statement-breakpoint
CREATE INDEX "notices_unrendered" ON "notices" USING btree ("id") WHERE "notices"."rendered_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "digests_key" ON "digests" USING btree ("key");--> statement-breakpoint
CREATE INDEX "digests_chat" ON "digests" USING btree ("chat_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "articles_url" ON "articles" USING btree ("url") WHERE "articles"."url" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "articles_guid" ON "articles" USING btree ("source_id","guid") WHERE "articles"."guid" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "articles_content" ON "articles" USING btree ("source_id","content_hash");--> statement-breakpoint
CREATE INDEX "articles_accepted" ON "articles" USING btree ("accepted_at");--> statement-breakpoint
CREATE INDEX "articles_to_place" ON "articles" USING btree ("id") WHERE "articles"."placed_at" is null;--> statement-breakpoint
CREATE INDEX "sources_due" ON "sources" USING btree ("next_poll_at") WHERE "sources"."paused_at" is null;--> statement-breakpoint
CREATE INDEX "processed_updates_received" ON "processed_updates" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "waiting_updates_lane" ON "waiting_updates" USING btree ("lane","update_id");--> statement-breakpoint
CREATE INDEX "stories_news" ON "stories" USING btree ("news_at");--> statement-breakpoint
CREATE INDEX "stories_last_seen" ON "stories" USING btree ("last_seen_at");--> statement-breakpoint
CREATE INDEX "stories_merged_into" ON "stories" USING btree ("merged_into") WHERE "stories"."merged_into" is not null;--> statement-breakpoint
CREATE INDEX "stories_split_from" ON "stories" USING btree ("split_from") WHERE "stories"."split_from" is not null;--> statement-breakpoint
CREATE INDEX "stories_terms" ON "stories" USING gin ("terms");--> statement-breakpoint
CREATE UNIQUE INDEX "story_articles_article" ON "story_articles" USING btree ("article_id");
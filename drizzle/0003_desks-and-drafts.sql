CREATE TABLE "corrections" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "corrections_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"delivery_id" bigint NOT NULL,
	"payload_hash" text,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"last_error" text,
	"created_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "desk_invites" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "desk_invites_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"desk_id" bigint NOT NULL,
	"secret_hash" text NOT NULL,
	"role" text NOT NULL,
	"invited_by" bigint NOT NULL,
	"uses_left" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "desk_journal" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "desk_journal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"desk_id" bigint NOT NULL,
	"user_id" bigint,
	"action" text NOT NULL,
	"data" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "desk_setups" (
	"telegram_id" bigint NOT NULL,
	"user_id" bigint NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "desk_setups_telegram_id_user_id_pk" PRIMARY KEY("telegram_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "editions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "editions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"desk_id" bigint NOT NULL,
	"name" text NOT NULL,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"topic_caps" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"followed_words" text[] DEFAULT '{}' NOT NULL,
	"muted_words" text[] DEFAULT '{}' NOT NULL,
	"muted_source_ids" bigint[] DEFAULT '{}' NOT NULL,
	"only_source_ids" bigint[],
	"length" text DEFAULT 'normal' NOT NULL,
	"form" text DEFAULT 'full' NOT NULL,
	"max_stories" integer DEFAULT 10 NOT NULL,
	"max_minutes" integer,
	"urgent_words" text[] DEFAULT '{}' NOT NULL,
	"urgent_per_day" integer DEFAULT 3 NOT NULL,
	"quiet_from" text,
	"quiet_until" text,
	"posts" text DEFAULT 'together' NOT NULL,
	"silent" boolean DEFAULT false NOT NULL,
	"preview" text DEFAULT 'none' NOT NULL,
	"template" jsonb,
	"offers_breaking" boolean DEFAULT false NOT NULL,
	"marks_corrections" boolean DEFAULT true NOT NULL,
	"launched_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "drafts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"edition_id" bigint NOT NULL,
	"chat_id" bigint NOT NULL,
	"schedule_id" bigint,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"slot_at" timestamp with time zone NOT NULL,
	"window_from" timestamp with time zone NOT NULL,
	"window_until" timestamp with time zone NOT NULL,
	"items" jsonb NOT NULL,
	"state" text NOT NULL,
	"decided_by" bigint,
	"decided_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"digest_id" bigint,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "desks" ADD COLUMN "ownerless_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "preferences" ADD COLUMN "only_source_ids" bigint[];--> statement-breakpoint
ALTER TABLE "schedules" ADD COLUMN "lead_minutes" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "schedules" ADD COLUMN "when_unanswered" text DEFAULT 'publish' NOT NULL;--> statement-breakpoint
ALTER TABLE "schedules" ADD COLUMN "edition_id" bigint;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "buttons" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_delivery_id_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."deliveries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_invites" ADD CONSTRAINT "desk_invites_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_journal" ADD CONSTRAINT "desk_journal_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "editions" ADD CONSTRAINT "editions_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_edition_id_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."editions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_schedule_id_schedules_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."schedules"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_digest_id_digests_id_fk" FOREIGN KEY ("digest_id") REFERENCES "public"."digests"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "corrections_pending" ON "corrections" USING btree ("id") WHERE "corrections"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "corrections_delivery" ON "corrections" USING btree ("delivery_id");--> statement-breakpoint
CREATE UNIQUE INDEX "desk_invites_secret" ON "desk_invites" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "desk_invites_desk" ON "desk_invites" USING btree ("desk_id");--> statement-breakpoint
CREATE INDEX "desk_journal_desk" ON "desk_journal" USING btree ("desk_id","id");--> statement-breakpoint
CREATE INDEX "editions_desk" ON "editions" USING btree ("desk_id");--> statement-breakpoint
CREATE UNIQUE INDEX "drafts_key" ON "drafts" USING btree ("key");--> statement-breakpoint
CREATE INDEX "drafts_edition" ON "drafts" USING btree ("edition_id","created_at");--> statement-breakpoint
CREATE INDEX "drafts_undecided" ON "drafts" USING btree ("slot_at") WHERE "drafts"."state" in ('open', 'approved');--> statement-breakpoint
CREATE INDEX "drafts_digest" ON "drafts" USING btree ("digest_id");--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_edition_id_editions_id_fk" FOREIGN KEY ("edition_id") REFERENCES "public"."editions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "schedules_edition" ON "schedules" USING btree ("edition_id") WHERE "schedules"."edition_id" is not null;--> statement-breakpoint
CREATE INDEX "schedules_approval" ON "schedules" USING btree ("next_slot_at") WHERE "schedules"."mode" = 'approval';
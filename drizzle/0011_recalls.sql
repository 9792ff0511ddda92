CREATE TABLE "recalls" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "recalls_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"story_ids" bigint[] NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"start_at" timestamp with time zone NOT NULL,
	"done_from" bigint
);
--> statement-breakpoint
ALTER TABLE "payloads" ADD COLUMN "replaced_by" text;--> statement-breakpoint
CREATE INDEX "payloads_stories" ON "payloads" USING gin (("body" -> 'storyIds') jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "payloads_replaced" ON "payloads" USING btree ("replaced_by") WHERE "payloads"."replaced_by" is not null;
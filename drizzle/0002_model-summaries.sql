CREATE TABLE "model_days" (
	"day" date PRIMARY KEY NOT NULL,
	"tokens" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "summary_orders" (
	"story_id" bigint NOT NULL,
	"length" text NOT NULL,
	"fingerprint" text NOT NULL,
	"readers" integer NOT NULL,
	"ordered_at" timestamp with time zone NOT NULL,
	"claimed_until" timestamp with time zone,
	"claims" smallint DEFAULT 0 NOT NULL,
	"outcome" text,
	"reasons" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "summary_orders_story_id_length_pk" PRIMARY KEY("story_id","length")
);
--> statement-breakpoint
ALTER TABLE "summaries" DROP CONSTRAINT "summaries_story_id_length_pk";--> statement-breakpoint
ALTER TABLE "summaries" ADD CONSTRAINT "summaries_story_id_length_engine_pk" PRIMARY KEY("story_id","length","engine");--> statement-breakpoint
ALTER TABLE "stories" ADD COLUMN "language" text DEFAULT 'uk' NOT NULL;--> statement-breakpoint
ALTER TABLE "summaries" ADD COLUMN "article_ids" bigint[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "summaries" ADD COLUMN "topic" text;--> statement-breakpoint
ALTER TABLE "summaries" ADD COLUMN "refusals" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "summary_orders" ADD CONSTRAINT "summary_orders_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "summary_orders_waiting" ON "summary_orders" USING btree ("readers","ordered_at") WHERE "summary_orders"."outcome" is null;
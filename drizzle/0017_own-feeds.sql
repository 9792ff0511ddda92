ALTER TABLE "sources" DROP CONSTRAINT "sources_url_unique";--> statement-breakpoint
ALTER TABLE "articles" DROP CONSTRAINT "articles_source_id_sources_id_fk";
--> statement-breakpoint
ALTER TABLE "story_articles" DROP CONSTRAINT "story_articles_story_id_stories_id_fk";
--> statement-breakpoint
DROP INDEX "articles_url";--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "desk_id" bigint;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "desk_id" bigint;--> statement-breakpoint
ALTER TABLE "stories" ADD COLUMN "desk_id" bigint;--> statement-breakpoint
ALTER TABLE "stories" ADD COLUMN "common_id" bigint;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stories" ADD CONSTRAINT "stories_desk_id_desks_id_fk" FOREIGN KEY ("desk_id") REFERENCES "public"."desks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stories" ADD CONSTRAINT "stories_common_id_stories_id_fk" FOREIGN KEY ("common_id") REFERENCES "public"."stories"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story_articles" ADD CONSTRAINT "story_articles_story_id_stories_id_fk" FOREIGN KEY ("story_id") REFERENCES "public"."stories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "sources_url" ON "sources" USING btree ("url",coalesce("desk_id", 0));--> statement-breakpoint
CREATE INDEX "sources_desk" ON "sources" USING btree ("desk_id") WHERE "sources"."desk_id" is not null;--> statement-breakpoint
CREATE INDEX "stories_own" ON "stories" USING btree ("desk_id","news_at") WHERE "stories"."desk_id" is not null;--> statement-breakpoint
CREATE INDEX "stories_common" ON "stories" USING btree ("common_id") WHERE "stories"."common_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "articles_url" ON "articles" USING btree ("url",coalesce("desk_id", 0)) WHERE "articles"."url" is not null;
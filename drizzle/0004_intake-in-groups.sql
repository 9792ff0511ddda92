ALTER TABLE "sources" ADD COLUMN "body_hash" text;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "time_to_live_seconds" integer;--> statement-breakpoint
CREATE INDEX "articles_headline" ON "articles" USING btree ("source_id",md5("title"));
DROP INDEX "stories_terms";--> statement-breakpoint
CREATE INDEX "story_articles_stems" ON "story_articles" USING gin ("stems") WITH (fastupdate=true,gin_pending_list_limit=128);
DROP INDEX "stories_terms";--> statement-breakpoint
CREATE INDEX "stories_terms" ON "stories" USING gin ("terms") WITH (fastupdate=false);
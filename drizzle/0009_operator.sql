CREATE TABLE "barred_publishers" (
	"name" text PRIMARY KEY NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "halts" (
	"name" text PRIMARY KEY NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "stories" ADD COLUMN "taken_down_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "stories_taken_down" ON "stories" USING btree ("taken_down_at") WHERE "stories"."taken_down_at" is not null;
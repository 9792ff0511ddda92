CREATE TABLE "host_turns" (
	"host" text PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"turns" timestamp with time zone[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sources" DROP COLUMN "claimed_by";
ALTER TABLE "drafts" DROP CONSTRAINT "drafts_chat_id_chats_id_fk";
--> statement-breakpoint
ALTER TABLE "drafts" DROP CONSTRAINT "drafts_schedule_id_schedules_id_fk";
--> statement-breakpoint
ALTER TABLE "drafts" DROP CONSTRAINT "drafts_digest_id_digests_id_fk";
--> statement-breakpoint
DROP INDEX "drafts_key";--> statement-breakpoint
DROP INDEX "drafts_digest";--> statement-breakpoint
ALTER TABLE "drafts" ALTER COLUMN "digest_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_digest_id_digests_id_fk" FOREIGN KEY ("digest_id") REFERENCES "public"."digests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "drafts_digest" ON "drafts" USING btree ("digest_id");--> statement-breakpoint
ALTER TABLE "drafts" DROP COLUMN "chat_id";--> statement-breakpoint
ALTER TABLE "drafts" DROP COLUMN "schedule_id";--> statement-breakpoint
ALTER TABLE "drafts" DROP COLUMN "kind";--> statement-breakpoint
ALTER TABLE "drafts" DROP COLUMN "key";--> statement-breakpoint
ALTER TABLE "drafts" DROP COLUMN "window_from";--> statement-breakpoint
ALTER TABLE "drafts" DROP COLUMN "window_until";
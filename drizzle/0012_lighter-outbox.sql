ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_chat_id_chats_id_fk";
--> statement-breakpoint
ALTER TABLE "digests" DROP CONSTRAINT "digests_schedule_id_schedules_id_fk";
--> statement-breakpoint
DROP INDEX "deliveries_notice_part";--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_notice_part" ON "deliveries" USING btree ("notice_id","part") WHERE "deliveries"."notice_id" is not null;
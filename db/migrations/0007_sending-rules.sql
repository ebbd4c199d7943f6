ALTER TABLE "notifications" ADD COLUMN "hold_out_percent" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "series_id" bigint;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "occurrence_on" date;--> statement-breakpoint
ALTER TABLE "publishers" ADD COLUMN "frequency_cap_count" smallint;--> statement-breakpoint
ALTER TABLE "publishers" ADD COLUMN "frequency_cap_minutes" integer;--> statement-breakpoint
ALTER TABLE "publishers" ADD COLUMN "quiet_from" text;--> statement-breakpoint
ALTER TABLE "publishers" ADD COLUMN "quiet_to" text;--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_occurrence" ON "notifications" USING btree ("publisher_id","series_id","occurrence_on");
ALTER TABLE "directory_syncs" ADD COLUMN "full_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "directory_syncs" ADD COLUMN "lease_owner" text;--> statement-breakpoint
ALTER TABLE "directory_syncs" ADD COLUMN "lease_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "directory_syncs" ADD COLUMN "tested_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "directory_syncs" ADD COLUMN "is_test_ok" boolean;--> statement-breakpoint
ALTER TABLE "directory_syncs" ADD COLUMN "test_answer" text;
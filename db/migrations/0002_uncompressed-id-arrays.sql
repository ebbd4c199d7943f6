-- Compressing 8 KB of ids took 1 ms a slice and saves little; every window then unpacked them again.
ALTER TABLE "slices" ALTER COLUMN "registration_ids" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "exclusions" ALTER COLUMN "registration_ids" SET STORAGE EXTERNAL;

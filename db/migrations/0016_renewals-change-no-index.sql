DROP INDEX "registrations_device";--> statement-breakpoint
CREATE INDEX "registrations_device" ON "registrations" USING btree ("publisher_id","device_id");
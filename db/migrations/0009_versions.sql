CREATE TABLE "app_customer_versions" (
	"publisher_id" integer NOT NULL,
	"app_id" integer NOT NULL,
	"customer_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "app_customer_versions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"until" timestamp with time zone NOT NULL,
	"was" jsonb NOT NULL,
	CONSTRAINT "app_customer_versions_publisher_id_customer_id_app_id_id_pk" PRIMARY KEY("publisher_id","customer_id","app_id","id")
);
--> statement-breakpoint
CREATE TABLE "registration_versions" (
	"publisher_id" integer NOT NULL,
	"registration_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "registration_versions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"until" timestamp with time zone NOT NULL,
	"was" jsonb NOT NULL,
	CONSTRAINT "registration_versions_publisher_id_registration_id_id_pk" PRIMARY KEY("publisher_id","registration_id","id")
);
--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "group_snapshot_id" bigint;--> statement-breakpoint
ALTER TABLE "app_customer_versions" ADD CONSTRAINT "app_customer_versions_publisher_id_customer_id_customers_publisher_id_id_fk" FOREIGN KEY ("publisher_id","customer_id") REFERENCES "public"."customers"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration_versions" ADD CONSTRAINT "registration_versions_publisher_id_registration_id_registrations_publisher_id_id_fk" FOREIGN KEY ("publisher_id","registration_id") REFERENCES "public"."registrations"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "app_customer_versions_until" ON "app_customer_versions" USING btree ("until");--> statement-breakpoint
CREATE INDEX "registration_versions_until" ON "registration_versions" USING btree ("until");--> statement-breakpoint
create function keep_app_customer_version() returns trigger language plpgsql as $$
begin
  insert into app_customer_versions (publisher_id, app_id, customer_id, until, was)
  select old.publisher_id, old.app_id, old.customer_id, clock_timestamp(), jsonb_object_agg(key, value)
  from jsonb_each(to_jsonb(old)) where to_jsonb(new) -> key is distinct from value;
  return null;
end
$$;
--> statement-breakpoint
-- The condition stands here and not in the function: who only used the app again on the same day costs nothing.
create trigger app_customers_versions after update on app_customers for each row when (
  (old.age_group, old.gender, old.device_type, old.acquisition_type, old.store_client, old.channel, old.churn,
    old.rating, old.market, old.has_purchased, old.is_opted_out, old.is_eligible, old.store_acquisitions,
    old.sessions30d, old.minutes30d, old.store_spend_cents, old.app_spend_cents, old.acquired_at,
    old.add_on_acquired_at, old.store_page_viewed_at, old.campaign_id, old.referrer_domain,
    (old.last_used_at at time zone 'UTC')::date)
  is distinct from
  (new.age_group, new.gender, new.device_type, new.acquisition_type, new.store_client, new.channel, new.churn,
    new.rating, new.market, new.has_purchased, new.is_opted_out, new.is_eligible, new.store_acquisitions,
    new.sessions30d, new.minutes30d, new.store_spend_cents, new.app_spend_cents, new.acquired_at,
    new.add_on_acquired_at, new.store_page_viewed_at, new.campaign_id, new.referrer_domain,
    (new.last_used_at at time zone 'UTC')::date)
) execute function keep_app_customer_version();
--> statement-breakpoint
create function keep_registration_version() returns trigger language plpgsql as $$
begin
  insert into registration_versions (publisher_id, registration_id, until, was)
  values (old.publisher_id, old.id, clock_timestamp(), jsonb_build_object('language', old.language,
    'time_zone', old.time_zone, 'market', old.market, 'app_version', old.app_version, 'status', old.status,
    'gone_reason', old.gone_reason, 'gone_at', old.gone_at, 'is_opted_out', old.is_opted_out,
    'customer_id', old.customer_id, 'device_id', old.device_id));
  return null;
end
$$;
--> statement-breakpoint
create trigger registrations_versions after update on registrations for each row when (
  (old.language, old.time_zone, old.market, old.app_version, old.status, old.is_opted_out, old.customer_id, old.device_id)
  is distinct from
  (new.language, new.time_zone, new.market, new.app_version, new.status, new.is_opted_out, new.customer_id, new.device_id)
) execute function keep_registration_version();

CREATE TABLE "app_credentials" (
	"publisher_id" integer NOT NULL,
	"app_id" integer NOT NULL,
	"provider" text NOT NULL,
	"identity" jsonb NOT NULL,
	"sealed_secret" "bytea" NOT NULL,
	"state" text DEFAULT 'untested' NOT NULL,
	"state_reason" text,
	"state_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "app_credentials_publisher_id_app_id_provider_pk" PRIMARY KEY("publisher_id","app_id","provider")
);
--> statement-breakpoint
CREATE TABLE "apps" (
	"publisher_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "apps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"store_id" text,
	"package_family_name" text,
	"latest_version" text,
	"latest_version_key" bigint,
	"default_language" text DEFAULT 'en-US' NOT NULL,
	"default_time_zone" text DEFAULT 'UTC' NOT NULL,
	"public_key" text NOT NULL,
	"icon_glyph" text DEFAULT 'app' NOT NULL,
	"icon_color" text DEFAULT '#0F6CBD' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"first_registered_at" timestamp with time zone,
	"first_launch_at" timestamp with time zone,
	CONSTRAINT "apps_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
CREATE TABLE "app_customers" (
	"publisher_id" integer NOT NULL,
	"app_id" integer NOT NULL,
	"customer_id" bigint NOT NULL,
	"age_group" smallint DEFAULT 0 NOT NULL,
	"gender" smallint DEFAULT 0 NOT NULL,
	"device_type" smallint DEFAULT 0 NOT NULL,
	"acquisition_type" smallint DEFAULT 0 NOT NULL,
	"store_client" smallint DEFAULT 0 NOT NULL,
	"channel" smallint DEFAULT 0 NOT NULL,
	"churn" smallint DEFAULT 0 NOT NULL,
	"rating" smallint DEFAULT 0 NOT NULL,
	"market" char(2),
	"has_purchased" boolean DEFAULT false NOT NULL,
	"is_opted_out" boolean DEFAULT false NOT NULL,
	"is_eligible" boolean DEFAULT true NOT NULL,
	"store_acquisitions" integer DEFAULT 0 NOT NULL,
	"sessions30d" integer DEFAULT 0 NOT NULL,
	"minutes30d" integer DEFAULT 0 NOT NULL,
	"store_spend_cents" integer DEFAULT 0 NOT NULL,
	"app_spend_cents" integer DEFAULT 0 NOT NULL,
	"acquired_at" timestamp with time zone,
	"add_on_acquired_at" timestamp with time zone,
	"store_page_viewed_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"campaign_id" text,
	"referrer_domain" text,
	CONSTRAINT "app_customers_publisher_id_app_id_customer_id_pk" PRIMARY KEY("publisher_id","app_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"publisher_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "customers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"external_id" text,
	"email" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customers_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"publisher_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "devices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"device_key" text NOT NULL,
	"device_type" text DEFAULT 'unknown' NOT NULL,
	"os_version" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "devices_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"publisher_id" integer NOT NULL,
	"notification_id" bigint NOT NULL,
	"registration_id" bigint NOT NULL,
	"app_id" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"status" smallint NOT NULL,
	"reason" smallint NOT NULL,
	"provider_status" smallint NOT NULL,
	"attempts" smallint NOT NULL,
	"language" text NOT NULL,
	CONSTRAINT "deliveries_publisher_id_notification_id_registration_id_pk" PRIMARY KEY("publisher_id","notification_id","registration_id")
);
--> statement-breakpoint
CREATE TABLE "launches" (
	"publisher_id" integer NOT NULL,
	"notification_id" bigint NOT NULL,
	"registration_id" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"activation_type" text NOT NULL,
	CONSTRAINT "launches_publisher_id_notification_id_registration_id_pk" PRIMARY KEY("publisher_id","notification_id","registration_id")
);
--> statement-breakpoint
CREATE TABLE "rollup" (
	"publisher_id" integer NOT NULL,
	"notification_id" bigint NOT NULL,
	"app_id" integer NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"market" char(2) NOT NULL,
	"language" text NOT NULL,
	"app_version" text NOT NULL,
	"provider" text NOT NULL,
	"status" smallint NOT NULL,
	"reason" smallint NOT NULL,
	"shard" smallint NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "rollup_publisher_id_notification_id_app_id_hour_market_language_app_version_provider_status_reason_shard_pk" PRIMARY KEY("publisher_id","notification_id","app_id","hour","market","language","app_version","provider","status","reason","shard")
);
--> statement-breakpoint
CREATE TABLE "exclusions" (
	"publisher_id" integer NOT NULL,
	"notification_id" bigint NOT NULL,
	"reason" smallint NOT NULL,
	"first_id" bigint NOT NULL,
	"last_id" bigint NOT NULL,
	"registration_ids" bigint[] NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "exclusions_publisher_id_notification_id_reason_first_id_pk" PRIMARY KEY("publisher_id","notification_id","reason","first_id")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"publisher_id" integer NOT NULL,
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"status" smallint,
	"answer" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_publisher_id_scope_key_pk" PRIMARY KEY("publisher_id","scope","key")
);
--> statement-breakpoint
CREATE TABLE "notification_apps" (
	"publisher_id" integer NOT NULL,
	"notification_id" bigint NOT NULL,
	"app_id" integer NOT NULL,
	CONSTRAINT "notification_apps_publisher_id_notification_id_app_id_pk" PRIMARY KEY("publisher_id","notification_id","app_id")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"publisher_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "notifications_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"template" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"audience" jsonb NOT NULL,
	"schedule" jsonb NOT NULL,
	"content" jsonb NOT NULL,
	"semantics" text DEFAULT 'at_most_once' NOT NULL,
	"is_tracked" boolean DEFAULT false NOT NULL,
	"priority" smallint DEFAULT 0 NOT NULL,
	"send_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"frozen_at" timestamp with time zone,
	"population" bigint,
	"frozen_count" bigint,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"pause_reason" text,
	"paused_by" text,
	"cancelled_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	CONSTRAINT "notifications_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
CREATE TABLE "slices" (
	"publisher_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "slices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"notification_id" bigint NOT NULL,
	"app_id" integer NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"registration_ids" bigint[] NOT NULL,
	"length" integer NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"intent" integer DEFAULT 0 NOT NULL,
	"recorded" integer DEFAULT 0 NOT NULL,
	"attempt" smallint DEFAULT 0 NOT NULL,
	"retry_reason" smallint,
	"lease_owner" text,
	"lease_until" timestamp with time zone,
	CONSTRAINT "slices_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "accounts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"oidc_subject" text,
	"is_disabled" boolean DEFAULT false NOT NULL,
	"preferences" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"publisher_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "api_keys_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"scopes" text[] NOT NULL,
	"created_by" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"publisher_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"target" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_events_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"publisher_id" integer NOT NULL,
	"account_id" integer NOT NULL,
	"role" text NOT NULL,
	"is_disabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "members_publisher_id_account_id_pk" PRIMARY KEY("publisher_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "publishers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "publishers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"is_sample" boolean DEFAULT false NOT NULL,
	"delivery_rate_goal" smallint DEFAULT 90 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id_hash" "bytea" PRIMARY KEY NOT NULL,
	"account_id" integer NOT NULL,
	"publisher_id" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sign_in_attempts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"email_hash" "bytea" NOT NULL,
	"address_hash" "bytea" NOT NULL,
	"succeeded" boolean NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registrations" (
	"publisher_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "registrations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"app_id" integer NOT NULL,
	"customer_id" bigint,
	"device_id" bigint,
	"install_id" text NOT NULL,
	"provider" text NOT NULL,
	"channel" text NOT NULL,
	"channel_keys" jsonb,
	"channel_hash" "bytea",
	"secret_hash" "bytea" NOT NULL,
	"language" text NOT NULL,
	"time_zone" text,
	"market" char(2) NOT NULL,
	"app_version" text NOT NULL,
	"app_version_key" bigint NOT NULL,
	"os_version" text,
	"status" text DEFAULT 'live' NOT NULL,
	"gone_reason" text,
	"gone_at" timestamp with time zone,
	"is_opted_out" boolean DEFAULT false NOT NULL,
	"last_active_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "registrations_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
ALTER TABLE "app_credentials" ADD CONSTRAINT "app_credentials_publisher_id_app_id_apps_publisher_id_id_fk" FOREIGN KEY ("publisher_id","app_id") REFERENCES "public"."apps"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "apps" ADD CONSTRAINT "apps_publisher_id_publishers_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_customers" ADD CONSTRAINT "app_customers_publisher_id_app_id_apps_publisher_id_id_fk" FOREIGN KEY ("publisher_id","app_id") REFERENCES "public"."apps"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_customers" ADD CONSTRAINT "app_customers_publisher_id_customer_id_customers_publisher_id_id_fk" FOREIGN KEY ("publisher_id","customer_id") REFERENCES "public"."customers"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_publisher_id_publishers_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_publisher_id_publishers_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exclusions" ADD CONSTRAINT "exclusions_publisher_id_notification_id_notifications_publisher_id_id_fk" FOREIGN KEY ("publisher_id","notification_id") REFERENCES "public"."notifications"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_publisher_id_publishers_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_apps" ADD CONSTRAINT "notification_apps_publisher_id_notification_id_notifications_publisher_id_id_fk" FOREIGN KEY ("publisher_id","notification_id") REFERENCES "public"."notifications"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_apps" ADD CONSTRAINT "notification_apps_publisher_id_app_id_apps_publisher_id_id_fk" FOREIGN KEY ("publisher_id","app_id") REFERENCES "public"."apps"("publisher_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_publisher_id_publishers_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slices" ADD CONSTRAINT "slices_publisher_id_notification_id_notifications_publisher_id_id_fk" FOREIGN KEY ("publisher_id","notification_id") REFERENCES "public"."notifications"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_publisher_id_publishers_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_accounts_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_publisher_id_publishers_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_publisher_id_publishers_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_publisher_id_app_id_apps_publisher_id_id_fk" FOREIGN KEY ("publisher_id","app_id") REFERENCES "public"."apps"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_publisher_id_customer_id_customers_publisher_id_id_fk" FOREIGN KEY ("publisher_id","customer_id") REFERENCES "public"."customers"("publisher_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_publisher_id_device_id_devices_publisher_id_id_fk" FOREIGN KEY ("publisher_id","device_id") REFERENCES "public"."devices"("publisher_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "apps_public_key" ON "apps" USING btree ("publisher_id","public_key");--> statement-breakpoint
CREATE INDEX "app_customers_customer" ON "app_customers" USING btree ("publisher_id","customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "customers_external_id" ON "customers" USING btree ("publisher_id","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "customers_email" ON "customers" USING btree ("publisher_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "devices_key" ON "devices" USING btree ("publisher_id","device_key");--> statement-breakpoint
CREATE INDEX "deliveries_registration" ON "deliveries" USING btree ("publisher_id","registration_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "rollup_hour" ON "rollup" USING btree ("publisher_id","hour");--> statement-breakpoint
CREATE UNIQUE INDEX "idempotency_keys_created" ON "idempotency_keys" USING btree ("publisher_id","created_at","scope","key");--> statement-breakpoint
CREATE INDEX "notification_apps_app" ON "notification_apps" USING btree ("publisher_id","app_id");--> statement-breakpoint
CREATE INDEX "notifications_status" ON "notifications" USING btree ("publisher_id","status","send_at");--> statement-breakpoint
CREATE INDEX "notifications_due" ON "notifications" USING btree ("send_at") WHERE status = 'scheduled';--> statement-breakpoint
CREATE INDEX "slices_open" ON "slices" USING btree ("publisher_id","notification_id","due_at") WHERE status <> 'done';--> statement-breakpoint
CREATE INDEX "slices_notification" ON "slices" USING btree ("publisher_id","notification_id");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_email" ON "accounts" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_oidc" ON "accounts" USING btree ("oidc_subject");--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" USING btree ("publisher_id","key_hash");--> statement-breakpoint
CREATE INDEX "members_account" ON "members" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "sessions_account" ON "sessions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_email" ON "sign_in_attempts" USING btree ("email_hash","at");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_address" ON "sign_in_attempts" USING btree ("address_hash","at");--> statement-breakpoint
CREATE UNIQUE INDEX "registrations_install" ON "registrations" USING btree ("publisher_id","app_id","install_id");--> statement-breakpoint
CREATE UNIQUE INDEX "registrations_channel" ON "registrations" USING btree ("publisher_id","app_id","channel_hash");--> statement-breakpoint
CREATE INDEX "registrations_customer" ON "registrations" USING btree ("publisher_id","customer_id");--> statement-breakpoint
CREATE INDEX "registrations_device" ON "registrations" USING btree ("publisher_id","device_id","last_active_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "registrations_created" ON "registrations" USING btree ("publisher_id","app_id","created_at");--> statement-breakpoint
CREATE INDEX "registrations_gone" ON "registrations" USING btree ("publisher_id","app_id","gone_at") WHERE status = 'gone';
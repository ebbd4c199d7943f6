CREATE TABLE "customer_groups" (
	"publisher_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "customer_groups_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"app_id" integer,
	"rule" jsonb,
	"rule_version" integer DEFAULT 1 NOT NULL,
	"rule_changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"is_active" boolean DEFAULT false NOT NULL,
	"size" bigint,
	"snapshot_id" bigint,
	"computed_at" timestamp with time zone,
	"refresh_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL,
	CONSTRAINT "customer_groups_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
CREATE TABLE "group_snapshot_members" (
	"publisher_id" integer NOT NULL,
	"snapshot_id" bigint NOT NULL,
	"first_id" bigint NOT NULL,
	"last_id" bigint NOT NULL,
	"customer_ids" bigint[] NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "group_snapshot_members_publisher_id_snapshot_id_first_id_pk" PRIMARY KEY("publisher_id","snapshot_id","first_id")
);
--> statement-breakpoint
CREATE TABLE "group_snapshots" (
	"publisher_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "group_snapshots_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"group_id" integer NOT NULL,
	"rule_version" integer NOT NULL,
	"rule" jsonb NOT NULL,
	"size" bigint NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "group_snapshots_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
CREATE TABLE "known_group_emails" (
	"publisher_id" integer NOT NULL,
	"group_id" integer NOT NULL,
	"email" text NOT NULL,
	CONSTRAINT "known_group_emails_publisher_id_group_id_email_pk" PRIMARY KEY("publisher_id","group_id","email")
);
--> statement-breakpoint
ALTER TABLE "publishers" ADD COLUMN "small_group_size" integer DEFAULT 20 NOT NULL;--> statement-breakpoint
ALTER TABLE "publishers" ADD COLUMN "segments_wait_a_day" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "customer_groups" ADD CONSTRAINT "customer_groups_publisher_id_publishers_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_groups" ADD CONSTRAINT "customer_groups_publisher_id_app_id_apps_publisher_id_id_fk" FOREIGN KEY ("publisher_id","app_id") REFERENCES "public"."apps"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_snapshot_members" ADD CONSTRAINT "group_snapshot_members_publisher_id_snapshot_id_group_snapshots_publisher_id_id_fk" FOREIGN KEY ("publisher_id","snapshot_id") REFERENCES "public"."group_snapshots"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_snapshots" ADD CONSTRAINT "group_snapshots_publisher_id_group_id_customer_groups_publisher_id_id_fk" FOREIGN KEY ("publisher_id","group_id") REFERENCES "public"."customer_groups"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_group_emails" ADD CONSTRAINT "known_group_emails_publisher_id_group_id_customer_groups_publisher_id_id_fk" FOREIGN KEY ("publisher_id","group_id") REFERENCES "public"."customer_groups"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customer_groups_refresh" ON "customer_groups" USING btree ("refresh_at") WHERE kind = 'segment';--> statement-breakpoint
CREATE INDEX "group_snapshots_group" ON "group_snapshots" USING btree ("publisher_id","group_id","computed_at");--> statement-breakpoint
-- Ids in order compress badly and cost time to try; as for slices and exclusions.
ALTER TABLE "group_snapshot_members" ALTER COLUMN "customer_ids" SET STORAGE EXTERNAL;

CREATE TABLE "connections" (
	"publisher_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "connections_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"public_id" text NOT NULL,
	"app_id" integer NOT NULL,
	"name" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_by" text,
	CONSTRAINT "connections_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
CREATE TABLE "directory_people" (
	"publisher_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "directory_people_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text DEFAULT '' NOT NULL,
	"email" text,
	"object_id" text,
	"source" text DEFAULT 'manual' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "directory_people_publisher_id_id_pk" PRIMARY KEY("publisher_id","id"),
	CONSTRAINT "directory_people_known" CHECK (email is not null or object_id is not null)
);
--> statement-breakpoint
CREATE TABLE "directory_syncs" (
	"publisher_id" integer PRIMARY KEY NOT NULL,
	"tenant_id" text NOT NULL,
	"client_id" text NOT NULL,
	"sealed_secret" "bytea" NOT NULL,
	"is_on" boolean DEFAULT true NOT NULL,
	"every_minutes" integer DEFAULT 60 NOT NULL,
	"state" text DEFAULT 'idle' NOT NULL,
	"state_reason" text,
	"people_link" text,
	"groups_link" text,
	"stage" text DEFAULT 'people' NOT NULL,
	"pages" integer DEFAULT 0 NOT NULL,
	"changed_people" integer DEFAULT 0 NOT NULL,
	"changed_groups" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"next_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "group_groups" (
	"publisher_id" integer NOT NULL,
	"group_id" bigint NOT NULL,
	"member_group_id" bigint NOT NULL,
	CONSTRAINT "group_groups_publisher_id_group_id_member_group_id_pk" PRIMARY KEY("publisher_id","group_id","member_group_id")
);
--> statement-breakpoint
CREATE TABLE "group_people" (
	"publisher_id" integer NOT NULL,
	"group_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	CONSTRAINT "group_people_publisher_id_group_id_person_id_pk" PRIMARY KEY("publisher_id","group_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "push_people" (
	"publisher_id" integer NOT NULL,
	"push_id" bigint NOT NULL,
	"position" smallint NOT NULL,
	"verdict" smallint NOT NULL,
	"part" integer NOT NULL,
	"people" bigint[] NOT NULL,
	"registrations" bigint[] NOT NULL,
	CONSTRAINT "push_people_publisher_id_push_id_position_verdict_part_pk" PRIMARY KEY("publisher_id","push_id","position","verdict","part")
);
--> statement-breakpoint
CREATE TABLE "push_recipients" (
	"publisher_id" integer NOT NULL,
	"push_id" bigint NOT NULL,
	"position" smallint NOT NULL,
	"recipient" text NOT NULL,
	"kind" text NOT NULL,
	"name" text,
	CONSTRAINT "push_recipients_publisher_id_push_id_position_pk" PRIMARY KEY("publisher_id","push_id","position")
);
--> statement-breakpoint
CREATE TABLE "pushes" (
	"publisher_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "pushes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"public_id" text NOT NULL,
	"connection_id" integer NOT NULL,
	"notification_id" bigint,
	"source" text NOT NULL,
	"message" text NOT NULL,
	"opens_app" boolean NOT NULL,
	"params" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "pushes_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
CREATE TABLE "security_groups" (
	"publisher_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "security_groups_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"email" text,
	"object_id" text,
	"source" text DEFAULT 'manual' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "security_groups_publisher_id_id_pk" PRIMARY KEY("publisher_id","id"),
	CONSTRAINT "security_groups_known" CHECK (email is not null or object_id is not null)
);
--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "guid" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "connection_id" integer;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_publisher_id_app_id_apps_publisher_id_id_fk" FOREIGN KEY ("publisher_id","app_id") REFERENCES "public"."apps"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_people" ADD CONSTRAINT "directory_people_publisher_id_publishers_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_syncs" ADD CONSTRAINT "directory_syncs_publisher_id_publishers_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_groups" ADD CONSTRAINT "group_groups_publisher_id_group_id_security_groups_publisher_id_id_fk" FOREIGN KEY ("publisher_id","group_id") REFERENCES "public"."security_groups"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_groups" ADD CONSTRAINT "group_groups_publisher_id_member_group_id_security_groups_publisher_id_id_fk" FOREIGN KEY ("publisher_id","member_group_id") REFERENCES "public"."security_groups"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_people" ADD CONSTRAINT "group_people_publisher_id_group_id_security_groups_publisher_id_id_fk" FOREIGN KEY ("publisher_id","group_id") REFERENCES "public"."security_groups"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_people" ADD CONSTRAINT "group_people_publisher_id_person_id_directory_people_publisher_id_id_fk" FOREIGN KEY ("publisher_id","person_id") REFERENCES "public"."directory_people"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_people" ADD CONSTRAINT "push_people_publisher_id_push_id_pushes_publisher_id_id_fk" FOREIGN KEY ("publisher_id","push_id") REFERENCES "public"."pushes"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_recipients" ADD CONSTRAINT "push_recipients_publisher_id_push_id_pushes_publisher_id_id_fk" FOREIGN KEY ("publisher_id","push_id") REFERENCES "public"."pushes"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pushes" ADD CONSTRAINT "pushes_publisher_id_connection_id_connections_publisher_id_id_fk" FOREIGN KEY ("publisher_id","connection_id") REFERENCES "public"."connections"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pushes" ADD CONSTRAINT "pushes_publisher_id_notification_id_notifications_publisher_id_id_fk" FOREIGN KEY ("publisher_id","notification_id") REFERENCES "public"."notifications"("publisher_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "security_groups" ADD CONSTRAINT "security_groups_publisher_id_publishers_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "connections_public_id" ON "connections" USING btree ("publisher_id","public_id");--> statement-breakpoint
CREATE UNIQUE INDEX "directory_people_email" ON "directory_people" USING btree ("publisher_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "directory_people_object_id" ON "directory_people" USING btree ("publisher_id","object_id");--> statement-breakpoint
CREATE INDEX "group_groups_member" ON "group_groups" USING btree ("publisher_id","member_group_id");--> statement-breakpoint
CREATE INDEX "group_people_person" ON "group_people" USING btree ("publisher_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "pushes_public_id" ON "pushes" USING btree ("publisher_id","public_id");--> statement-breakpoint
CREATE INDEX "pushes_connection" ON "pushes" USING btree ("publisher_id","connection_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "pushes_notification" ON "pushes" USING btree ("publisher_id","notification_id");--> statement-breakpoint
CREATE UNIQUE INDEX "security_groups_email" ON "security_groups" USING btree ("publisher_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "security_groups_object_id" ON "security_groups" USING btree ("publisher_id","object_id");--> statement-breakpoint
CREATE UNIQUE INDEX "apps_guid" ON "apps" USING btree ("publisher_id","guid");--> statement-breakpoint
CREATE INDEX "notifications_list" ON "notifications" USING btree ("publisher_id","status") WHERE priority >= 0;
CREATE TABLE "saved_templates" (
	"publisher_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "saved_templates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"template" text NOT NULL,
	"content" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_templates_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
CREATE TABLE "test_pushes" (
	"publisher_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "test_pushes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"app_id" integer NOT NULL,
	"registration_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"content" jsonb,
	"status" text DEFAULT 'waiting' NOT NULL,
	"outcome" text,
	"http_status" smallint,
	"detail" text,
	"bytes" integer,
	"requested_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp with time zone,
	CONSTRAINT "test_pushes_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
ALTER TABLE "saved_templates" ADD CONSTRAINT "saved_templates_publisher_id_publishers_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_pushes" ADD CONSTRAINT "test_pushes_publisher_id_app_id_apps_publisher_id_id_fk" FOREIGN KEY ("publisher_id","app_id") REFERENCES "public"."apps"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_templates_name" ON "saved_templates" USING btree ("publisher_id",lower("name"));--> statement-breakpoint
CREATE INDEX "test_pushes_created" ON "test_pushes" USING btree ("publisher_id","created_at");
CREATE TABLE "glossary_terms" (
	"publisher_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "glossary_terms_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_language" text NOT NULL,
	"term" text NOT NULL,
	"term_key" text NOT NULL,
	"translations" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "glossary_terms_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
CREATE TABLE "translation_jobs" (
	"publisher_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "translation_jobs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"status" text DEFAULT 'waiting' NOT NULL,
	"request" jsonb NOT NULL,
	"result" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "translation_jobs_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
CREATE TABLE "translation_memory" (
	"publisher_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "translation_memory_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_language" text NOT NULL,
	"target_language" text NOT NULL,
	"source_hash" "bytea" NOT NULL,
	"source_text" text NOT NULL,
	"target_text" text NOT NULL,
	"is_human" boolean NOT NULL,
	"provider" text,
	"uses" integer DEFAULT 0 NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "translation_memory_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
CREATE TABLE "translators" (
	"publisher_id" integer NOT NULL,
	"name" text NOT NULL,
	"position" smallint NOT NULL,
	"is_enabled" boolean DEFAULT true NOT NULL,
	"settings" jsonb NOT NULL,
	"sealed_key" "bytea",
	"state" text DEFAULT 'untested' NOT NULL,
	"state_reason" text,
	"state_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "translators_publisher_id_name_pk" PRIMARY KEY("publisher_id","name")
);
--> statement-breakpoint
ALTER TABLE "glossary_terms" ADD CONSTRAINT "glossary_terms_publisher_id_publishers_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "translation_jobs" ADD CONSTRAINT "translation_jobs_publisher_id_publishers_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "translation_memory" ADD CONSTRAINT "translation_memory_publisher_id_publishers_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "translators" ADD CONSTRAINT "translators_publisher_id_publishers_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "glossary_terms_term" ON "glossary_terms" USING btree ("publisher_id","source_language","term_key");--> statement-breakpoint
CREATE INDEX "translation_jobs_created" ON "translation_jobs" USING btree ("publisher_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "translation_memory_text" ON "translation_memory" USING btree ("publisher_id","source_language","target_language","source_hash");--> statement-breakpoint
CREATE INDEX "translation_memory_recent" ON "translation_memory" USING btree ("publisher_id","updated_at");
CREATE TABLE "flow_runs" (
	"publisher_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "flow_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"flow_id" integer NOT NULL,
	"version" integer NOT NULL,
	"event_key" text NOT NULL,
	"cause" text NOT NULL,
	"replay_of" bigint,
	"input" jsonb NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"evaluated" jsonb,
	"detail" text,
	"push_id" text,
	"people" integer,
	"devices" integer,
	"not_found" integer,
	"push_hash" "bytea",
	"attempts" smallint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "flow_runs_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
CREATE TABLE "flow_secrets" (
	"publisher_id" integer NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "flow_secrets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"flow_id" integer NOT NULL,
	"salt" "bytea" NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "flow_secrets_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
CREATE TABLE "flow_versions" (
	"publisher_id" integer NOT NULL,
	"flow_id" integer NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flow_versions_publisher_id_flow_id_version_pk" PRIMARY KEY("publisher_id","flow_id","version")
);
--> statement-breakpoint
CREATE TABLE "flows" (
	"publisher_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "flows_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"public_id" text NOT NULL,
	"name" text NOT NULL,
	"is_on" boolean DEFAULT false NOT NULL,
	"off_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	"definition" jsonb NOT NULL,
	"trigger" text NOT NULL,
	"failures_in_a_row" smallint DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone,
	"seen_snapshot_id" bigint,
	"created_by" text NOT NULL,
	"updated_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flows_publisher_id_id_pk" PRIMARY KEY("publisher_id","id")
);
--> statement-breakpoint
ALTER TABLE "flow_runs" ADD CONSTRAINT "flow_runs_publisher_id_flow_id_flows_publisher_id_id_fk" FOREIGN KEY ("publisher_id","flow_id") REFERENCES "public"."flows"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_secrets" ADD CONSTRAINT "flow_secrets_publisher_id_flow_id_flows_publisher_id_id_fk" FOREIGN KEY ("publisher_id","flow_id") REFERENCES "public"."flows"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_versions" ADD CONSTRAINT "flow_versions_publisher_id_flow_id_flows_publisher_id_id_fk" FOREIGN KEY ("publisher_id","flow_id") REFERENCES "public"."flows"("publisher_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flows" ADD CONSTRAINT "flows_publisher_id_publishers_id_fk" FOREIGN KEY ("publisher_id") REFERENCES "public"."publishers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "flow_runs_event" ON "flow_runs" USING btree ("publisher_id","flow_id","event_key");--> statement-breakpoint
CREATE INDEX "flow_runs_recent" ON "flow_runs" USING btree ("publisher_id","flow_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "flow_runs_waiting" ON "flow_runs" USING btree ("created_at") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "flow_secrets_flow" ON "flow_secrets" USING btree ("publisher_id","flow_id");--> statement-breakpoint
CREATE UNIQUE INDEX "flows_public_id" ON "flows" USING btree ("publisher_id","public_id");--> statement-breakpoint
CREATE INDEX "flows_due" ON "flows" USING btree ("next_at") WHERE is_on;--> statement-breakpoint
CREATE INDEX "flows_trigger" ON "flows" USING btree ("publisher_id","trigger") WHERE is_on;
CREATE TABLE "interactions" (
	"publisher_id" integer NOT NULL,
	"notification_id" bigint NOT NULL,
	"registration_id" bigint NOT NULL,
	"metric" smallint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "interactions_publisher_id_notification_id_registration_id_metric_pk" PRIMARY KEY("publisher_id","notification_id","registration_id","metric")
);

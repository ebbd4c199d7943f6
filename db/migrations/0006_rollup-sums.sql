CREATE TABLE "recounts" (
	"publisher_id" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"took_ms" integer NOT NULL,
	"notifications" integer NOT NULL,
	"difference_count" integer NOT NULL,
	"differences" jsonb NOT NULL,
	CONSTRAINT "recounts_publisher_id_at_pk" PRIMARY KEY("publisher_id","at")
);
--> statement-breakpoint
CREATE TABLE "rollup_days" (
	"publisher_id" integer NOT NULL,
	"day" date NOT NULL,
	"app_id" integer NOT NULL,
	"market" char(2) NOT NULL,
	"shard" smallint NOT NULL,
	"sent" integer NOT NULL,
	"channel_expired" integer NOT NULL,
	"failed" integer NOT NULL,
	"unknown" integer NOT NULL,
	"skipped" integer NOT NULL,
	"launched" integer NOT NULL,
	"launched_of_unknown" integer NOT NULL,
	"toast_shown" integer NOT NULL,
	"toast_activated" integer NOT NULL,
	"toast_dismissed" integer NOT NULL,
	"toast_timed_out" integer NOT NULL,
	"toast_failed" integer NOT NULL,
	"action_center_shown" integer NOT NULL,
	"action_center_activated" integer NOT NULL,
	"action_center_dismissed" integer NOT NULL,
	"action_center_timed_out" integer NOT NULL,
	"action_center_failed" integer NOT NULL,
	"toasts_sent" integer NOT NULL,
	"tracked_sent" integer NOT NULL,
	CONSTRAINT "rollup_days_publisher_id_day_app_id_market_shard_pk" PRIMARY KEY("publisher_id","day","app_id","market","shard")
);
--> statement-breakpoint
CREATE TABLE "rollup_totals" (
	"publisher_id" integer NOT NULL,
	"notification_id" bigint NOT NULL,
	"shard" smallint NOT NULL,
	"sent" integer NOT NULL,
	"channel_expired" integer NOT NULL,
	"failed" integer NOT NULL,
	"unknown" integer NOT NULL,
	"skipped" integer NOT NULL,
	"launched" integer NOT NULL,
	"launched_of_unknown" integer NOT NULL,
	"toast_shown" integer NOT NULL,
	"toast_activated" integer NOT NULL,
	"toast_dismissed" integer NOT NULL,
	"toast_timed_out" integer NOT NULL,
	"toast_failed" integer NOT NULL,
	"action_center_shown" integer NOT NULL,
	"action_center_activated" integer NOT NULL,
	"action_center_dismissed" integer NOT NULL,
	"action_center_timed_out" integer NOT NULL,
	"action_center_failed" integer NOT NULL,
	CONSTRAINT "rollup_totals_publisher_id_notification_id_shard_pk" PRIMARY KEY("publisher_id","notification_id","shard")
);
--> statement-breakpoint
CREATE INDEX "recounts_at" ON "recounts" USING btree ("at");--> statement-breakpoint
CREATE INDEX "rollup_market" ON "rollup" USING btree ("publisher_id","market","hour");
--> statement-breakpoint
-- Written by hand. The sums of the rollup, kept in the transaction of whatever changes it, by whoever: the engine's
-- record, reports of apps, retention, the seed. Sorted, so that two writers lock their rows in one order; always after
-- the rollup's own rows. Codes: db/enums.ts deliveryStatusCodes and metricCodes.
CREATE FUNCTION rollup_sums_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM added) THEN RETURN NULL; END IF;
  INSERT INTO rollup_totals AS t (publisher_id, notification_id, shard, sent, channel_expired, failed, unknown, skipped, launched, launched_of_unknown, toast_shown, toast_activated, toast_dismissed, toast_timed_out, toast_failed, action_center_shown, action_center_activated, action_center_dismissed, action_center_timed_out, action_center_failed)
  SELECT publisher_id, notification_id, shard,
    coalesce(sum(n) filter (where status = 1), 0),
    coalesce(sum(n) filter (where status = 2), 0),
    coalesce(sum(n) filter (where status = 3), 0),
    coalesce(sum(n) filter (where status = 4), 0),
    coalesce(sum(n) filter (where status = 5), 0),
    coalesce(sum(n) filter (where status = 101 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 101 and reason <> 0), 0),
    coalesce(sum(n) filter (where status = 111 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 112 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 113 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 114 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 115 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 121 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 122 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 123 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 124 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 125 and reason = 0), 0)
  FROM (SELECT *, count AS n FROM added) c
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (publisher_id, notification_id, shard) DO UPDATE SET
    sent = t.sent + excluded.sent,
    channel_expired = t.channel_expired + excluded.channel_expired,
    failed = t.failed + excluded.failed,
    unknown = t.unknown + excluded.unknown,
    skipped = t.skipped + excluded.skipped,
    launched = t.launched + excluded.launched,
    launched_of_unknown = t.launched_of_unknown + excluded.launched_of_unknown,
    toast_shown = t.toast_shown + excluded.toast_shown,
    toast_activated = t.toast_activated + excluded.toast_activated,
    toast_dismissed = t.toast_dismissed + excluded.toast_dismissed,
    toast_timed_out = t.toast_timed_out + excluded.toast_timed_out,
    toast_failed = t.toast_failed + excluded.toast_failed,
    action_center_shown = t.action_center_shown + excluded.action_center_shown,
    action_center_activated = t.action_center_activated + excluded.action_center_activated,
    action_center_dismissed = t.action_center_dismissed + excluded.action_center_dismissed,
    action_center_timed_out = t.action_center_timed_out + excluded.action_center_timed_out,
    action_center_failed = t.action_center_failed + excluded.action_center_failed;

  INSERT INTO rollup_days AS d (publisher_id, day, app_id, market, shard, sent, channel_expired, failed, unknown, skipped, launched, launched_of_unknown, toast_shown, toast_activated, toast_dismissed, toast_timed_out, toast_failed, action_center_shown, action_center_activated, action_center_dismissed, action_center_timed_out, action_center_failed, toasts_sent, tracked_sent)
  SELECT c.publisher_id, (c.hour AT TIME ZONE 'UTC')::date, c.app_id, c.market, c.shard,
    coalesce(sum(n) filter (where c.status = 1), 0),
    coalesce(sum(n) filter (where c.status = 2), 0),
    coalesce(sum(n) filter (where c.status = 3), 0),
    coalesce(sum(n) filter (where c.status = 4), 0),
    coalesce(sum(n) filter (where c.status = 5), 0),
    coalesce(sum(n) filter (where c.status = 101 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 101 and c.reason <> 0), 0),
    coalesce(sum(n) filter (where c.status = 111 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 112 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 113 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 114 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 115 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 121 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 122 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 123 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 124 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 125 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 1 and coalesce(o.kind = 'toast', true)), 0),
    coalesce(sum(n) filter (where c.status = 1 and o.kind = 'toast' and o.is_tracked), 0)
  FROM (SELECT *, count AS n FROM added) c
  LEFT JOIN notifications o ON o.publisher_id = c.publisher_id AND o.id = c.notification_id
  GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT (publisher_id, day, app_id, market, shard) DO UPDATE SET
    sent = d.sent + excluded.sent,
    channel_expired = d.channel_expired + excluded.channel_expired,
    failed = d.failed + excluded.failed,
    unknown = d.unknown + excluded.unknown,
    skipped = d.skipped + excluded.skipped,
    launched = d.launched + excluded.launched,
    launched_of_unknown = d.launched_of_unknown + excluded.launched_of_unknown,
    toast_shown = d.toast_shown + excluded.toast_shown,
    toast_activated = d.toast_activated + excluded.toast_activated,
    toast_dismissed = d.toast_dismissed + excluded.toast_dismissed,
    toast_timed_out = d.toast_timed_out + excluded.toast_timed_out,
    toast_failed = d.toast_failed + excluded.toast_failed,
    action_center_shown = d.action_center_shown + excluded.action_center_shown,
    action_center_activated = d.action_center_activated + excluded.action_center_activated,
    action_center_dismissed = d.action_center_dismissed + excluded.action_center_dismissed,
    action_center_timed_out = d.action_center_timed_out + excluded.action_center_timed_out,
    action_center_failed = d.action_center_failed + excluded.action_center_failed,
    toasts_sent = d.toasts_sent + excluded.toasts_sent,
    tracked_sent = d.tracked_sent + excluded.tracked_sent;

  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION rollup_sums_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM added) THEN RETURN NULL; END IF;
  INSERT INTO rollup_totals AS t (publisher_id, notification_id, shard, sent, channel_expired, failed, unknown, skipped, launched, launched_of_unknown, toast_shown, toast_activated, toast_dismissed, toast_timed_out, toast_failed, action_center_shown, action_center_activated, action_center_dismissed, action_center_timed_out, action_center_failed)
  SELECT publisher_id, notification_id, shard,
    coalesce(sum(n) filter (where status = 1), 0),
    coalesce(sum(n) filter (where status = 2), 0),
    coalesce(sum(n) filter (where status = 3), 0),
    coalesce(sum(n) filter (where status = 4), 0),
    coalesce(sum(n) filter (where status = 5), 0),
    coalesce(sum(n) filter (where status = 101 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 101 and reason <> 0), 0),
    coalesce(sum(n) filter (where status = 111 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 112 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 113 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 114 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 115 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 121 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 122 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 123 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 124 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 125 and reason = 0), 0)
  FROM (SELECT *, count AS n FROM added UNION ALL SELECT *, -count FROM removed) c
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (publisher_id, notification_id, shard) DO UPDATE SET
    sent = t.sent + excluded.sent,
    channel_expired = t.channel_expired + excluded.channel_expired,
    failed = t.failed + excluded.failed,
    unknown = t.unknown + excluded.unknown,
    skipped = t.skipped + excluded.skipped,
    launched = t.launched + excluded.launched,
    launched_of_unknown = t.launched_of_unknown + excluded.launched_of_unknown,
    toast_shown = t.toast_shown + excluded.toast_shown,
    toast_activated = t.toast_activated + excluded.toast_activated,
    toast_dismissed = t.toast_dismissed + excluded.toast_dismissed,
    toast_timed_out = t.toast_timed_out + excluded.toast_timed_out,
    toast_failed = t.toast_failed + excluded.toast_failed,
    action_center_shown = t.action_center_shown + excluded.action_center_shown,
    action_center_activated = t.action_center_activated + excluded.action_center_activated,
    action_center_dismissed = t.action_center_dismissed + excluded.action_center_dismissed,
    action_center_timed_out = t.action_center_timed_out + excluded.action_center_timed_out,
    action_center_failed = t.action_center_failed + excluded.action_center_failed;

  INSERT INTO rollup_days AS d (publisher_id, day, app_id, market, shard, sent, channel_expired, failed, unknown, skipped, launched, launched_of_unknown, toast_shown, toast_activated, toast_dismissed, toast_timed_out, toast_failed, action_center_shown, action_center_activated, action_center_dismissed, action_center_timed_out, action_center_failed, toasts_sent, tracked_sent)
  SELECT c.publisher_id, (c.hour AT TIME ZONE 'UTC')::date, c.app_id, c.market, c.shard,
    coalesce(sum(n) filter (where c.status = 1), 0),
    coalesce(sum(n) filter (where c.status = 2), 0),
    coalesce(sum(n) filter (where c.status = 3), 0),
    coalesce(sum(n) filter (where c.status = 4), 0),
    coalesce(sum(n) filter (where c.status = 5), 0),
    coalesce(sum(n) filter (where c.status = 101 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 101 and c.reason <> 0), 0),
    coalesce(sum(n) filter (where c.status = 111 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 112 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 113 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 114 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 115 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 121 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 122 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 123 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 124 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 125 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 1 and coalesce(o.kind = 'toast', true)), 0),
    coalesce(sum(n) filter (where c.status = 1 and o.kind = 'toast' and o.is_tracked), 0)
  FROM (SELECT *, count AS n FROM added UNION ALL SELECT *, -count FROM removed) c
  LEFT JOIN notifications o ON o.publisher_id = c.publisher_id AND o.id = c.notification_id
  GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT (publisher_id, day, app_id, market, shard) DO UPDATE SET
    sent = d.sent + excluded.sent,
    channel_expired = d.channel_expired + excluded.channel_expired,
    failed = d.failed + excluded.failed,
    unknown = d.unknown + excluded.unknown,
    skipped = d.skipped + excluded.skipped,
    launched = d.launched + excluded.launched,
    launched_of_unknown = d.launched_of_unknown + excluded.launched_of_unknown,
    toast_shown = d.toast_shown + excluded.toast_shown,
    toast_activated = d.toast_activated + excluded.toast_activated,
    toast_dismissed = d.toast_dismissed + excluded.toast_dismissed,
    toast_timed_out = d.toast_timed_out + excluded.toast_timed_out,
    toast_failed = d.toast_failed + excluded.toast_failed,
    action_center_shown = d.action_center_shown + excluded.action_center_shown,
    action_center_activated = d.action_center_activated + excluded.action_center_activated,
    action_center_dismissed = d.action_center_dismissed + excluded.action_center_dismissed,
    action_center_timed_out = d.action_center_timed_out + excluded.action_center_timed_out,
    action_center_failed = d.action_center_failed + excluded.action_center_failed,
    toasts_sent = d.toasts_sent + excluded.toasts_sent,
    tracked_sent = d.tracked_sent + excluded.tracked_sent;

  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION rollup_sums_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM removed) THEN RETURN NULL; END IF;
  INSERT INTO rollup_totals AS t (publisher_id, notification_id, shard, sent, channel_expired, failed, unknown, skipped, launched, launched_of_unknown, toast_shown, toast_activated, toast_dismissed, toast_timed_out, toast_failed, action_center_shown, action_center_activated, action_center_dismissed, action_center_timed_out, action_center_failed)
  SELECT publisher_id, notification_id, shard,
    coalesce(sum(n) filter (where status = 1), 0),
    coalesce(sum(n) filter (where status = 2), 0),
    coalesce(sum(n) filter (where status = 3), 0),
    coalesce(sum(n) filter (where status = 4), 0),
    coalesce(sum(n) filter (where status = 5), 0),
    coalesce(sum(n) filter (where status = 101 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 101 and reason <> 0), 0),
    coalesce(sum(n) filter (where status = 111 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 112 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 113 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 114 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 115 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 121 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 122 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 123 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 124 and reason = 0), 0),
    coalesce(sum(n) filter (where status = 125 and reason = 0), 0)
  FROM (SELECT *, -count AS n FROM removed) c
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (publisher_id, notification_id, shard) DO UPDATE SET
    sent = t.sent + excluded.sent,
    channel_expired = t.channel_expired + excluded.channel_expired,
    failed = t.failed + excluded.failed,
    unknown = t.unknown + excluded.unknown,
    skipped = t.skipped + excluded.skipped,
    launched = t.launched + excluded.launched,
    launched_of_unknown = t.launched_of_unknown + excluded.launched_of_unknown,
    toast_shown = t.toast_shown + excluded.toast_shown,
    toast_activated = t.toast_activated + excluded.toast_activated,
    toast_dismissed = t.toast_dismissed + excluded.toast_dismissed,
    toast_timed_out = t.toast_timed_out + excluded.toast_timed_out,
    toast_failed = t.toast_failed + excluded.toast_failed,
    action_center_shown = t.action_center_shown + excluded.action_center_shown,
    action_center_activated = t.action_center_activated + excluded.action_center_activated,
    action_center_dismissed = t.action_center_dismissed + excluded.action_center_dismissed,
    action_center_timed_out = t.action_center_timed_out + excluded.action_center_timed_out,
    action_center_failed = t.action_center_failed + excluded.action_center_failed;

  INSERT INTO rollup_days AS d (publisher_id, day, app_id, market, shard, sent, channel_expired, failed, unknown, skipped, launched, launched_of_unknown, toast_shown, toast_activated, toast_dismissed, toast_timed_out, toast_failed, action_center_shown, action_center_activated, action_center_dismissed, action_center_timed_out, action_center_failed, toasts_sent, tracked_sent)
  SELECT c.publisher_id, (c.hour AT TIME ZONE 'UTC')::date, c.app_id, c.market, c.shard,
    coalesce(sum(n) filter (where c.status = 1), 0),
    coalesce(sum(n) filter (where c.status = 2), 0),
    coalesce(sum(n) filter (where c.status = 3), 0),
    coalesce(sum(n) filter (where c.status = 4), 0),
    coalesce(sum(n) filter (where c.status = 5), 0),
    coalesce(sum(n) filter (where c.status = 101 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 101 and c.reason <> 0), 0),
    coalesce(sum(n) filter (where c.status = 111 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 112 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 113 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 114 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 115 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 121 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 122 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 123 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 124 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 125 and c.reason = 0), 0),
    coalesce(sum(n) filter (where c.status = 1 and coalesce(o.kind = 'toast', true)), 0),
    coalesce(sum(n) filter (where c.status = 1 and o.kind = 'toast' and o.is_tracked), 0)
  FROM (SELECT *, -count AS n FROM removed) c
  LEFT JOIN notifications o ON o.publisher_id = c.publisher_id AND o.id = c.notification_id
  GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT (publisher_id, day, app_id, market, shard) DO UPDATE SET
    sent = d.sent + excluded.sent,
    channel_expired = d.channel_expired + excluded.channel_expired,
    failed = d.failed + excluded.failed,
    unknown = d.unknown + excluded.unknown,
    skipped = d.skipped + excluded.skipped,
    launched = d.launched + excluded.launched,
    launched_of_unknown = d.launched_of_unknown + excluded.launched_of_unknown,
    toast_shown = d.toast_shown + excluded.toast_shown,
    toast_activated = d.toast_activated + excluded.toast_activated,
    toast_dismissed = d.toast_dismissed + excluded.toast_dismissed,
    toast_timed_out = d.toast_timed_out + excluded.toast_timed_out,
    toast_failed = d.toast_failed + excluded.toast_failed,
    action_center_shown = d.action_center_shown + excluded.action_center_shown,
    action_center_activated = d.action_center_activated + excluded.action_center_activated,
    action_center_dismissed = d.action_center_dismissed + excluded.action_center_dismissed,
    action_center_timed_out = d.action_center_timed_out + excluded.action_center_timed_out,
    action_center_failed = d.action_center_failed + excluded.action_center_failed,
    toasts_sent = d.toasts_sent + excluded.toasts_sent,
    tracked_sent = d.tracked_sent + excluded.tracked_sent;

  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER rollup_sums_insert AFTER INSERT ON rollup REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION rollup_sums_insert();
--> statement-breakpoint
CREATE TRIGGER rollup_sums_update AFTER UPDATE ON rollup REFERENCING NEW TABLE AS added OLD TABLE AS removed
FOR EACH STATEMENT EXECUTE FUNCTION rollup_sums_update();
--> statement-breakpoint
CREATE TRIGGER rollup_sums_delete AFTER DELETE ON rollup REFERENCING OLD TABLE AS removed
FOR EACH STATEMENT EXECUTE FUNCTION rollup_sums_delete();
--> statement-breakpoint
-- What was counted before: taken out and put in again, past the triggers' eyes and then before them.
CREATE TEMPORARY TABLE rollup_before ON COMMIT DROP AS SELECT * FROM rollup;
--> statement-breakpoint
TRUNCATE rollup;
--> statement-breakpoint
INSERT INTO rollup SELECT * FROM rollup_before;

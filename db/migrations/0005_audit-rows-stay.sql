-- T20: what was noted stays. A superuser can lift this; then the hash chain shows it (server/settings/audit.ts).
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'Audit events are never changed or removed.' using errcode = 'insufficient_privilege';
end
$$;
--> statement-breakpoint
create trigger audit_events_stay before update or delete on audit_events
  for each row execute function refuse_audit_change();
--> statement-breakpoint
create trigger audit_events_stay_all before truncate on audit_events
  for each statement execute function refuse_audit_change();

-- News get their numbers, and are read in that order, in one statement each: acting as the system (db/as-actor.ts) in a
-- transaction of several is a dozen ways between the app and the database, on which news wait (lib/live).
create function act_as_system() returns void language plpgsql as $$
begin
  perform set_config('role', 'framewatch_app', true), set_config('fw.kind', 'system', true),
    set_config('fw.organisation', '', true), set_config('fw.user', '', true),
    set_config('fw.scope', '', true), set_config('fw.subject', '', true), set_config('fw.places', '', true);
end $$;
--> statement-breakpoint
-- Each statement of it sees what was committed before it began: the numbering what was before the lock was got.
create function number_news(most int, out numbered int, out head bigint) language plpgsql volatile as $$
begin
  perform act_as_system();
  perform pg_advisory_xact_lock(hashtext('framewatch number news'));
  update outbox set seq = numbers.seq
  from (select organisation_id, id, nextval('outbox_seq') as seq from (
    select organisation_id, id from outbox where seq is null order by at, id limit most) waiting) numbers
  where outbox.organisation_id = numbers.organisation_id and outbox.id = numbers.id;
  get diagnostics numbered = row_count;
  if numbered > 0 then perform pg_notify('framewatch_news', ''); end if;
  select case when is_called then last_value else 0 end into head from outbox_seq;
end $$;
--> statement-breakpoint
create function news_after(after bigint, most int)
returns table (seq bigint, organisation_id uuid, topic text, subject jsonb) language plpgsql as $$
begin
  perform act_as_system();
  return query select o.seq, o.organisation_id, o.topic, o.subject from outbox o where o.seq > after order by o.seq limit most;
end $$;

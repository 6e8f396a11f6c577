-- What drizzle-kit cannot say: who may see a row, what history may hold, and the counters that follow it.
-- The app acts as framewatch_app, which owns nothing (db/as-actor.ts); roles are made by db/migrate.ts.
create function fw_kind() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('fw.kind', true), '') $$;
--> statement-breakpoint
create function fw_organisation() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('fw.organisation', true), '')::uuid $$;
--> statement-breakpoint
create function fw_user() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('fw.user', true), '')::uuid $$;
--> statement-breakpoint
create function fw_scope() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('fw.scope', true), '') $$;
--> statement-breakpoint
create function fw_subject() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('fw.subject', true), '')::uuid $$;
--> statement-breakpoint
create function fw_producer() returns boolean language sql stable parallel safe
  as $$ select coalesce(fw_kind() in ('ops', 'admin', 'system'), false) $$;
--> statement-breakpoint
-- The organisation a customer acts for; null for everybody else, so that nothing matches.
create function fw_customer_of() returns uuid language sql stable parallel safe
  as $$ select case when fw_kind() = 'customer' then fw_organisation() end $$;
--> statement-breakpoint
-- The organisation whose link a stakeholder holds; null for everybody else.
create function fw_shared_by() returns uuid language sql stable parallel safe
  as $$ select case when fw_kind() = 'stakeholder' then fw_organisation() end $$;
--> statement-breakpoint
alter table brands enable row level security;
--> statement-breakpoint
alter table brands force row level security;
--> statement-breakpoint
grant select, insert, update, delete on brands to framewatch_app;
--> statement-breakpoint
alter table products enable row level security;
--> statement-breakpoint
alter table products force row level security;
--> statement-breakpoint
grant select, insert, update, delete on products to framewatch_app;
--> statement-breakpoint
alter table orders enable row level security;
--> statement-breakpoint
alter table orders force row level security;
--> statement-breakpoint
grant select, insert, update, delete on orders to framewatch_app;
--> statement-breakpoint
alter table batches enable row level security;
--> statement-breakpoint
alter table batches force row level security;
--> statement-breakpoint
grant select, insert, update, delete on batches to framewatch_app;
--> statement-breakpoint
alter table memberships enable row level security;
--> statement-breakpoint
alter table memberships force row level security;
--> statement-breakpoint
grant select, insert, update, delete on memberships to framewatch_app;
--> statement-breakpoint
alter table invitations enable row level security;
--> statement-breakpoint
alter table invitations force row level security;
--> statement-breakpoint
grant select, insert, update, delete on invitations to framewatch_app;
--> statement-breakpoint
alter table variants enable row level security;
--> statement-breakpoint
alter table variants force row level security;
--> statement-breakpoint
grant select, insert, update, delete on variants to framewatch_app;
--> statement-breakpoint
alter table transitions enable row level security;
--> statement-breakpoint
alter table transitions force row level security;
--> statement-breakpoint
grant select, insert, update, delete on transitions to framewatch_app;
--> statement-breakpoint
alter table activity enable row level security;
--> statement-breakpoint
alter table activity force row level security;
--> statement-breakpoint
grant select, insert, update, delete on activity to framewatch_app;
--> statement-breakpoint
alter table operations enable row level security;
--> statement-breakpoint
alter table operations force row level security;
--> statement-breakpoint
grant select, insert, update, delete on operations to framewatch_app;
--> statement-breakpoint
alter table operation_items enable row level security;
--> statement-breakpoint
alter table operation_items force row level security;
--> statement-breakpoint
grant select, insert, update, delete on operation_items to framewatch_app;
--> statement-breakpoint
alter table outbox enable row level security;
--> statement-breakpoint
alter table outbox force row level security;
--> statement-breakpoint
grant select, insert, update, delete on outbox to framewatch_app;
--> statement-breakpoint
alter table place_counts enable row level security;
--> statement-breakpoint
alter table place_counts force row level security;
--> statement-breakpoint
grant select, insert, update, delete on place_counts to framewatch_app;
--> statement-breakpoint
alter table quotes enable row level security;
--> statement-breakpoint
alter table quotes force row level security;
--> statement-breakpoint
grant select, insert, update, delete on quotes to framewatch_app;
--> statement-breakpoint
alter table quote_versions enable row level security;
--> statement-breakpoint
alter table quote_versions force row level security;
--> statement-breakpoint
grant select, insert, update, delete on quote_versions to framewatch_app;
--> statement-breakpoint
alter table quote_lines enable row level security;
--> statement-breakpoint
alter table quote_lines force row level security;
--> statement-breakpoint
grant select, insert, update, delete on quote_lines to framewatch_app;
--> statement-breakpoint
alter table quote_decisions enable row level security;
--> statement-breakpoint
alter table quote_decisions force row level security;
--> statement-breakpoint
grant select, insert, update, delete on quote_decisions to framewatch_app;
--> statement-breakpoint
alter table quality_flags enable row level security;
--> statement-breakpoint
alter table quality_flags force row level security;
--> statement-breakpoint
grant select, insert, update, delete on quality_flags to framewatch_app;
--> statement-breakpoint
alter table attachments enable row level security;
--> statement-breakpoint
alter table attachments force row level security;
--> statement-breakpoint
grant select, insert, update, delete on attachments to framewatch_app;
--> statement-breakpoint
alter table share_links enable row level security;
--> statement-breakpoint
alter table share_links force row level security;
--> statement-breakpoint
grant select, insert, update, delete on share_links to framewatch_app;
--> statement-breakpoint
alter table share_views enable row level security;
--> statement-breakpoint
alter table share_views force row level security;
--> statement-breakpoint
grant select, insert, update, delete on share_views to framewatch_app;
--> statement-breakpoint
alter table order_imports enable row level security;
--> statement-breakpoint
alter table order_imports force row level security;
--> statement-breakpoint
grant select, insert, update, delete on order_imports to framewatch_app;
--> statement-breakpoint
alter table organisations enable row level security;
--> statement-breakpoint
alter table organisations force row level security;
--> statement-breakpoint
grant select, insert, update, delete on organisations to framewatch_app;
--> statement-breakpoint
alter table users enable row level security;
--> statement-breakpoint
alter table users force row level security;
--> statement-breakpoint
grant select, insert, update, delete on users to framewatch_app;
--> statement-breakpoint
alter table credentials enable row level security;
--> statement-breakpoint
alter table credentials force row level security;
--> statement-breakpoint
grant select, insert, update, delete on credentials to framewatch_app;
--> statement-breakpoint
alter table sessions enable row level security;
--> statement-breakpoint
alter table sessions force row level security;
--> statement-breakpoint
grant select, insert, update, delete on sessions to framewatch_app;
--> statement-breakpoint
alter table access_tokens enable row level security;
--> statement-breakpoint
alter table access_tokens force row level security;
--> statement-breakpoint
grant select, insert, update, delete on access_tokens to framewatch_app;
--> statement-breakpoint
alter table mails enable row level security;
--> statement-breakpoint
alter table mails force row level security;
--> statement-breakpoint
grant select, insert, update, delete on mails to framewatch_app;
--> statement-breakpoint
alter table idempotency_keys enable row level security;
--> statement-breakpoint
alter table idempotency_keys force row level security;
--> statement-breakpoint
grant select, insert, update, delete on idempotency_keys to framewatch_app;
--> statement-breakpoint
alter table number_series enable row level security;
--> statement-breakpoint
alter table number_series force row level security;
--> statement-breakpoint
grant select, insert, update, delete on number_series to framewatch_app;
--> statement-breakpoint
alter table settings enable row level security;
--> statement-breakpoint
alter table settings force row level security;
--> statement-breakpoint
grant select, insert, update, delete on settings to framewatch_app;
--> statement-breakpoint
alter table calendar_versions enable row level security;
--> statement-breakpoint
alter table calendar_versions force row level security;
--> statement-breakpoint
grant select, insert, update, delete on calendar_versions to framewatch_app;
--> statement-breakpoint
alter table policy_versions enable row level security;
--> statement-breakpoint
alter table policy_versions force row level security;
--> statement-breakpoint
grant select, insert, update, delete on policy_versions to framewatch_app;
--> statement-breakpoint
alter table legal_transitions enable row level security;
--> statement-breakpoint
alter table legal_transitions force row level security;
--> statement-breakpoint
grant select, insert, update, delete on legal_transitions to framewatch_app;
--> statement-breakpoint
create policy people on brands
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on products
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on orders
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on batches
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on memberships
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on invitations
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on variants
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on transitions
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on activity
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on operations
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on operation_items
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on outbox
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on place_counts
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on quotes
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on quote_versions
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on quote_lines
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on quote_decisions
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on quality_flags
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on attachments
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on share_links
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on share_views
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on order_imports
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));
--> statement-breakpoint
create policy people on organisations
  using ((select fw_producer()) or id = (select fw_customer_of()))
  with check ((select fw_producer()) or id = (select fw_customer_of()));
--> statement-breakpoint
create policy readers on organisations for select using (id = (select fw_shared_by()));
--> statement-breakpoint
create policy people on users
  using ((select fw_kind()) in ('admin', 'system'))
  with check ((select fw_kind()) in ('admin', 'system'));
--> statement-breakpoint
create policy readers on users for select using (
  (select fw_kind()) = 'ops' or id = (select fw_user())
  or (select fw_customer_of()) is not null and (producer_role is not null or exists (
    select 1 from memberships m where m.user_id = users.id and m.organisation_id = (select fw_customer_of()))));
--> statement-breakpoint
create policy people on credentials using ((select fw_kind()) = 'system') with check ((select fw_kind()) = 'system');
--> statement-breakpoint
create policy people on sessions using ((select fw_kind()) = 'system') with check ((select fw_kind()) = 'system');
--> statement-breakpoint
create policy people on access_tokens using ((select fw_kind()) = 'system') with check ((select fw_kind()) = 'system');
--> statement-breakpoint
create policy people on settings using ((select fw_kind()) = 'system') with check ((select fw_kind()) = 'system');
--> statement-breakpoint
create policy people on mails
  using ((select fw_kind()) in ('admin', 'system'))
  with check ((select fw_kind()) in ('admin', 'system'));
--> statement-breakpoint
-- Whoever acts may ask for a mail to be sent; reading them is for admin and the sender.
create policy writers on mails for insert with check ((select fw_kind()) in ('customer', 'ops'));
--> statement-breakpoint
create policy people on idempotency_keys using (user_id = (select fw_user())) with check (user_id = (select fw_user()));
--> statement-breakpoint
create policy people on number_series using ((select fw_producer()) or (select fw_kind()) = 'customer')
  with check ((select fw_producer()) or (select fw_kind()) = 'customer');
--> statement-breakpoint
create policy readers on calendar_versions for select using ((select fw_kind()) is not null);
--> statement-breakpoint
create policy writers on calendar_versions for insert with check ((select fw_kind()) in ('admin', 'system'));
--> statement-breakpoint
create policy readers on policy_versions for select using ((select fw_kind()) is not null);
--> statement-breakpoint
create policy writers on policy_versions for insert with check ((select fw_kind()) in ('admin', 'system'));
--> statement-breakpoint
create policy readers on legal_transitions for select using ((select fw_kind()) is not null);
--> statement-breakpoint
create policy readers on variants for select using (organisation_id = (select fw_shared_by()) and case (select fw_scope())
  when 'organisation' then true
  when 'batch' then batch_id = (select fw_subject())
  when 'order' then order_id = (select fw_subject()) else false end);
--> statement-breakpoint
create policy readers on batches for select using (organisation_id = (select fw_shared_by()) and case (select fw_scope())
  when 'organisation' then true
  when 'batch' then id = (select fw_subject())
  when 'order' then exists (select 1 from variants v where v.organisation_id = batches.organisation_id and v.batch_id = batches.id)
  else false end);
--> statement-breakpoint
create policy readers on orders for select using (organisation_id = (select fw_shared_by()) and case (select fw_scope())
  when 'organisation' then true
  when 'order' then id = (select fw_subject())
  when 'batch' then exists (select 1 from variants v where v.organisation_id = orders.organisation_id and v.order_id = orders.id)
  else false end);
--> statement-breakpoint
create policy readers on place_counts for select using (organisation_id = (select fw_shared_by())
  and ((select fw_scope()) = 'organisation' or kind = (select fw_scope()) and subject_id = (select fw_subject())));
--> statement-breakpoint
create policy readers on products for select using (organisation_id = (select fw_shared_by()) and exists (
  select 1 from variants v where v.organisation_id = products.organisation_id and v.product_id = products.id));
--> statement-breakpoint
create policy readers on brands for select using (organisation_id = (select fw_shared_by()) and exists (
  select 1 from variants v where v.organisation_id = brands.organisation_id and v.brand_id = brands.id));
--> statement-breakpoint
create policy readers on transitions for select using (organisation_id = (select fw_shared_by()) and exists (
  select 1 from variants v where v.organisation_id = transitions.organisation_id and v.id = transitions.variant_id));
--> statement-breakpoint
create policy readers on quality_flags for select using (organisation_id = (select fw_shared_by()) and exists (
  select 1 from variants v where v.organisation_id = quality_flags.organisation_id and v.id = quality_flags.variant_id));
--> statement-breakpoint
-- History, decisions and what was sent are never changed; counters are written by their trigger alone.
revoke update, delete on transitions, activity, quote_decisions, quote_versions, legal_transitions, calendar_versions, policy_versions
  from framewatch_app;
--> statement-breakpoint
revoke insert on legal_transitions from framewatch_app;
--> statement-breakpoint
revoke insert, update, delete on place_counts from framewatch_app;
--> statement-breakpoint
revoke delete on variants, orders, batches, products, brands, quotes, quote_lines, organisations, users from framewatch_app;
--> statement-breakpoint
alter table transitions add constraint transitions_begin
  check ((version = 1) = (from_place = '') and (version = 1) = (event = 'order') and version >= 1);
--> statement-breakpoint
-- Each step begins where the one before it ended.
alter table transitions add constraint transitions_follow
  foreign key (organisation_id, variant_id, previous_version, from_place)
  references transitions (organisation_id, variant_id, version, to_place);
--> statement-breakpoint
-- A variant stands where its latest step put it; checked at commit because both rows change together.
alter table variants add constraint variants_history
  foreign key (organisation_id, id, version, place)
  references transitions (organisation_id, variant_id, version, to_place) deferrable initially deferred;
--> statement-breakpoint
alter table quote_lines add constraint quote_lines_price check (price >= 0);
--> statement-breakpoint
-- One locked row per batch, order and product touched, always in the same order, whatever the size of the statement.
create function count_inserted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with d as (select organisation_id, batch_id, order_id, product_id, place, count(*) as n from new_rows group by organisation_id, batch_id, order_id, product_id, place),
  by_subject as (
    select d.organisation_id, s.kind, s.subject_id, d.place, d.n
    from d cross join lateral (values ('batch', d.batch_id), ('order', d.order_id), ('product', d.product_id)) s (kind, subject_id))
  insert into place_counts as c (organisation_id, kind, subject_id, pending_analysis, analysis_complete, processing_addition, batch_created, working_3d_assets, freezing_time, quote_requested, quote_sent, quote_accepted, quote_rejected, completed, validated, cancelled, error)
  select d.organisation_id, d.kind, d.subject_id,
    coalesce(sum(d.n) filter (where d.place = 'pending_analysis'), 0),
    coalesce(sum(d.n) filter (where d.place = 'analysis_complete'), 0),
    coalesce(sum(d.n) filter (where d.place = 'processing_addition'), 0),
    coalesce(sum(d.n) filter (where d.place = 'batch_created'), 0),
    coalesce(sum(d.n) filter (where d.place = 'working_3d_assets'), 0),
    coalesce(sum(d.n) filter (where d.place = 'freezing_time'), 0),
    coalesce(sum(d.n) filter (where d.place = 'quote_requested'), 0),
    coalesce(sum(d.n) filter (where d.place = 'quote_sent'), 0),
    coalesce(sum(d.n) filter (where d.place = 'quote_accepted'), 0),
    coalesce(sum(d.n) filter (where d.place = 'quote_rejected'), 0),
    coalesce(sum(d.n) filter (where d.place = 'completed'), 0),
    coalesce(sum(d.n) filter (where d.place = 'validated'), 0),
    coalesce(sum(d.n) filter (where d.place = 'cancelled'), 0),
    coalesce(sum(d.n) filter (where d.place = 'error'), 0)
  from (select organisation_id, kind, subject_id, place, sum(n) as n from by_subject
        group by organisation_id, kind, subject_id, place having sum(n) <> 0) d
  group by d.organisation_id, d.kind, d.subject_id
  order by d.organisation_id, d.kind, d.subject_id
  on conflict (organisation_id, kind, subject_id) do update set
    pending_analysis = c.pending_analysis + excluded.pending_analysis,
    analysis_complete = c.analysis_complete + excluded.analysis_complete,
    processing_addition = c.processing_addition + excluded.processing_addition,
    batch_created = c.batch_created + excluded.batch_created,
    working_3d_assets = c.working_3d_assets + excluded.working_3d_assets,
    freezing_time = c.freezing_time + excluded.freezing_time,
    quote_requested = c.quote_requested + excluded.quote_requested,
    quote_sent = c.quote_sent + excluded.quote_sent,
    quote_accepted = c.quote_accepted + excluded.quote_accepted,
    quote_rejected = c.quote_rejected + excluded.quote_rejected,
    completed = c.completed + excluded.completed,
    validated = c.validated + excluded.validated,
    cancelled = c.cancelled + excluded.cancelled,
    error = c.error + excluded.error;
  return null;
end $$;
--> statement-breakpoint
create function count_deleted() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with d as (select organisation_id, batch_id, order_id, product_id, place, -count(*) as n from old_rows group by organisation_id, batch_id, order_id, product_id, place),
  by_subject as (
    select d.organisation_id, s.kind, s.subject_id, d.place, d.n
    from d cross join lateral (values ('batch', d.batch_id), ('order', d.order_id), ('product', d.product_id)) s (kind, subject_id))
  insert into place_counts as c (organisation_id, kind, subject_id, pending_analysis, analysis_complete, processing_addition, batch_created, working_3d_assets, freezing_time, quote_requested, quote_sent, quote_accepted, quote_rejected, completed, validated, cancelled, error)
  select d.organisation_id, d.kind, d.subject_id,
    coalesce(sum(d.n) filter (where d.place = 'pending_analysis'), 0),
    coalesce(sum(d.n) filter (where d.place = 'analysis_complete'), 0),
    coalesce(sum(d.n) filter (where d.place = 'processing_addition'), 0),
    coalesce(sum(d.n) filter (where d.place = 'batch_created'), 0),
    coalesce(sum(d.n) filter (where d.place = 'working_3d_assets'), 0),
    coalesce(sum(d.n) filter (where d.place = 'freezing_time'), 0),
    coalesce(sum(d.n) filter (where d.place = 'quote_requested'), 0),
    coalesce(sum(d.n) filter (where d.place = 'quote_sent'), 0),
    coalesce(sum(d.n) filter (where d.place = 'quote_accepted'), 0),
    coalesce(sum(d.n) filter (where d.place = 'quote_rejected'), 0),
    coalesce(sum(d.n) filter (where d.place = 'completed'), 0),
    coalesce(sum(d.n) filter (where d.place = 'validated'), 0),
    coalesce(sum(d.n) filter (where d.place = 'cancelled'), 0),
    coalesce(sum(d.n) filter (where d.place = 'error'), 0)
  from (select organisation_id, kind, subject_id, place, sum(n) as n from by_subject
        group by organisation_id, kind, subject_id, place having sum(n) <> 0) d
  group by d.organisation_id, d.kind, d.subject_id
  order by d.organisation_id, d.kind, d.subject_id
  on conflict (organisation_id, kind, subject_id) do update set
    pending_analysis = c.pending_analysis + excluded.pending_analysis,
    analysis_complete = c.analysis_complete + excluded.analysis_complete,
    processing_addition = c.processing_addition + excluded.processing_addition,
    batch_created = c.batch_created + excluded.batch_created,
    working_3d_assets = c.working_3d_assets + excluded.working_3d_assets,
    freezing_time = c.freezing_time + excluded.freezing_time,
    quote_requested = c.quote_requested + excluded.quote_requested,
    quote_sent = c.quote_sent + excluded.quote_sent,
    quote_accepted = c.quote_accepted + excluded.quote_accepted,
    quote_rejected = c.quote_rejected + excluded.quote_rejected,
    completed = c.completed + excluded.completed,
    validated = c.validated + excluded.validated,
    cancelled = c.cancelled + excluded.cancelled,
    error = c.error + excluded.error;
  return null;
end $$;
--> statement-breakpoint
create function count_updated() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with d as (select organisation_id, batch_id, order_id, product_id, place, sum(n) as n from (
    select organisation_id, batch_id, order_id, product_id, place, 1 as n from new_rows union all select organisation_id, batch_id, order_id, product_id, place, -1 from old_rows) moved
    group by organisation_id, batch_id, order_id, product_id, place having sum(n) <> 0),
  by_subject as (
    select d.organisation_id, s.kind, s.subject_id, d.place, d.n
    from d cross join lateral (values ('batch', d.batch_id), ('order', d.order_id), ('product', d.product_id)) s (kind, subject_id))
  insert into place_counts as c (organisation_id, kind, subject_id, pending_analysis, analysis_complete, processing_addition, batch_created, working_3d_assets, freezing_time, quote_requested, quote_sent, quote_accepted, quote_rejected, completed, validated, cancelled, error)
  select d.organisation_id, d.kind, d.subject_id,
    coalesce(sum(d.n) filter (where d.place = 'pending_analysis'), 0),
    coalesce(sum(d.n) filter (where d.place = 'analysis_complete'), 0),
    coalesce(sum(d.n) filter (where d.place = 'processing_addition'), 0),
    coalesce(sum(d.n) filter (where d.place = 'batch_created'), 0),
    coalesce(sum(d.n) filter (where d.place = 'working_3d_assets'), 0),
    coalesce(sum(d.n) filter (where d.place = 'freezing_time'), 0),
    coalesce(sum(d.n) filter (where d.place = 'quote_requested'), 0),
    coalesce(sum(d.n) filter (where d.place = 'quote_sent'), 0),
    coalesce(sum(d.n) filter (where d.place = 'quote_accepted'), 0),
    coalesce(sum(d.n) filter (where d.place = 'quote_rejected'), 0),
    coalesce(sum(d.n) filter (where d.place = 'completed'), 0),
    coalesce(sum(d.n) filter (where d.place = 'validated'), 0),
    coalesce(sum(d.n) filter (where d.place = 'cancelled'), 0),
    coalesce(sum(d.n) filter (where d.place = 'error'), 0)
  from (select organisation_id, kind, subject_id, place, sum(n) as n from by_subject
        group by organisation_id, kind, subject_id, place having sum(n) <> 0) d
  group by d.organisation_id, d.kind, d.subject_id
  order by d.organisation_id, d.kind, d.subject_id
  on conflict (organisation_id, kind, subject_id) do update set
    pending_analysis = c.pending_analysis + excluded.pending_analysis,
    analysis_complete = c.analysis_complete + excluded.analysis_complete,
    processing_addition = c.processing_addition + excluded.processing_addition,
    batch_created = c.batch_created + excluded.batch_created,
    working_3d_assets = c.working_3d_assets + excluded.working_3d_assets,
    freezing_time = c.freezing_time + excluded.freezing_time,
    quote_requested = c.quote_requested + excluded.quote_requested,
    quote_sent = c.quote_sent + excluded.quote_sent,
    quote_accepted = c.quote_accepted + excluded.quote_accepted,
    quote_rejected = c.quote_rejected + excluded.quote_rejected,
    completed = c.completed + excluded.completed,
    validated = c.validated + excluded.validated,
    cancelled = c.cancelled + excluded.cancelled,
    error = c.error + excluded.error;
  return null;
end $$;
--> statement-breakpoint
create trigger count_inserted after insert on variants referencing new table as new_rows for each statement execute function count_inserted();
--> statement-breakpoint
create trigger count_deleted after delete on variants referencing old table as old_rows for each statement execute function count_deleted();
--> statement-breakpoint
create trigger count_updated after update on variants referencing old table as old_rows new table as new_rows for each statement execute function count_updated();

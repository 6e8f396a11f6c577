CREATE TABLE "subscription_tokens" (
	"organisation_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"subscription_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "subscription_tokens_organisation_id_token_hash_pk" PRIMARY KEY("organisation_id","token_hash"),
	CONSTRAINT "subscription_tokens_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"email" text NOT NULL,
	"locale" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"next_at" timestamp (3) with time zone,
	"last" jsonb,
	CONSTRAINT "subscriptions_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "subscriptions_once" UNIQUE("organisation_id","kind","subject_id","email")
);
--> statement-breakpoint
ALTER TABLE "share_links" ADD COLUMN "places" text[];--> statement-breakpoint
ALTER TABLE "share_links" ADD COLUMN "shows" text[] DEFAULT '{"variants"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "subscription_tokens" ADD CONSTRAINT "subscription_tokens_organisation_id_subscription_id_subscriptions_organisation_id_id_fk" FOREIGN KEY ("organisation_id","subscription_id") REFERENCES "public"."subscriptions"("organisation_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "subscription_tokens_subscription" ON "subscription_tokens" USING btree ("organisation_id","subscription_id");--> statement-breakpoint
CREATE INDEX "subscriptions_due" ON "subscriptions" USING btree ("kind","next_at") WHERE next_at is not null;--> statement-breakpoint
alter table share_links add constraint share_links_shows check (shows <@ array['variants', 'timeline']::text[]);--> statement-breakpoint
alter table share_links add constraint share_links_places check (cardinality(places) > 0);--> statement-breakpoint
alter table subscriptions enable row level security;--> statement-breakpoint
alter table subscriptions force row level security;--> statement-breakpoint
grant select, insert, update, delete on subscriptions to framewatch_app;--> statement-breakpoint
create policy people on subscriptions
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));--> statement-breakpoint
alter table subscription_tokens enable row level security;--> statement-breakpoint
alter table subscription_tokens force row level security;--> statement-breakpoint
grant select, insert, delete on subscription_tokens to framewatch_app;--> statement-breakpoint
create policy jobs on subscription_tokens using ((select fw_kind()) = 'system') with check ((select fw_kind()) = 'system');--> statement-breakpoint
-- A link to a filtered list: its holder sees the variants of these places and what belongs to them, and neither the
-- counters nor the promised dates of the whole.
create function fw_places() returns text[] language sql stable parallel safe
  as $$ select string_to_array(nullif(current_setting('fw.places', true), ''), ',') $$;--> statement-breakpoint
alter policy readers on variants using (organisation_id = (select fw_shared_by()) and case (select fw_scope())
  when 'organisation' then true
  when 'batch' then batch_id = (select fw_subject())
  when 'order' then order_id = (select fw_subject()) else false end
  and ((select fw_places()) is null or place = any ((select fw_places())::text[])));--> statement-breakpoint
alter policy readers on place_counts using (organisation_id = (select fw_shared_by()) and (select fw_places()) is null
  and ((select fw_scope()) = 'organisation' or kind = (select fw_scope()) and subject_id = (select fw_subject())));--> statement-breakpoint
alter policy readers on orders using (organisation_id = (select fw_shared_by()) and case (select fw_scope())
  when 'organisation' then (select fw_places()) is null
    or id in (select v.order_id from variants v where v.organisation_id = (select fw_shared_by()))
  when 'order' then id = (select fw_subject())
  when 'batch' then id in (select v.order_id from variants v
    where v.organisation_id = (select fw_shared_by()) and v.batch_id = (select fw_subject()))
  else false end);--> statement-breakpoint
alter policy readers on batches using (organisation_id = (select fw_shared_by()) and case (select fw_scope())
  when 'organisation' then (select fw_places()) is null
    or id in (select v.batch_id from variants v where v.organisation_id = (select fw_shared_by()))
  when 'batch' then id = (select fw_subject())
  when 'order' then id in (select v.batch_id from variants v
    where v.organisation_id = (select fw_shared_by()) and (v.order_id = (select fw_subject()) and v.place <> 'cancelled'
      or v.order_id = (select fw_subject()) and v.place = 'cancelled'))
  else false end);--> statement-breakpoint
alter policy readers on products using (organisation_id = (select fw_shared_by()) and case (select fw_scope())
  when 'organisation' then (select fw_places()) is null
    or id in (select v.product_id from variants v where v.organisation_id = (select fw_shared_by()))
  when 'batch' then id in (select v.product_id from variants v
    where v.organisation_id = (select fw_shared_by()) and v.batch_id = (select fw_subject()))
  when 'order' then id in (select v.product_id from variants v
    where v.organisation_id = (select fw_shared_by()) and (v.order_id = (select fw_subject()) and v.place <> 'cancelled'
      or v.order_id = (select fw_subject()) and v.place = 'cancelled'))
  else false end);--> statement-breakpoint
alter policy readers on brands using (organisation_id = (select fw_shared_by()) and case (select fw_scope())
  when 'organisation' then (select fw_places()) is null
    or id in (select v.brand_id from variants v where v.organisation_id = (select fw_shared_by()))
  when 'batch' then id in (select v.brand_id from variants v
    where v.organisation_id = (select fw_shared_by()) and v.batch_id = (select fw_subject()))
  when 'order' then id in (select v.brand_id from variants v
    where v.organisation_id = (select fw_shared_by()) and (v.order_id = (select fw_subject()) and v.place <> 'cancelled'
      or v.order_id = (select fw_subject()) and v.place = 'cancelled'))
  else false end);--> statement-breakpoint
alter policy readers on promises using (organisation_id = (select fw_shared_by()) and (select fw_places()) is null
  and case (select fw_scope()) when 'organisation' then true when 'batch' then batch_id = (select fw_subject()) else false end);--> statement-breakpoint
alter policy readers on promise_checks using (organisation_id = (select fw_shared_by()) and (select fw_places()) is null
  and case (select fw_scope()) when 'organisation' then true when 'batch' then batch_id = (select fw_subject()) else false end);

CREATE TABLE "catalogue_items" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"catalogue_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "catalogue_items_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "catalogue_items_once" UNIQUE("organisation_id","catalogue_id","variant_id")
);
--> statement-breakpoint
CREATE TABLE "catalogue_notes" (
	"organisation_id" uuid NOT NULL,
	"catalogue_id" uuid NOT NULL,
	"transition_id" uuid NOT NULL,
	CONSTRAINT "catalogue_notes_organisation_id_catalogue_id_transition_id_pk" PRIMARY KEY("organisation_id","catalogue_id","transition_id")
);
--> statement-breakpoint
CREATE TABLE "catalogues" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"indexable" boolean DEFAULT false NOT NULL,
	"edition" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp (3) with time zone,
	"unpublished_at" timestamp (3) with time zone,
	CONSTRAINT "catalogues_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "catalogues_slug" UNIQUE("slug")
);
--> statement-breakpoint
ALTER TABLE "catalogue_items" ADD CONSTRAINT "catalogue_items_organisation_id_catalogue_id_catalogues_organisation_id_id_fk" FOREIGN KEY ("organisation_id","catalogue_id") REFERENCES "public"."catalogues"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue_items" ADD CONSTRAINT "catalogue_items_organisation_id_variant_id_variants_organisation_id_id_fk" FOREIGN KEY ("organisation_id","variant_id") REFERENCES "public"."variants"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue_notes" ADD CONSTRAINT "catalogue_notes_organisation_id_catalogue_id_catalogues_organisation_id_id_fk" FOREIGN KEY ("organisation_id","catalogue_id") REFERENCES "public"."catalogues"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogue_notes" ADD CONSTRAINT "catalogue_notes_organisation_id_transition_id_transitions_organisation_id_id_fk" FOREIGN KEY ("organisation_id","transition_id") REFERENCES "public"."transitions"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "catalogues" ADD CONSTRAINT "catalogues_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "catalogue_items_order" ON "catalogue_items" USING btree ("organisation_id","catalogue_id","position","id");--> statement-breakpoint
CREATE INDEX "catalogue_items_variant" ON "catalogue_items" USING btree ("organisation_id","variant_id");--> statement-breakpoint
-- The address of the public page somebody looks at; null for everybody else.
create function fw_visited() returns text language sql stable parallel safe
  as $$ select case when fw_kind() = 'visitor' then fw_scope() end $$;
--> statement-breakpoint
alter table catalogues enable row level security;--> statement-breakpoint
alter table catalogues force row level security;--> statement-breakpoint
grant select, insert, update on catalogues to framewatch_app;--> statement-breakpoint
create policy people on catalogues
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));--> statement-breakpoint
create policy anybody on catalogues for select using (slug = (select fw_visited()) and status = 'published');--> statement-breakpoint
-- Whose page that is; null where nothing is published there. Functions, so that the policies of large tables stay as
-- cheap to plan as they were.
create function fw_shown_by() returns uuid language sql stable parallel safe
  as $$ select organisation_id from catalogues where slug = fw_visited() and status = 'published' $$;--> statement-breakpoint
alter table catalogue_items enable row level security;--> statement-breakpoint
alter table catalogue_items force row level security;--> statement-breakpoint
grant select, insert, update, delete on catalogue_items to framewatch_app;--> statement-breakpoint
create policy people on catalogue_items
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));--> statement-breakpoint
create policy anybody on catalogue_items for select using (organisation_id = (select fw_shown_by())
  and catalogue_id in (select c.id from catalogues c where c.slug = (select fw_visited())));--> statement-breakpoint
alter table catalogue_notes enable row level security;--> statement-breakpoint
alter table catalogue_notes force row level security;--> statement-breakpoint
grant select, insert on catalogue_notes to framewatch_app;--> statement-breakpoint
create policy people on catalogue_notes
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));--> statement-breakpoint
create function fw_catalogued() returns uuid[] language sql stable parallel safe
  as $$ select array_agg(variant_id) from catalogue_items where organisation_id = fw_shown_by() $$;--> statement-breakpoint
-- The fourth gate holds here too: whatever a public page asks for, only what is validated now is there. Policies are asked
-- in the reverse order of their names, so this one costs nobody who has another.
create policy anybody on variants for select using ((select fw_visited()) is not null and organisation_id = (select fw_shown_by()) and place = 'validated'
  and id = any ((select fw_catalogued())::uuid[]));--> statement-breakpoint
create function fw_shown_variants() returns uuid[] language sql stable parallel safe
  as $$ select array_agg(v.id) from catalogue_items i
    join variants v on v.organisation_id = i.organisation_id and v.id = i.variant_id
    where i.organisation_id = fw_shown_by() $$;--> statement-breakpoint
create function fw_shown_products() returns uuid[] language sql stable parallel safe
  as $$ select array_agg(distinct v.product_id) from catalogue_items i
    join variants v on v.organisation_id = i.organisation_id and v.id = i.variant_id
    where i.organisation_id = fw_shown_by() $$;--> statement-breakpoint
create policy anybody on products for select using ((select fw_visited()) is not null and organisation_id = (select fw_shown_by())
  and id = any ((select fw_shown_products())::uuid[]));--> statement-breakpoint
create policy anybody on brands for select using ((select fw_visited()) is not null and organisation_id = (select fw_shown_by())
  and id in (select p.brand_id from products p where p.organisation_id = (select fw_shown_by())));--> statement-breakpoint
create policy anybody on models for select using ((select fw_visited()) is not null and organisation_id = (select fw_shown_by())
  and variant_id = any ((select fw_shown_variants())::uuid[]));

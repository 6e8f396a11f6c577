CREATE TABLE "list_prices" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"brand_id" uuid,
	"currency" text NOT NULL,
	"complexity" text NOT NULL,
	"customised" boolean NOT NULL,
	"price" bigint NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "list_prices_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "list_prices_one" UNIQUE NULLS NOT DISTINCT("organisation_id","brand_id","currency","complexity","customised")
);
--> statement-breakpoint
ALTER TABLE "quote_versions" ADD COLUMN "tax_note" text;--> statement-breakpoint
ALTER TABLE "quote_versions" ADD COLUMN "attachment" jsonb;--> statement-breakpoint
ALTER TABLE "list_prices" ADD CONSTRAINT "list_prices_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_prices" ADD CONSTRAINT "list_prices_organisation_id_brand_id_brands_organisation_id_id_fk" FOREIGN KEY ("organisation_id","brand_id") REFERENCES "public"."brands"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
alter table list_prices enable row level security;--> statement-breakpoint
alter table list_prices force row level security;--> statement-breakpoint
grant select, insert, update, delete on list_prices to framewatch_app;--> statement-breakpoint
-- What others pay, and what the next quote may cost, is no customer's to read.
create policy producer on list_prices
  using ((select fw_producer())) with check ((select fw_producer()));--> statement-breakpoint
alter table list_prices add constraint list_prices_price check (price >= 0);

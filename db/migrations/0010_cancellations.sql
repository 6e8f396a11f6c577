CREATE TABLE "cancellation_requests" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"answer" text,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "cancellation_requests_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "cancellation_requests" ADD CONSTRAINT "cancellation_requests_organisation_id_variant_id_variants_organisation_id_id_fk" FOREIGN KEY ("organisation_id","variant_id") REFERENCES "public"."variants"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "cancellation_requests_one_open" ON "cancellation_requests" USING btree ("organisation_id","variant_id") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "cancellation_requests_variant" ON "cancellation_requests" USING btree ("organisation_id","variant_id","requested_at");--> statement-breakpoint
alter table cancellation_requests enable row level security;--> statement-breakpoint
alter table cancellation_requests force row level security;--> statement-breakpoint
grant select, insert, update on cancellation_requests to framewatch_app;--> statement-breakpoint
create policy people on cancellation_requests
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));

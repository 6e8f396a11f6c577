CREATE TABLE "model_links" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"model_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "model_links_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "model_links_token" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "models" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	"triangles" integer NOT NULL,
	"bounds" jsonb NOT NULL,
	"note" text,
	"added_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "models_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "models_version" UNIQUE("organisation_id","variant_id","version")
);
--> statement-breakpoint
CREATE TABLE "revision_pins" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"transition_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"model_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"spot" text,
	"position" jsonb NOT NULL,
	"normal" jsonb NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "revision_pins_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "revision_pins_number" UNIQUE("organisation_id","transition_id","number")
);
--> statement-breakpoint
ALTER TABLE "model_links" ADD CONSTRAINT "model_links_organisation_id_model_id_models_organisation_id_id_fk" FOREIGN KEY ("organisation_id","model_id") REFERENCES "public"."models"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "models" ADD CONSTRAINT "models_organisation_id_variant_id_variants_organisation_id_id_fk" FOREIGN KEY ("organisation_id","variant_id") REFERENCES "public"."variants"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision_pins" ADD CONSTRAINT "revision_pins_organisation_id_transition_id_transitions_organisation_id_id_fk" FOREIGN KEY ("organisation_id","transition_id") REFERENCES "public"."transitions"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision_pins" ADD CONSTRAINT "revision_pins_organisation_id_model_id_models_organisation_id_id_fk" FOREIGN KEY ("organisation_id","model_id") REFERENCES "public"."models"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "model_links_expiry" ON "model_links" USING btree ("organisation_id","expires_at");--> statement-breakpoint
CREATE INDEX "revision_pins_variant" ON "revision_pins" USING btree ("organisation_id","variant_id");
--> statement-breakpoint
alter table models enable row level security;--> statement-breakpoint
alter table models force row level security;--> statement-breakpoint
grant select, insert on models to framewatch_app;--> statement-breakpoint
create policy people on models for select using ((select fw_producer()) or organisation_id = (select fw_customer_of()));--> statement-breakpoint
-- Models are made by the producer alone, and a version that was reviewed is never changed.
create policy writers on models for insert with check ((select fw_producer()));--> statement-breakpoint
alter table revision_pins enable row level security;--> statement-breakpoint
alter table revision_pins force row level security;--> statement-breakpoint
grant select, insert on revision_pins to framewatch_app;--> statement-breakpoint
create policy people on revision_pins
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));--> statement-breakpoint
alter table model_links enable row level security;--> statement-breakpoint
alter table model_links force row level security;--> statement-breakpoint
grant select, insert, delete on model_links to framewatch_app;--> statement-breakpoint
create policy people on model_links
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));

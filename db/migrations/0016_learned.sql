CREATE TABLE "learned_cells" (
	"organisation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"apart" double precision NOT NULL,
	"brands" jsonb NOT NULL,
	"cells" jsonb NOT NULL,
	CONSTRAINT "learned_cells_organisation_id_version_pk" PRIMARY KEY("organisation_id","version")
);
--> statement-breakpoint
CREATE TABLE "learned_models" (
	"version" integer PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"cases" integer NOT NULL,
	"score" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "promises" ADD COLUMN "model_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "learned_cells" ADD CONSTRAINT "learned_cells_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
alter table learned_models enable row level security;--> statement-breakpoint
alter table learned_models force row level security;--> statement-breakpoint
grant select, insert, delete on learned_models to framewatch_app;--> statement-breakpoint
create policy jobs on learned_models using ((select fw_kind()) = 'system') with check ((select fw_kind()) = 'system');--> statement-breakpoint
create policy producers on learned_models for select using ((select fw_producer()));--> statement-breakpoint
alter table learned_cells enable row level security;--> statement-breakpoint
alter table learned_cells force row level security;--> statement-breakpoint
grant select, insert, delete on learned_cells to framewatch_app;--> statement-breakpoint
create policy jobs on learned_cells using ((select fw_kind()) = 'system') with check ((select fw_kind()) = 'system');--> statement-breakpoint
create policy people on learned_cells for select
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()));--> statement-breakpoint
create policy readers on learned_cells for select using (organisation_id = (select fw_shared_by()));

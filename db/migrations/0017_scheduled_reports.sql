CREATE TABLE "scheduled_reports" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"scope" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scheduled_reports_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "scheduled_reports_once" UNIQUE("organisation_id","scope","subject_id")
);
--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "narrowed" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduled_reports" ADD CONSTRAINT "scheduled_reports_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
alter table scheduled_reports enable row level security;--> statement-breakpoint
alter table scheduled_reports force row level security;--> statement-breakpoint
grant select, insert, delete on scheduled_reports to framewatch_app;--> statement-breakpoint
create policy people on scheduled_reports
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));

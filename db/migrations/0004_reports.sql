CREATE TABLE "reports" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"scope" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"type" text NOT NULL,
	"format" text NOT NULL,
	"made_for" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"subject" text NOT NULL,
	"rows" integer NOT NULL,
	"rows_made" integer DEFAULT 0 NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"file_name" text,
	"bytes" bigint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reports_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reports_requested" ON "reports" USING btree ("organisation_id","requested_by","created_at");--> statement-breakpoint
alter table reports enable row level security;--> statement-breakpoint
alter table reports force row level security;--> statement-breakpoint
grant select, insert, update, delete on reports to framewatch_app;--> statement-breakpoint
create policy jobs on reports using ((select fw_kind()) = 'system') with check ((select fw_kind()) = 'system');--> statement-breakpoint
-- A report belongs to whoever asked for it: its columns are theirs.
create policy people on reports
  using (requested_by = (select fw_user()) and ((select fw_producer()) or organisation_id = (select fw_customer_of())))
  with check (requested_by = (select fw_user()) and ((select fw_producer()) or organisation_id = (select fw_customer_of())));

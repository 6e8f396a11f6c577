CREATE TABLE "promise_checks" (
	"organisation_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"checked_at" timestamp (3) with time zone,
	CONSTRAINT "promise_checks_organisation_id_batch_id_pk" PRIMARY KEY("organisation_id","batch_id")
);
--> statement-breakpoint
CREATE TABLE "promises" (
	"organisation_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"expected_from" timestamp (3) with time zone,
	"expected_to" timestamp (3) with time zone,
	"approved_from" timestamp (3) with time zone,
	"approved_to" timestamp (3) with time zone,
	"decided_by" timestamp (3) with time zone,
	"approved_count" integer,
	"ready_at" timestamp (3) with time zone,
	"variants" integer NOT NULL,
	"left_out" integer NOT NULL,
	"reasons" jsonb NOT NULL,
	"calendar_version" integer NOT NULL,
	"policy_version" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "promises_organisation_id_batch_id_version_pk" PRIMARY KEY("organisation_id","batch_id","version")
);
--> statement-breakpoint
ALTER TABLE "promise_checks" ADD CONSTRAINT "promise_checks_organisation_id_batch_id_batches_organisation_id_id_fk" FOREIGN KEY ("organisation_id","batch_id") REFERENCES "public"."batches"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promises" ADD CONSTRAINT "promises_organisation_id_batch_id_batches_organisation_id_id_fk" FOREIGN KEY ("organisation_id","batch_id") REFERENCES "public"."batches"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
alter table promises add constraint promises_dates check (
  (kind = 'range') = (expected_from is not null)
  and (expected_from is null) = (expected_to is null) and expected_from <= expected_to
  and (approved_to is null) = (decided_by is null) and (approved_to is null) = (approved_from is null)
  and (approved_to is null) = (approved_count is null)
  and (kind <> 'conditional' or approved_to is not null) and (kind = 'ready') = (ready_at is not null) and version >= 1);--> statement-breakpoint
alter table promises enable row level security;--> statement-breakpoint
alter table promises force row level security;--> statement-breakpoint
-- What was shown was shown: nobody changes or removes it, and only the job that reckons dates writes it.
grant select, insert on promises to framewatch_app;--> statement-breakpoint
create policy jobs on promises for insert with check ((select fw_kind()) = 'system');--> statement-breakpoint
create policy people on promises for select
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()));--> statement-breakpoint
create policy readers on promises for select using (organisation_id = (select fw_shared_by()) and case (select fw_scope())
  when 'organisation' then true when 'batch' then batch_id = (select fw_subject()) else false end);--> statement-breakpoint
alter table promise_checks enable row level security;--> statement-breakpoint
alter table promise_checks force row level security;--> statement-breakpoint
grant select, insert, update on promise_checks to framewatch_app;--> statement-breakpoint
create policy jobs on promise_checks using ((select fw_kind()) = 'system') with check ((select fw_kind()) = 'system');--> statement-breakpoint
create policy people on promise_checks for select
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()));--> statement-breakpoint
create policy readers on promise_checks for select using (organisation_id = (select fw_shared_by()) and case (select fw_scope())
  when 'organisation' then true when 'batch' then batch_id = (select fw_subject()) else false end);

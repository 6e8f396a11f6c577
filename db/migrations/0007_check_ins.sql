CREATE TABLE "check_ins" (
	"organisation_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"seen_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "check_ins_organisation_id_user_id_pk" PRIMARY KEY("organisation_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
alter table check_ins enable row level security;--> statement-breakpoint
alter table check_ins force row level security;--> statement-breakpoint
grant select, insert, update, delete on check_ins to framewatch_app;--> statement-breakpoint
create policy jobs on check_ins using ((select fw_kind()) = 'system') with check ((select fw_kind()) = 'system');--> statement-breakpoint
-- What a person has seen is theirs alone.
create policy people on check_ins
  using (user_id = (select fw_user()) and organisation_id = (select fw_customer_of()))
  with check (user_id = (select fw_user()) and organisation_id = (select fw_customer_of()));

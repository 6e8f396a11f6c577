CREATE TABLE "late_spells" (
	"organisation_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"place" text NOT NULL,
	"began_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "late_spells_organisation_id_batch_id_place_pk" PRIMARY KEY("organisation_id","batch_id","place")
);
--> statement-breakpoint
CREATE TABLE "notification_causes" (
	"organisation_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"cause" text NOT NULL,
	"notification_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_causes_organisation_id_user_id_cause_pk" PRIMARY KEY("organisation_id","user_id","cause")
);
--> statement-breakpoint
CREATE TABLE "notification_deliveries" (
	"organisation_id" uuid NOT NULL,
	"notification_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"user_id" uuid NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	"failure" text,
	CONSTRAINT "notification_deliveries_organisation_id_notification_id_channel_pk" PRIMARY KEY("organisation_id","notification_id","channel")
);
--> statement-breakpoint
CREATE TABLE "notification_settings" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"zone" text,
	"quiet_from" integer,
	"quiet_to" integer,
	"digest" text DEFAULT 'daily' NOT NULL,
	"choices" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"batch_id" uuid,
	"count" integer NOT NULL,
	"data" jsonb NOT NULL,
	"path" text NOT NULL,
	"in_app" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "notifications_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "push_subscriptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"browser" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_sent_at" timestamp (3) with time zone,
	CONSTRAINT "push_subscriptions_endpoint_unique" UNIQUE("endpoint")
);
--> statement-breakpoint
CREATE TABLE "untold_news" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"notice" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "untold_news_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "quiet_from" integer;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "quiet_to" integer;--> statement-breakpoint
ALTER TABLE "notification_deliveries" ADD CONSTRAINT "notification_deliveries_organisation_id_notification_id_notifications_organisation_id_id_fk" FOREIGN KEY ("organisation_id","notification_id") REFERENCES "public"."notifications"("organisation_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notification_deliveries_due" ON "notification_deliveries" USING btree ("channel","due_at") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "notifications_person" ON "notifications" USING btree ("organisation_id","user_id","at","id");--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("user_id","organisation_id") WHERE in_app and read_at is null;--> statement-breakpoint
CREATE INDEX "push_subscriptions_user" ON "push_subscriptions" USING btree ("user_id");--> statement-breakpoint
alter table untold_news enable row level security;--> statement-breakpoint
alter table untold_news force row level security;--> statement-breakpoint
grant select, insert, update, delete on untold_news to framewatch_app;--> statement-breakpoint
create policy jobs on untold_news using ((select fw_kind()) = 'system') with check ((select fw_kind()) = 'system');--> statement-breakpoint
-- Whoever makes news leaves it here; reading it is for the job that tells.
create policy writers on untold_news for insert
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));--> statement-breakpoint
alter table notifications enable row level security;--> statement-breakpoint
alter table notifications force row level security;--> statement-breakpoint
grant select, insert, update, delete on notifications to framewatch_app;--> statement-breakpoint
create policy jobs on notifications using ((select fw_kind()) = 'system') with check ((select fw_kind()) = 'system');--> statement-breakpoint
create policy people on notifications
  using (user_id = (select fw_user()) and ((select fw_producer()) or organisation_id = (select fw_customer_of())))
  with check (user_id = (select fw_user()) and ((select fw_producer()) or organisation_id = (select fw_customer_of())));--> statement-breakpoint
alter table notification_causes enable row level security;--> statement-breakpoint
alter table notification_causes force row level security;--> statement-breakpoint
grant select, insert, update, delete on notification_causes to framewatch_app;--> statement-breakpoint
create policy jobs on notification_causes using ((select fw_kind()) = 'system') with check ((select fw_kind()) = 'system');--> statement-breakpoint
alter table notification_deliveries enable row level security;--> statement-breakpoint
alter table notification_deliveries force row level security;--> statement-breakpoint
grant select, insert, update, delete on notification_deliveries to framewatch_app;--> statement-breakpoint
create policy jobs on notification_deliveries using ((select fw_kind()) = 'system') with check ((select fw_kind()) = 'system');--> statement-breakpoint
alter table late_spells enable row level security;--> statement-breakpoint
alter table late_spells force row level security;--> statement-breakpoint
grant select, insert, update, delete on late_spells to framewatch_app;--> statement-breakpoint
create policy jobs on late_spells using ((select fw_kind()) = 'system') with check ((select fw_kind()) = 'system');--> statement-breakpoint
alter table notification_settings enable row level security;--> statement-breakpoint
alter table notification_settings force row level security;--> statement-breakpoint
grant select, insert, update, delete on notification_settings to framewatch_app;--> statement-breakpoint
create policy jobs on notification_settings using ((select fw_kind()) = 'system') with check ((select fw_kind()) = 'system');--> statement-breakpoint
create policy people on notification_settings using (user_id = (select fw_user())) with check (user_id = (select fw_user()));--> statement-breakpoint
alter table push_subscriptions enable row level security;--> statement-breakpoint
alter table push_subscriptions force row level security;--> statement-breakpoint
grant select, insert, update, delete on push_subscriptions to framewatch_app;--> statement-breakpoint
create policy jobs on push_subscriptions using ((select fw_kind()) = 'system') with check ((select fw_kind()) = 'system');--> statement-breakpoint
create policy people on push_subscriptions using (user_id = (select fw_user())) with check (user_id = (select fw_user()));--> statement-breakpoint
-- Each commit that makes news leaves it to be told in the same breath, whoever wrote it and in whatever order they end.
create function queue_news() returns trigger language plpgsql as $$
begin
  insert into untold_news (organisation_id, id) select organisation_id, id from new_rows;
  return null;
end $$;--> statement-breakpoint
create trigger queue_news after insert on outbox referencing new table as new_rows for each statement execute function queue_news();

CREATE TABLE "alert_log" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"cause_key" text NOT NULL,
	"event" text NOT NULL,
	"side" text,
	"data" jsonb NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "alert_log_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "alert_marks" (
	"organisation_id" uuid NOT NULL,
	"cause_key" text NOT NULL,
	"side" text NOT NULL,
	"acknowledged_at" timestamp (3) with time zone,
	"acknowledged_by" uuid,
	"snoozed_at" timestamp (3) with time zone,
	"snoozed_until" timestamp (3) with time zone,
	"assigned_at" timestamp (3) with time zone,
	"assignee_id" uuid,
	CONSTRAINT "alert_marks_organisation_id_cause_key_side_pk" PRIMARY KEY("organisation_id","cause_key","side")
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"internal" boolean NOT NULL,
	"words" text NOT NULL,
	"mentions" jsonb NOT NULL,
	"author_kind" text NOT NULL,
	"author_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "comments_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "ticket_messages" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"internal" boolean NOT NULL,
	"words" text NOT NULL,
	"status" text,
	"author_kind" text NOT NULL,
	"author_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "ticket_messages_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"code" text,
	"subject" text NOT NULL,
	"status" text NOT NULL,
	"batch_id" uuid,
	"order_id" uuid,
	"variant_ids" jsonb NOT NULL,
	"alert_key" text,
	"alert_title" text,
	"assignee_id" uuid,
	"opened_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"solved_at" timestamp (3) with time zone,
	CONSTRAINT "tickets_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "tickets_number_unique" UNIQUE("number")
);
--> statement-breakpoint
ALTER TABLE "attachments" ALTER COLUMN "order_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "attachments" ADD COLUMN "ticket_id" uuid;--> statement-breakpoint
ALTER TABLE "attachments" ADD COLUMN "message_id" uuid;--> statement-breakpoint
ALTER TABLE "attachments" ADD COLUMN "internal" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_log" ADD CONSTRAINT "alert_log_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_marks" ADD CONSTRAINT "alert_marks_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_messages" ADD CONSTRAINT "ticket_messages_organisation_id_ticket_id_tickets_organisation_id_id_fk" FOREIGN KEY ("organisation_id","ticket_id") REFERENCES "public"."tickets"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_log_key" ON "alert_log" USING btree ("organisation_id","cause_key","at");--> statement-breakpoint
CREATE INDEX "alert_log_at" ON "alert_log" USING btree ("organisation_id","at");--> statement-breakpoint
CREATE INDEX "comments_subject" ON "comments" USING btree ("organisation_id","subject_kind","subject_id","created_at");--> statement-breakpoint
CREATE INDEX "ticket_messages_ticket" ON "ticket_messages" USING btree ("organisation_id","ticket_id","at");--> statement-breakpoint
CREATE INDEX "tickets_status" ON "tickets" USING btree ("organisation_id","status","updated_at");--> statement-breakpoint
CREATE INDEX "tickets_batch" ON "tickets" USING btree ("organisation_id","batch_id");--> statement-breakpoint
CREATE INDEX "attachments_ticket" ON "attachments" USING btree ("organisation_id","ticket_id");--> statement-breakpoint
alter table tickets enable row level security;--> statement-breakpoint
alter table tickets force row level security;--> statement-breakpoint
grant select, insert, update on tickets to framewatch_app;--> statement-breakpoint
alter table ticket_messages enable row level security;--> statement-breakpoint
alter table ticket_messages force row level security;--> statement-breakpoint
grant select, insert on ticket_messages to framewatch_app;--> statement-breakpoint
alter table comments enable row level security;--> statement-breakpoint
alter table comments force row level security;--> statement-breakpoint
grant select, insert, update (words, mentions, edited_at, removed_at) on comments to framewatch_app;--> statement-breakpoint
alter table alert_marks enable row level security;--> statement-breakpoint
alter table alert_marks force row level security;--> statement-breakpoint
grant select, insert, update on alert_marks to framewatch_app;--> statement-breakpoint
alter table alert_log enable row level security;--> statement-breakpoint
alter table alert_log force row level security;--> statement-breakpoint
grant select, insert on alert_log to framewatch_app;--> statement-breakpoint
create policy people on tickets
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()))
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()));--> statement-breakpoint
-- Whatever a query forgets: an internal note, its files and an internal comment do not exist for a customer.
create policy people on ticket_messages
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()) and not internal)
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()) and not internal);--> statement-breakpoint
create policy people on comments
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()) and not internal)
  with check (((select fw_producer()) or organisation_id = (select fw_customer_of()) and not internal)
    and author_id = (select fw_user()));--> statement-breakpoint
alter policy people on attachments
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()) and not internal)
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()) and not internal);--> statement-breakpoint
-- What the producer decides about an alert, and to whom it gave it, is its own.
create policy people on alert_marks
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()) and side = 'customer')
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()) and side = 'customer');--> statement-breakpoint
create policy people on alert_log
  using ((select fw_producer()) or organisation_id = (select fw_customer_of()) and side is distinct from 'producer')
  with check ((select fw_producer()) or organisation_id = (select fw_customer_of()) and side is distinct from 'producer');

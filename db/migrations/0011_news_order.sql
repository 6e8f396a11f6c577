CREATE SEQUENCE "public"."outbox_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "seq" bigint;--> statement-breakpoint
CREATE INDEX "outbox_unnumbered" ON "outbox" USING btree ("organisation_id","at") WHERE seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_in_order" ON "outbox" USING btree ("seq");--> statement-breakpoint
-- Whoever numbers news draws from it under one lock, so that numbers rise in the order in which commits became visible.
grant usage, select on sequence outbox_seq to framewatch_app;

ALTER TABLE "quote_decisions" ADD COLUMN "decided_by_name" text;--> statement-breakpoint
-- What a line is of and what it costs is never changed; only what became of it is.
revoke update on quote_lines from framewatch_app;--> statement-breakpoint
grant update (status, decision_id) on quote_lines to framewatch_app;

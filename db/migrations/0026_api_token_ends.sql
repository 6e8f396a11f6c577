ALTER TABLE "api_tokens" ADD COLUMN "expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "revoked_by" uuid;--> statement-breakpoint
-- An administrator sees every token and may end it, but makes none for another.
create policy administrators on api_tokens for select using ((select fw_kind()) = 'admin');--> statement-breakpoint
create policy enders on api_tokens for update using ((select fw_kind()) = 'admin') with check ((select fw_kind()) = 'admin' and revoked_at is not null);

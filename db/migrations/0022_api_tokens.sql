CREATE TABLE "api_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_tokens_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_tokens_user" ON "api_tokens" USING btree ("user_id");--> statement-breakpoint
alter table api_tokens enable row level security;--> statement-breakpoint
alter table api_tokens force row level security;--> statement-breakpoint
grant select, insert, update on api_tokens to framewatch_app;--> statement-breakpoint
-- Their owner's own, and the door's, which looks for one by its hash.
create policy people on api_tokens
  using ((select fw_kind()) = 'system' or user_id = (select fw_user()))
  with check ((select fw_kind()) = 'system' or user_id = (select fw_user()));

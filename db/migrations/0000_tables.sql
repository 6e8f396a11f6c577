CREATE TABLE "batches" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"requested_on" text,
	"promised_on" text,
	"priority" integer DEFAULT 0 NOT NULL,
	"merged_into" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "batches_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "batches_name" UNIQUE("organisation_id","name")
);
--> statement-breakpoint
CREATE TABLE "brands" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "brands_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "brands_name" UNIQUE("organisation_id","name")
);
--> statement-breakpoint
CREATE TABLE "calendar_versions" (
	"version" integer PRIMARY KEY NOT NULL,
	"calendar" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "number_series" (
	"name" text PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" text NOT NULL,
	"requested_on" text,
	"note" text,
	"placed_by" uuid,
	"placed_at" timestamp (3) with time zone NOT NULL,
	"operation_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orders_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "orders_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"start_on_acceptance" boolean DEFAULT true NOT NULL,
	"show_names" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organisations_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"version" integer PRIMARY KEY NOT NULL,
	"policy" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "products" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"brand_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "products_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "products_name" UNIQUE("organisation_id","brand_id","name")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "access_tokens" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"user_id" uuid,
	"organisation_id" uuid,
	"invitation_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "credentials" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"password_hash" text,
	"totp_secret" text,
	"totp_confirmed_at" timestamp (3) with time zone,
	"totp_last_step" bigint,
	"recovery_hashes" jsonb,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"user_id" uuid NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"result" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_user_id_key_pk" PRIMARY KEY("user_id","key")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"approval_limit" bigint,
	"invited_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "invitations_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recipient" text NOT NULL,
	"user_id" uuid,
	"organisation_id" uuid,
	"template" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"organisation_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"approval_limit" bigint,
	"approval_currency" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_organisation_id_user_id_pk" PRIMARY KEY("organisation_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"organisation_id" uuid,
	"totp_verified" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"producer_role" text,
	"department" text,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"variant_id" uuid,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"added_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "attachments_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "quality_flags" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"severity" text NOT NULL,
	"blocking" boolean DEFAULT false NOT NULL,
	"words" text NOT NULL,
	"raised_by" uuid,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"resolution" text,
	"resolved_by" uuid,
	"resolved_at" timestamp (3) with time zone,
	CONSTRAINT "quality_flags_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "quote_decisions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"quote_version_id" uuid NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"reason" text,
	"lines" jsonb NOT NULL,
	CONSTRAINT "quote_decisions_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "quote_lines" (
	"organisation_id" uuid NOT NULL,
	"quote_version_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"price" bigint NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"decision_id" uuid,
	CONSTRAINT "quote_lines_organisation_id_quote_version_id_variant_id_pk" PRIMARY KEY("organisation_id","quote_version_id","variant_id")
);
--> statement-breakpoint
CREATE TABLE "quote_versions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"quote_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"currency" text NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"note" text,
	"sent_by" uuid,
	"sent_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "quote_versions_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "quote_versions_number" UNIQUE("organisation_id","quote_id","version")
);
--> statement-breakpoint
CREATE TABLE "quotes" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" text NOT NULL,
	"order_id" uuid NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "quotes_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "quotes_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "order_imports" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"content" "bytea" NOT NULL,
	"choices" jsonb NOT NULL,
	"rows" integer NOT NULL,
	"faults" integer NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"undone_at" timestamp (3) with time zone,
	"order_id" uuid,
	"operation_id" uuid,
	CONSTRAINT "order_imports_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "share_links" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"scope" text NOT NULL,
	"subject_id" uuid,
	"label" text NOT NULL,
	"passcode_hash" text,
	"allow_downloads" boolean DEFAULT false NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "share_links_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "share_links_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "share_views" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"link_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "share_views_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "activity" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"variant_id" uuid,
	"batch_id" uuid,
	"order_id" uuid,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"operation_id" uuid,
	"data" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "activity_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "legal_transitions" (
	"event" text NOT NULL,
	"from_place" text NOT NULL,
	"to_place" text NOT NULL,
	CONSTRAINT "legal_transitions_event_from_place_to_place_pk" PRIMARY KEY("event","from_place","to_place")
);
--> statement-breakpoint
CREATE TABLE "operation_items" (
	"organisation_id" uuid NOT NULL,
	"operation_id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"outcome" text DEFAULT 'open' NOT NULL,
	"code" text,
	"message" text,
	"transition_id" uuid,
	CONSTRAINT "operation_items_organisation_id_operation_id_variant_id_pk" PRIMARY KEY("organisation_id","operation_id","variant_id")
);
--> statement-breakpoint
CREATE TABLE "operations" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"event" text,
	"input" jsonb NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor" jsonb,
	"total" integer NOT NULL,
	"moved" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"undoes" uuid,
	"leased_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "operations_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"topic" text NOT NULL,
	"subject" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "outbox_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "place_counts" (
	"organisation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"pending_analysis" integer DEFAULT 0 NOT NULL,
	"analysis_complete" integer DEFAULT 0 NOT NULL,
	"processing_addition" integer DEFAULT 0 NOT NULL,
	"batch_created" integer DEFAULT 0 NOT NULL,
	"working_3d_assets" integer DEFAULT 0 NOT NULL,
	"freezing_time" integer DEFAULT 0 NOT NULL,
	"quote_requested" integer DEFAULT 0 NOT NULL,
	"quote_sent" integer DEFAULT 0 NOT NULL,
	"quote_accepted" integer DEFAULT 0 NOT NULL,
	"quote_rejected" integer DEFAULT 0 NOT NULL,
	"completed" integer DEFAULT 0 NOT NULL,
	"validated" integer DEFAULT 0 NOT NULL,
	"cancelled" integer DEFAULT 0 NOT NULL,
	"error" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "place_counts_organisation_id_kind_subject_id_pk" PRIMARY KEY("organisation_id","kind","subject_id")
);
--> statement-breakpoint
CREATE TABLE "transitions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"variant_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"previous_version" integer GENERATED ALWAYS AS (case when version = 1 then null else version - 1 end) STORED,
	"event" text NOT NULL,
	"from_place" text NOT NULL,
	"to_place" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_job" text,
	"reason" text,
	"reason_code" text,
	"quote_version_id" uuid,
	"batch_id" uuid,
	"operation_id" uuid,
	"undoes" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"revision" integer NOT NULL,
	"quote_resume" text,
	"quote_resume_spent" double precision,
	"error_resume" text,
	"error_resume_spent" double precision,
	"production_begun" boolean NOT NULL,
	"modelling_begun" boolean NOT NULL,
	"left_entered_at" timestamp (3) with time zone,
	"left_spent" double precision,
	"left_at_risk_at" timestamp (3) with time zone,
	"left_due_at" timestamp (3) with time zone,
	"left_elapsed" double precision,
	CONSTRAINT "transitions_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "transitions_chain" UNIQUE("organisation_id","variant_id","version","to_place")
);
--> statement-breakpoint
CREATE TABLE "variants" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"brand_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"sku" text NOT NULL,
	"ean" text,
	"upc" text,
	"colour" text DEFAULT '' NOT NULL,
	"size" text DEFAULT '' NOT NULL,
	"lens" text DEFAULT '' NOT NULL,
	"complexity" text DEFAULT 'standard' NOT NULL,
	"customised" boolean DEFAULT false NOT NULL,
	"note" text,
	"priority" integer DEFAULT 0 NOT NULL,
	"due_on" text,
	"department" text,
	"assignee_id" uuid,
	"edition" integer DEFAULT 1 NOT NULL,
	"replaces_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"place" text NOT NULL,
	"state" text GENERATED ALWAYS AS (case place when 'validated' then 'completed' else place end) STORED,
	"review" text GENERATED ALWAYS AS (case place when 'validated' then 'validated' when 'completed' then 'pending' end) STORED,
	"revision" integer DEFAULT 0 NOT NULL,
	"quote_resume" text,
	"quote_resume_spent" double precision,
	"error_resume" text,
	"error_resume_spent" double precision,
	"production_begun" boolean DEFAULT false NOT NULL,
	"modelling_begun" boolean DEFAULT false NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"spent" double precision DEFAULT 0 NOT NULL,
	"at_risk_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	CONSTRAINT "variants_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brands" ADD CONSTRAINT "brands_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_organisation_id_brand_id_brands_organisation_id_id_fk" FOREIGN KEY ("organisation_id","brand_id") REFERENCES "public"."brands"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quality_flags" ADD CONSTRAINT "quality_flags_organisation_id_variant_id_variants_organisation_id_id_fk" FOREIGN KEY ("organisation_id","variant_id") REFERENCES "public"."variants"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quote_decisions" ADD CONSTRAINT "quote_decisions_organisation_id_quote_version_id_quote_versions_organisation_id_id_fk" FOREIGN KEY ("organisation_id","quote_version_id") REFERENCES "public"."quote_versions"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quote_lines" ADD CONSTRAINT "quote_lines_organisation_id_quote_version_id_quote_versions_organisation_id_id_fk" FOREIGN KEY ("organisation_id","quote_version_id") REFERENCES "public"."quote_versions"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quote_lines" ADD CONSTRAINT "quote_lines_organisation_id_variant_id_variants_organisation_id_id_fk" FOREIGN KEY ("organisation_id","variant_id") REFERENCES "public"."variants"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quote_versions" ADD CONSTRAINT "quote_versions_organisation_id_quote_id_quotes_organisation_id_id_fk" FOREIGN KEY ("organisation_id","quote_id") REFERENCES "public"."quotes"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_organisation_id_order_id_orders_organisation_id_id_fk" FOREIGN KEY ("organisation_id","order_id") REFERENCES "public"."orders"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_views" ADD CONSTRAINT "share_views_organisation_id_link_id_share_links_organisation_id_id_fk" FOREIGN KEY ("organisation_id","link_id") REFERENCES "public"."share_links"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operation_items" ADD CONSTRAINT "operation_items_organisation_id_operation_id_operations_organisation_id_id_fk" FOREIGN KEY ("organisation_id","operation_id") REFERENCES "public"."operations"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transitions" ADD CONSTRAINT "transitions_event_from_place_to_place_legal_transitions_event_from_place_to_place_fk" FOREIGN KEY ("event","from_place","to_place") REFERENCES "public"."legal_transitions"("event","from_place","to_place") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transitions" ADD CONSTRAINT "transitions_organisation_id_variant_id_variants_organisation_id_id_fk" FOREIGN KEY ("organisation_id","variant_id") REFERENCES "public"."variants"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_organisation_id_order_id_orders_organisation_id_id_fk" FOREIGN KEY ("organisation_id","order_id") REFERENCES "public"."orders"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_organisation_id_batch_id_batches_organisation_id_id_fk" FOREIGN KEY ("organisation_id","batch_id") REFERENCES "public"."batches"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_organisation_id_brand_id_brands_organisation_id_id_fk" FOREIGN KEY ("organisation_id","brand_id") REFERENCES "public"."brands"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variants" ADD CONSTRAINT "variants_organisation_id_product_id_products_organisation_id_id_fk" FOREIGN KEY ("organisation_id","product_id") REFERENCES "public"."products"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "orders_placed" ON "orders" USING btree ("organisation_id","placed_at");--> statement-breakpoint
CREATE INDEX "access_tokens_user" ON "access_tokens" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "mails_open" ON "mails" USING btree ("sent_at","created_at");--> statement-breakpoint
CREATE INDEX "memberships_user" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "attachments_order" ON "attachments" USING btree ("organisation_id","order_id");--> statement-breakpoint
CREATE INDEX "attachments_variant" ON "attachments" USING btree ("organisation_id","variant_id");--> statement-breakpoint
CREATE INDEX "quality_flags_variant" ON "quality_flags" USING btree ("organisation_id","variant_id");--> statement-breakpoint
CREATE INDEX "quote_decisions_version" ON "quote_decisions" USING btree ("organisation_id","quote_version_id");--> statement-breakpoint
CREATE INDEX "quote_lines_variant" ON "quote_lines" USING btree ("organisation_id","variant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "quote_lines_one_pending" ON "quote_lines" USING btree ("organisation_id","variant_id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "quotes_order" ON "quotes" USING btree ("organisation_id","order_id");--> statement-breakpoint
CREATE INDEX "order_imports_sha" ON "order_imports" USING btree ("organisation_id","sha256");--> statement-breakpoint
CREATE INDEX "share_links_subject" ON "share_links" USING btree ("organisation_id","scope","subject_id");--> statement-breakpoint
CREATE INDEX "share_views_link" ON "share_views" USING btree ("organisation_id","link_id","at");--> statement-breakpoint
CREATE INDEX "activity_variant" ON "activity" USING btree ("organisation_id","variant_id","at");--> statement-breakpoint
CREATE INDEX "activity_at" ON "activity" USING btree ("organisation_id","at");--> statement-breakpoint
CREATE INDEX "operation_items_open" ON "operation_items" USING btree ("organisation_id","operation_id") WHERE outcome = 'open';--> statement-breakpoint
CREATE INDEX "operations_created" ON "operations" USING btree ("organisation_id","created_at");--> statement-breakpoint
CREATE INDEX "operations_open" ON "operations" USING btree ("organisation_id","leased_until") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "transitions_at" ON "transitions" USING btree ("organisation_id","at");--> statement-breakpoint
CREATE INDEX "transitions_operation" ON "transitions" USING btree ("organisation_id","operation_id") WHERE operation_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "variants_live_sku" ON "variants" USING btree ("organisation_id","order_id","sku") WHERE place <> 'cancelled';--> statement-breakpoint
CREATE UNIQUE INDEX "variants_one_replacement" ON "variants" USING btree ("organisation_id","replaces_id");--> statement-breakpoint
CREATE INDEX "variants_batch" ON "variants" USING btree ("organisation_id","batch_id","product_id","place");--> statement-breakpoint
CREATE INDEX "variants_product" ON "variants" USING btree ("organisation_id","product_id","batch_id");--> statement-breakpoint
CREATE INDEX "variants_place" ON "variants" USING btree ("organisation_id","place","entered_at","id");--> statement-breakpoint
CREATE INDEX "variants_due" ON "variants" USING btree ("organisation_id","due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "variants_sku" ON "variants" USING btree ("organisation_id",lower(sku) text_pattern_ops);--> statement-breakpoint
CREATE INDEX "variants_ean" ON "variants" USING btree ("organisation_id","ean");--> statement-breakpoint
CREATE INDEX "variants_assignee" ON "variants" USING btree ("organisation_id","assignee_id") WHERE assignee_id is not null;
-- Searching SKUs by their beginning across organisations. Under row-level security only leakproof comparisons reach an
-- index: lower() is none, so its result is kept, and compared bytewise.
alter table variants add column sku_key text collate "C" generated always as (lower(sku)) stored;
--> statement-breakpoint
create index variants_sku_key on variants (organisation_id, sku_key);

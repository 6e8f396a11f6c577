-- History and flags are looked up variant by variant for the holders of links alone: NULL = NULL is not false, so that
-- Postgres asked the second question for each row that anybody else read.
alter policy readers on transitions using ((select fw_shared_by()) is not null
  and organisation_id = (select fw_shared_by()) and exists (
  select 1 from variants v where v.organisation_id = transitions.organisation_id and v.id = transitions.variant_id));
--> statement-breakpoint
alter policy readers on quality_flags using ((select fw_shared_by()) is not null
  and organisation_id = (select fw_shared_by()) and exists (
  select 1 from variants v where v.organisation_id = quality_flags.organisation_id and v.id = quality_flags.variant_id));

-- The public page of a catalogue asks these on every visit. In SQL each asking was planned anew, policies of large
-- tables and all, which was most of what the page cost; PL/pgSQL keeps the plan for as long as the connection lives.
create or replace function fw_shown_by() returns uuid language plpgsql stable parallel safe
  as $$ begin return (select organisation_id from catalogues where slug = fw_visited() and status = 'published'); end $$;--> statement-breakpoint
create or replace function fw_catalogued() returns uuid[] language plpgsql stable parallel safe
  as $$ begin return (select array_agg(variant_id) from catalogue_items where organisation_id = (select fw_shown_by())); end $$;--> statement-breakpoint
create or replace function fw_shown_variants() returns uuid[] language plpgsql stable parallel safe
  as $$ begin return (select array_agg(v.id) from catalogue_items i
    join variants v on v.organisation_id = i.organisation_id and v.id = i.variant_id
    where i.organisation_id = (select fw_shown_by())); end $$;--> statement-breakpoint
create or replace function fw_shown_products() returns uuid[] language plpgsql stable parallel safe
  as $$ begin return (select array_agg(distinct v.product_id) from catalogue_items i
    join variants v on v.organisation_id = i.organisation_id and v.id = i.variant_id
    where i.organisation_id = (select fw_shown_by())); end $$;

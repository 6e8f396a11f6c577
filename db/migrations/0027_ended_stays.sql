ALTER TABLE "variants" ADD COLUMN "producer_days" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "customer_days" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "error_days" double precision DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "variants" ADD COLUMN "completed_at" timestamp (3) with time zone;--> statement-breakpoint
-- Whose time passes in a place: lib/lifecycle/turn-days.ts; `npm run db:check` compares the two.
create function fw_side(place text) returns text language sql immutable parallel safe as $$
  select case when place in ('quote_sent', 'quote_rejected', 'completed') then 'customer' when place = 'error' then 'error'
    when place in ('', 'validated', 'cancelled') then null else 'producer' end $$;
--> statement-breakpoint
-- A variant carries what its ended stays add up to, so that a report of a hundred thousand reads no history.
create function add_ended_stay() returns trigger language plpgsql as $$
declare
  step record;
begin
  select t.event, t.at, t.from_place, coalesce(t.left_elapsed, 0) as days into strict step from transitions t
    where t.organisation_id = new.organisation_id and t.variant_id = new.id and t.version = new.version;
  case fw_side(step.from_place)
    when 'producer' then new.producer_days := old.producer_days + step.days;
    when 'customer' then new.customer_days := old.customer_days + step.days;
    when 'error' then new.error_days := old.error_days + step.days;
    else null;
  end case;
  if step.event = 'complete' then new.completed_at := step.at; end if;
  return new;
end $$;
--> statement-breakpoint
create trigger add_ended_stay before update of version on variants for each row
  when (new.version <> old.version) execute function add_ended_stay();
--> statement-breakpoint
-- Row-level security is forced on the owner too; only its DDL, inside one transaction, may lift it.
alter table variants no force row level security;
--> statement-breakpoint
alter table transitions no force row level security;
--> statement-breakpoint
update variants v set producer_days = h.producer, customer_days = h.customer, error_days = h.error,
  completed_at = h.completed_at
from (select organisation_id, variant_id,
    coalesce(sum(left_elapsed) filter (where fw_side(from_place) = 'producer'), 0) as producer,
    coalesce(sum(left_elapsed) filter (where fw_side(from_place) = 'customer'), 0) as customer,
    coalesce(sum(left_elapsed) filter (where fw_side(from_place) = 'error'), 0) as error,
    max(at) filter (where event = 'complete') as completed_at
  from transitions where version > 1 group by 1, 2) h
where h.organisation_id = v.organisation_id and h.variant_id = v.id;
--> statement-breakpoint
alter table variants force row level security;
--> statement-breakpoint
alter table transitions force row level security;

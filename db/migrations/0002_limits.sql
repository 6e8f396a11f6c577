-- Counters against guessing: a fixed window per hashed key, kept here so that several processes count together.
create table limits (
  key text primary key,
  points integer not null,
  last_at timestamptz(3) not null,
  resets_at timestamptz(3) not null
);
--> statement-breakpoint
create index limits_resets on limits (resets_at);
--> statement-breakpoint
alter table limits enable row level security;
--> statement-breakpoint
alter table limits force row level security;
--> statement-breakpoint
grant select, insert, update, delete on limits to framewatch_app;
--> statement-breakpoint
create policy people on limits using ((select fw_kind()) = 'system') with check ((select fw_kind()) = 'system');

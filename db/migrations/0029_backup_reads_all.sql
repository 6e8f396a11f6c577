-- A backup reads every row as the system does; of this table it was shown none.
create policy jobs on idempotency_keys for select using ((select fw_kind()) = 'system');

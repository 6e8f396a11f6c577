-- That somebody has new notifications is told to their open pages alone: to tell them of being told would never end.
create or replace function queue_news() returns trigger language plpgsql as $$
begin
  insert into untold_news (organisation_id, id) select organisation_id, id from new_rows where topic <> 'notifications';
  return null;
end $$;

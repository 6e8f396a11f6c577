-- A session that holds at `at` with who it belongs to, asked on every request: acting as the system (db/as-actor.ts) and
-- looking in one statement costs a third of what a transaction of several does. Null where none holds.
create function session_standing(session_id uuid, at timestamptz) returns json language plpgsql as $$
begin
  perform set_config('role', 'framewatch_app', true), set_config('fw.kind', 'system', true),
    set_config('fw.organisation', '', true), set_config('fw.user', '', true),
    set_config('fw.scope', '', true), set_config('fw.subject', '', true);
  return (
    select json_build_object('id', s.id, 'userId', u.id, 'name', u.name, 'email', u.email,
      'producerRole', u.producer_role, 'department', u.department,
      'enrolled', c.totp_confirmed_at is not null, 'totpVerified', s.totp_verified,
      'organisationId', s.organisation_id, 'lastSeenAt', (extract(epoch from s.last_seen_at) * 1000)::float8,
      'memberships', coalesce((
        select json_agg(json_build_object('organisationId', m.organisation_id, 'organisationName', o.name,
          'role', m.role, 'approvalLimit', m.approval_limit, 'approvalCurrency', m.approval_currency) order by o.name)
        from memberships m join organisations o on o.id = m.organisation_id where m.user_id = u.id), '[]'))
    from sessions s join users u on u.id = s.user_id left join credentials c on c.user_id = u.id
    where s.id = session_id and s.revoked_at is null and s.expires_at > at and u.disabled_at is null
  );
end $$;

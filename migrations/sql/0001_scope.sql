-- What a transaction may see. The setting houqin.scope carries an opaque token; who holds none, an old one or a made-up
-- one is refused with HQ001, because zero rows without a word would be published as "0 pupils".

-- What the sessions of the web application may see. The token is stored as its SHA-256 beside the membership it is for.
create table sec.scope_grant (
    token_sha256 bytea not null,
    membership_id uuid not null,
    session_sha256 bytea not null references access.web_session on delete cascade,
    role name not null check (role in ('houqin_listed', 'houqin_district')),
    district_id integer not null,
    schools integer[],  -- null: the whole district
    is_bureau boolean not null,
    opened_at timestamptz not null,
    primary key (token_sha256, membership_id)
);
create index ix_scope_grant_session on sec.scope_grant (session_sha256);

-- The district a worker's connection is at work for; it holds within the transaction that asked for it.
create unlogged table sec.work_grant (
    pid integer primary key,
    token_sha256 bytea not null,
    district_id integer not null,
    xact xid8 not null
);

-- The grant behind the token of this transaction, or HQ001. Deleting or locking a session or an account ends it at once.
create function sec.current_grant() returns sec.scope_grant
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
    token text := current_setting('houqin.scope', true);
    found_grant sec.scope_grant;
begin
    if token is null or token = '' then
        raise exception 'no scope' using errcode = 'HQ001';
    end if;
    if session_user = 'houqin_worker' then
        select null, null, null, session_user, w.district_id, null, true, null into found_grant
        from sec.work_grant w
        where w.pid = pg_backend_pid() and w.token_sha256 = sha256(convert_to(token, 'UTF8'))
            and w.xact = pg_current_xact_id_if_assigned();
    else
        select g.* into found_grant
        from sec.scope_grant g
        join access.web_session s on s.token_sha256 = g.session_sha256
        join access.account a on a.id = s.account_id
        where g.token_sha256 = sha256(convert_to(split_part(token, ':', 1), 'UTF8'))
            and g.membership_id::text = split_part(token, ':', 2)
            and g.role = session_user and s.is_verified and a.is_active;
    end if;
    if not found then
        raise exception 'no scope' using errcode = 'HQ001';
    end if;
    return found_grant;
end $$;

create function sec.district() returns integer
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
    return (sec.current_grant()).district_id;
end $$;

create function sec.schools() returns integer[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
    return (sec.current_grant()).schools;
end $$;

create function sec.is_bureau() returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
    return (sec.current_grant()).is_bureau;
end $$;

-- Turn a web session into a viewer and open its scope; no row where the session, account or membership does not hold.
create function sec.enter(session_sha256 bytea, token_sha256 bytea, at timestamptz)
returns table (account_id uuid, account_name text, role text, district_id integer, school_id integer,
    membership_id uuid, locale text, theme text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    today date := (enter.at at time zone 'Asia/Shanghai')::date;
    who record;
    visible integer[];
    db_role name;
begin
    select a.id, a.name, m.role, m.district_id, m.school_id, m.id as membership_id, a.locale, a.theme into who
    from access.web_session s
    join access.account a on a.id = s.account_id
    join access.membership m on m.id = s.membership_id and m.account_id = a.id and m.district_id = a.district_id
    where s.token_sha256 = enter.session_sha256 and s.is_verified and s.expires_at > enter.at and a.is_active
        and m.valid_from <= today and (m.valid_to is null or m.valid_to > today);
    if not found then
        return;
    end if;
    if who.role in ('school_clerk', 'school_head') then
        db_role := 'houqin_listed';
        visible := array[who.school_id];
    elsif who.role = 'inspector' then
        db_role := 'houqin_listed';
        select coalesce(array_agg(distinct b.school_id order by b.school_id), '{}') into visible
        from access.inspector_area i
        join public.school_area b on b.district_id = i.district_id and b.area_code = i.area_code
        where i.membership_id = who.membership_id and i.district_id = who.district_id
            and i.valid_from <= today and (i.valid_to is null or i.valid_to > today)
            and b.valid_from <= today and (b.valid_to is null or b.valid_to > today);
    else
        db_role := 'houqin_district';
        visible := null;
    end if;
    -- Most requests find their grant as it was and write nothing.
    if not exists (
        select from sec.scope_grant g
        where g.token_sha256 = enter.token_sha256 and g.membership_id = who.membership_id
            and g.session_sha256 = enter.session_sha256 and g.role = db_role and g.district_id = who.district_id
            and g.schools is not distinct from visible
    ) then
        begin
            insert into sec.scope_grant as g
            values (enter.token_sha256, who.membership_id, enter.session_sha256, db_role, who.district_id, visible,
                who.role not in ('school_clerk', 'school_head'), enter.at)
            on conflict (token_sha256, membership_id) do update
            set session_sha256 = excluded.session_sha256, role = excluded.role, district_id = excluded.district_id,
                schools = excluded.schools, is_bureau = excluded.is_bureau, opened_at = excluded.opened_at;
        exception when foreign_key_violation then
            return;  -- signed out a moment ago in another window
        end;
    end if;
    return query select who.id, who.name, who.role::text, who.district_id, who.school_id, who.membership_id,
        who.locale, who.theme;
end $$;

-- Put the worker's transaction at work for one district.
create function sec.work_for(district_id integer, token_sha256 bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
    if not exists (select from public.district d where d.district_id = work_for.district_id) then
        raise exception 'no such district' using errcode = 'HQ001';
    end if;
    insert into sec.work_grant as w
    values (pg_backend_pid(), work_for.token_sha256, work_for.district_id, pg_current_xact_id())
    on conflict (pid) do update
    set token_sha256 = excluded.token_sha256, district_id = excluded.district_id, xact = excluded.xact;
end $$;

-- The districts there are: for jobs that go from one to the next, each in a scope of its own.
create function sec.districts() returns table (district_id integer, code text, name_zh text, name_en text)
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
    select d.district_id, d.code, d.name_zh, d.name_en from public.district d order by d.district_id
$$;

-- Set up a district that is not there yet; the rest of its registry is written in its scope.
create function sec.found_district(code text, name_zh text, name_en text) returns integer
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    insert into public.district (code, name_zh, name_en) values (code, name_zh, name_en) returning district_id
$$;

revoke all on all functions in schema sec from public;
grant execute on function sec.district(), sec.schools(), sec.is_bureau() to houqin_listed, houqin_district, houqin_worker;
grant execute on function sec.enter(bytea, bytea, timestamptz) to houqin_login;
grant execute on function sec.work_for(integer, bytea), sec.districts(), sec.found_district(text, text, text)
    to houqin_worker;

-- The files of a version change only while it is a draft.

create function sec.keep_attachment() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    held public.attachment := case tg_op when 'INSERT' then new else old end;
begin
    if tg_op = 'UPDATE' then
        raise exception 'an attached file is kept as received' using errcode = 'HQ002';
    end if;
    if not exists (
        select from public.version v
        where v.district_id = held.district_id and v.school_id = held.school_id and v.id = held.version_id
            and v.state = 'draft'
    ) then
        raise exception 'the files of a version handed in never change' using errcode = 'HQ002';
    end if;
    return held;
end $$;
create trigger keep before insert or update or delete on attachment
    for each row execute function sec.keep_attachment();
revoke all on function sec.keep_attachment() from public;

-- What may never change, whoever asks: figures handed in, the steps of a duty, originals, the audit trail.

create function sec.keep_version() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'versions are kept' using errcode = 'HQ002';
    end if;
    if (new.district_id, new.school_id, new.id, new.duty_id, new.return_code, new.period_key, new.version_no)
        is distinct from
        (old.district_id, old.school_id, old.id, old.duty_id, old.return_code, old.period_key, old.version_no) then
        raise exception 'a version stays what it is a version of' using errcode = 'HQ002';
    end if;
    if old.state <> 'draft' then
        if (new.source, new.declared_from, new.revision, new.upload_id, new.nil_reason, new.figures, new.cells,
            new.digest, new.prepared_by, new.prepared_by_name, new.approved_by, new.approved_by_name, new.submitted_at)
            is distinct from
            (old.source, old.declared_from, old.revision, old.upload_id, old.nil_reason, old.figures, old.cells,
            old.digest, old.prepared_by, old.prepared_by_name, old.approved_by, old.approved_by_name, old.submitted_at)
        then
            raise exception 'the figures of a version handed in never change' using errcode = 'HQ002';
        end if;
    end if;
    if new.state <> old.state and (old.state, new.state) not in (
        ('draft', 'submitted'), ('draft', 'accepted'), ('submitted', 'accepted'), ('submitted', 'sent_back'),
        ('accepted', 'reopened')
    ) then
        raise exception 'a version does not go from % to %', old.state, new.state using errcode = 'HQ002';
    end if;
    return new;
end $$;
create trigger keep before update or delete on version for each row execute function sec.keep_version();

create function sec.keep_finding() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    -- An outcome attached after acceptance (catalogue 1.6) may still be explained, and written again by a second run.
    if old.version_id is not null and not old.is_deferred_outcome and exists (
        select from public.version v
        where v.district_id = old.district_id and v.school_id = old.school_id and v.id = old.version_id
            and v.state <> 'draft'
    ) then
        if tg_op = 'DELETE' or (to_jsonb(new) - '{read_by,read_at}'::text[])
            <> (to_jsonb(old) - '{read_by,read_at}'::text[]) then
            raise exception 'the findings of a version handed in never change' using errcode = 'HQ002';
        end if;
    end if;
    return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger keep before update or delete on finding for each row execute function sec.keep_finding();

create function sec.keep_upload() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'DELETE' or (to_jsonb(new) - '{state,attempts,version_id,read_at}'::text[])
        <> (to_jsonb(old) - '{state,attempts,version_id,read_at}'::text[]) then
        raise exception 'originals are kept as received' using errcode = 'HQ002';
    end if;
    return new;
end $$;
create trigger keep before update or delete on upload for each row execute function sec.keep_upload();

create function sec.keep_as_written() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception '% is only ever added to', tg_table_name using errcode = 'HQ002';
end $$;
create trigger keep before update or delete or truncate on step for each statement execute function sec.keep_as_written();
create trigger keep before update or delete or truncate on audit_entry
    for each statement execute function sec.keep_as_written();
revoke all on all functions in schema sec from public;

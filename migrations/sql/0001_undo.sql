-- Drop every table of the first revision but Alembic's own.
do $$
declare each regclass;
begin
    for each in
        select c.oid from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'alembic_version'
    loop
        execute format('drop table %s cascade', each);
    end loop;
end $$;

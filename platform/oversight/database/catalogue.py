"""What PostgreSQL's own catalogue tells about the isolation of tenants: each question gives the names that fail it."""

from sqlalchemy import Connection, TextClause, text

from tenants.scope.database_roles import APPLICATION_ROLES, DISTRICT, LISTED, OWNER, WORKER

_OURS = ("public", "access", "returns", "release", "sec", "queue")
_SCOPED = (LISTED, DISTRICT, WORKER)

_TENANT_TABLES = """
    select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname = any(:schemas) and n.nspname <> 'sec' and exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname in ('district_id', 'school_id')
            and not a.attisdropped)
"""


def _about_tenants(question: str) -> TextClause:
    return text(question.replace("{tenant_tables}", _TENANT_TABLES))


POWERFUL = text(
    """
    select r.rolname from pg_roles r
    where r.rolname = any(:roles) and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb
        or r.rolreplication)
    union
    select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = any(:application)
    order by 1
    """
)
UNFORCED = _about_tenants(
    """
    select c.oid::regclass::text from pg_class c
    where c.oid in ({tenant_tables}) and not (c.relrowsecurity and c.relforcerowsecurity) order by 1
    """
)
# The policies of roles that work under a scope ask for it, and there is one for each: permissive ones are ORed.
UNSCOPED = _about_tenants(
    """
    select distinct c.oid::regclass::text from pg_class c
    where c.oid in ({tenant_tables}) and (
        exists (
            select from pg_policy p where p.polrelid = c.oid and p.polpermissive and (
                0 = any(p.polroles)
                or exists (select from pg_roles r where r.oid = any(p.polroles) and r.rolname = any(:scoped)
                    and (coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(
                        pg_get_expr(p.polwithcheck, p.polrelid), '')) not like '%sec.district()%')
                or (exists (select from pg_roles r where r.oid = any(p.polroles) and r.rolname = 'houqin_listed')
                    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'school_id'
                        and not a.attisdropped)
                    and coalesce(pg_get_expr(p.polqual, p.polrelid), '') not like '%sec.schools()%')
            )
        )
        or exists (
            select from pg_policy p, unnest(p.polroles) as role
            where p.polrelid = c.oid and p.polpermissive group by role having count(*) > 1
        )
        or exists (
            select from pg_roles r where r.rolname = any(:scoped)
                and has_any_column_privilege(r.oid, c.oid, 'select, insert, update')
                and not exists (select from pg_policy p where p.polrelid = c.oid and r.oid = any(p.polroles))
        )
    ) order by 1
    """
)
OWNER_VIEWS = text(
    """
    select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any(:schemas) and (c.relkind = 'm' or (c.relkind = 'v' and not exists (
        select from unnest(c.reloptions) o where o in ('security_invoker=true', 'security_invoker=on'))))
    order by 1
    """
)
# The worker's temporary tables (it copies into them) live as long as its connections, and are nobody else's.
OWNED = text(
    """
    select r.rolname || ': ' || d.classid::regclass::text from pg_shdepend d
    join pg_roles r on r.oid = d.refobjid and d.refclassid = 'pg_authid'::regclass
    where d.deptype = 'o' and r.rolname = any(:application) and d.dbid in (0, (
        select oid from pg_database where datname = current_database()))
        and not (r.rolname = :worker and d.classid = 'pg_class'::regclass and exists (
            select from pg_class c where c.oid = d.objid and c.relpersistence = 't'))
    union
    select r.rolname || ': create in ' || n.nspname from pg_roles r, pg_namespace n
    where r.rolname = any(:application) and n.nspname !~ '^pg_' and has_schema_privilege(r.oid, n.oid, 'create')
    union
    select r.rolname || ': create in database' from pg_roles r
    where r.rolname = any(:application) and has_database_privilege(r.oid, current_database(), 'create')
    union
    select r.rolname || ': temporary tables' from pg_roles r
    where r.rolname = any(:application) and r.rolname <> :worker
        and has_database_privilege(r.oid, current_database(), 'temporary')
    order by 1
    """
)
# A function that runs as its owner must say where it looks for names, and must not be everybody's.
LOOSE_FUNCTIONS = text(
    """
    select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = any(:schemas) and p.prosecdef and (
        not exists (select from unnest(p.proconfig) o where o like 'search_path=%')
        or exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0))
    order by 1
    """
)


def failing(connection: Connection, question: TextClause) -> list[str]:
    """The names one of the questions above gives in the connected database."""
    values = {
        "schemas": list(_OURS),
        "roles": [OWNER, *APPLICATION_ROLES],
        "application": list(APPLICATION_ROLES),
        "scoped": list(_SCOPED),
        "worker": WORKER,
    }
    asked = {name: value for name, value in values.items() if f":{name}" in str(question)}
    return [str(name) for name in connection.execute(question, asked).scalars()]

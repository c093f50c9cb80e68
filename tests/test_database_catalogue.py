"""What PostgreSQL's own catalogue says after every revision: nothing is open that need not be."""

import pytest
from sqlalchemy import NullPool, create_engine, text

from migrations.metadata import metadata
from oversight.database import catalogue
from tenants.scope.database_roles import APPLICATION_ROLES, BACKUP, DISTRICT, LISTED, LOGIN, OWNER, PUBLIC, WORKER

TENANT_TABLES = sorted(t.fullname for t in metadata.tables.values() if {"district_id", "school_id"} & set(t.c.keys()))
QUESTIONS = ["POWERFUL", "UNFORCED", "UNSCOPED", "OWNER_VIEWS", "OWNED", "LOOSE_FUNCTIONS"]

# What a role may do to a table beyond reading it. Whoever adds a right adds it here, and says so in the review.
WRITES = {
    LISTED: {
        "api_answer": "delete insert update",
        "attachment": "delete insert",
        "audit_entry": "insert",
        "deferred_rule": "delete insert update",
        "district_key": "insert",
        "duty": "insert",
        "finding": "delete insert update",
        "form_draft": "insert update",
        "form_row": "delete insert update",
        "pack": "insert",
        "rectification_entry": "insert",
        "returned_cell": "insert",
        "step": "insert",
        "upload": "insert",
        "version": "insert update",
        "visit_reply": "insert",
        "queue.procrastinate_events": "insert",
        "queue.procrastinate_jobs": "insert",
    },
    LOGIN: {
        "access.account": "insert update",
        "access.api_token": "insert update",
        "access.inspector_area": "insert update",
        "access.membership": "insert update",
        "access.password_reset": "delete insert update",
        "access.throttle": "delete insert update",
        "access.web_session": "delete insert update",
        "audit_entry": "insert",
        "queue.procrastinate_events": "insert",
        "queue.procrastinate_jobs": "insert",
    },
    PUBLIC: {},
}
READS = {
    LOGIN: {*(n for n in WRITES[LOGIN] if n.startswith("access.")), "alembic_version", "queue.procrastinate_jobs"},
    PUBLIC: {t.fullname for t in metadata.tables.values() if t.schema == "release"},
}
NEVER_REMOVED = {
    "version",
    "upload",
    "step",
    "audit_entry",
    "duty",
    "school",
    "access.account",
    "release",
    "setting_change",
    "visit_reply",
    "rectification_entry",
    "scheme_item",
    "similar_year",
    "similar_trait",
    "similar_school",
}


def asked(database, question):
    with create_engine(database.admin_url.set(drivername="postgresql+psycopg"), poolclass=NullPool).connect() as found:
        return catalogue.failing(found, getattr(catalogue, question))


def rights(database, role, command):
    """The tables on which the role holds that right as a whole."""
    rows = database.admin(
        """
        select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'v', 'm', 'p') and n.nspname !~ '^(pg_|information)'
            and has_table_privilege(%s, c.oid, %s) order by 1
        """,
        role,
        command,
    )
    return [str(row[0]) for row in rows]


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_weakens_isolation(database, question):
    assert asked(database, question) == []


def test_a_worker_at_work_does_not_forbid_a_start(database, pools):
    with pools.worker.connect() as connection:
        connection.execute(text("create temp table incoming (number int)"))
        connection.commit()
        assert asked(database, "OWNED") == []


@pytest.mark.parametrize("table", TENANT_TABLES)
def test_every_tenant_table_is_forced(database, table):
    forced = "select relrowsecurity and relforcerowsecurity from pg_class where oid = %s::regclass"
    assert database.admin(forced, table) == [(True,)]


def test_every_table_of_the_database_is_declared_or_named_here(database):
    rows = database.admin(
        "select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname from pg_class c"
        " join pg_namespace n on n.oid = c.relnamespace"
        " where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information)'"
    )
    other = {str(row[0]) for row in rows} - {table.fullname for table in metadata.tables.values()}
    assert other == {
        "alembic_version", "sec.scope_grant", "sec.work_grant", "queue.procrastinate_jobs",
        "queue.procrastinate_events", "queue.procrastinate_workers", "queue.procrastinate_periodic_defers",
    }  # fmt: skip


def test_the_owner_logs_in_nowhere_and_is_no_superuser(database):
    rows = database.admin("select rolcanlogin, rolsuper, rolbypassrls from pg_roles where rolname = %s", OWNER)
    assert rows == [(False, False, False)]


def test_the_backup_role_logs_in_nowhere(database):
    assert database.admin("select rolcanlogin from pg_roles where rolname = %s", BACKUP) == [(False,)]


@pytest.mark.parametrize("role", WRITES)
def test_a_role_writes_what_it_needs(database, role):
    held: dict[str, list[str]] = {}
    for command in ("delete", "insert", "update"):
        for table in rights(database, role, command):
            held.setdefault(table, []).append(command)
    assert {table: " ".join(commands) for table, commands in held.items()} == WRITES[role]


@pytest.mark.parametrize("role", READS)
def test_a_role_reads_what_it_needs(database, role):
    assert set(rights(database, role, "select")) == READS[role]


@pytest.mark.parametrize("role", APPLICATION_ROLES)
@pytest.mark.parametrize("command", ["truncate", "references", "trigger"])
def test_no_role_holds_a_right_over_the_table_itself(database, role, command):
    assert rights(database, role, command) == []


@pytest.mark.parametrize("role", APPLICATION_ROLES)
def test_what_must_stay_is_removed_by_nobody(database, role):
    assert NEVER_REMOVED & set(rights(database, role, "delete")) == set()


@pytest.mark.parametrize(
    "table",
    [
        "fact",
        "area_fact",
        "peer_fact",
        "peer_group",
        "similar_trait",
        "similar_school",
        "returns.canteen_operations_main",
    ],
)
def test_figures_are_written_by_jobs_alone(database, table):
    writers = {role for role in APPLICATION_ROLES if table in rights(database, role, "insert")}
    assert writers == {WORKER}


def test_a_duty_is_changed_in_its_dates_only(database):
    columns = database.admin(
        "select column_name::text from information_schema.column_privileges"
        " where table_name = 'duty' and grantee = %s and privilege_type = 'UPDATE' order by 1",
        DISTRICT,
    )
    assert columns == [("closed_at",), ("due_on",)]


def test_a_new_table_is_open_to_nobody(fresh_database):
    fresh_database.admin("set role houqin_owner; create table later (id int)")
    assert [role for role in APPLICATION_ROLES if "later" in rights(fresh_database, role, "select")] == []


@pytest.mark.parametrize(
    ("statement", "question"),
    [
        ("alter table fact no force row level security", "UNFORCED"),
        ("alter table fact disable row level security", "UNFORCED"),
        ("drop policy houqin_listed on fact", "UNSCOPED"),
        ("create policy wide on fact to houqin_listed using (true)", "UNSCOPED"),
        ("create policy wide on fact using (true)", "UNSCOPED"),
        ("alter policy houqin_listed on fact using (district_id = (select sec.district()))", "UNSCOPED"),
        ("alter policy houqin_district on fact using (true) with check (true)", "UNSCOPED"),
        ("create view every_fact as select * from fact", "OWNER_VIEWS"),
        ("create materialized view every_fact as select 1", "OWNER_VIEWS"),
        ("alter table fact owner to houqin_worker", "OWNED"),
        ("grant create on schema public to houqin_listed", "OWNED"),
        ("grant temporary on database {database} to houqin_listed", "OWNED"),
        ("grant execute on function sec.district() to public", "LOOSE_FUNCTIONS"),
        ("alter function sec.district() reset search_path", "LOOSE_FUNCTIONS"),
    ],
)
def test_what_weakens_isolation_is_found(fresh_database, statement, question):
    fresh_database.admin(statement.format(database=fresh_database.admin_url.database))
    assert asked(fresh_database, question) != []


@pytest.mark.parametrize("power", ["superuser", "bypassrls", "createrole", "createdb"])
def test_a_powerful_role_is_found(database, power):
    database.admin(f"alter role houqin_listed {power}")
    try:
        assert asked(database, "POWERFUL") == ["houqin_listed"]
    finally:
        database.admin(f"alter role houqin_listed no{power}")


def test_a_role_that_belongs_to_the_owner_is_found(database):
    database.admin("grant houqin_owner to houqin_listed")
    try:
        assert asked(database, "POWERFUL") == ["houqin_listed"]
    finally:
        database.admin("revoke houqin_owner from houqin_listed")

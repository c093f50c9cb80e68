"""Each table, command and role: what is another tenant's can be neither read, written, changed, moved nor deleted.

The rows are made by type alone, in a copy of the database without checks, foreign keys and triggers: only policies
and grants are left to hold them apart.
"""

import itertools
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Table

from migrations.metadata import metadata
from tenants.scope.database_roles import DISTRICT, LISTED, LOGIN, PUBLIC, WORKER
from tests.builders import make_account, make_area, make_district, make_school, working_on
from tests.conftest import copied

TENANT_TABLES = {
    name: table
    for name, table in metadata.tables.items()
    if {"district_id", "school_id"} & set(table.c.keys()) and table.schema != "access"
}
WHO = ["clerk", "inspector", "officer", "job"]
BUREAU_ONLY = {"area_fact", "release", "disclosed_count", "setting_change", "quality_mark", "similar_school"}
NOT_FOR_INSPECTORS = {"audit_entry"}
LOOSEN = """
do $$
declare each record;
begin
    for each in select conrelid::regclass as t, conname from pg_constraint
        where contype in ('c', 'f') and conrelid <> 0 and connamespace::regnamespace::text in ('public', 'returns')
    loop
        execute format('alter table %s drop constraint %I', each.t, each.conname);
    end loop;
    for each in select a.attrelid::regclass as t, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'returns') and a.attnotnull
            and a.attnum > 0 and a.attidentity = '' and not exists (
                select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any(i.indkey))
    loop
        execute format('alter table %s alter column %I drop not null', each.t, each.attname);
    end loop;
    for each in select tgrelid::regclass as t, tgname from pg_trigger where tgname = 'keep'
    loop
        execute format('drop trigger keep on %s', each.t);
    end loop;
end $$
"""
_numbers = itertools.count(1000)


@dataclass
class Place:
    """One database with two districts of two schools, a row of each table for each of them."""

    database: object
    pools: object
    district: int
    other_district: int
    schools: dict[str, SimpleNamespace]
    viewers: dict[str, tuple[str, str]]  # who -> database role, scope token

    def connection(self, who):
        """A connection of that kind of account with its scope open in the current transaction."""
        role, token = self.viewers[who]
        url = self.pools.url_of(role).set(drivername="postgresql").render_as_string(hide_password=False)
        connection = psycopg.connect(url)
        connection.execute("select set_config('houqin.scope', %s, true)", (token,))
        if who == "job":
            connection.execute("select sec.work_for(%s, sha256(%s))", (self.district, token.encode()))
        return connection

    def in_scope(self, who, table: Table) -> set[tuple[int, ...]]:
        """The tenants whose rows that account may see."""
        if table.name in (BUREAU_ONLY if who == "clerk" else NOT_FOR_INSPECTORS if who == "inspector" else ()):
            return set()
        if "school_id" not in table.c:
            return {(self.district,)}
        mine = {"clerk": ["mine"], "inspector": ["mine", "near"]}.get(who, ["mine", "near"])
        return {(self.district, self.schools[each].school_id) for each in mine}


@pytest.fixture(scope="module")
def place(server):
    with copied(server, "houqin_isolation") as database:
        database.admin(LOOSEN)
        pools = database.pools()
        with working_on(pools):
            made = _arrange(database, pools)
        yield made
        pools.dispose()


def _arrange(database, pools) -> Place:
    district, other = make_district(), make_district()
    east, far = make_area(), make_area(district_id=other)
    west = make_area()
    schools = {
        "mine": make_school(area_code=east),
        "near": make_school(area_code=east),
        "far": make_school(area_code=far, district_id=other),
    }
    clerk = make_account("school_clerk", school=schools["mine"])
    inspector, officer = make_account("inspector", areas=[east]), make_account("bureau_admin")
    assert west
    viewers = {
        "clerk": (LISTED, clerk.scope_token),
        "inspector": (LISTED, inspector.scope_token),
        "officer": (DISTRICT, officer.scope_token),
        "job": (WORKER, "0123"),
    }
    place = Place(database, pools, district, other, schools, viewers)
    with psycopg.connect(database.admin_url.render_as_string(hide_password=False)) as connection:
        connection.execute("set session_replication_role = replica")
        for table in TENANT_TABLES.values():
            tenants = [(each.district_id, each.school_id) for each in schools.values()]
            for tenant in tenants if "school_id" in table.c else [(district,), (other,)]:
                _insert(connection, table, tenant)
    return place


def _insert(connection, table: Table, tenant):
    """Add a row of that tenant; its other key columns are new values, the rest is left empty."""
    values = dict(zip(("district_id", "school_id"), tenant, strict=False))
    for column in table.primary_key.columns:
        values.setdefault(column.name, _new(column.type.python_type))
    if table.name == "area_fact":
        values["area_code"] = ""  # the whole district: totals of areas have a test of their own
    if table.name in {"school", "district"}:
        values[table.c.keys()[0] if table.name == "district" else "school_id"] = values.get("school_id", tenant[0])
    statement = sql.SQL("insert into {} ({}) overriding system value values ({}) on conflict do nothing").format(
        sql.Identifier(*([table.schema] if table.schema else []), table.name),
        sql.SQL(", ").join(sql.Identifier(name) for name in values),
        sql.SQL(", ").join(sql.Placeholder() for _ in values),
    )
    return connection.execute(statement, list(values.values()))


def _new(kind):
    number = next(_numbers)
    made = {int: number, str: f"k{number}", UUID: uuid4(), date: date.fromordinal(730_000 + number)}
    return {**made, bytes: str(number).encode(), datetime: datetime.fromtimestamp(number, UTC)}[kind]


def _keys(table: Table) -> sql.Composable:
    names = [name for name in ("district_id", "school_id") if name in table.c]
    return sql.SQL(", ").join(sql.Identifier(name) for name in names)


def _name(table: Table) -> sql.Composable:
    return sql.Identifier(*([table.schema] if table.schema else []), table.name)


def _may(place: Place, who: str, table: Table, command: str) -> bool:
    role, asked = place.viewers[who][0], f"has_any_column_privilege(%s, '{table.fullname}', '{command}')"
    if command == "delete":
        asked = f"has_table_privilege(%s, '{table.fullname}', 'delete')"
    return bool(place.database.admin(f"select {asked}", role)[0][0])


def _updatable(place: Place, who: str, table: Table) -> str | None:
    """A column the account's role may change, the tenant's own if it may."""
    role = place.viewers[who][0]
    asked = f"select has_column_privilege(%s, '{table.fullname}', %s, 'update')"
    return next((c.name for c in table.c if place.database.admin(asked, role, c.name)[0][0]), None)


everything = pytest.mark.parametrize("name", TENANT_TABLES)
everybody = pytest.mark.parametrize("who", WHO)


@everybody
@everything
def test_only_rows_in_scope_are_read(place, name, who):
    table = TENANT_TABLES[name]
    if not _may(place, who, table, "select"):
        pytest.skip("no right to read at all")
    with place.connection(who) as connection:
        rows = connection.execute(sql.SQL("select distinct {} from {}").format(_keys(table), _name(table))).fetchall()
    assert set(rows) == place.in_scope(who, table)


@everybody
@everything
def test_no_row_is_written_for_another_tenant(place, name, who):
    table = TENANT_TABLES[name]
    others = {"far"} | ({"near"} if who == "clerk" and "school_id" in table.c else set())
    for other in others:
        school = place.schools[other]
        tenant = (school.district_id, school.school_id) if "school_id" in table.c else (place.other_district,)
        with place.connection(who) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            _insert(connection, table, tenant)


@everybody
@everything
def test_only_rows_in_scope_are_changed(place, name, who):
    table = TENANT_TABLES[name]
    column = _updatable(place, who, table)
    with place.connection(who) as connection:
        if column is None:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(sql.SQL("update {} set district_id = district_id").format(_name(table)))
            return
        changed = connection.execute(
            sql.SQL("update {} set {c} = {c} returning {}").format(_name(table), _keys(table), c=sql.Identifier(column))
        ).fetchall()
        connection.rollback()
    assert set(changed) == place.in_scope(who, table)


@everybody
@everything
def test_no_row_is_moved_to_another_tenant(place, name, who):
    table = TENANT_TABLES[name]
    with place.connection(who) as connection, pytest.raises((psycopg.errors.InsufficientPrivilege, NothingMoved)):
        changed = connection.execute(
            sql.SQL("update {} set district_id = {}").format(_name(table), place.other_district)
        )
        if changed.rowcount == 0:
            raise NothingMoved


class NothingMoved(Exception):
    """No row was in reach."""


@everybody
@everything
def test_only_rows_in_scope_are_deleted(place, name, who):
    table = TENANT_TABLES[name]
    with place.connection(who) as connection:
        statement = sql.SQL("delete from {} returning {}").format(_name(table), _keys(table))
        if not _may(place, who, table, "delete"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
            return
        deleted = connection.execute(statement).fetchall()
        connection.rollback()
    assert set(deleted) == place.in_scope(who, table)


@pytest.mark.parametrize("role", [LOGIN, PUBLIC])
@everything
def test_roles_without_a_scope_read_no_tenant_table(place, name, role):
    url = place.pools.url_of(role).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(sql.SQL("select from {}").format(_name(TENANT_TABLES[name])))


@pytest.mark.parametrize("name", [name for name, table in metadata.tables.items() if table.schema == "access"])
@pytest.mark.parametrize("role", [LISTED, DISTRICT, WORKER, PUBLIC])
def test_accounts_are_read_by_the_sign_in_role_alone(place, name, role):
    url = place.pools.url_of(role).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(sql.SQL("select from {}").format(_name(metadata.tables[name])))


@pytest.mark.parametrize("name", [name for name, table in metadata.tables.items() if table.schema == "release"])
@pytest.mark.parametrize("role", [LISTED, DISTRICT, LOGIN])
def test_the_release_schema_is_the_public_s_and_the_job_s(place, name, role):
    url = place.pools.url_of(role).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(sql.SQL("select from {}").format(_name(metadata.tables[name])))

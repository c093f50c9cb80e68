"""Revisions go up, down and up, and make what the models declare."""

from alembic.script import ScriptDirectory

from oversight.database.migrating import _config, compare, migrate, undo

OURS = """
    select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname !~ '^(pg_|information)' and c.relkind in ('r', 'v', 'm', 'S')
    union all select n.nspname, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname !~ '^(pg_|information)'
    union all select n.nspname, t.typname from pg_type t join pg_namespace n on n.oid = t.typnamespace
    where n.nspname !~ '^(pg_|information)' and t.typtype = 'e'
    order by 1, 2
"""


def test_the_revisions_make_what_the_models_declare(fresh_database):
    compare(fresh_database.admin_url)


def test_every_revision_goes_up_down_and_up(fresh_database):
    before = fresh_database.admin(OURS)
    for revision in reversed([each.revision for each in ScriptDirectory.from_config(_config()).walk_revisions()]):
        undo(fresh_database.admin_url, "base")
        migrate(fresh_database.admin_url, revision)
        undo(fresh_database.admin_url, "-1")
        migrate(fresh_database.admin_url)
    assert fresh_database.admin(OURS) == before


def test_nothing_is_left_at_the_base(fresh_database):
    undo(fresh_database.admin_url, "base")
    assert fresh_database.admin(OURS) == [("public", "alembic_version")]


def test_every_object_belongs_to_the_owner(fresh_database):
    rows = fresh_database.admin(
        "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where n.nspname !~ '^(pg_|information)' and pg_get_userbyid(c.relowner) <> 'houqin_owner'"
    )
    assert rows == []


def test_facts_are_read_from_the_key_alone(fresh_database):
    definition = fresh_database.admin("select indexdef from pg_indexes where indexname = 'pk_fact'")[0][0]
    assert "(district_id, indicator, period_key, school_id) INCLUDE (numerator, denominator, value)" in str(definition)

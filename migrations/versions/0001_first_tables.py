"""The first tables, who may do what to them, and the functions that say what a transaction may see."""

from alembic import op

from migrations.rls import allow, force, isolate
from migrations.sql import run_file

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WEB = ("houqin_listed", "houqin_district")
SCOPED = (*WEB, "houqin_worker")
SCHEMAS = ("access", "returns", "release")

# Tables of a school, and what listed accounts, district accounts and jobs do with them.
READ = "select"
JOB = "select, insert, update, delete"
SCHOOL_TABLES = {
    "school": (READ, "select, insert, update", "select, insert, update"),
    "school_area": (READ, "select, insert, update", "select, insert, update"),
    "school_event": (READ, "select, insert, update", "select, insert, update"),
    "facility": (READ, "select, insert, update", "select, insert, update"),
    "duty": (READ, "select, update (closed_at, due_on)", "select, insert, update"),
    "upload": (
        "select, insert, update (state, attempts)",
        READ,
        "select, update (state, attempts, version_id, read_at)",
    ),
    "version": ("select, insert, update", "select, insert, update", "select, insert, update"),
    "finding": (JOB, JOB, JOB),
    "deferred_rule": (JOB, JOB, JOB),
    "returned_cell": ("select, insert", "select, insert", READ),
    "step": ("select, insert", "select, insert", "select, insert"),
    "fact": (READ, READ, JOB),
    "peer_group": (READ, READ, JOB),
    "release_version": (READ, READ, "select, insert"),
}
# Tables of a district that every account of it may read.
DISTRICT_TABLES = {
    "district": (READ, READ, READ),
    "area": (READ, "select, insert, update", "select, insert, update"),
    "school_calendar": (READ, JOB, "select, insert, update"),
    "special_day": (READ, JOB, "select, insert, update"),
    "parameter_value": (READ, JOB, "select, insert, update"),
    "cost_share_limit": (READ, JOB, "select, insert, update"),
    "meal_fee_cap": (READ, JOB, "select, insert, update"),
    "peer_fact": (READ, READ, JOB),
}
# Totals by area: an inspector sees those of the areas in charge, where every school behind them may be seen, too.
AREA_TABLES = {"area_fact": (READ, READ, JOB)}
# Tables of a district that only bureau accounts see; the first column is for inspectors.
BUREAU_TABLES = {
    "release": (READ, "select, insert, update", "select, update"),
    "disclosed_count": (READ, READ, "select, insert"),
}
RETURN_TABLES = (
    "returns.canteen_finance_main",
    "returns.canteen_finance_meal_price",
    "returns.canteen_operations_main",
    "returns.school_profile_enrolment",
    "returns.school_profile_main",
)
RELEASE_TABLES = (
    "release.change",
    "release.filing",
    "release.indicator",
    "release.month",
    "release.row",
    "release.school",
)
ACCESS_TABLES = {
    "access.account": "select, insert, update",
    "access.membership": "select, insert, update",
    "access.inspector_area": "select, insert, update",
    "access.web_session": "select, insert, update, delete",
    "access.password_reset": "select, insert, update, delete",
    "access.throttle": "select, insert, update, delete",
}
SCOPE_READS = ("access.account", "access.membership", "access.inspector_area", "access.web_session", "school_area")


def upgrade() -> None:
    op.execute("create schema sec")
    run_file("0001_tables.sql")
    run_file("0001_scope.sql")
    run_file("0001_keeping.sql")
    kinds = {"school": SCHOOL_TABLES, "district": DISTRICT_TABLES, "areas": AREA_TABLES, "bureau": BUREAU_TABLES}
    for kind, tables in kinds.items():
        for table, rights in tables.items():
            isolate(table, listed=kind)
            for role, commands in zip(SCOPED, rights, strict=True):
                op.execute(f"grant {commands} on {table} to {role}")
    for name in RETURN_TABLES:
        isolate(name)
        op.execute(f"grant select on {name} to {', '.join(WEB)}")
        op.execute(f"grant {JOB} on {name} to houqin_worker")
    _guard_accounts()
    _guard_audit()
    _guard_releases()
    op.execute("grant usage on schema sec to houqin_login, houqin_listed, houqin_district, houqin_worker")
    op.execute("grant usage on schema access to houqin_login")
    op.execute(f"grant usage on schema returns to {', '.join(SCOPED)}")
    op.execute("grant usage on schema release to houqin_public, houqin_worker")
    op.execute(f"grant select on alembic_version to houqin_login, {', '.join(SCOPED)}")


def _guard_accounts() -> None:
    """The sign-in role works before a scope exists; the scope functions, run as the owner, read along."""
    for table, commands in ACCESS_TABLES.items():
        force(table)
        allow(table, "houqin_login", "true")
        op.execute(f"grant {commands} on {table} to houqin_login")
    for table in SCOPE_READS:
        allow(table, "houqin_owner", "true", command="select")
    allow("district", "houqin_owner", "true")  # sec.found_district and sec.districts


def _guard_audit() -> None:
    """Everybody adds; the bureau's accounts of the district read."""
    district = "district_id = (select sec.district())"
    force("audit_entry")
    allow("audit_entry", "houqin_login", "true", command="insert")
    allow("audit_entry", "houqin_listed", district, command="insert")
    allow("audit_entry", "houqin_district", district)
    allow("audit_entry", "houqin_worker", district, command="insert")
    op.execute("grant insert on audit_entry to houqin_login, houqin_listed, houqin_worker")
    op.execute("grant select, insert on audit_entry to houqin_district")


def _guard_releases() -> None:
    for name in RELEASE_TABLES:
        op.execute(f"grant {JOB} on {name} to houqin_worker")
        op.execute(f"grant select on {name} to houqin_public")


def downgrade() -> None:
    run_file("0001_undo.sql")
    for schema in (*SCHEMAS, "sec"):
        op.execute(f"drop schema {schema} cascade")

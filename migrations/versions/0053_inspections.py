"""Inspection schemes and replies to visits; who writes a visit: the bureau's inspectors for their schools, no school."""

import sqlalchemy as sa
from alembic import op

from migrations.rls import isolate

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

_BUREAU = "(select sec.is_bureau())"
_NO_VISIT = "return_code is distinct from 'inspection_visit'"
_ENTERED = """exists (
    select from version v
    where v.district_id = duty.district_id and v.school_id = duty.school_id and v.duty_id = duty.id
        and v.state <> 'draft'
)"""
_OWN_DUTY = f"""exists (
    select from duty d
    where d.district_id = upload.district_id and d.school_id = upload.school_id and d.id = upload.duty_id
        and d.{_NO_VISIT}
)"""
# Beside the policies of isolation: of a visit a school sees what is entered and writes nothing; nobody but the system
# makes a school owe a rectification, and an inspector begins visits alone.
RESTRICTIONS = (
    ("visits_when_entered", "duty", "select", f"{_NO_VISIT} or {_BUREAU} or {_ENTERED}"),
    (
        "visits_by_the_bureau",
        "duty",
        "insert",
        f"case when {_BUREAU} then return_code = 'inspection_visit'"
        " else return_code not in ('inspection_visit', 'rectification') end",
    ),
    ("visits_when_entered", "version", "select", f"{_NO_VISIT} or state is distinct from 'draft' or {_BUREAU}"),
    ("visits_by_the_bureau", "version", "insert", f"{_NO_VISIT} or {_BUREAU}"),
    ("visits_stay", "version", "update", f"{_NO_VISIT} or {_BUREAU}"),
    ("visits_by_the_bureau", "upload", "insert", f"{_BUREAU} or {_OWN_DUTY}"),
    ("by_the_bureau", "rectification_entry", "insert", _BUREAU),
    ("by_the_school", "visit_reply", "insert", f"kind in ('signed', 'objection') and not {_BUREAU}"),
)


def upgrade() -> None:
    _schemes()
    _replies()
    _entries()
    for name, table, command, rows in RESTRICTIONS:
        clause = "with check" if command == "insert" else "using"
        op.execute(f"create policy {name} on {table} as restrictive for {command} to houqin_listed {clause} ({rows})")
    op.execute(
        "create policy by_the_bureau on visit_reply as restrictive for insert to houqin_district"
        " with check (kind = 'decision')"
    )


def _schemes() -> None:
    text = {name: sa.Column(name, sa.Text, nullable=False) for name in ("domain", "text_zh", "text_en", "method")}
    op.create_table(
        "scheme_item",
        sa.Column("district_id", sa.Integer, nullable=False),
        sa.Column("scheme_code", sa.Text, nullable=False),
        sa.Column("item_code", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        *text.values(),
        sa.Column("max_points", sa.Numeric(6, 2), nullable=False),
        sa.Column("lo", sa.Numeric(10, 2)),
        sa.Column("hi", sa.Numeric(10, 2)),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("data_indicator", sa.Text),
        sa.Column("veto_code", sa.Text),
        sa.Column("veto_below", sa.Numeric(4, 2)),
        sa.Column("na_when", sa.Text),
        sa.PrimaryKeyConstraint("district_id", "scheme_code", "item_code", "valid_from", name="pk_scheme_item"),
    )
    isolate("scheme_item", listed="district")
    op.execute("grant select on scheme_item to houqin_listed, houqin_worker")
    op.execute("grant select, insert on scheme_item to houqin_district")  # a published scheme is never edited


def _replies() -> None:
    op.create_table(
        "visit_reply",
        sa.Column("district_id", sa.Integer, nullable=False),
        sa.Column("school_id", sa.Integer, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("version_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("account_name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("is_upheld", sa.Boolean),
        sa.PrimaryKeyConstraint("district_id", "school_id", "id", name="pk_visit_reply"),
        sa.ForeignKeyConstraint(
            ["district_id", "school_id", "version_id"],
            ["version.district_id", "version.school_id", "version.id"],
            name="fk_visit_reply_version",
        ),
        sa.CheckConstraint("kind in ('signed', 'objection', 'decision')", name="ck_visit_reply_replykind"),
        sa.CheckConstraint("(kind = 'signed') or length(words) between 10 and 500", name="ck_visit_reply_words"),
        sa.CheckConstraint("(kind = 'decision') = (is_upheld is not null)", name="ck_visit_reply_is_upheld"),
    )
    key = ["district_id", "school_id", "version_id", "kind"]
    op.create_index("uq_visit_reply_kind", "visit_reply", key, unique=True)
    isolate("visit_reply")
    op.execute("grant select, insert on visit_reply to houqin_listed, houqin_district")
    op.execute("grant select on visit_reply to houqin_worker")
    op.execute(
        "create trigger keep before update or delete or truncate on visit_reply"
        " for each statement execute function sec.keep_as_written()"
    )


def _entries() -> None:
    op.create_table(
        "rectification_entry",
        sa.Column("district_id", sa.Integer, nullable=False),
        sa.Column("school_id", sa.Integer, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("duty_id", sa.Uuid, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("account_id", sa.Uuid, nullable=False),
        sa.Column("account_name", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("district_id", "school_id", "id", name="pk_rectification_entry"),
        sa.ForeignKeyConstraint(
            ["district_id", "school_id", "duty_id"],
            ["duty.district_id", "duty.school_id", "duty.id"],
            name="fk_rectification_entry_duty",
        ),
        sa.CheckConstraint("kind in ('extension', 'passed', 'failed')", name="ck_rectification_entry_entrykind"),
        sa.CheckConstraint("attempt >= 1", name="ck_rectification_entry_attempt"),
        sa.CheckConstraint("(kind = 'passed') = (until is null)", name="ck_rectification_entry_until"),
    )
    own = ["district_id", "school_id", "duty_id"]
    op.create_index(
        "uq_rectification_entry_recheck", "rectification_entry", [*own, "attempt"], unique=True,
        postgresql_where="kind <> 'extension'",
    )  # fmt: skip
    op.create_index(
        "uq_rectification_entry_extension", "rectification_entry", own, unique=True,
        postgresql_where="kind = 'extension'",
    )  # fmt: skip
    isolate("rectification_entry")
    op.execute("grant select, insert on rectification_entry to houqin_listed")
    op.execute("grant select on rectification_entry to houqin_district, houqin_worker")
    op.execute(
        "create trigger keep before update or delete or truncate on rectification_entry"
        " for each statement execute function sec.keep_as_written()"
    )


def downgrade() -> None:
    for name, table, *_ in RESTRICTIONS:
        op.execute(f"drop policy {name} on {table}")
    op.drop_table("rectification_entry")
    op.drop_table("visit_reply")
    op.drop_table("scheme_item")

"""Similar schools: the weights a district sets, the lists of a school year, and how a list stands together in figures."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.rls import allow, isolate
from migrations.sql import run_file

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

_READ_BY_OWNER = ("fact", "similar_school")  # by the function, which looks at the scope itself


def upgrade() -> None:
    _weights()
    _lists()
    for table in ("similar_year", "similar_trait", "similar_school"):
        op.execute(f"grant select on {table} to houqin_listed, houqin_district")
        op.execute(f"grant select, insert on {table} to houqin_worker")
        op.execute(
            f"create trigger keep before update or delete or truncate on {table}"
            " for each statement execute function sec.keep_as_written()"
        )
    for table in _READ_BY_OWNER:
        allow(table, "houqin_owner", "true", command="select")
    run_file("0054_similar_schools.sql")


def _weights() -> None:
    op.create_table(
        "similarity_weight",
        sa.Column("district_id", sa.Integer, nullable=False),
        sa.Column("trait", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("weight", sa.Numeric(5, 2), nullable=False),
        sa.PrimaryKeyConstraint("district_id", "trait", "valid_from", name="pk_similarity_weight"),
    )
    isolate("similarity_weight", listed="district")
    op.execute("grant select on similarity_weight to houqin_listed, houqin_worker")
    op.execute("grant select, insert, update, delete on similarity_weight to houqin_district")


def _lists() -> None:
    op.create_table(
        "similar_year",
        sa.Column("district_id", sa.Integer, nullable=False),
        sa.Column("school_year", sa.Text, nullable=False),
        sa.Column("weights", JSONB, nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("district_id", "school_year", name="pk_similar_year"),
    )
    isolate("similar_year", listed="district")
    op.create_table(
        "similar_trait",
        *_own(),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("has_boarders", sa.Boolean, nullable=False),
        sa.Column("pupils", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Numeric(7, 6)) for name in ("diners_share", "boarders_share", "aided_share")),
        sa.Column("supply_mode", sa.Text, nullable=False),
        sa.Column("locality", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("district_id", "school_id", "school_year", name="pk_similar_trait"),
        sa.ForeignKeyConstraint(
            ["district_id", "school_id"], ["school.district_id", "school.school_id"], name="fk_similar_trait_school"
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "school_year"], ["similar_year.district_id", "similar_year.school_year"],
            name="fk_similar_trait_similar_year",
        ),
        sa.CheckConstraint("pupils > 0", name="ck_similar_trait_pupils"),
    )  # fmt: skip
    isolate("similar_trait")
    op.create_table(
        "similar_school",
        *_own(),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("other_id", sa.Integer, nullable=False),
        sa.Column("distance", sa.Numeric(7, 6), nullable=False),
        sa.PrimaryKeyConstraint("district_id", "school_id", "school_year", "place", name="pk_similar_school"),
        sa.ForeignKeyConstraint(
            ["district_id", "school_id", "school_year"],
            ["similar_trait.district_id", "similar_trait.school_id", "similar_trait.school_year"],
            name="fk_similar_school_similar_trait",
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "other_id"], ["school.district_id", "school.school_id"], name="fk_similar_school_school"
        ),
        sa.CheckConstraint("other_id <> school_id", name="ck_similar_school_other_id"),
    )
    isolate("similar_school", listed="reviewers")


def _own() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("district_id", sa.Integer, nullable=False),
        sa.Column("school_id", sa.Integer, nullable=False),
        sa.Column("school_year", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.execute("drop function sec.spread_of_similar(integer, text, text[], text[], text[], numeric[])")
    op.execute("drop policy houqin_owner on fact")
    for table in ("similar_school", "similar_trait", "similar_year", "similarity_weight"):
        op.drop_table(table)

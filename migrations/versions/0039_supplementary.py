"""Returns a district defines itself: their definitions, and one table for the accepted rows of all of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.rls import isolate

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_TEXTS = ("number", "label_zh", "label_en", "period", "due", "accepting", "basis")


def upgrade() -> None:
    op.create_table(
        "supplementary_return",
        sa.Column("district_id", sa.Integer, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in _TEXTS),
        sa.Column("fields", JSONB, nullable=False),
        sa.Column("published_from", sa.Date),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("district_id", "code", name="pk_supplementary_return"),
        sa.CheckConstraint(
            "code = 's' || district_id || '_' || substr(number, 2)", name="ck_supplementary_return_code"
        ),
        sa.CheckConstraint("number ~ '^S[1-9][0-9]*$'", name="ck_supplementary_return_number"),
    )
    isolate("supplementary_return", listed="district")
    op.execute("grant select on supplementary_return to houqin_listed, houqin_worker")
    op.execute("grant select, insert, update, delete on supplementary_return to houqin_district")
    op.create_table(
        "supplementary_row",
        sa.Column("district_id", sa.Integer, nullable=False),
        sa.Column("school_id", sa.Integer, nullable=False),
        sa.Column("version_id", sa.Uuid, nullable=False),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("row_no", sa.Integer, nullable=False),
        sa.Column("return_code", sa.Text, nullable=False),
        sa.Column("period_key", sa.Text, nullable=False),
        sa.Column("version_no", sa.Integer, nullable=False),
        sa.Column("figures", JSONB, nullable=False),
        sa.PrimaryKeyConstraint(
            "district_id", "school_id", "version_id", "part", "row_no", name="pk_supplementary_row"
        ),
        sa.ForeignKeyConstraint(
            ["district_id", "school_id", "version_id"],
            ["version.district_id", "version.school_id", "version.id"],
            name="fk_supplementary_row_version",
        ),
        sa.CheckConstraint("row_no >= 1", name="ck_supplementary_row_row_no"),
    )
    isolate("supplementary_row")
    op.execute("grant select on supplementary_row to houqin_listed, houqin_district")
    op.execute("grant select, insert, update, delete on supplementary_row to houqin_worker")
    # published definitions stay: what was filed by them is read by them
    op.execute("""
        create function sec.keep_published() returns trigger language plpgsql as $$
        begin
            if old.published_from is not null then
                raise exception 'a published definition is never rewritten' using errcode = 'restrict_violation';
            end if;
            return case when tg_op = 'DELETE' then old else new end;
        end $$
    """)
    op.execute("""
        create trigger keep_published before update or delete on supplementary_return
        for each row execute function sec.keep_published()
    """)


def downgrade() -> None:
    op.drop_table("supplementary_row")
    op.drop_table("supplementary_return")
    op.execute("drop function sec.keep_published()")

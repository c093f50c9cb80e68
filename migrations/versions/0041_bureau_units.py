"""Units of the bureau stand beside schools as tenants that file: the aid centre reports the district's student loans."""

from alembic import op

from migrations.rls import allow

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

OF_SCHOOLS = (
    "school_type", "sponsor", "locality", "stages", "region_code", "area_code", "boarding", "canteen_mode",
    "nutrition_pilot",
)  # fmt: skip


def upgrade() -> None:
    op.execute("alter table school add column kind text not null default 'school'")
    op.execute("alter table school drop constraint ck_school_school_code")
    op.execute(
        "alter table school add constraint ck_school_school_code check (case kind"
        " when 'school' then school_code ~ '^[0-9]{10}$' when 'bureau_unit' then school_code ~ '^[a-z_]+$'"
        " else false end)"
    )
    for name in OF_SCHOOLS:
        op.execute(f"alter table school alter column {name} drop not null")
    described = " and ".join(f"{name} is not null" for name in OF_SCHOOLS)
    op.execute(f"alter table school add constraint ck_school_described check (kind <> 'school' or ({described}))")
    # A unit reports by school and sees none of them; the code and name of a school are public (catalogue 2.1).
    allow("school", "houqin_owner", "true", command="select")
    op.execute(
        "create function sec.school_register()"
        " returns table (school_code text, name_zh text, name_en text, stages jsonb, status text)"
        " language sql stable security definer set search_path = pg_catalog, pg_temp as $$"
        " select s.school_code, s.name_zh, s.name_en, s.stages, s.status from public.school s"
        " where s.district_id = (select sec.district()) and s.kind = 'school' $$"
    )
    op.execute("revoke all on function sec.school_register() from public")
    op.execute("grant execute on function sec.school_register() to houqin_listed, houqin_district, houqin_worker")


def downgrade() -> None:
    op.execute("drop function sec.school_register()")
    op.execute("drop policy houqin_owner on school")
    op.execute("alter table school drop constraint ck_school_described")
    for name in OF_SCHOOLS:
        op.execute(f"alter table school alter column {name} set not null")
    op.execute("alter table school drop constraint ck_school_school_code")
    op.execute("alter table school add constraint ck_school_school_code check (school_code ~ '^[0-9]{10}$')")
    op.execute("alter table school drop column kind")

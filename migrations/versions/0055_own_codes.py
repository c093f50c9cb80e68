"""What a district calls codes, and the codes it adds to the lists that leave room for others."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

_OPEN = {
    ("procurement_contract_main", "subject"): (
        "food bottled_water uniform exercise_book equipment furniture works catering_service property_service "
        "security_service bus_service insurance other"
    ),
    ("hazard_check_hazard", "category"): (
        "fire electric structure equipment gas chemical traffic food water dorm security crowd weather other"
    ),
    ("incident_main", "incident_type"): (
        "food_poisoning infection fire traffic injury violence structure water weather other"
    ),
    ("consumable_stock_main", "stock_group"): "office teaching cleaning repair medical bedding other",
    ("maintenance_request_main", "repair_category"): (
        "water electric door_window furniture ict kitchen structure vehicle other"
    ),
    ("facilities_project_main", "project_type"): (
        "hot_water direct_water canteen dorm toilet reinforce teaching_building sports greening network sewage "
        "lightning farm_base other"
    ),
    ("complaint_main", "complaint_domain"): (
        "canteen fee aid dorm shop surroundings bus water safety hygiene uniform repair staff_attitude other"
    ),
}


def upgrade() -> None:
    op.add_column("code_use", sa.Column("label_zh", sa.Text))
    op.add_column("code_use", sa.Column("label_en", sa.Text))
    for table, column, listed in _checks():
        _check(table, column, f"{column} in ({listed}) or {column} ~ '^local_[a-z0-9_]{{1,30}}$'")


def downgrade() -> None:
    for table, column, listed in _checks():
        _check(table, column, f"{column} in ({listed})")
    op.drop_column("code_use", "label_en")
    op.drop_column("code_use", "label_zh")


def _checks() -> Iterator[tuple[str, str, str]]:
    for (table, column), codes in _OPEN.items():
        yield table, column, ", ".join(f"'{code}'" for code in codes.split())


def _check(table: str, column: str, test: str) -> None:
    name = f"ck_{table}_{column}"
    op.execute(f"alter table returns.{table} drop constraint {name}, add constraint {name} check ({test})")

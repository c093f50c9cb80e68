"""The tables of the returns, from their declarations."""

from decimal import Decimal

import pytest
from sqlalchemy import CheckConstraint, Numeric

from tenants.returns.catalogue import every_version
from tenants.returns.tables import OWN_COLUMNS, all_tables, table_of


def table(number, part):
    ret = next(each for each in every_version() if each.number == number)
    return table_of(ret, ret.part(part))


def checks(number, part):
    found = table(number, part).constraints
    return {str(each.name): str(each.sqltext) for each in found if isinstance(each, CheckConstraint)}


def test_every_part_has_its_table():
    names = {each.fullname for each in all_tables()}
    assert names == {f"returns.{ret.code}_{part.code}" for ret in every_version() for part in ret.parts}
    assert {"returns.canteen_finance_main", "returns.canteen_finance_meal_price"} <= names


def test_a_table_has_the_tenant_columns_then_the_fields():
    columns = list(table("R01", "enrolment").columns.keys())
    assert columns[:8] == [*OWN_COLUMNS, "stage", "grade"]


def test_the_key_begins_with_the_tenant():
    assert [each.name for each in table("R05", "main").primary_key] == [
        "district_id",
        "school_id",
        "version_id",
        "row_no",
    ]


def test_an_amount_is_exact():
    kind = table("R05", "main").c.opening_surplus.type
    assert isinstance(kind, Numeric)
    assert (kind.precision, kind.scale, kind.python_type) == (14, 2, Decimal)


@pytest.mark.parametrize(
    ("number", "part", "column", "text"),
    [
        ("R01", "main", "canteens", "canteens >= 0 and canteens <= 50"),
        ("R01", "enrolment", "grade", "grade >= 1 and grade <= 6"),
        ("R03", "main", "risk_grade", "risk_grade in ('A', 'B', 'C', 'D', 'none')"),
        ("R03", "main", "licence_no", "length(licence_no) <= 16"),
        ("R05", "main", "cost_other", "cost_other >= 0"),
        (
            "R28",
            "main",
            "stock_group",
            "(stock_group in ('office', 'teaching', 'cleaning', 'repair', 'medical', 'bedding', 'other')"
            " or stock_group ~ '^local_[a-z0-9_]{1,30}$')",
        ),
    ],
)
def test_the_database_refuses_what_the_field_does(number, part, column, text):
    assert text in checks(number, part).values()


def test_a_signed_amount_may_be_negative():
    assert not any("opening_surplus" in each for each in checks("R05", "main").values())

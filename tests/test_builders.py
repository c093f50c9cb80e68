"""What the builders give is what a school could file."""

from datetime import date
from decimal import Decimal

import pytest

from etl.checking.fields import check_fields
from etl.workbook.filed import PartRead
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import NUMBERS, Kind
from tests.figures import figures_of

DAY = date(2026, 10, 1)


def parsed(field, value):
    if field.kind in NUMBERS:
        return Decimal(value)
    return date.fromisoformat(value) if field.kind is Kind.DATE else value


@pytest.mark.parametrize("code", ["school_profile", "canteen_operations", "canteen_finance"])
def test_figures_pass_the_checks_of_their_fields(code):
    ret = get_return(code, DAY)
    parts = {}
    for part, rows in figures_of(code).items():
        declared = {each.code: each for each in ret.part(part).fields}
        typed = [{name: parsed(declared[name], value) for name, value in row.items()} for row in rows]
        parts[part] = PartRead(
            sheet=part, columns=dict.fromkeys(declared, "A"), rows=typed, source_rows=list(range(1, len(rows) + 1))
        )
    found = check_fields(ret, parts, period_start=DAY, today=date(2026, 11, 3))
    assert [(each.code, each.field) for each in found] == []


def test_an_override_changes_one_value():
    assert figures_of("canteen_operations", serving_days="20")["main"][0]["serving_days"] == "20"


def test_none_empties_a_value():
    assert "waste_kg" not in figures_of("canteen_operations", waste_kg=None)["main"][0]

"""Which indicators a field feeds."""

from datetime import date

import pytest

from tenants.returns.feeding import fed_by

ON = date(2026, 10, 1)


def codes(return_code: str, part: str, field: str) -> list[str]:
    return [each.code for _, each in fed_by(return_code, part, field, ON)]


@pytest.mark.parametrize(
    ("field", "fed"),
    [
        ("accompany_occasions", ["accompany_rate"]),
        ("diners_lunch", ["diners_per_worker", "waste_per_meal"]),  # of the numerator, and within the denominator
        ("licence_no", []),
    ],
)
def test_what_numerator_or_denominator_read(field: str, fed: list[str]):
    assert codes("canteen_operations", "main", field) == fed


def test_what_a_derived_name_is_made_of():
    assert "canteen_balance_rate" in codes("canteen_finance", "main", "cost_raw_material")


def test_what_another_return_reads_comes_after_its_own():
    found = codes("school_profile", "enrolment", "students")
    assert found[0] == "enrolment_total" and "incident_rate" in found[3:]


def test_what_is_no_field_feeds_nothing():
    assert codes("canteen_operations", "main", "made_up") == []

import pytest

from tenants.filing.digest import digest_of_figures

WHAT = {"school_id": 7, "return_code": "canteen_operations", "period_key": "2026-10", "version_no": 1}
FIGURES = {"main": [{"facility_no": "C01", "serving_days": "21"}]}


def test_the_order_of_fields_and_empty_values_do_not_matter():
    same = {"main": [{"serving_days": "21", "waste_kg": None, "facility_no": "C01"}], "other": []}
    assert digest_of_figures(same, **WHAT) == digest_of_figures(FIGURES, **WHAT)


@pytest.mark.parametrize(
    "change", [{"school_id": 8}, {"period_key": "2026-11"}, {"version_no": 2}, {"nil_reason": "x"}]
)
def test_the_same_figures_for_something_else_are_something_else(change):
    assert digest_of_figures(FIGURES, **WHAT | change) != digest_of_figures(FIGURES, **WHAT)


def test_the_order_of_rows_matters():
    rows = [{"facility_no": "C01"}, {"facility_no": "C02"}]
    assert digest_of_figures({"main": rows}, **WHAT) != digest_of_figures({"main": rows[::-1]}, **WHAT)


def test_the_digest_never_changes():
    """A signature of today must be checkable in ten years: this value is for ever."""
    assert digest_of_figures(FIGURES, **WHAT).hex() == (
        "15cd7b0d776960d897c49a24687ce4612b82a83f6adac1943dfe66eebb4f4ecb"
    )

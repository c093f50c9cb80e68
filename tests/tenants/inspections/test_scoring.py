"""Points, scores, grades and stars of a visit, worked by hand (catalogue 4.2 and 4.3)."""

from decimal import Decimal

import pytest

from tenants.inspections.numbering import number_findings
from tenants.inspections.scoring import points_of, result_of
from tenants.returns.schemes import CAPS, ITEMS

BY_CODE = {each.item_code: each for each in ITEMS}


@pytest.mark.parametrize(
    ("item", "row", "points"),
    [
        ("FIRE-05", {"level": 2}, "1.00"),
        ("FIRE-05", {"level": 0}, "0.00"),
        ("FIRE-05", {"level": 1}, None),  # yes or no
        ("FIRE-03", {"level": 1}, "1.20"),
        ("FIRE-02", {"sampled": 3, "passed": 2}, "2.00"),
        ("FIRE-02", {"sampled": 0, "passed": 0}, None),
        ("FIRE-02", {"sampled": 2, "passed": 3}, None),
        ("FIRE-04", {"defects": 3}, "0.50"),
        ("FIRE-04", {"defects": 9}, "0.00"),
        ("FIRE-01", {"value": Decimal("77.50")}, "1.50"),
        ("FIRE-01", {"value": Decimal(40)}, "0.00"),
        ("FIRE-01", {"value": Decimal(100)}, "3.00"),
        ("B-ENER-03", {"value": Decimal(-5)}, "0.00"),
        ("FIRE-01", {}, None),
    ],
)
def test_points_follow_the_method(item, row, points):
    assert points_of(BY_CODE[item], row) == (None if points is None else Decimal(points))


def row(code, points, *, applicable=True):
    return {"item_code": code, "applicable": applicable, "points": None if points is None else Decimal(points)}


FULL = [row(each.item_code, each.max_points) for each in ITEMS if each.scheme_code == "LOG-A"]


def test_full_points_are_a_hundred_with_five_stars():
    found = result_of(BY_CODE, FULL, [])
    assert (found.score, found.grade, found.star, found.vetoes) == (Decimal("100.00"), "A", 5, ())


def test_a_domain_weighs_what_its_items_are_worth_also_when_some_do_not_apply():
    # Water 3 of 6 applicable points is 50; a shop in full is 100: (7 * 50 + 4 * 100) / 11.
    sheet = [row("WATR-01", "0"), row("WATR-02", "2"), row("WATR-03", None, applicable=False), row("WATR-04", "1")]
    sheet += [row("SHOP-01", "2"), row("SHOP-02", "2")]
    assert result_of(BY_CODE, sheet, []).score == Decimal("68.18")


@pytest.mark.parametrize(
    ("points", "grade", "star"),
    [("2.70", "A", 4), ("2.69", "B", 3), ("2.25", "B", 2), ("2.24", "C", 2), ("1.80", "C", 1), ("1.79", "D", 0)],
)
def test_bands(points, grade, star):
    found = result_of(BY_CODE, [row("FIRE-01", points)], [])
    assert (found.grade, found.star) == (grade, star)


@pytest.mark.parametrize(
    ("item", "veto", "grade"),
    [("FIRE-05", "V06", "C"), ("CANT-01", "V01", "D"), ("FIRE-01", "V08", "D"), ("nothing", "V08", "D")],
)
def test_a_veto_caps_the_grade_and_takes_the_stars(item, veto, grade):
    found = result_of(BY_CODE, FULL, [{"item_code": item, "severity": "veto"}])
    assert (found.score, found.grade, found.star, found.vetoes) == (Decimal("100.00"), grade, 0, (veto,))


def test_another_finding_caps_nothing():
    assert result_of(BY_CODE, FULL, [{"item_code": "FIRE-05", "severity": "serious"}]).grade == "A"


def test_nothing_scored_is_no_points():
    assert result_of(BY_CODE, [], []).score == 0


def test_the_schemes_are_the_catalogue_s():
    of_scheme = {code: [each for each in ITEMS if each.scheme_code == code] for code in ("LOG-A", "LOG-B")}
    assert {code: sum(each.max_points for each in items) for code, items in of_scheme.items()} == {
        "LOG-A": 100, "LOG-B": 100,
    }  # fmt: skip
    weights = {"FIRE": 12, "TRAF": 8, "DEF": 12, "CANT": 36, "SHOP": 4, "WATR": 7, "DORM": 12, "UNIF": 4, "BOOK": 5}
    assert {domain: sum(i.max_points for i in ITEMS if i.domain == domain) for domain in weights} == weights


def test_every_veto_of_the_schemes_has_its_cap():
    assert {each.veto_code for each in ITEMS if each.veto_code} <= set(CAPS)


@pytest.mark.parametrize(
    ("given", "numbers"),
    [
        ([None, None], ["01", "02"]),
        (["0102", None, "0101"], ["02", "03", "01"]),
        (["0101", "0101"], ["01", "02"]),
        (["0201", "x"], ["01", "02"]),  # of another visit, or none at all
    ],
)
def test_a_number_once_given_stays(given, numbers):
    start = "3134000001-FN-2026-"
    rows = [{"finding_no": None if each is None else f"{start}{each}"} for each in given]
    number_findings(rows, "3134000001-IV-2026-0001")
    assert [each["finding_no"] for each in rows] == [f"{start}01{each}" for each in numbers]


def test_a_visit_beyond_the_99th_numbers_nothing():
    rows = [{"finding_no": "x"}]
    number_findings(rows, "3134000001-IV-2026-0100")
    assert rows == [{"finding_no": None}]

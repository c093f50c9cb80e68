"""What hidden counts give away, worked by hand."""

from etl.publishing.intervals import equation, feasible


def spans(sums, known, **bounds):
    """The spans left open by sums given as ``{"T": 1, "a": -1}``."""
    made = [equation(terms, known) for terms in sums]
    return feasible([each for each in made if each], bounds)


def test_a_single_hidden_part_of_a_known_sum_is_known():
    found = spans([{"T": 1, "a": -1, "b": -1}], {"T": 20, "b": 17}, a=(1, 4))
    assert found == {"a": (3, 3)}


def test_two_hidden_parts_leave_what_both_can_be():
    found = spans([{"T": 1, "a": -1, "b": -1}], {"T": 9}, a=(1, 4), b=(5, 100))
    assert found == {"a": (1, 4), "b": (5, 8)}


def test_two_ones_are_known_from_their_sum():
    found = spans([{"T": 1, "a": -1, "b": -1}], {"T": 2}, a=(1, 4), b=(1, 4))
    assert found == {"a": (1, 1), "b": (1, 1)}


def test_the_district_without_a_school_beside_the_district_gives_the_school_away():
    sums = [{"D": 1, "a": -1, "b": -1, "c": -1}, {"E": 1, "b": -1, "c": -1}]
    found = spans(sums, {"D": 50, "E": 47}, a=(1, 4), b=(0, 100), c=(0, 100))
    assert found["a"] == (3, 3)


def test_half_a_year_less_five_months_gives_june_away():
    months = ["jan", "feb", "mar", "apr", "may"]
    half = {"H": 1, "jun": -1, **dict.fromkeys(months, -1)}
    five = {"F": 1, **dict.fromkeys(months, -1)}
    found = spans([half, five], {"H": 31, "F": 29}, jun=(1, 4), **dict.fromkeys(months, (0, 50)))
    assert found["jun"] == (2, 2)


def test_a_correction_inside_an_unchanged_remainder_tells_both_versions():
    sums = [{"T": 1, "old": -1, "rest": -1}, {"U": 1, "new": -1, "rest": -1}]
    found = spans(sums, {"T": 30, "U": 33}, old=(1, 4), new=(1, 4), rest=(5, 100))
    assert found == {"old": (1, 1), "new": (4, 4), "rest": (29, 29)}

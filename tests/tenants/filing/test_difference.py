from tenants.filing.difference import Change, changes_between

KEYS = {"main": ("facility_no",), "totals": ()}


def test_rows_of_the_same_key_are_compared_wherever_they_stand():
    old = {"main": [{"facility_no": "C01", "n": "1"}, {"facility_no": "C02", "n": "2"}]}
    new = {"main": [{"facility_no": "C02", "n": "3"}, {"facility_no": "C01", "n": "1"}]}
    assert changes_between(old, new, KEYS) == [Change("main", 1, "n", "2", "3", ("C02",))]


def test_a_value_that_appears_or_goes_is_a_change():
    old, new = {"totals": [{"a": "1"}]}, {"totals": [{"b": "2"}]}
    assert [(each.field, each.before, each.after) for each in changes_between(old, new, KEYS)] == [
        ("a", "1", None),
        ("b", None, "2"),
    ]


def test_a_new_and_a_lost_row():
    old, new = {"main": [{"facility_no": "C01"}]}, {"main": [{"facility_no": "C02"}]}
    found = changes_between(old, new, KEYS)
    assert [(each.after, each.is_new_row) for each in found[:1]] == [("C02", True)]
    assert [(each.before, each.is_lost_row) for each in found[1:]] == [("C01", True)]


def test_a_key_that_stands_twice_in_a_draft_pairs_in_order():
    old = {"main": [{"facility_no": "C01", "n": "1"}, {"facility_no": "C01", "n": "2"}]}
    new = {"main": [{"facility_no": "C01", "n": "1"}, {"facility_no": "C01", "n": "9"}]}
    assert [(each.row_no, each.before, each.after) for each in changes_between(old, new, KEYS)] == [(2, "2", "9")]


def test_the_same_is_no_change():
    assert changes_between({"main": [{"facility_no": "C01"}]}, {"main": [{"facility_no": "C01"}]}, KEYS) == []


def test_a_change_travels_as_json():
    change = Change("main", 1, "n", "2", None, ("C02",))
    assert Change.from_json(change.as_json()) == change

"""Which counts are hidden: the classic failures of small numbers in public, each worked by hand."""

from etl.publishing.suppression import Count, Earlier, Hidden, Total, protect

SMALL, CLOSED, PARTNER = Hidden.SMALL, Hidden.CLOSED, Hidden.PARTNER


def counts(**values):
    """Counts by name; a pair is a count and its group."""
    return [Count(name, *(value if isinstance(value, tuple) else (value, None))) for name, value in values.items()]


def hidden(values, *totals, earlier=None):
    """What is hidden of some counts with the usual threshold."""
    made = [Total(name, tuple(parts.split())) for name, parts in totals]
    outcome = protect(counts(**values), made, least=5, earlier=earlier)
    assert not outcome.exposed
    return outcome.hidden


def published(values, *totals):
    """A release of these counts as a later one remembers it."""
    kept = hidden(values, *totals)
    listed = {each.key: each for each in counts(**values)}
    made = tuple(Total(name, tuple(parts.split())) for name, parts in totals)
    return Earlier(listed, frozenset(listed.keys() - kept.keys()), kept, made)


def test_one_to_four_are_hidden_and_five_is_not():
    assert hidden({"a": 1, "b": 4, "c": 5}) == {"a": SMALL, "b": SMALL}


def test_zero_is_shown():
    assert hidden({"a": (0, 40)}) == {}


def test_few_left_over_are_as_telling_as_few_counted():
    assert hidden({"aided": (38, 41)}) == {"aided": CLOSED}


def test_everybody_in_a_group_is_hidden():
    assert hidden({"aided": (41, 41)}) == {"aided": CLOSED}


def test_a_single_hidden_part_takes_a_partner_with_it():
    assert hidden({"T": 40, "a": 3, "b": 7, "c": 30}, ("T", "a b c")) == {"a": SMALL, "b": PARTNER}


def test_the_partner_is_a_part_before_the_total_and_never_a_zero():
    assert hidden({"T": 23, "a": 3, "z": 0, "c": 20}, ("T", "a z c")) == {"a": SMALL, "c": PARTNER}


def test_a_partner_that_leaves_too_little_doubt_takes_another():
    """1 + 6 = 7, and the partner is known to be 5 or more: the small one would be 1 or 2."""
    assert hidden({"T": 37, "a": 1, "b": 6, "c": 30}, ("T", "a b c")) == {"a": SMALL, "b": PARTNER, "c": PARTNER}


def test_a_partner_below_is_enough_where_the_total_leaves_doubt():
    assert hidden({"D": 60, "T": 9, "a": 1, "b": 8, "U": 51}, ("T", "a b"), ("D", "T U")) == {"a": SMALL, "b": PARTNER}


def test_parts_of_a_small_total_do_not_say_that_they_are_small():
    """Three parts of "<5" each would say that the total is 3 or 4."""
    found = hidden({"T": 3, "a": 1, "b": 1, "c": 1}, ("T", "a b c"))
    assert found == {"T": SMALL, "a": CLOSED, "b": CLOSED, "c": CLOSED}


def test_a_small_school_is_protected_in_the_sum_of_the_district():
    found = hidden({"D": 60, "S": 3, "T": 12, "U": 45, "a": 1, "b": 2}, ("D", "S T U"), ("S", "a b"))
    assert found == {"S": SMALL, "a": CLOSED, "b": CLOSED, "T": PARTNER}


def test_what_was_hidden_as_a_partner_stays_hidden():
    """Another partner in the next release would give both away."""
    first = published({"T": 40, "a": 3, "b": 7, "c": 30}, ("T", "a b c"))
    again = hidden({"T": 40, "a": 3, "b": 7, "c": 30, "d": 6}, ("T", "a b c"), earlier=first)
    assert again == {"a": SMALL, "b": PARTNER}


def test_a_sum_that_grows_by_one_small_school_does_not_give_it_away():
    """October's sum is public; November's has one school more, and their difference is that school."""
    first = published({"D1": 52, "T": 12, "U": 40}, ("D1", "T U"))
    found = hidden({"D2": 55, "T": 12, "U": 40, "S": 3}, ("D2", "T U S"), earlier=first)
    assert found == {"S": SMALL, "D2": PARTNER}


def test_a_small_count_that_became_smaller_does_not_show_in_the_difference_of_totals():
    first = published({"T1": 30, "old": 1, "rest": 29}, ("T1", "old rest"))
    found = hidden({"T2": 33, "new": 4, "rest": 29}, ("T2", "new rest"), earlier=first)
    assert {"new", "rest"} <= found.keys()
    assert "T2" in found


def test_what_an_earlier_release_gave_away_is_said():
    first = Earlier({"a": Count("a", 3)}, frozenset({"a"}))
    assert protect(counts(a=3), [], least=5, earlier=first).exposed == ("a",)

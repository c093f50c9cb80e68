"""Where values lie along a strip."""

from oversight.shown.strips import WIDTH, Strip, strip_of


def test_the_ends_are_the_lowest_and_the_highest_value():
    assert strip_of(10.0, [0.0, 5.0, 20.0], (2.0, 15.0), 5.0) == Strip([7.0, 33.5, 113.0], (17.6, 86.5), 33.5, 60.0)


def test_the_school_itself_may_be_the_end():
    assert strip_of(40.0, [0.0, 20.0], None, 20.0) == Strip([7.0, 60.0], None, 60.0, 113.0)


def test_equal_values_lie_in_the_middle():
    assert strip_of(100.0, [100.0], None, 100.0) == Strip([WIDTH / 2], None, WIDTH / 2, WIDTH / 2)


def test_a_school_without_a_figure_is_not_on_the_strip():
    assert strip_of(None, [0.0, 1.0], None, 0.5) == Strip([7.0, 113.0], None, 60.0, None)


def test_there_is_no_strip_without_a_median():
    assert strip_of(10.0, [], None, None) is None

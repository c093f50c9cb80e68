"""How unlike schools are: worked by hand after Gower."""

from typing import Any

import pytest

from etl.similar.distance import LEAST, MOST, Traits, distances, nearest

WEIGHTS = {
    "pupils": 30.0, "diners_share": 15.0, "boarders_share": 15.0, "aided_share": 15.0, "supply_mode": 15.0,
    "locality": 10.0,
}  # fmt: skip


def school(number: int = 1, **values: Any) -> Traits:
    defaults: dict[str, Any] = {
        "school_id": number, "stage": "primary", "has_boarders": False, "pupils": 400, "diners_share": 0.5,
        "boarders_share": 0.0, "aided_share": 0.1, "supply_mode": "self_run", "locality": "town",
    }  # fmt: skip
    return Traits(**defaults | values)


def apart(*schools: Traits, weights: dict[str, float] = WEIGHTS) -> list[float]:
    return [pytest.approx(each) for each in distances(schools, weights)[0]]


def test_the_same_in_everything_is_no_distance():
    assert apart(school(1), school(2)) == [0, 0]


def test_pupils_differ_by_proportion():
    assert apart(school(1, pupils=100), school(2, pupils=200), school(3, pupils=400)) == [0, 0.3 * 0.5, 0.3]


def test_a_share_differs_over_the_range_there_is():
    found = apart(school(1, aided_share=0.1), school(2, aided_share=0.2), school(3, aided_share=0.5))
    assert found == [0, 0.15 * 0.25, 0.15]


def test_a_code_is_the_same_or_not():
    assert apart(school(1), school(2, supply_mode="delivered"), school(3, locality="city")) == [0, 0.15, 0.1]


def test_what_is_not_known_of_both_is_left_out_and_the_rest_weighs_more():
    assert apart(school(1, diners_share=None), school(2, locality="city")) == [0, 10 / 85]


def test_a_weight_of_zero_leaves_a_trait_out():
    assert apart(school(1), school(2, locality="city"), weights=WEIGHTS | {"locality": 0.0}) == [0, 0]


def test_nothing_in_common_to_look_at_is_the_greatest_distance():
    only_diners = dict.fromkeys(WEIGHTS, 0.0) | {"diners_share": 1.0}
    assert apart(school(1, diners_share=None), school(2), weights=only_diners) == [1, 1]


@pytest.mark.parametrize("wall", [{"stage": "junior"}, {"has_boarders": True}])
def test_nobody_is_compared_across_a_wall(wall: dict[str, Any]):
    assert nearest([school(1), school(2, **wall)], WEIGHTS) == {1: [], 2: []}


def test_eight_are_listed_however_far_and_more_only_while_near():
    near = [school(number) for number in range(1, 4)]
    far = [school(number, pupils=4000, locality="city") for number in range(4, 30)]
    assert len(nearest([*near, *far], WEIGHTS)[1]) == LEAST
    assert len(nearest([*near, *far], WEIGHTS)[4]) == MOST


def test_the_nearest_come_first_and_the_order_does_not_depend_on_chance():
    listed = [school(1, pupils=100), school(4, pupils=110), school(3, pupils=110), school(2, pupils=105)]
    assert [each.other_id for each in nearest(listed, WEIGHTS)[1]] == [2, 3, 4]


def test_a_school_alone_has_nobody():
    assert nearest([school(1)], WEIGHTS) == {1: []}

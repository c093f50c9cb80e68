"""Somebody who tries every possibility: what is hidden must stay as open as the word it is replaced by."""

import random
from itertools import product

import pytest

from etl.publishing.suppression import Count, Earlier, Hidden, Total, protect

LEAST, GROUP = 5, 11
VALUES = (0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 9, 11)


def district(seed):
    """Two schools of two or three grades, with their sums and the district's."""
    draw = random.Random(seed)
    leaves = {f"{school}{grade}": draw.choice(VALUES) for school, most in (("a", 3), ("b", 2)) for grade in range(most)}
    parts = {school: tuple(key for key in leaves if key[0] == school) for school in "ab"}
    totals = [Total(school, keys) for school, keys in parts.items()] + [Total("d", ("a", "b"))]
    return leaves, totals


def counted(leaves, totals):
    """All counts, sums included."""
    values, groups = dict(leaves), dict.fromkeys(leaves, GROUP)
    for total in totals:
        values[total.key] = sum(values[key] for key in total.parts)
        groups[total.key] = sum(groups[key] for key in total.parts)
    return {key: Count(key, value, groups[key]) for key, value in values.items()}


def could_be(counts, hidden, key):
    """The values a reader must think possible for a hidden count."""
    if key not in hidden:
        return [counts[key].value]
    if hidden[key] is Hidden.SMALL:
        return range(1, LEAST)
    if hidden[key] is Hidden.PARTNER:  # anything less is hidden for its own sake, and a zero is shown
        return range(LEAST, counts[key].group + 1)
    return range(counts[key].group + 1)


def possible(leaves, totals, counts, hidden):
    """For every count, all values in some world that fits everything shown."""
    open_to = {key: set(could_be(counts, hidden, key)) for key in counts}
    found = {key: set() for key in counts}
    for world in product(*(sorted(open_to[key]) for key in leaves)):
        values = dict(zip(leaves, world, strict=True))
        for total in totals:
            values[total.key] = sum(values[key] for key in total.parts)
        if all(values[total.key] in open_to[total.key] for total in totals):
            for key, value in values.items():
                found[key].add(value)
    return found


@pytest.mark.parametrize("seed", range(120))
def test_nobody_can_narrow_a_small_count_down(seed):
    leaves, totals = district(seed)
    counts = counted(leaves, totals)
    outcome = protect(counts.values(), totals, least=LEAST)
    found = possible(leaves, totals, counts, outcome.hidden)
    assert not outcome.exposed
    for key, kind in outcome.hidden.items():
        if 0 < counts[key].value < LEAST:
            assert set(range(1, LEAST)) <= found[key], (key, kind, outcome.hidden)


@pytest.mark.parametrize("seed", range(40))
def test_a_second_release_of_the_same_hides_the_same(seed):
    leaves, totals = district(seed)
    counts = counted(leaves, totals)
    first = protect(counts.values(), totals, least=LEAST)
    earlier = Earlier(counts, frozenset(counts.keys() - first.hidden.keys()), first.hidden, tuple(totals))
    assert protect(counts.values(), totals, least=LEAST, earlier=earlier).hidden == first.hidden

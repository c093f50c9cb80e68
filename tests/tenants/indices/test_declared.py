"""The indices as the catalogue's chapter 5 has them."""

import pytest

from tenants.indices.declared import INDICES
from tenants.returns.catalogue import find_indicator
from tenants.returns.parameters import PARAMETERS


@pytest.mark.parametrize("index", INDICES.values(), ids=lambda each: each.code)
def test_the_parts_of_an_index_are_worth_100_points(index):
    assert sum(part.weight for part in index.parts) == 100


@pytest.mark.parametrize("index", INDICES.values(), ids=lambda each: each.code)
def test_whatever_an_index_names_is_declared(index):
    named = [part.indicator for part in index.parts] + ([index.less.indicator] if index.less else [])
    assert [find_indicator(code)[1].code for code in named] == named


@pytest.mark.parametrize("index", INDICES.values(), ids=lambda each: each.code)
def test_a_part_that_a_parameter_makes_full_names_one(index):
    assert {part.full_at for part in index.parts if part.full_at} <= PARAMETERS.keys()

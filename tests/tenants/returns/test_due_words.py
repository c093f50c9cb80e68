"""Every due code in use has words and a day."""

from datetime import date

import pytest

from tenants.calendar.due import due_after, due_on
from tenants.calendar.periods import containing
from tenants.returns.catalogue import every_version
from tenants.returns.declaration import PeriodType
from tenants.returns.labels import due_words

RETURNS = pytest.mark.parametrize("ret", every_version(), ids=lambda ret: ret.number)
DAY = date(2026, 10, 14)


@RETURNS
def test_a_return_says_by_when_it_is_due(ret):
    assert all(due_words(ret.due))


@RETURNS
def test_a_return_has_a_day_on_which_it_is_due(ret):
    if ret.period is PeriodType.EVENT:
        assert due_after(ret.due, DAY) >= DAY or ret.due == "W0"
    else:
        assert due_on(ret.due, containing(ret.period, DAY)) >= date(2026, 9, 1)

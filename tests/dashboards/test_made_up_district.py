"""The made-up district has figures of every return that has a period."""

from sqlalchemy import text

from bench.district import plant
from tenants.calendar.periods import period_of
from tenants.returns.catalogue import all_returns
from tenants.returns.declaration import PeriodType
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session


def test_every_return_with_a_period_has_figures(pools: Pools):
    planted = plant(pools, schools=8, months=2)
    with district_job_session(pools, planted.district_id) as session:
        filed = set(session.scalars(text("select distinct indicator from fact")))
    wanted = {
        each.code
        for ret in all_returns(period_of(planted.months[-1]).start)
        if ret.period is not PeriodType.EVENT
        for each in ret.indicators
    }
    assert wanted
    assert not wanted - filed

"""Indicators of schools as computed from what was accepted."""

from decimal import Decimal

from apiflask import APIBlueprint
from sqlalchemy import and_, select, tuple_

from oversight.api.asked import open_session, viewer
from oversight.api.guarding import needs
from oversight.api.paging import last_key, next_cursor
from oversight.api.schemas import FactOut, Facts, FactsAsked
from tenants.accounts.tokens import Scope
from tenants.facts import Fact
from tenants.registry.models import Tenant

bp = APIBlueprint("facts", __name__, tag="Facts")


@bp.get("/facts")
@needs(Scope.FACTS_READ)
@bp.input(FactsAsked, location="query")
@bp.output(Facts)
def facts(query_data: FactsAsked) -> Facts:
    """Facts by indicator, period and school."""
    after = last_key(query_data.cursor)
    asked = select(Fact, Tenant.school_code).join(
        Tenant, and_(Tenant.district_id == Fact.district_id, Tenant.school_id == Fact.school_id)
    )
    if viewer().school_id is not None:
        asked = asked.where(Fact.school_id == viewer().school_id)
    if query_data.indicator:
        asked = asked.where(Fact.indicator == query_data.indicator)
    if query_data.period:
        asked = asked.where(Fact.period_key == query_data.period)
    if query_data.school:
        asked = asked.where(Tenant.school_code == query_data.school)
    if after:
        asked = asked.where(tuple_(Fact.indicator, Fact.period_key, Fact.school_id) > tuple_(*after))
    asked = asked.order_by(Fact.indicator, Fact.period_key, Fact.school_id).limit(query_data.limit + 1)
    with open_session() as session:
        found = session.execute(asked).all()
    shown = found[: query_data.limit]
    items = [
        FactOut(
            indicator=fact.indicator,
            period=fact.period_key,
            school_code=school_code,
            numerator=_exact(fact.numerator),
            denominator=_exact(fact.denominator),
            value=_exact(fact.value),
            is_partial=fact.is_partial,
            version_id=fact.version_id,
            accepted_at=fact.accepted_at,
        )
        for fact, school_code in shown
    ]
    key = [shown[-1][0].indicator, shown[-1][0].period_key, shown[-1][0].school_id] if shown else []
    return Facts(items=items, next=next_cursor(key, is_last=len(found) <= query_data.limit))


def _exact(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")

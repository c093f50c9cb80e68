"""Figures of food purchases after a contract: one accepted later changes what was bought outside a contract."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from etl.facts.versions import by_declaration
from etl.facts.writing import Figures, write_facts
from etl.filing.frames import Subject, Surroundings
from tenants.filing.models import Version
from tenants.returns.declaration import Indicator
from tenants.sets import is_any

CONTRACT, PURCHASE = "procurement_contract", "food_purchase"


def follow_contracts(
    session: Session, versions: Sequence[Version], *, at: datetime
) -> tuple[Figures, dict[str, Indicator]]:
    """Form the figures of purchases anew for the schools whose contracts are among the versions, from the first month.

    Gives what marts must follow.
    """
    contracts = [each for each in versions if each.return_code == CONTRACT]
    figures: Figures = set()
    indicators: dict[str, Indicator] = {}
    if not contracts:
        return figures, indicators
    purchases = _purchases(session, {each.school_id for each in contracts}, _first_day(session, contracts))
    subjects = [Subject(each.school_id, each.period_key, {}) for each in purchases]
    around = Surroundings(session, subjects, sees_district=True)
    for ret, group in by_declaration(purchases):
        figures |= write_facts(session, ret, group, around, at=at)
        indicators |= {each.code: each for each in ret.indicators}
    return figures, indicators


def _purchases(session: Session, schools: set[int], first: date) -> list[Version]:
    """What counts of the schools' purchases from a month on."""
    later = aliased(Version)
    replaced = (
        select(later.id)
        .where(
            later.district_id == Version.district_id,
            later.school_id == Version.school_id,
            later.duty_id == Version.duty_id,
            later.version_no > Version.version_no,
            later.accepted_at.is_not(None),
        )
        .exists()
    )
    asked = select(Version).where(
        Version.return_code == PURCHASE,
        is_any(Version.school_id, schools),
        Version.period_key >= f"{first:%Y-%m}",
        Version.loaded_at.is_not(None),
        ~replaced,
    )
    return list(session.scalars(asked))


def _first_day(session: Session, contracts: Sequence[Version]) -> date:
    """The first day that any of them covers, or covered before it was corrected."""
    asked = select(Version.figures).where(
        is_any(Version.duty_id, {each.duty_id for each in contracts}), Version.accepted_at.is_not(None)
    )
    days = [row.get("start_on") for figures in session.scalars(asked) for row in figures.get("main", ())]
    return min((date.fromisoformat(each) for each in days if each), default=date.max)

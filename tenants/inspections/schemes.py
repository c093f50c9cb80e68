"""The scheme items that hold on a day: a district's own version of a scheme, else the published default."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.inspections.models import PublishedItem
from tenants.returns.schemes import ITEMS, SchemeItem
from tenants.text import Text


def items_on(session: Session, days: Collection[date]) -> dict[date, tuple[SchemeItem, ...]]:
    """Every item as it holds on each of the days, in the order of the schemes; one statement."""
    asked = select(PublishedItem).order_by(
        PublishedItem.scheme_code, PublishedItem.valid_from, PublishedItem.domain, PublishedItem.item_code
    )
    own = list(session.scalars(asked))
    return {day: _on(own, day) for day in days}


def _on(own: list[PublishedItem], day: date) -> tuple[SchemeItem, ...]:
    latest: dict[str, date] = {}
    for each in own:
        if each.valid_from <= day:
            latest[each.scheme_code] = each.valid_from
    kept = [each for each in ITEMS if each.scheme_code not in latest]
    theirs = [_item(each) for each in own if latest.get(each.scheme_code) == each.valid_from]
    return (*kept, *theirs)


def _item(row: PublishedItem) -> SchemeItem:
    return SchemeItem(
        scheme_code=row.scheme_code,
        item_code=row.item_code,
        domain=row.domain,
        text=Text(row.text_zh, row.text_en),
        method=row.method,
        max_points=row.max_points,
        lo=row.lo,
        hi=row.hi,
        evidence=row.evidence,
        data_indicator=row.data_indicator,
        veto_code=row.veto_code,
        veto_below=row.veto_below,
        na_when=row.na_when,
    )

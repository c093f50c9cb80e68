"""The place of a school in its peer group, in many figures at once."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from dashboards.queries.own import OwnRow
from tenants.returns.catalogue import find_indicator

_PLACES = text("""
    select indicator, period_key, schools, better
    from sec.place_in_group(:school_id, :groups, :indicators, :periods, :aims, cast(:arounds as numeric[]))
""")


class GroupPlace(NamedTuple):
    """How many schools of the group, itself among them, have a figure, and how many a better one; 8 or more have one."""

    indicator: str
    period_key: str
    schools: int
    better: int


def places_in_group(session: Session, school_id: int, figures: Collection[OwnRow]) -> list[GroupPlace]:
    """The place in each figure that has peers, within the group whose median stands beside it."""
    asked = [
        (each, find_indicator(each.indicator)[1]) for each in figures if each.peer_group and each.value is not None
    ]
    values = {
        "school_id": school_id,
        "groups": [row.peer_group for row, _ in asked],
        "indicators": [row.indicator for row, _ in asked],
        "periods": [row.period_key for row, _ in asked],
        "aims": [str(indicator.direction) for _, indicator in asked],
        "arounds": [indicator.around for _, indicator in asked],
    }
    return [GroupPlace._make(row) for row in session.execute(_PLACES, values)]

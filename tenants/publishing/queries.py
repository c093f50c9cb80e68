"""Releases as the bureau sees them: which months could be published, what waits, what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tenants.calendar.periods import Period, containing, period_of, previous
from tenants.errors import NotFound
from tenants.filing.models import Duty, Version, VersionState
from tenants.publishing.days import month_opens_on
from tenants.publishing.models import Release, ReleaseState
from tenants.returns.catalogue import all_returns
from tenants.returns.declaration import PeriodType


@dataclass(frozen=True)
class MonthStanding:
    """A month and what of it is on show or waits; ``newer`` counts versions accepted since it was published."""

    month: Period
    opens_on: date
    on_show: Release | None
    proposed: Release | None
    owed: int
    accepted: int
    newer: int


def get_release(session: Session, release_id: UUID) -> Release:
    """The release in scope, or NotFound."""
    release = session.scalar(select(Release).where(Release.id == release_id))
    if release is None:
        raise NotFound
    return release


def releases(session: Session) -> Sequence[Release]:
    """All releases, the latest proposal first."""
    return session.scalars(select(Release).order_by(Release.proposed_at.desc())).all()


def months(session: Session, today: date, *, count: int = 13) -> list[MonthStanding]:
    """The latest months with something owed, the newest first."""
    month = previous(containing(PeriodType.MONTH, today))
    spans = [month]
    while len(spans) < count:
        spans.append(previous(spans[-1]))
    keys = [each.key for each in spans]
    codes = [ret.code for ret in all_returns(today) if ret.period is PeriodType.MONTH and ret.public_from]
    owed = _counted(session, keys, codes)
    found = []
    standing = {ReleaseState.PROPOSED: {}, ReleaseState.PUBLISHED: {}}  # type: dict[ReleaseState, dict[str, Release]]
    for release in session.scalars(select(Release).where(Release.period_key.in_(keys))):
        if release.state in standing:
            standing[release.state][release.period_key] = release
    for each in spans:
        if each.key in owed:
            on_show = standing[ReleaseState.PUBLISHED].get(each.key)
            found.append(
                MonthStanding(
                    month=each,
                    opens_on=month_opens_on(each),
                    on_show=on_show,
                    proposed=standing[ReleaseState.PROPOSED].get(each.key),
                    owed=owed[each.key][0],
                    accepted=owed[each.key][1],
                    newer=_newer(session, on_show, codes) if on_show else 0,
                )
            )
    return found


def _counted(session: Session, keys: list[str], codes: list[str]) -> dict[str, tuple[int, int]]:
    accepted = (
        select(Version.id)
        .where(Version.duty_id == Duty.id, Version.school_id == Duty.school_id, Version.accepted_at.is_not(None))
        .exists()
    )
    asked = (
        select(Duty.period_key, func.count(), func.count().filter(accepted))
        .where(Duty.period_key.in_(keys), Duty.return_code.in_(codes))
        .group_by(Duty.period_key)
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(asked)}


def _newer(session: Session, release: Release, codes: list[str]) -> int:
    asked = select(func.count()).where(
        Version.period_key == period_of(release.period_key).key,
        Version.return_code.in_(codes),
        Version.accepted_at > release.approved_at,
        Version.state == VersionState.ACCEPTED,
    )
    return session.scalar(asked) or 0

"""What earlier releases showed and hid: kept so that two releases together give away no more than each."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from etl.publishing.collecting import Filing, Material
from etl.publishing.counts import Counts
from etl.publishing.suppression import Count, Earlier, Hidden, Total
from tenants.calendar.workdays import bureau_day
from tenants.filing.models import Step, Version
from tenants.publishing.models import DisclosedCount, Release, ReleaseState, ReleaseVersion

__all__ = ["earlier_counts", "reasons_of", "remember", "versions_on_show"]


def earlier_counts(session: Session, *, but: UUID | None = None) -> Earlier:
    """Every count ever shown or hidden in the district, over all releases but one."""
    asked = select(DisclosedCount).order_by(DisclosedCount.release_id, DisclosedCount.count_key)
    if but is not None:
        asked = asked.where(DisclosedCount.release_id != but)
    counts: dict[str, Count] = {}
    hidden: dict[str, Hidden] = {}
    shown: set[str] = set()
    sums: dict[tuple[UUID, str], list[str]] = {}
    for row in session.scalars(asked):
        counts[row.count_key] = Count(row.count_key, row.value, row.group_size)
        if row.hidden is None:
            shown.add(row.count_key)
        else:
            hidden[row.count_key] = Hidden(row.hidden)
        if row.total_key is not None:
            sums.setdefault((row.release_id, row.total_key), []).append(row.count_key)
    totals = {Total(key, tuple(parts)): None for (_, key), parts in sums.items()}
    return Earlier(counts, frozenset(shown), hidden, tuple(totals))


def remember(
    session: Session, release: Release, material: Material, counts: Counts, hidden: Mapping[str, Hidden]
) -> None:
    """Keep what a release shows and hides, and of which versions."""
    total_of = {part: total.key for total in counts.totals for part in total.parts}
    rows = [
        {
            "district_id": release.district_id,
            "release_id": release.id,
            "count_key": each.key,
            "total_key": total_of.get(each.key),
            "value": each.value,
            "group_size": each.group,
            "hidden": hidden.get(each.key),
        }
        for each in counts.counts
    ]
    if rows:
        session.execute(insert(DisclosedCount), rows)
    versions = [
        {
            "district_id": release.district_id,
            "school_id": each.school.school_id,
            "release_id": release.id,
            "version_id": each.version_id,
        }
        for each in material.filings
        if each.version_id is not None
    ]
    if versions:
        session.execute(insert(ReleaseVersion), versions)


def versions_on_show(session: Session, month_key: str, *, but: UUID | None = None) -> dict[tuple[int, str], Version]:
    """The versions the latest release of a month showed, by school and return."""
    asked = (
        select(Release.id)
        .where(
            Release.period_key == month_key,
            Release.state.in_([ReleaseState.PUBLISHED, ReleaseState.REPLACED]),
            Release.schools.is_not(None),
        )
        .order_by(Release.approved_at.desc())
        .limit(1)
    )
    if but is not None:
        asked = asked.where(Release.id != but)
    latest = session.scalar(asked)
    if latest is None:
        return {}
    shown = select(Version).join(
        ReleaseVersion,
        (ReleaseVersion.district_id == Version.district_id)
        & (ReleaseVersion.school_id == Version.school_id)
        & (ReleaseVersion.version_id == Version.id),
    )
    found = session.scalars(shown.where(ReleaseVersion.release_id == latest))
    return {(each.school_id, each.return_code): each for each in found}


def reasons_of(session: Session, filings: Iterable[Filing]) -> dict[UUID, tuple[str, date]]:
    """Why a version came after another and when it was asked for: the reason of the reopening, by version."""
    ids = [each.version_id for each in filings if each.version_id is not None and each.version_no != 1]
    if not ids:
        return {}
    asked = (
        select(Version.id, Step.reason, Step.at)
        .join(Step, (Step.school_id == Version.school_id) & (Step.duty_id == Version.duty_id))
        .where(Version.id.in_(ids), Step.action.in_(["reopened", "sent_back"]), Step.at <= Version.accepted_at)
        .order_by(Step.at)
    )
    found: dict[UUID, Any] = {}
    for version_id, reason, at in session.execute(asked):
        found[version_id] = (reason, bureau_day(at))
    return found

"""Putting an approved release before the public, and taking a withdrawn one away; again, nothing changes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from etl.facts.loading import load_some
from etl.publishing.earlier import remember
from etl.publishing.preparing import Prepared, prepare
from etl.publishing.suppression import Hidden
from tenants.calendar.periods import period_of
from tenants.calendar.workdays import bureau_day
from tenants.publishing.models import (
    PublicChange,
    PublicFiling,
    PublicIndicator,
    PublicRelease,
    PublicRow,
    PublicSchool,
    Release,
    ReleaseState,
)
from tenants.registry.models import School

_PROFILE = (
    "school_type", "sponsor", "locality", "stages", "region_code", "area_code", "parent_school_code", "boarding",
    "canteen_mode", "nutrition_pilot", "short_name_zh", "address_zh", "address_en", "office_phone", "initials",
    "sort_key",
)  # fmt: skip


def publish(session: Session, release_id: UUID, *, at: datetime) -> None:
    """Make the public schema say what the release's state says, in the caller's transaction.

    Published: its month is frozen as accepted now, in the place of the release before. Withdrawn: its month is gone.
    Replaced before its turn came: nothing is to be done.
    """
    release = session.scalars(
        select(Release).where(Release.id == release_id).with_for_update().execution_options(populate_existing=True)
    ).one()
    frozen = session.scalar(select(PublicRelease).where(PublicRelease.release_id == release_id))
    if release.state is ReleaseState.WITHDRAWN:
        session.execute(delete(PublicRelease).where(PublicRelease.release_id == release_id))
    elif release.state is ReleaseState.PUBLISHED and frozen is None:
        while load_some(session, at=at):
            pass  # facts of what was accepted a moment ago
        prepared = prepare(session, period_of(release.period_key), today=bureau_day(at), release_id=release_id)
        _freeze(session, release, prepared, at=at)


def _freeze(session: Session, release: Release, prepared: Prepared, *, at: datetime) -> None:
    material = prepared.material
    before = _listed_before(session, material.district.code, release.period_key)
    session.execute(
        delete(PublicRelease).where(
            PublicRelease.district_code == material.district.code, PublicRelease.period_key == release.period_key
        )
    )
    _insert(session, PublicRelease, [_month(release, prepared, at=at)])
    _insert(session, PublicSchool, [_school(release, each, prepared) for each in material.schools])
    _insert(session, PublicFiling, _filings(release, prepared))
    _insert(session, PublicRow, _rows(release, prepared))
    _insert(session, PublicIndicator, _indicators(release, prepared))
    _insert(session, PublicChange, _changes(release, prepared, before))
    remember(session, release, material, prepared.counts, prepared.protected.hidden)
    release.schools = len(material.schools)
    session.flush()


def _month(release: Release, prepared: Prepared, *, at: datetime) -> dict[str, Any]:
    district = prepared.material.district
    return {
        "release_id": release.id,
        "district_code": district.code,
        "district_zh": district.name_zh,
        "district_en": district.name_en,
        "period_key": release.period_key,
        "published_at": at,
        "is_current": True,
        "public_cell_min": prepared.least,
    }


def _school(release: Release, school: School, prepared: Prepared) -> dict[str, Any]:
    area = prepared.material.areas.get(school.area_code)
    return {
        "release_id": release.id,
        "school_code": school.school_code,
        "name_zh": school.name_zh,
        "name_en": school.name_en,
        "profile": {name: getattr(school, name) for name in _PROFILE}
        | {"facilities": prepared.material.facilities.get(school.school_id, {})},
        "area_zh": area.zh if area else "",
        "area_en": area.en if area else "",
    }


def _filings(release: Release, prepared: Prepared) -> list[dict[str, Any]]:
    shown = {each.school_code for each in prepared.material.schools}
    return [
        {
            "release_id": release.id,
            "school_code": each.school.school_code,
            "return_code": each.ret.code,
            "period_key": each.period_key,
            "version_no": each.version_no,
            "accepted_on": each.accepted_on,
            "nil_reason": each.nil_reason,
        }
        for each in prepared.material.filings
        if each.school.school_code in shown
    ]


def _rows(release: Release, prepared: Prepared) -> list[dict[str, Any]]:
    return [
        {
            "release_id": release.id,
            "school_code": each.filing.school.school_code,
            "return_code": each.filing.ret.code,
            "part": each.part.code,
            "row_no": each.row_no,
            "figures": each.figures,
            "hidden": {name: _word(kind) for name, kind in each.hidden.items()},
        }
        for each in prepared.rows
    ]


def _word(kind: Hidden) -> str:
    """What the public is told: that a count is small, or only that it is hidden; why it is hidden would tell."""
    return "small" if kind is Hidden.SMALL else "hidden"


def _indicators(release: Release, prepared: Prepared) -> list[dict[str, Any]]:
    return [
        {
            "release_id": release.id,
            "school_code": each.school_code,
            "indicator": each.indicator.code,
            "period_key": each.period_key,
            "value": each.value,
            "district_value": each.district_value,
            "target": each.target,
            "red": each.red,
            "schools": each.schools,
            "is_partial": each.is_partial,
            "is_hidden": each.is_hidden,
        }
        for each in prepared.figures
    ]


def _changes(release: Release, prepared: Prepared, before: Iterable[PublicChange]) -> list[dict[str, Any]]:
    """Corrections listed before, then those of this release, numbered within each school."""
    named = (
        "school_code",
        "changed_on",
        "return_code",
        "part",
        "row_key",
        "field",
        "before",
        "after",
        "is_hidden",
        "reason",
    )
    listed = [{name: getattr(each, name) for name in named} for each in before]
    listed += [
        {
            "school_code": each.filing.school.school_code,
            "changed_on": each.changed_on,
            "return_code": each.filing.ret.code,
            "part": each.part.code,
            "row_key": each.row_key,
            "field": each.field,
            "before": each.before,
            "after": each.after,
            "is_hidden": each.is_hidden,
            "reason": each.reason,
        }
        for each in prepared.corrections
    ]
    numbers: dict[str, int] = {}
    for each in listed:
        code = each["school_code"]
        numbers[code] = each["number"] = numbers.get(code, 0) + 1
    return [{"release_id": release.id} | each for each in listed]


def _listed_before(session: Session, district_code: str, period_key: str) -> list[PublicChange]:
    asked = (
        select(PublicChange)
        .join(PublicRelease, PublicRelease.release_id == PublicChange.release_id)
        .where(PublicRelease.district_code == district_code, PublicRelease.period_key == period_key)
        .order_by(PublicChange.school_code, PublicChange.number)
    )
    return list(session.scalars(asked))


def _insert(session: Session, table: type[Any], rows: list[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(table), rows)

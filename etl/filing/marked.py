"""The marks of versions handed in, from their figures and explanations and those of the periods before."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from etl.bulk import load_mappings
from etl.checking.marks import RUNNING, Explained, Mark, last_digits, repeated_figures, same_justifications
from etl.filing.earlier import COUNTS
from tenants.base import new_key
from tenants.calendar.periods import name_of, period_of
from tenants.filing.models import FindingRow, Version
from tenants.quality.models import QualityMark
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import PeriodType
from tenants.text import Text

_PERIODS_BACK = 12
_EARLIER = text(f"""
    select w.owner, v.id, v.period_key, v.figures
    from unnest(cast(:owners as uuid[]), cast(:schools as int[]), cast(:codes as text[]), cast(:keys as text[]))
        as w(owner, school_id, code, key)
    cross join lateral (
        select v.id, v.period_key, v.figures
        from version v
        where v.school_id = w.school_id and v.return_code = w.code and v.period_key < w.key
            and v.nil_reason is null and {COUNTS}
        order by v.period_key desc
        limit {_PERIODS_BACK}
    ) v
    order by w.owner, v.period_key desc
""")  # noqa: S608 - constants put together


def marks_of(session: Session, versions: Sequence[Version]) -> dict[UUID, list[Mark]]:
    """The marks of some versions, in two statements; events have none, since each is a story of its own."""
    looked_at = [each for each in versions if each.figures and _declared(each).period is not PeriodType.EVENT]
    if not looked_at:
        return {}
    earlier: dict[UUID, list[Any]] = {}
    asked = {
        "owners": [each.id for each in looked_at],
        "schools": [each.school_id for each in looked_at],
        "codes": [each.return_code for each in looked_at],
        "keys": [each.period_key for each in looked_at],
    }
    for row in session.execute(_EARLIER, asked):
        earlier.setdefault(row.owner, []).append(row)
    recent = {row.id for rows in earlier.values() for row in rows[: RUNNING - 1]}
    explained = _explanations(session, {each.id for each in looked_at} | recent)
    return {each.id: _marks(each, earlier.get(each.id, []), explained) for each in looked_at}


def keep_marks(session: Session, versions: Sequence[Version]) -> None:
    """Keep the marks of some versions in place of those they had."""
    schools = {each.school_id for each in versions}
    theirs = QualityMark.version_id.in_([each.id for each in versions])
    session.execute(delete(QualityMark).where(QualityMark.school_id.in_(schools), theirs))
    found = marks_of(session, versions)
    rows = [
        {
            "district_id": version.district_id, "school_id": version.school_id, "id": new_key(),
            "duty_id": version.duty_id, "version_id": version.id, "kind": mark.kind, "says_zh": mark.says.zh,
            "says_en": mark.says.en,
        }
        for version in versions
        for mark in found.get(version.id, ())
    ]  # fmt: skip
    load_mappings(session, QualityMark.__table__, rows)


def _marks(version: Version, earlier: Sequence[Any], explained: dict[UUID, list[Explained]]) -> list[Mark]:
    ret = _declared(version)
    found: list[Mark | None] = []
    if earlier:
        period = name_of(period_of(earlier[0].period_key))
        found.append(repeated_figures(ret, version.figures, earlier[0].figures, period))
    found.append(last_digits(ret, [version.figures, *(row.figures for row in earlier)]))
    before = [explained.get(row.id, []) for row in earlier[: RUNNING - 1]]
    found += same_justifications(explained.get(version.id, []), before)
    return [each for each in found if each is not None]


def _explanations(session: Session, ids: set[UUID]) -> dict[UUID, list[Explained]]:
    asked = select(FindingRow).where(FindingRow.version_id.in_(ids), FindingRow.justification.is_not(None))
    found: dict[UUID, list[Explained]] = {}
    for row in session.scalars(asked.order_by(FindingRow.ordinal)):
        where = Text(row.header_zh or row.says_zh, row.header_en or row.says_en)
        told = Explained(row.code, row.field, where, row.justification or "")
        if row.version_id is not None:
            found.setdefault(row.version_id, []).append(told)
    return found


def _declared(version: Version) -> Any:
    return get_return(version.return_code, version.declared_from)

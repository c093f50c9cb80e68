"""Rows, facts and marts again from what was accepted, and a check that the originals still say the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from etl.facts.indices.keeping import DECLARED, form_everything
from etl.facts.loading import load_versions
from etl.facts.writing import hold_facts, write_marts
from etl.originals import Originals
from etl.workbook.filed import Expected
from etl.workbook.guard.pool import GuardPool
from etl.workbook.reading import read_workbooks
from tenants.calendar.periods import period_of
from tenants.filing.figures import Document, as_document
from tenants.filing.models import Upload, Version
from tenants.personal.rows import is_personal
from tenants.personal.seals import Seals, seals_of
from tenants.registry.models import Tenant
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Return
from tenants.returns.files import without_files
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session
from tenants.text import Text


@dataclass(frozen=True)
class Compared:
    """How far the comparison is, and the receipts of originals that give other figures."""

    done: int
    total: int
    differing: tuple[str, ...]


def districts(pools: Pools) -> list[tuple[int, str]]:
    """Every district with its name."""
    with pools.worker.begin() as connection:
        rows = connection.execute(text("select district_id, name_zh from sec.districts()"))
        return [(row.district_id, row.name_zh) for row in rows]


def recompute_district(
    pools: Pools, district_id: int, *, batch: int = 500, at: datetime | None = None
) -> Iterator[tuple[int, int]]:
    """Load every accepted version of a district again, period by period, then form its indices; yields how many are done of how many."""
    at = at or datetime.now(UTC)
    with district_job_session(pools, district_id) as session:
        ids = _accepted(session)
    for start in range(0, len(ids), batch):
        with district_job_session(pools, district_id) as session:
            hold_facts(session)
            asked = select(Version).where(Version.id.in_(ids[start : start + batch]))
            versions = list(session.scalars(asked.order_by(Version.accepted_at, Version.id)))
            load_versions(session, versions, at=at, forms_indices=False)
            if start + batch >= len(ids):
                write_marts(session, form_everything(session, at=at), DECLARED)
        yield min(start + batch, len(ids)), len(ids)


def compare_originals(
    pools: Pools, originals: Originals, guard: GuardPool, district_id: int, *, batch: int = 500
) -> Iterator[Compared]:
    """Read the original of every accepted version again and compare its figures with the accepted ones."""
    with district_job_session(pools, district_id) as session:
        asked = (
            select(Version, Upload.sha256, Upload.receipt_no, Tenant.school_code, Tenant.name_zh, Tenant.name_en)
            .join(
                Upload,
                (Upload.district_id == Version.district_id)
                & (Upload.school_id == Version.school_id)
                & (Upload.id == Version.upload_id),
            )
            .join(Tenant, (Tenant.district_id == Version.district_id) & (Tenant.school_id == Version.school_id))
            .where(Version.accepted_at.is_not(None))
            .order_by(Version.period_key, Version.id)
        )
        rows = session.execute(asked).all()
        seals = seals_of(session)
        if any(is_personal(get_return(row.Version.return_code, row.Version.declared_from)) for row in rows):
            seals.school(rows[0].Version.school_id)  # reads the district's key while the session is open
    done, pending = 0, iter(rows)
    while some := list(islice(pending, batch)):
        done += len(some)
        yield Compared(done, len(rows), tuple(_differing(originals, guard, some, seals)))


def _differing(originals: Originals, guard: GuardPool, rows: Sequence[Any], seals: Seals) -> Iterator[str]:
    kept = [row for row in rows if originals.holds(row.sha256)]
    yield from (row.receipt_no for row in rows if row not in kept)
    work = [(originals.file_of(row.sha256), _expected(row)) for row in kept]
    for row, reading in zip(kept, read_workbooks(guard, work), strict=True):
        ret = get_return(row.Version.return_code, row.Version.declared_from)
        seal = partial(seals.school, row.Version.school_id)
        figures = as_document(ret, {code: part.rows for code, part in reading.parts.items()}, seal)
        if reading.refused or not agrees(ret, figures, without_files(ret, row.Version.figures)):
            yield row.receipt_no


def agrees(ret: Return, read: Document, kept: Mapping[str, Any]) -> bool:
    """Whether figures are those of an original, but for what the system itself gives.

    Where it gives anything, it may also leave out rows and fill in what was empty: each row that was kept must be in
    the file, in its order, with every value the file has.
    """
    given = {(part.code, each.code) for part, each in ret.each_field() if each.given}
    return read == kept if not given else all(_is_within(part.code, read, kept, given) for part in ret.parts)


def _is_within(part: str, read: Document, kept: Mapping[str, Any], given: set[tuple[str, str]]) -> bool:
    rows = iter(read.get(part, ()))
    return all(
        any(all(row.get(name) == value for name, value in each.items() if (part, name) not in given) for each in rows)
        for row in kept.get(part, ())
    )


def _expected(row: Any) -> Expected:
    version: Version = row.Version
    return Expected(version.return_code, version.period_key, row.school_code, Text(row.name_zh, row.name_en))


def _accepted(session: Session) -> list[UUID]:
    rows = session.execute(select(Version.id, Version.period_key).where(Version.accepted_at.is_not(None))).all()
    return [row.id for row in sorted(rows, key=lambda row: (period_of(row.period_key).end, row.id))]

"""After acceptance: typed rows, rules that waited, facts, marts and marks, for many versions at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from etl.facts.contracted import follow_contracts
from etl.facts.indices.keeping import DECLARED, follow_versions
from etl.facts.rectified import write_rectified
from etl.facts.rows import write_rows
from etl.facts.versions import by_declaration
from etl.facts.writing import Figures, hold_facts, write_facts, write_marts
from etl.filing.frames import Subject, Surroundings
from etl.filing.marked import keep_marks
from etl.filing.rectifying import follow_findings
from etl.filing.settling import settle_deferred
from tenants.filing.models import Version
from tenants.inspections.rechecking import RECTIFICATION
from tenants.inspections.replies import VISIT
from tenants.returns.declaration import Indicator, Return
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session
from tenants.sets import is_any

BATCH = 1000

_SUPERSEDED = text("""
    select v.id from version v
    where v.id = any(:ids) and exists (
        select from version n
        where n.district_id = v.district_id and n.school_id = v.school_id and n.duty_id = v.duty_id
            and n.version_no > v.version_no and n.accepted_at is not null
    )
""")


def load_accepted(pools: Pools, district_id: int, *, now: datetime, batch: int = BATCH) -> int:
    """Load every accepted version of the district that is not loaded yet; gives how many there were."""
    done = 0
    while True:
        with district_job_session(pools, district_id) as session:
            loaded = load_some(session, at=now, most=batch)
        done += loaded
        if loaded < batch:
            return done


def load_some(session: Session, *, at: datetime, most: int = BATCH) -> int:
    """One batch, return by return and period by period, in the caller's transaction.

    So a backlog works out the sums over all schools of a figure once or twice, and not with every batch.
    """
    hold_facts(session)
    asked = (
        select(Version)
        .where(Version.accepted_at.is_not(None), Version.loaded_at.is_(None))
        .order_by(Version.return_code, Version.period_key, Version.accepted_at, Version.id)
        .limit(most)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    versions = list(session.scalars(asked))
    if versions:
        settle_deferred(session, versions, at=at)
        load_versions(session, versions, at=at)
    return len(versions)


def load_versions(session: Session, versions: Sequence[Version], *, at: datetime, forms_indices: bool = True) -> None:
    """Write rows, facts, marts and marks of accepted versions and mark them loaded; the same again gives the same numbers.

    Without ``forms_indices`` the indices are left for the caller to form once, after many batches.
    """
    counting = _counting(session, versions)
    around = Surroundings(
        session, [Subject(each.school_id, each.period_key, {}) for each in versions], sees_district=True
    )
    figures: Figures = set()
    indicators: dict[str, Indicator] = {}
    for ret, group in by_declaration(versions):
        write_rows(session, ret, group)
        standing = [each for each in group if each.id in counting]
        if standing:
            indicators |= {each.code: each for each in ret.indicators}
            figures |= write_facts(session, ret, standing, around, at=at)
    keep_marks(session, versions)
    loaded = [each.id for each in versions]
    session.execute(
        update(Version)
        .where(is_any(Version.id, loaded))
        .values(loaded_at=at)
        .execution_options(synchronize_session=False)
    )
    contracted, bought = follow_contracts(session, versions, at=at)
    figures |= contracted
    indicators |= bought
    inspected = {each.school_id for each in versions if each.return_code in (VISIT, RECTIFICATION)}
    if inspected:
        follow_findings(session, inspected, at=at)
        rectified, followed = write_rectified(session, inspected, at=at)
        figures |= rectified
        indicators |= {each.code: each for each in followed}
    if forms_indices:
        figures |= follow_versions(session, versions, at=at)
    write_marts(session, figures, indicators | DECLARED)


def _counting(session: Session, versions: Sequence[Version]) -> set[UUID]:
    """Those that no later accepted version of their duty replaces."""
    ids = {each.id for each in versions}
    return ids - set(session.scalars(_SUPERSEDED, {"ids": list(ids)}))


def indicators_of(returns: Iterable[Return]) -> Mapping[str, Indicator]:
    """The indicators of some returns by code."""
    return {each.code: each for ret in returns for each in ret.indicators}

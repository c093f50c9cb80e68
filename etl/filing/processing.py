"""Waiting uploads of a district: guard, read, clean, check, draft; many at once, safe to run twice and to be killed."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from etl.filing.checking import check_incoming
from etl.filing.drafting import write_drafts
from etl.filing.incoming import Incoming, expected_of, incoming
from etl.filing.messages import filing_finding
from etl.filing.waiting import BATCH, claim, hold
from etl.originals import Originals
from etl.workbook.filed import Reading
from etl.workbook.guard.pool import GuardPool, Raw
from etl.workbook.guard.verdict import Refused
from etl.workbook.reading import read_workbooks, reading_of
from tenants.filing.packs import tell_unknown_sheets
from tenants.personal.seals import seals_of
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session

_log = logging.getLogger(__name__)


def process_waiting(
    pools: Pools, originals: Originals, guard: GuardPool, district_id: int, *, now: datetime, batch: int = BATCH
) -> int:
    """Read and check every upload that waits; gives how many were dealt with.

    An attempt is counted and committed before anything is opened. Uploads that were in the hands of a worker that died
    are taken up one by one, so that a file that kills workers is found and refused, and the others of its batch pass.
    A failure of one batch is repeated one by one; what fails alone waits for its next attempt.
    """
    done = 0
    while True:
        with district_job_session(pools, district_id) as session:
            claimed = claim(session, most=batch)
        if not claimed:
            return done
        dealt = _refuse(pools, district_id, claimed.given_up, now=now)
        dealt += _together(pools, originals, guard, district_id, claimed.together, now=now)
        dealt += sum(_alone(pools, originals, guard, district_id, each, now=now) for each in claimed.alone)
        done += dealt
        if not dealt:  # all held by others, or failed: their next attempt is another job's
            return done


def _together(
    pools: Pools, originals: Originals, guard: GuardPool, district_id: int, ids: list[UUID], *, now: datetime
) -> int:
    if not ids:
        return 0
    try:
        with district_job_session(pools, district_id) as session:
            return process(session, originals, guard, ids, now=now)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        _log.exception("a batch of %d uploads failed; taking them up one by one", len(ids))
        return sum(_alone(pools, originals, guard, district_id, each, now=now) for each in ids)


def _alone(
    pools: Pools, originals: Originals, guard: GuardPool, district_id: int, upload_id: UUID, *, now: datetime
) -> int:
    try:
        with district_job_session(pools, district_id) as session:
            return process(session, originals, guard, [upload_id], now=now)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        _log.exception("upload %s failed", upload_id)
        return 0


def process(
    session: Session,
    originals: Originals,
    guard: GuardPool,
    ids: Sequence[UUID],
    *,
    now: datetime,
    known: Mapping[bytes, Raw | Refused] | None = None,
) -> int:
    """One batch in one transaction: state check under row locks, drafts, findings, steps; gives how many it wrote.

    ``known`` holds files that were read before, by content.
    """
    held = hold(session, list(ids))
    if not held:
        return 0
    taken = incoming(session, held)
    readable = [each for each in taken if not each.is_refused]
    unknown: dict[UUID, list[str]] = {}
    for each, reading in zip(readable, _readings(originals, guard, readable, known or {}), strict=True):
        each.take(reading, seals_of(session))
        if each.held.pack_id is not None:
            unknown[each.held.pack_id] = reading.unknown_sheets
    tell_unknown_sheets(session, unknown)
    check_incoming(session, [each for each in readable if not each.is_refused], now=now)
    write_drafts(session, taken, at=now)
    return len(taken)


def _readings(
    originals: Originals, guard: GuardPool, taken: Sequence[Incoming], known: Mapping[bytes, Raw | Refused]
) -> Iterator[Reading]:
    if known:
        return (reading_of(known[each.held.sha256], expected_of(each.held)) for each in taken)
    return iter(
        read_workbooks(guard, [(originals.file_of(each.held.sha256), expected_of(each.held)) for each in taken])
    )


def _refuse(pools: Pools, district_id: int, ids: list[UUID], *, now: datetime) -> int:
    """Uploads that failed too often: refused with a finding, the original kept."""
    if not ids:
        return 0
    with district_job_session(pools, district_id) as session:
        held = hold(session, ids)
        taken = incoming(session, held)
        for each in taken:
            each.refuse([filing_finding("not_readable_here")])
        write_drafts(session, taken, at=now)
        return len(taken)

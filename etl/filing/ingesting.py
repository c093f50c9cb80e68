"""Filing a folder of workbooks in bulk: each goes to the duty its mark names, never twice, whatever breaks.

Nothing is noted beside the database: a file whose content was filed before is known by its fingerprint, so that a
second run, after a break or by mistake, goes on where the first one stopped.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from etl.filing.processing import process
from etl.filing.receiving import FileSent, PackSent, add_packs, add_uploads
from etl.originals import EmptyFile, FileTooLarge, Originals
from etl.workbook.guard.pool import GuardPool, Raw
from etl.workbook.guard.verdict import Refused
from etl.workbook.layout import Stamp
from etl.workbook.messages import finding
from etl.workbook.reading import refusal, stamps_of
from tenants.calendar.periods import containing
from tenants.filing.models import Duty, FindingRow, Upload, UploadState
from tenants.filing.uploads import Filer, Sent, tidy
from tenants.registry.models import Tenant
from tenants.returns.declaration import PeriodType, Severity
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session
from tenants.sets import are_any, is_any
from tenants.text import Text

BATCH = 100  # files of one transaction
_AT_ONCE = 8  # files on their way to the disk
ENDINGS = frozenset({".xlsx", ".ods", ".xls", ".csv", ".txt", ".xlsm", ".et"})

_NOT_OWED = Text(
    "没有对应的应报项目：学校“{school}”，期间“{period}”。",
    "Nothing is owed that fits it: school “{school}”, period “{period}”.",
)
_TWO_SAME = Text("与文件“{other}”内容相同。", "Same content as the file “{other}”.")


class Outcome(StrEnum):
    """What became of a file."""

    FILED = "filed"  # a draft now holds its figures
    KNOWN = "known"  # filed before
    REFUSED = "refused"  # stored, and no filing of its duty
    LEFT = "left"  # not stored: nothing it could be filed for


OUTCOME_LABELS = {
    Outcome.FILED: Text("已填报", "Filed"),
    Outcome.KNOWN: Text("以前已填报", "Filed before"),
    Outcome.REFUSED: Text("未接收", "Refused"),
    Outcome.LEFT: Text("未处理", "Left out"),
}


@dataclass
class Ingested:
    """A line of the report: one return of one file."""

    path: Path
    outcome: Outcome
    school_code: str = ""
    return_code: str = ""
    period_key: str = ""
    receipt_no: str = ""
    says: list[Text] = field(default_factory=list)
    counts: dict[Severity, int] = field(default_factory=dict)


@dataclass
class _File:
    path: Path
    sha256: bytes
    size: int


def files_in(folder: Path) -> list[Path]:
    """The files of a folder and the folders in it that may be filed, in the order of their names."""
    found = (each for each in folder.rglob("*") if each.is_file() and each.suffix.lower() in ENDINGS)
    return sorted(each for each in found if not each.name.startswith(("~$", ".")))


def ingest(
    pools: Pools,
    originals: Originals,
    guard: GuardPool,
    district_id: int,
    *,
    filer: Filer,
    paths: Sequence[Path],
    now: datetime,
    batch: int = BATCH,
) -> Iterator[Ingested]:
    """File workbooks for the schools they are marked for; heads sign as ever.

    Args:
        pools: Of the database.
        originals: Where the files are kept.
        guard: Reads them.
        district_id: The district whose duties they are.
        filer: Whose name stands in the receipts and histories.
        paths: The files.
        now: The moment of receipt.
        batch: How many files share a transaction.

    Yields:
        One outcome for each return of each file, in the order of the paths, once its transaction is committed.
    """
    seen: dict[bytes, Path] = {}
    remaining = iter(paths)
    while taken := list(islice(remaining, batch)):
        done: list[Ingested] = []
        files: list[_File] = []
        with ThreadPoolExecutor(_AT_ONCE) as keepers:  # they wait for the disk together
            all_kept = list(keepers.map(partial(_kept, originals), taken))
        for path, kept in zip(taken, all_kept, strict=True):
            if isinstance(kept, Text):
                done.append(Ingested(path, Outcome.LEFT, says=[kept]))
            elif kept.sha256 in seen:
                done.append(Ingested(path, Outcome.LEFT, says=[_TWO_SAME.fill(other=seen[kept.sha256].name)]))
            else:
                seen[kept.sha256] = path
                files.append(kept)
        with district_job_session(pools, district_id) as session:
            done += _filed(session, originals, guard, filer, files, now=now)
        order = {path: at for at, path in enumerate(taken)}
        yield from sorted(done, key=lambda each: order[each.path])


def _kept(originals: Originals, path: Path) -> _File | Text:
    """The file among the originals, or why it is not."""
    try:
        with path.open("rb") as stream:
            kept = originals.keep(stream)
    except (EmptyFile, FileTooLarge) as wrong:
        return wrong.text
    return _File(path, kept.sha256, kept.size)


def _filed(
    session: Session, originals: Originals, guard: GuardPool, filer: Filer, files: Sequence[_File], *, now: datetime
) -> list[Ingested]:
    known = _known_lines(session, files)
    fresh = [each for each in files if each.sha256 not in known]
    done = [line for lines in known.values() for line in lines]
    raws = dict(
        zip(
            (each.sha256 for each in fresh),
            guard.read_many(originals.file_of(each.sha256) for each in fresh),
            strict=True,
        )
    )
    stamps = {sha: [each.stamp for each in stamps_of(raw)] for sha, raw in raws.items() if isinstance(raw, Raw)}
    duties = _duties(session, [stamp for listed in stamps.values() for stamp in listed])
    owed: list[tuple[Ingested, Duty, Sent, bool]] = []  # and whether it came in a pack
    for each in fresh:
        raw, marked = raws[each.sha256], stamps.get(each.sha256, [])
        if isinstance(raw, Refused) or not marked:
            says = refusal(raw) if isinstance(raw, Refused) else finding("no_stamp")
            done.append(Ingested(each.path, Outcome.LEFT, says=[says.says, says.remedy]))
            continue
        sent = Sent(each.sha256, tidy(each.path.name), each.size, now)
        for stamp in marked:
            line = Ingested(each.path, Outcome.LEFT, stamp.school_code, stamp.return_code, stamp.period_key)
            done.append(line)
            if (duty := duties.get(_key(stamp))) is None:
                line.says.append(_NOT_OWED.fill(school=stamp.school_name or stamp.school_code, period=stamp.period_key))
            else:
                owed.append((line, duty, sent, len(marked) > 1))
    uploads = _received(session, filer, owed)
    process(session, originals, guard, list(uploads), now=now, known=raws)
    _tell(session, uploads)
    return done


def _known_lines(session: Session, files: Sequence[_File]) -> dict[bytes, list[Ingested]]:
    asked = (
        select(Upload.sha256, Upload.receipt_no, Tenant.school_code, Duty.return_code, Duty.period_key)
        .join(Duty, (Duty.school_id == Upload.school_id) & (Duty.id == Upload.duty_id))
        .join(Tenant, Tenant.school_id == Upload.school_id)
        .where(is_any(Upload.sha256, [each.sha256 for each in files]))
        .order_by(Duty.return_code, Duty.period_key)
    )
    paths = {each.sha256: each.path for each in files}
    found: dict[bytes, list[Ingested]] = {}
    for sha256, receipt_no, school_code, return_code, period_key in session.execute(asked):
        line = Ingested(paths[sha256], Outcome.KNOWN, school_code, return_code, period_key, receipt_no)
        found.setdefault(sha256, []).append(line)
    return found


def _duties(session: Session, stamps: Sequence[Stamp]) -> dict[tuple[str, str, str], Duty]:
    keys = {_key(each) for each in stamps}
    if not keys:
        return {}
    asked = (
        select(Tenant.school_code, Duty)
        .join(Tenant, Tenant.school_id == Duty.school_id)
        .where(are_any((Tenant.school_code, Duty.return_code, Duty.period_key), keys))
    )
    return {(code, duty.return_code, duty.period_key): duty for code, duty in session.execute(asked)}


def _key(stamp: Stamp) -> tuple[str, str, str]:
    return stamp.school_code, stamp.return_code, stamp.period_key


def _received(
    session: Session, filer: Filer, owed: Sequence[tuple[Ingested, Duty, Sent, bool]]
) -> dict[UUID, Ingested]:
    """The upload of each line, those of one workbook with several returns as a pack; a few statements in all."""
    packed: dict[bytes, list[tuple[Ingested, Duty, Sent]]] = {}
    for line, duty, sent, is_pack in owed:
        if is_pack:
            packed.setdefault(sent.sha256, []).append((line, duty, sent))
    packs = [_pack(listed) for listed in packed.values()]
    pack_ids = dict(zip(packed, add_packs(session, filer, packs), strict=True))
    files = [FileSent(duty, line.school_code, sent, pack_ids.get(sent.sha256)) for line, duty, sent, _ in owed]
    uploads: dict[UUID, Ingested] = {}
    for (line, *_), (upload_id, receipt_no) in zip(owed, add_uploads(session, filer, files), strict=True):
        line.receipt_no = receipt_no
        uploads[upload_id] = line
    return uploads


def _pack(listed: Sequence[tuple[Ingested, Duty, Sent]]) -> PackSent:
    line, duty, sent = listed[0]
    month = containing(PeriodType.MONTH, min(each.due_on for _, each, _ in listed))
    return PackSent((duty.district_id, duty.school_id), line.school_code, month, sent)


def _tell(session: Session, uploads: Mapping[UUID, Ingested]) -> None:
    """What the check found, into the lines."""
    asked = select(Upload.id, Upload.state, Upload.version_id).where(is_any(Upload.id, uploads))
    for upload_id, state, version_id in session.execute(asked):
        outcome = {UploadState.READ: Outcome.FILED, UploadState.REFUSED: Outcome.REFUSED}.get(state, Outcome.LEFT)
        uploads[upload_id].outcome = outcome if version_id or outcome is not Outcome.FILED else Outcome.REFUSED
    counted = (
        select(FindingRow.upload_id, FindingRow.severity, func.count())
        .where(is_any(FindingRow.upload_id, uploads))
        .group_by(FindingRow.upload_id, FindingRow.severity)
    )
    for key, severity, count in session.execute(counted):
        if key is not None:
            uploads[key].counts[severity] = count
    refused = [each for each, line in uploads.items() if line.outcome is Outcome.REFUSED]
    why = select(FindingRow.upload_id, FindingRow.says_zh, FindingRow.says_en).where(
        is_any(FindingRow.upload_id, refused)
    )
    for key, zh, en in session.execute(why.order_by(FindingRow.ordinal)):
        if key is not None:
            uploads[key].says.append(Text(zh, en))

"""One upload on its way to a draft: what was held, read and found."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from etl.filing.frames import Subject
from etl.filing.messages import filing_finding
from etl.filing.returned import SentBack
from etl.workbook.filed import Expected, PartRead, Reading
from tenants.calendar.periods import Period, period_of
from tenants.calendar.workdays import bureau_day
from tenants.filing.attachments import attachments_of, with_files
from tenants.filing.figures import Document, as_document
from tenants.filing.models import LEFT_OUT, Attachment, ReturnedCell, UploadState, Version, VersionState
from tenants.personal.seals import Seals
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Return, Severity
from tenants.returns.files import file_fields, takes_files
from tenants.returns.findings import Finding
from tenants.returns.frame import Waiting
from tenants.sets import is_any
from tenants.text import Text


@dataclass
class Incoming:
    """An upload with everything that is to be written about it."""

    held: Row[Any]  # etl.filing.waiting.hold
    ret: Return
    period: Period
    latest: Version | None = None  # the duty's version with the highest number, locked
    sent_back: SentBack | None = None
    files: list[Attachment] = field(default_factory=list)  # of that version: no workbook carries them
    parts: dict[str, PartRead] = field(default_factory=dict)
    figures: Document = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    is_refused: bool = False
    late: str | None = None  # why its figures can no longer change; of a pack they are read all the same
    state: UploadState = UploadState.READ

    @property
    def is_left_out(self) -> bool:
        """Whether the pack it came in says nothing new about it."""
        return self.state in LEFT_OUT

    @property
    def is_draft(self) -> bool:
        """Whether its figures become the duty's draft."""
        return self.state is UploadState.READ

    @property
    def subject(self) -> Subject:
        """What rules look at."""
        return Subject(self.held.school_id, self.held.period_key, self.figures, bureau_day(self.held.received_at))

    @property
    def cells(self) -> dict[str, Any]:
        """Where each value stands in the file, as a version keeps it."""
        return {
            code: {"sheet": part.sheet, "columns": part.columns, "rows": part.source_rows}
            for code, part in self.parts.items()
        }

    def refuse(self, findings: Sequence[Finding]) -> None:
        """The file becomes no draft; these findings say why."""
        self.is_refused, self.findings, self.parts, self.figures = True, list(findings), {}, {}
        self.state = UploadState.REFUSED

    def leave_out(self, state: UploadState) -> None:
        """Nothing becomes of it; the pack's page says so."""
        self.refuse([])
        self.state = state

    def take(self, reading: Reading, seals: Seals) -> None:
        """What was read, personal values sealed; a refused reading refuses the upload."""
        if reading.is_absent:
            self.leave_out(UploadState.ABSENT)
        elif reading.refused:
            self.refuse(reading.findings)
        else:
            self.parts = reading.parts
            self.findings = list(reading.findings)
            figures = as_document(
                self.ret,
                {code: part.rows for code, part in reading.parts.items()},
                partial(seals.school, self.held.school_id),
            )
            self.figures = with_files(self.ret, figures, self.files)
            self._name_files()
            self._compare_with_what_is_handed_in()

    def _name_files(self) -> None:
        """The same names in the rows that checks look at."""
        for part in self.ret.parts:
            read = self.parts.get(part.code)
            for each in file_fields(part) if read is not None else ():
                for row, kept in zip(read.rows if read else (), self.figures.get(part.code, ()), strict=True):
                    row[each.code] = tuple(kept[each.code]) if each.code in kept else None

    def _compare_with_what_is_handed_in(self) -> None:
        if self.late is None:
            return
        if self.latest is not None and self.figures == self.latest.figures:
            self.leave_out(UploadState.UNCHANGED)
        else:
            self.refuse([filing_finding(self.late)])

    def count(self, severity: Severity) -> int:
        """How many findings of that severity it has."""
        return sum(each.severity is severity for each in self.findings)


def incoming(session: Session, held: Sequence[Row[Any]]) -> list[Incoming]:
    """The held uploads with their duty's latest version, locked, and what was sent back; late ones are refused."""
    taken = [Incoming(row, *_declared(row)) for row in held]
    versions: dict[Any, list[Version]] = {}
    asked = (
        select(Version)
        .where(
            is_any(Version.duty_id, {row.duty_id for row in held}),
            is_any(Version.school_id, {row.school_id for row in held}),
        )
        .order_by(Version.duty_id, Version.version_no)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    for version in session.scalars(asked):
        versions.setdefault(version.duty_id, []).append(version)
    bases: dict[Any, tuple[Incoming, Version]] = {}
    for each in taken:
        chain = versions.get(each.held.duty_id, [])
        each.latest = chain[-1] if chain else None
        each.late = _too_late(each)
        if each.late and each.held.pack_id is None:
            each.refuse([filing_finding(each.late)])
        elif len(chain) > 1 and chain[-2].state is VersionState.SENT_BACK:
            bases[chain[-2].id] = (each, chain[-2])
    _attach_returned(session, bases)
    _attach_files(session, taken)
    return taken


def expected_of(held: Row[Any]) -> Expected:
    """What the duty wants of its file."""
    return Expected(
        held.return_code,
        held.period_key,
        held.school_code,
        Text(held.name_zh, held.name_en),
        by_pack=held.pack_id is not None,
    )


def _declared(row: Row[Any]) -> tuple[Return, Period]:
    period = period_of(row.period_key)
    return get_return(row.return_code, period.start), period


def _too_late(each: Incoming) -> str | None:
    if each.held.closed_at is not None:
        return "duty_closed"
    state = each.latest.state if each.latest else VersionState.DRAFT
    return {VersionState.SUBMITTED: "under_review", VersionState.ACCEPTED: "already_accepted"}.get(state)


def _attach_files(session: Session, taken: Sequence[Incoming]) -> None:
    holding = [each for each in taken if each.latest is not None and not each.is_refused and takes_files(each.ret)]
    if holding:
        files = attachments_of(session, [each.latest.id for each in holding if each.latest is not None])
        for each in holding:
            each.files = files.get(each.latest.id, []) if each.latest is not None else []


def _attach_returned(session: Session, bases: dict[Any, tuple[Incoming, Version]]) -> None:
    if not bases:
        return
    cells: dict[Any, list[ReturnedCell]] = {}
    for cell in session.scalars(select(ReturnedCell).where(is_any(ReturnedCell.version_id, bases))):
        cells.setdefault(cell.version_id, []).append(cell)
    for version_id, (each, base) in bases.items():
        each.sent_back = SentBack(base.figures, cells.get(version_id, []))

"""Adding a file to a field of a draft, and removing it: figures, findings and history follow in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from etl.attached import Kept
from etl.checking.fields import FILE_NEEDED, check_fields
from etl.filing.returned import SentBack, findings_of_correction
from etl.workbook.filed import PartRead
from tenants.base import new_key
from tenants.calendar.periods import period_of
from tenants.calendar.workdays import bureau_day
from tenants.errors import NotFound
from tenants.filing.attachments import attachments_of, get_attachment, row_key, with_files
from tenants.filing.difference import changes_between
from tenants.filing.drafts import RETURNED
from tenants.filing.errors import FileNotSentBack, NotADraft, TooManyFiles
from tenants.filing.figures import as_rows
from tenants.filing.found import EXPLANATION, columns_of
from tenants.filing.locks import declaration_of, ensure_filer, ensure_open, locked_version, the_duty, touch
from tenants.filing.models import Attachment, FindingRow, Version, VersionState
from tenants.filing.queries import returned_cells, version_before
from tenants.filing.steps import record
from tenants.returns.declaration import Kind, Part, Return
from tenants.returns.files import MOST_FILES
from tenants.returns.findings import Finding
from tenants.scope.viewer import Viewer

_NOT_SENT_BACK = "not_sent_back"
_OF_FILES = (FILE_NEEDED, "must_be_empty", _NOT_SENT_BACK, RETURNED)


@dataclass(frozen=True)
class FilePlace:
    """The field of a row that holds files; rows count from 1."""

    part: str
    field: str
    row_no: int


def attach_files(
    session: Session, viewer: Viewer, version_id: UUID, given: Sequence[tuple[FilePlace, Kept]], *, at: datetime
) -> list[Attachment]:
    """Put stored files behind fields of a draft; the same file again at the same place is the same one.

    Raises:
        NotFound: The version is not in scope, or a place holds no files.
        NotADraft, DutyClosed: It cannot change any more.
        TooManyFiles: There would be more than five in one place.
        FileNotSentBack: A correction does not reach this field.
    """
    version, ret = _draft(session, viewer, version_id)
    files = attachments_of(session, [version.id]).get(version.id, [])
    held: list[Attachment] = []
    added: list[Attachment] = []
    for place, kept in given:
        part, key = _place_in(ret, version, place)
        here = [each for each in files if (each.part, each.field, each.row_key) == (part.code, place.field, key)]
        same = next((each for each in here if each.sha256 == kept.sha256), None)
        if same is None and len(here) >= MOST_FILES:
            raise TooManyFiles(most=MOST_FILES)
        if same is None:
            same = _attachment(viewer, version, place, key, kept, at=at)
            files, added = [*files, same], [*added, same]
        held.append(same)
    if added:
        session.add_all(added)
        names = "、".join(dict.fromkeys(each.filename for each in added))
        _settle(session, viewer, version, ret, files, action="attached", filename=names, at=at)
    return held


def detach_file(session: Session, viewer: Viewer, version_id: UUID, attachment_id: UUID, *, at: datetime) -> None:
    """Take a file away from a draft; its content stays stored, as other versions may name it.

    Raises:
        NotFound, NotADraft, DutyClosed, FileNotSentBack: As for adding one.
    """
    version, ret = _draft(session, viewer, version_id)
    gone = get_attachment(session, version.id, attachment_id)
    files = attachments_of(session, [version.id])[version.id]
    session.execute(delete(Attachment).where(Attachment.id == gone.id))
    rest = [each for each in files if each.id != gone.id]
    _settle(session, viewer, version, ret, rest, action="detached", filename=gone.filename, at=at)


def _attachment(
    viewer: Viewer, version: Version, place: FilePlace, key: str, kept: Kept, *, at: datetime
) -> Attachment:
    return Attachment(
        id=new_key(),
        district_id=version.district_id,
        school_id=version.school_id,
        version_id=version.id,
        part=place.part,
        field=place.field,
        row_key=key,
        sha256=kept.sha256,
        filename=kept.filename,
        size_bytes=kept.size_bytes,
        kind=kept.kind,
        added_at=at,
        added_by=viewer.account_id,
        added_by_name=viewer.account_name,
    )


def _draft(session: Session, viewer: Viewer, version_id: UUID) -> tuple[Version, Return]:
    version = locked_version(session, version_id)
    ensure_filer(viewer, version)
    if version.state is not VersionState.DRAFT:
        raise NotADraft
    ensure_open(the_duty(session, version.duty_id))
    return version, declaration_of(version)


def _place_in(ret: Return, version: Version, place: FilePlace) -> tuple[Part, str]:
    rows = version.figures.get(place.part, ())
    try:
        part = ret.part(place.part)
        field = part.field(place.field)
    except KeyError as unknown:
        raise NotFound from unknown
    if field.kind is not Kind.FILE or not 1 <= place.row_no <= len(rows):
        raise NotFound
    return part, row_key(part, rows[place.row_no - 1])


def _settle(
    session: Session,
    viewer: Viewer,
    version: Version,
    ret: Return,
    files: Sequence[Attachment],
    *,
    action: str,
    filename: str,
    at: datetime,
) -> None:
    """Let the figures name the files as they are now, and the findings say what is still missing."""
    before = version.figures
    version.figures = with_files(ret, before, files)
    revision = touch(version, at=at)
    found = _findings(session, version, ret, at=at)
    _replace(session, version, found, {each.code for _, each in ret.each_field() if each.kind is Kind.FILE})
    keys = {part.code: part.key for part in ret.parts}
    changes = [each.as_json() for each in changes_between(before, version.figures, keys)]
    told = {"filename": filename, "revision": revision, "changes": changes}
    record(session, viewer, version, action, at=at, details=told)
    session.flush()


def _findings(session: Session, version: Version, ret: Return, *, at: datetime) -> list[Finding]:
    """What the fields of files have to say of themselves, and the reviewer of them."""
    parts = {}
    for code, rows in as_rows(ret, [(0, version.figures)]).items():
        cells = version.cells.get(code, {})
        values = [{name: column[at_row] for name, column in rows.columns.items()} for at_row in range(len(rows.owner))]
        parts[code] = PartRead(cells.get("sheet", ""), cells.get("columns", {}), values, cells.get("rows", []))
    start = period_of(version.period_key).start
    found = check_fields(ret, parts, period_start=start, today=bureau_day(at))
    before = version_before(session, version)
    if before is not None and before.state is VersionState.SENT_BACK:
        sent_back = SentBack(before.figures, returned_cells(session, before.id))
        found += findings_of_correction(ret, sent_back, version.figures, version.cells)
    holding = {(part.code, each.code) for part, each in ret.each_field() if each.kind is Kind.FILE}
    return [each for each in found if (each.part, each.field) in holding and each.code in _OF_FILES]


def _replace(session: Session, version: Version, found: Sequence[Finding], fields: set[str]) -> None:
    """Findings that hold no longer go, new ones come; what was explained stays explained.

    Raises:
        FileNotSentBack: A file changed that the reviewer had not sent back.
    """
    asked = select(FindingRow).where(
        FindingRow.version_id == version.id, FindingRow.field.in_(fields), FindingRow.code.in_(_OF_FILES)
    )
    there = {_likeness(each): each.id for each in session.scalars(asked)}
    wanted = {(each.code, each.part, each.field, each.row_no, each.says.zh): each for each in found}
    gone = [each for likeness, each in there.items() if likeness not in wanted]
    if gone:
        session.execute(delete(FindingRow).where(FindingRow.id.in_(gone)))
    last = session.scalar(select(func.max(FindingRow.ordinal)).where(FindingRow.version_id == version.id)) or 0
    new = [each for likeness, each in wanted.items() if likeness not in there]
    if any(each.code == _NOT_SENT_BACK for each in new):
        raise FileNotSentBack
    if new:
        rows = [_row(version, each, ordinal) for ordinal, each in enumerate(new, last + 1)]
        session.execute(insert(FindingRow), rows)


def _likeness(row: FindingRow) -> tuple[Any, ...]:
    return row.code, row.part, row.field, row.row_no, row.says_zh


def _row(version: Version, finding: Finding, ordinal: int) -> dict[str, Any]:
    owner = {name: getattr(version, name) for name in ("district_id", "school_id", "duty_id", "upload_id")}
    of_version = {"version_id": version.id, "ordinal": ordinal, "is_deferred_outcome": False}
    return dict.fromkeys(EXPLANATION) | columns_of(finding) | owner | of_version | {"id": new_key()}

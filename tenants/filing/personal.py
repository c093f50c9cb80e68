"""Who may read personal data of a return, and the trail that every reading leaves (returns catalogue 1.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tenants.audit.services import record
from tenants.calendar.periods import period_of
from tenants.errors import NotAllowed, NotFound
from tenants.filing.locks import declaration_of
from tenants.filing.models import Duty, Pack, Upload, UploadState, Version
from tenants.personal.masking import Figures, masked_figures
from tenants.personal.rows import is_personal, open_row, personal_fields
from tenants.personal.seals import seals_of
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Field, Return, Sensitivity
from tenants.scope.viewer import Viewer
from tenants.text import Text


class PersonalData(NotAllowed):
    """The file or value is about persons and not this account's to read."""

    says = Text(
        "其中有个人信息，只有填报学校和负责审核的科室可以查看。",
        "It holds personal data, which only the school itself and the office that accepts the return may read.",
    )


class ForSchool(NotAllowed):
    """The file has values for the school alone."""

    says = Text(
        "其中有仅本校可见的内容，教育局只有负责审核的科室可以下载，每次下载都有记录。",
        "It holds values for the school alone; of the bureau only the office that accepts it may download it, and each "
        "download is noted.",
    )


class NotRead(NotAllowed):
    """A file that became no return may hold anything, persons too."""

    says = Text(
        "这个文件没有被收作报表，里面可能有个人信息，只有学校自己可以下载。",
        "This file was not taken as a return and may hold personal data: only the school itself can download it.",
    )


def may_open(viewer: Viewer, ret: Return, school_id: int) -> bool:
    """Whether the account may read personal values of the return: the school's own people, and the accepting role."""
    return viewer.school_id == school_id or (viewer.school_id is None and str(viewer.role) == ret.accepting)


def shown_figures(session: Session, viewer: Viewer, version: Version, figures: Figures) -> Figures:
    """Figures of the version's return and school as the account may see them: masked, or closed altogether."""
    ret = declaration_of(version)
    if not is_personal(ret) or not may_open(viewer, ret, version.school_id):
        return figures
    return masked_figures(ret, figures, seals_of(session).school(version.school_id))


def open_value(
    session: Session,
    viewer: Viewer,
    version: Version,
    field: Field,
    *,
    part: str,
    row_no: int,
    at: datetime,
    address: str,
) -> str:
    """One personal value as it was filed; who read it is written down with it.

    Args:
        session: In the scope of the account.
        viewer: The account.
        version: Whose value.
        field: A personal field of the part.
        part: The part's code.
        row_no: From 1.
        at: Now.
        address: From where, as far as known.

    Raises:
        NotFound: There is no such value.
        PersonalData: It is not the account's to read.
    """
    ret = declaration_of(version)
    rows = version.figures.get(part, [])
    is_there = field.sensitivity is Sensitivity.PERSONAL and 1 <= row_no <= len(rows)
    if not is_there or rows[row_no - 1].get(field.code) is None:
        raise NotFound
    if not may_open(viewer, ret, version.school_id):
        raise PersonalData
    row = open_row(seals_of(session).school(version.school_id), ret, ret.part(part), rows[row_no - 1])
    record(
        session,
        "personal_read",
        district_id=version.district_id,
        account_id=viewer.account_id,
        account_name=viewer.account_name,
        role=str(viewer.role),
        at=at,
        address=address,
        school_id=version.school_id,
        subject=f"{ret.label.zh} {version.period_key} {field.label.zh} #{row_no}",
        version=str(version.id),
        part=part,
        field=field.code,
        row_no=row_no,
    )
    return str(row[field.code])


def opened_row(session: Session, version: Version, part: str, row_no: int) -> Mapping[str, Any]:
    """A row of a version with its personal values opened, for work that shows none of them."""
    ret = declaration_of(version)
    row: Mapping[str, Any] = version.figures[part][row_no - 1]
    if not personal_fields(ret.part(part)):
        return row
    return open_row(seals_of(session).school(version.school_id), ret, ret.part(part), row)


@dataclass(frozen=True, kw_only=True)
class File:
    """A workbook about to be handed out, and the returns in it by code and period."""

    name: str
    district_id: int
    school_id: int
    returns: Sequence[tuple[str, str]]
    is_read: bool = True  # what is in it is known


def file_of_upload(session: Session, upload: Upload) -> File:
    """An original; of one that came in a pack, the whole pack."""
    asked = select(Duty.return_code, Duty.period_key).where(Duty.id == upload.duty_id)
    if upload.pack_id is not None:
        asked = _in_pack(upload.pack_id)
    is_read = upload.state not in (UploadState.WAITING, UploadState.REFUSED)
    return replace(_file(session, upload, asked), is_read=is_read)


def file_of_pack(session: Session, pack: Pack) -> File:
    """A pack as received."""
    return _file(session, pack, _in_pack(pack.id))


def template_of(duties: Sequence[Duty], name: str = "template") -> File:
    """The template or form of some duties of one school, which brings the school's earlier figures along."""
    first = duties[0]
    returns = [(each.return_code, each.period_key) for each in duties]
    return File(name=name, district_id=first.district_id, school_id=first.school_id, returns=returns)


def note_file(session: Session, viewer: Viewer, file: File, *, at: datetime, address: str) -> None:
    """Let a file be handed out if the account may read all that is in it; what is personal is written down.

    Raises:
        NotRead: It is not known what is in it, and it is not the account's school's.
        PersonalData: It holds a return with personal data that is not theirs to read.
    """
    if not file.is_read and viewer.school_id != file.school_id:
        raise NotRead
    returns = [(get_return(code, period_of(key).start), key) for code, key in file.returns]
    personal = [(ret, key) for ret, key in returns if is_personal(ret)]
    if not all(may_open(viewer, ret, file.school_id) for ret, _ in personal):
        raise PersonalData
    for_school = [(ret, key) for ret, key in returns if viewer.school_id is None and _is_for_school(ret)]
    if not all(may_open(viewer, ret, file.school_id) for ret, _ in for_school):
        raise ForSchool
    personal += [each for each in for_school if each not in personal]
    if not personal:
        return
    record(
        session,
        "personal_file",
        district_id=file.district_id,
        account_id=viewer.account_id,
        account_name=viewer.account_name,
        role=str(viewer.role),
        at=at,
        address=address,
        subject=f"{file.name} {'、'.join(f'{ret.label.zh} {key}' for ret, key in personal)}",
        school_id=file.school_id,
        returns=[f"{ret.code} {key}" for ret, key in personal],
    )


def _is_for_school(ret: Return) -> bool:
    return any(each.sensitivity is Sensitivity.SCHOOL_ONLY for _, each in ret.each_field())


def _in_pack(pack_id: UUID) -> Select[str, str]:
    mine = select(Upload.duty_id).where(Upload.pack_id == pack_id, Upload.state != UploadState.ABSENT)
    return select(Duty.return_code, Duty.period_key).where(Duty.id.in_(mine)).order_by(Duty.return_code)


def _file(session: Session, kept: Upload | Pack, asked: Select[str, str]) -> File:
    returns = [(code, key) for code, key in session.execute(asked)]
    return File(name=kept.receipt_no, district_id=kept.district_id, school_id=kept.school_id, returns=returns)

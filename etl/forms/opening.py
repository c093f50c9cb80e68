"""What a form opens with: the school's draft, else what a template brings."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from etl.filing.templates import rows_to_begin_with
from etl.forms.texts import texts_of
from tenants.base import new_key
from tenants.filing.locks import ensure_filer, ensure_open, latest_version
from tenants.filing.models import Duty, FindingRow, Version, VersionState
from tenants.filing.uploads import ensure_taken
from tenants.forms.errors import FormNotBegun
from tenants.forms.models import FormDraft, FormRow
from tenants.forms.saving import locked_draft, storable
from tenants.personal.rows import personal_fields
from tenants.personal.seals import seals_of
from tenants.returns.declaration import Part, Return
from tenants.scope.viewer import Viewer

Texts = dict[str, list[dict[str, str]]]  # rows of texts by part


def open_form(session: Session, viewer: Viewer, duty: Duty, ret: Return, *, at: datetime) -> FormDraft:
    """The form of a duty, begun now if nobody did before.

    Raises:
        DutyClosed: The period is closed.
        UnderReview: A version is submitted.
        AlreadyAccepted: A version is accepted.
    """
    ensure_filer(viewer, duty)
    ensure_open(duty)
    ensure_taken(session, duty)
    draft = session.scalar(select(FormDraft).where(FormDraft.duty_id == duty.id))
    if draft is not None:
        return draft
    made = session.scalar(
        insert(FormDraft)
        .values(
            district_id=duty.district_id,
            school_id=duty.school_id,
            duty_id=duty.id,
            revision=1,
            begun_at=at,
            changed_at=at,
        )
        .on_conflict_do_nothing()
        .returning(FormDraft)
    )
    draft = made or locked_draft(session, duty.id)
    if draft is None:  # the row another transaction inserted is visible by now: read committed
        raise FormNotBegun
    if made is not None:
        _fill(session, viewer, duty, ret, draft, at=at)
    return draft


def begin_again(session: Session, viewer: Viewer, duty: Duty, ret: Return, *, at: datetime) -> None:
    """Let go of what the form holds and take the figures that stand now, of the file uploaded last.

    Raises:
        DutyClosed: The period is closed.
        UnderReview: A version is submitted.
        AlreadyAccepted: A version is accepted.
        FormNotBegun: The form was not opened yet.
    """
    ensure_filer(viewer, duty)
    ensure_open(duty)
    ensure_taken(session, duty)
    draft = locked_draft(session, duty.id)
    if draft is None:
        raise FormNotBegun
    session.execute(delete(FormRow).where(FormRow.duty_id == duty.id))
    draft.revision, draft.changed_at = draft.revision + 1, at
    _fill(session, viewer, duty, ret, draft, at=at)


def _fill(session: Session, viewer: Viewer, duty: Duty, ret: Return, draft: FormDraft, *, at: datetime) -> None:
    latest = latest_version(session, duty.id)
    texts: Texts = {}
    for part in ret.parts:
        texts[part.code] = []
    for code, rows in rows_to_begin_with(session, duty).items():
        texts[code] = [texts_of(ret.part(code), row) for row in rows]
    draft.checked_revision, draft.upload_id = None, None
    if latest is not None and latest.state is VersionState.DRAFT:
        _put_back_unclear(session, latest, ret, texts)
        draft.checked_revision, draft.upload_id = draft.revision, latest.upload_id
    for part in ret.parts:
        for position, cells in enumerate(texts[part.code] or _blank(part), 1):
            row = FormRow(
                district_id=duty.district_id,
                school_id=duty.school_id,
                id=new_key(),
                duty_id=duty.id,
                part=part.code,
                position=float(position),
                revision=draft.revision,
                is_removed=False,
                changed_by=viewer.account_id,
                changed_by_name=viewer.account_name,
                changed_at=at,
            )
            row.keep(cells, personal_fields(part), seals_of(session))
            session.add(row)
    session.flush()


def _put_back_unclear(session: Session, version: Version, ret: Return, texts: Texts) -> None:
    """What was not understood stands in the findings alone: it comes back into its input, to be mended there.

    Of what is personal a finding keeps no more than the first character: its input stays empty.
    """
    closed = {(part.code, code) for part in ret.parts for code in personal_fields(part)}
    found = select(FindingRow).where(FindingRow.version_id == version.id, FindingRow.value.is_not(None))
    for each in session.scalars(found):
        rows: list[Any] = texts.get(each.part or "", [])
        is_kept = (each.part, each.field) not in closed
        if each.field and each.row_no and each.row_no <= len(rows) and is_kept:
            rows[each.row_no - 1].setdefault(each.field, storable(each.value or ""))


def _blank(part: Part) -> list[dict[str, str]]:
    return [] if part.may_be_empty else [{}]

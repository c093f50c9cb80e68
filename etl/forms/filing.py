"""A form sent to be checked: its rows become an original, and that is received like an uploaded one."""

import io
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from etl.forms.original import original_of
from etl.originals import Originals
from tenants.calendar.periods import name_of, period_of
from tenants.filing.locks import ensure_open, the_duty
from tenants.filing.models import Source
from tenants.filing.uploads import Receipt, ensure_taken, receive_upload
from tenants.forms.errors import FormNotBegun
from tenants.forms.saving import locked_draft, rows_of
from tenants.registry.models import Tenant
from tenants.returns.catalogue import get_return
from tenants.scope.viewer import Viewer
from tenants.text import Text

_NAME = "{label}_{school}_{period}_网页填报.xlsx"


def file_form(session: Session, viewer: Viewer, duty_id: UUID, originals: Originals, *, at: datetime) -> Receipt:
    """Store the original of the rows as saved and take it in; the caller defers its check in the same transaction.

    Raises:
        NotFound: The duty is not in scope.
        DutyClosed: The period is closed.
        UnderReview: A version is submitted.
        AlreadyAccepted: A version is accepted.
        FormNotBegun: The form was not opened yet.
    """
    duty = the_duty(session, duty_id)
    ensure_open(duty)
    ensure_taken(session, duty)
    draft = locked_draft(session, duty_id)
    if draft is None:
        raise FormNotBegun
    period = period_of(duty.period_key)
    ret = get_return(duty.return_code, period.start)
    school = session.scalars(select(Tenant).where(Tenant.school_id == duty.school_id)).one()
    named = Text(school.name_zh, school.name_en)
    blob = original_of(ret, rows_of(session, duty_id), period, school_code=school.school_code, school=named)
    kept = originals.keep(io.BytesIO(blob))
    name = _NAME.format(label=ret.label.zh, school=named.zh, period=name_of(period).zh)
    receipt = receive_upload(
        session, viewer, duty_id, sha256=kept.sha256, filename=name, size_bytes=kept.size, at=at, source=Source.FORM
    )
    draft.checked_revision, draft.upload_id = draft.revision, receipt.upload_id
    session.flush()
    return receipt

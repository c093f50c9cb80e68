"""A recheck with what the rules say of it: an inspector explains a late one as a school explains its figures."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from etl.checking.rules import rule_findings
from etl.filing.frames import Surroundings, frame_of, subject_of
from etl.workbook.filed import PartRead
from tenants.base import new_key
from tenants.filing.found import columns_of
from tenants.filing.locks import declaration_of, good_reason
from tenants.filing.models import FindingRow, Version
from tenants.inspections.rechecking import Recheck, recheck
from tenants.returns.frame import evaluate
from tenants.scope.viewer import Viewer

_LATE = "RC-05"


def enter_recheck(session: Session, viewer: Viewer, duty_id: UUID, found: Recheck, *, at: datetime) -> Version:
    """Enter a recheck; one that comes late needs words, kept beside its finding.

    Raises:
        ReasonMissing: It comes late or failed, and its words have not 10 to 500 characters.
    """
    version = recheck(session, viewer, duty_id, found, at=at)
    ret = declaration_of(version)
    frame = frame_of(ret, [subject_of(version)], Surroundings(session, [subject_of(version)]))
    late = [each for each in evaluate(ret, frame)[0] if each.rule.code == _LATE]
    if not late:
        return version
    words = good_reason(found.words)
    places = {
        code: PartRead(sheet=each["sheet"], columns=each["columns"], source_rows=each["rows"])
        for code, each in version.cells.items()
    }
    for ordinal, outcome in enumerate(late, 8_001):
        columns = columns_of(rule_findings(ret, outcome, frame, places))
        session.add(
            FindingRow(
                **columns,
                district_id=version.district_id,
                school_id=version.school_id,
                id=new_key(),
                duty_id=version.duty_id,
                version_id=version.id,
                upload_id=version.upload_id,
                ordinal=ordinal,
                is_deferred_outcome=True,
                justification=words,
                justified_by=viewer.account_id,
                justified_by_name=viewer.account_name,
                justified_at=at,
            )
        )
    session.flush()
    return version

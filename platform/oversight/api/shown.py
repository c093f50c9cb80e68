"""Domain objects as the API shows them; what a role may not see is left out and named."""

from collections.abc import Iterable
from typing import Any

from oversight.api.asked import lang, say, viewer
from oversight.api.conditions import etag_of
from oversight.api.schemas import DutyOut, FindingOut, UploadOut, VersionFull, VersionOut, Words
from tenants.accounts.roles import SCHOOL_ROLES
from tenants.filing.digest import digest_of
from tenants.filing.found import as_finding
from tenants.filing.locks import declaration_of
from tenants.filing.models import FindingRow, Upload, Version
from tenants.filing.standing import DutyLine
from tenants.returns.declaration import Return, Sensitivity
from tenants.returns.findings import Finding
from tenants.text import Text

ROOT = "/api/v1"


def words(zh: str, en: str = "") -> Words:
    """A name; English repeats the Chinese where the registry has none."""
    return Words(zh=zh, en=en or zh)


def hidden_fields(ret: Return) -> set[tuple[str, str]]:
    """Part and field of what the account's role does not see; personal data no program sees."""
    closed = {Sensitivity.PERSONAL}
    if viewer().role not in SCHOOL_ROLES:
        closed.add(Sensitivity.SCHOOL_ONLY)
    return {(part.code, each.code) for part, each in ret.each_field() if each.sensitivity in closed}


def duty_out(line: DutyLine) -> DutyOut:
    """A duty."""
    return DutyOut(
        id=line.duty_id,
        url=f"{ROOT}/duties/{line.duty_id}",
        school_code=line.school_code,
        school=words(line.school_name.zh, line.school_name.en),
        return_code=line.return_code,
        period=line.period_key,
        due_on=line.due_on,
        due_in_days=line.due_in_days,
        is_closed=line.closed_at is not None,
        standing=line.standing.value,
        timeliness=line.timeliness.value,
        version_id=line.version_id,
        version_no=line.version_no,
        state=line.state.value if line.state else None,
        errors=line.errors or 0,
        queries=line.queries or 0,
        warnings=line.warnings or 0,
    )


def upload_out(kept: Upload) -> UploadOut:
    """A receipt."""
    return UploadOut(
        id=kept.id,
        url=f"{ROOT}/uploads/{kept.id}",
        duty_id=kept.duty_id,
        receipt_no=kept.receipt_no,
        received_at=kept.received_at,
        sha256=kept.sha256.hex(),
        source=kept.source.value,
        state=kept.state.value,
        version_id=kept.version_id,
        version_url=f"{ROOT}/versions/{kept.version_id}" if kept.version_id else None,
    )


def version_out(version: Version, school_code: str) -> VersionOut:
    """A version without its figures."""
    return VersionOut(**_version(version, school_code))


def version_full(version: Version, school_code: str) -> VersionFull:
    """A version with the figures that the role sees."""
    hidden = hidden_fields(declaration_of(version))
    parts = {
        part: [{name: value for name, value in row.items() if (part, name) not in hidden} for row in rows]
        for part, rows in version.figures.items()
    }
    withheld = sorted(f"{part}.{name}" for part, name in hidden)
    return VersionFull(**_version(version, school_code), parts=parts, withheld=withheld)


def findings_out(ret: Return, rows: Iterable[FindingRow]) -> list[FindingOut]:
    """Stored findings."""
    hidden = hidden_fields(ret)
    made = []
    for row in rows:
        told = finding_out(as_finding(row), hidden)
        told.id = row.id
        told.justification = row.justification
        made.append(told)
    return made


def finding_out(found: Finding, hidden: set[tuple[str, str]]) -> FindingOut:
    """A finding; one that quotes what the role does not see says no more than where it is."""
    is_hidden = (found.part or "", found.field or "") in hidden
    says = found.says
    if is_hidden and found.value and (found.value in says.zh or found.value in says.en):
        says = Text(*(each.replace(found.value, "***") for each in says))
    return FindingOut(
        code=found.code,
        severity=found.severity.value,
        says=say(says),
        remedy=say(found.remedy),
        pointer=pointer_of(found),
        part=found.part,
        row=found.row_no,
        field=found.field,
        also=list(found.also),
        value=None if is_hidden else found.value,
    )


def pointer_of(found: Finding) -> str | None:
    """Where it stands in the rows as they are sent (RFC 6901)."""
    if found.part is None:
        return None
    steps = ["", "parts", found.part]
    if found.row_no is not None:
        steps.append(str(found.row_no - 1))
        if found.field is not None:
            steps.append(found.field)
    return "/".join(steps)


def in_words(text: Text) -> str:
    """The words in the language asked for."""
    return text.say(lang())


def _version(version: Version, school_code: str) -> dict[str, Any]:
    return {
        "id": version.id,
        "url": f"{ROOT}/versions/{version.id}",
        "etag": etag_of(version),
        "duty_id": version.duty_id,
        "school_code": school_code,
        "return_code": version.return_code,
        "period": version.period_key,
        "number": version.version_no,
        "state": version.state.value,
        "source": version.source.value,
        "revision": version.revision,
        "nil_reason": version.nil_reason.value if version.nil_reason else None,
        "digest": digest_of(version).hex(),
        "prepared_by": version.prepared_by_name,
        "approved_by": version.approved_by_name,
        "created_at": version.created_at,
        "changed_at": version.changed_at,
        "submitted_at": version.submitted_at,
        "accepted_at": version.accepted_at,
    }

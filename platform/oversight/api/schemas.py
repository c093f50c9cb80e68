"""The shapes of requests and answers, as OpenAPI shows them and as they are checked."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from oversight.api.paging import MOST, USUAL
from tenants.filing.models import NilReason

Code = Annotated[str, Field(max_length=60, pattern=r"^[a-z][a-z0-9_]*$")]
PeriodKey = Annotated[str, Field(max_length=20, pattern=r"^[0-9][0-9.\-]*$", examples=["2026-10"])]
SchoolCode = Annotated[str, Field(pattern=r"^([0-9]{10}|[a-z_]{1,40})$", examples=["3143009903"])]


class Asked(BaseModel):
    """What is asked; anything else in its place is refused."""

    model_config = ConfigDict(extra="forbid")


class Paged(Asked):
    """A stretch of a list."""

    cursor: Annotated[str | None, Field(max_length=2000, description="`next` of the page before")] = None
    limit: Annotated[int, Field(ge=1, le=MOST, description="rows of a page")] = USUAL


class DutiesAsked(Paged):
    """Which duties."""

    return_code: Annotated[Code | None, Field(alias="return")] = None
    period: PeriodKey | None = None
    school: SchoolCode | None = None
    state: Annotated[
        Literal["all", "open", "submitted", "accepted"], Field(description="`open`: the school has something to do")
    ] = "all"


class FactsAsked(Paged):
    """Which facts."""

    indicator: Annotated[str | None, Field(max_length=80, pattern=r"^[a-z0-9][a-z0-9_]*$")] = None
    period: PeriodKey | None = None
    school: SchoolCode | None = None


class CalendarAsked(Asked):
    """Which days."""

    first: Annotated[date | None, Field(description="periods that begin from this day on; today's school year")] = None
    last: Annotated[date | None, Field(description="and until this day; at most 400 days later")] = None


class RecordIn(Asked):
    """The day of an event to be recorded."""

    return_code: Annotated[Code, Field(alias="return")]
    day: date


class FiguresIn(Asked):
    """The rows of a return, by part; the parts and fields of each return are in the components."""

    parts: dict[str, list[dict[str, Any]]]


class NilIn(Asked):
    """Why there is nothing to report."""

    reason: NilReason


class SignIn(Asked):
    """The head's signature: the digest of the figures that were looked at."""

    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Reason(Asked):
    """Why a figure that is unusual is right."""

    finding: UUID
    text: Annotated[str, Field(min_length=10, max_length=500, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$")]


class JustificationsIn(Asked):
    """Explanations of queries."""

    justifications: Annotated[list[Reason], Field(min_length=1, max_length=500)]


class Told(BaseModel):
    """What is answered."""

    model_config = ConfigDict(populate_by_name=True)


class Words(Told):
    """A name in both languages."""

    zh: str
    en: str


class FacilityOut(Told):
    """A canteen, dormitory, shop, water point or building."""

    facility_no: str
    kind: str
    name: Words
    opened_on: date
    closed_on: date | None


class SchoolOut(Told):
    """A school of the registry as it is today."""

    school_code: str
    name: Words
    area_code: str
    school_type: str
    sponsor: str
    locality: str
    stages: list[str]
    boarding: str
    canteen_mode: str
    status: str
    facilities: list[FacilityOut]


class AreaOut(Told):
    """A part of the district."""

    area_code: str
    name: Words


class PeriodOut(Told):
    """A period of a return and by when it is due."""

    return_code: Annotated[str, Field(alias="return")]
    period: str
    name: Words
    first: date
    last: date
    due_on: date


class DutyOut(Told):
    """A return that a school owes for a period, and where it stands."""

    id: UUID
    url: str
    school_code: str
    school: Words
    return_code: Annotated[str, Field(alias="return")]
    period: str
    due_on: date
    due_in_days: int
    is_closed: bool
    standing: str
    timeliness: str
    version_id: UUID | None
    version_no: int | None
    state: str | None
    errors: int
    queries: int
    warnings: int


class UploadOut(Told):
    """An original that was received: its receipt and how far its check is."""

    id: UUID
    url: str
    duty_id: UUID
    receipt_no: str
    received_at: datetime
    sha256: str
    source: str
    state: str
    version_id: UUID | None
    version_url: str | None


class FindingOut(Told):
    """What was found, in the words of the workbook and the page, with a pointer into the rows."""

    id: UUID | None = None
    code: str
    severity: Literal["error", "query", "warning"]
    says: str
    remedy: str
    pointer: str | None
    part: str | None
    row: int | None
    field: str | None
    also: list[str]
    value: str | None
    justification: str | None = None


class CheckOut(Told):
    """What would be found if these rows were filed; nothing is kept."""

    errors: int
    queries: int
    warnings: int
    findings: list[FindingOut]


class VersionOut(Told):
    """One filing of a return."""

    id: UUID
    url: str
    etag: str
    duty_id: UUID
    school_code: str
    return_code: Annotated[str, Field(alias="return")]
    period: str
    number: int
    state: str
    source: str
    revision: int
    nil_reason: str | None
    digest: Annotated[str, Field(description="what the head signs: SHA-256 of the figures")]
    prepared_by: str
    approved_by: str | None
    created_at: datetime
    changed_at: datetime
    submitted_at: datetime | None
    accepted_at: datetime | None


class VersionFull(VersionOut):
    """One filing with its figures: numbers as exact text, empty values left out."""

    parts: dict[str, list[dict[str, Any]]]
    withheld: Annotated[list[str], Field(description="fields that this role does not see")]


class StepOut(Told):
    """One thing that happened: who, when, what, why."""

    at: datetime
    by: str
    role: str
    action: str
    says: str
    reason: str
    version_id: UUID | None


class FactOut(Told):
    """An indicator of a school for a period; numbers as exact text, null where there is none."""

    indicator: str
    period: str
    school_code: str
    numerator: str | None
    denominator: str | None
    value: str | None
    is_partial: bool
    version_id: UUID | None
    accepted_at: datetime | None


class Page(Told):
    """A stretch of a list; ``next`` is the cursor of the following one, null at the end."""

    next: str | None


class Schools(Page):
    """Schools."""

    items: list[SchoolOut]


class Areas(Page):
    """Areas."""

    items: list[AreaOut]


class Calendar(Page):
    """Periods and their due days."""

    items: list[PeriodOut]


class Duties(Page):
    """Duties."""

    items: list[DutyOut]


class Versions(Page):
    """Versions, the newest first."""

    items: list[VersionOut]


class Findings(Page):
    """Findings: errors, queries, warnings."""

    items: list[FindingOut]


class History(Page):
    """Steps, the latest first."""

    items: list[StepOut]


class Facts(Page):
    """Facts."""

    items: list[FactOut]


class Mistake(Told):
    """One place that is wrong."""

    pointer: str
    detail: str


class Problem(BaseModel):
    """RFC 9457: what was wrong and what to do."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[Mistake] | None = None
    findings: Annotated[list[FindingOut] | None, Field(description="what stands in the way of a signature")] = None

"""The figures of a version beside last month and last year, on the page and as a file."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from etl.checking.fields import FILE_NEEDED
from oversight.access import current_viewer, open_session, requires
from oversight.filed.figures import Beside, Block, Figures, Place, blocks, rows_for_export
from oversight.filed.files import Files, files_of
from oversight.filed.findings import unexplained
from oversight.filed.tables import Table, as_file
from oversight.views.asked import lang, now
from oversight.views.heads import DutyHead, VersionHead, clock, duty_head, moment, version_head
from oversight.views.returns.blueprint import bp
from oversight.views.returns.says import attach_says
from tenants.accounts.roles import Permission, filers_of, is_about_schools, signer_of
from tenants.calendar.periods import name_of, period_of
from tenants.filing.asking import asked_for
from tenants.filing.attachments import attachments_of
from tenants.filing.comparison import Comparison, comparison
from tenants.filing.digest import digest_of
from tenants.filing.locks import declaration_of
from tenants.filing.models import FindingRow, Version, VersionState
from tenants.filing.personal import shown_figures
from tenants.filing.queries import findings_of, get_version, returned_cells, version_before
from tenants.registry.models import Facility
from tenants.registry.register import registered_schools
from tenants.returns.declaration import Return, Severity
from tenants.returns.files import LARGEST_FILE_BYTES, MOST_FILES, takes_files
from tenants.scope.viewer import Viewer


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A version ready for a page."""

    version: Version
    duty: DutyHead
    head: VersionHead
    found: list[FindingRow]
    blocks: list[Block]
    beside: dict[str, Any]
    words: str
    files: Files


@bp.get("/versions/<uuid:version_id>")
@requires(Permission.READ_RETURNS)
def version(version_id: UUID) -> ResponseReturnValue:
    """The figures, what changed, and under a draft the next step: findings, asking the head, signature."""
    return version_page(version_id)


@bp.get("/versions/<uuid:version_id>/figures.<kind>")
@requires(Permission.READ_RETURNS)
def figures(version_id: UUID, kind: str) -> Response:
    """The figures as on the page, as XLSX or CSV."""
    if kind not in {"xlsx", "csv"}:
        abort(404)
    with open_session() as session:
        shown = shown_version(session, get_version(session, version_id), is_export=True)
    duty = shown.duty
    label = f"{duty.school} {duty.return_label.say(lang())} {duty.period}"
    table = Table(
        name=f"{duty.return_label.say(lang())}-{duty.school}-{duty.period_key}-v{shown.head.version_no}",
        title=label,
        about=[
            (_("Version"), str(shown.head.version_no)),
            (_("State"), shown.head.standing.label.say(lang())),
            (_("As of"), moment(now(), lang())),
            (_("Source"), _("Houqin, figures as filed")),
            (_("Link"), url_for(".version", version_id=version_id, _external=True)),
            (_("Exported by"), current_viewer().account_name),
        ],
        columns=[
            _("Table"), _("Row"), _("Item"), _("Unit"), _("This period"), shown.beside["previous_label"], _("Change"),
            shown.beside["year_label"], _("Cell"),
        ],
        rows=rows_for_export(shown.blocks, lang()),
    )  # fmt: skip
    return as_file(table, kind)


def version_page(version_id: UUID, *, problem: dict[str, Any] | None = None, password_problem: str = "") -> str:
    """The page of a version, with what stood in the way of signing."""
    viewer = current_viewer()
    with open_session() as session:
        shown = shown_version(session, get_version(session, version_id))
        asked = asked_for(session, shown.version) if shown.head.is_open else None
    errors = sum(each.severity is Severity.ERROR for each in shown.found)
    to_explain = unexplained(shown.found)
    return render_template(
        "returns/version.html",
        duty=shown.duty,
        lang=lang(),
        version=shown.head,
        blocks=shown.blocks,
        beside=shown.beside,
        files=shown.files,
        loose_words=_("Their rows are no longer in the figures. These files will not be handed in."),
        file_hint=_file_hint(),
        attach_says=attach_says(),
        figures_words=shown.words,
        source_url=url_for(".source", version_id=version_id) if shown.version.upload_id else None,
        problem=problem,
        password_problem=password_problem,
        is_ready=not errors and not to_explain,
        not_ready_words=_(
            "Not ready to be signed: errors to correct: %(errors)s; to explain: %(queries)s.",
            errors=errors,
            queries=to_explain,
        ),
        may_file=viewer.role in filers_of(shown.duty.ret.filler) and not shown.duty.is_closed,
        may_sign=viewer.role is signer_of(shown.duty.ret.filler),
        asked=asked,
        ask_words=_ask_words(asked.at if asked else None, asked.account_name if asked else ""),
        sign_words=_sign_words(shown.duty),
        sign_label=_(
            "Sign and submit: %(period)s %(ret)s",
            period=shown.duty.period,
            ret=shown.duty.return_label.say(lang()),
        ),
        digest=digest_of(shown.version).hex(),
        viewer_name=viewer.account_name,
    )


def _sign_words(duty: DutyHead) -> str:
    """What the signature under these figures means."""
    if not is_about_schools(duty.ret.filler):
        said: str = _(
            "With your password you sign exactly these figures for %(school)s and hand them to the bureau. "
            "After that the school can no longer change them, unless the bureau sends them back.",
            school=duty.school,
        )
    else:
        said = _(
            "With your password you enter exactly this visit to %(school)s. From then on the school reads it, signs "
            "it or objects, and owes the rectification of each finding; it can no longer be changed unless it is "
            "reopened.",
            school=duty.school,
        )
    return said


def shown_version(session: Session, version: Version, *, is_export: bool = False) -> Shown:
    """Everything a page says about a version's figures; an export says nothing of personal ones."""
    duty = duty_head(session, version.duty_id, now=now(), lang=lang())
    found = findings_of(session, version_id=version.id)
    compared = comparison(session, version)
    names = _names(session, duty.ret, version.school_id)
    beside = _beside(compared)
    shown: tuple[Figures, ...] = (version.figures, beside.previous or {}, beside.year_before or {})
    if not is_export:
        shown = tuple(shown_figures(session, current_viewer(), version, each) for each in shown)
    made = blocks(
        duty.ret,
        shown[0],
        lang(),
        beside=Beside(previous=shown[1], year_before=shown[2]),
        cells=version.cells,
        names=names,
        returned=_returned(session, version),
    )
    changed = sum(bool(line.change) for block in made for line in block.lines)
    previous, year = compared.previous_key, compared.last_year_key
    return Shown(
        version=version,
        duty=duty,
        head=version_head(version, found, lang()),
        found=found,
        blocks=made,
        beside={
            "previous_label": name_of(period_of(previous)).say(lang()) if previous else _("Period before"),
            "has_previous": previous is not None,
            "has_year": year is not None,
            "year_label": name_of(period_of(year)).say(lang()) if year else _("Year before"),
        },
        words=_("Figures that differ from the period before: %(n)s; large changes are in bold.", n=changed)
        if previous
        else _("There are no accepted figures of the period before to compare with."),
        files=_files(session, version, duty, found, names),
    )


def _files(session: Session, version: Version, duty: DutyHead, found: list[FindingRow], names: dict[str, str]) -> Files:
    """The files behind the figures; no statement for returns that hold none."""
    if not takes_files(duty.ret) or not sees_files(version, current_viewer()):
        return Files()
    held = attachments_of(session, [version.id]).get(version.id, [])
    missing = frozenset(f"{each.part}.{each.field}.{each.row_no}" for each in found if each.code == FILE_NEEDED)
    return files_of(duty.ret, version.figures, held, lang(), needed=missing, names=names)


def sees_files(version: Version, viewer: Viewer) -> bool:
    """Whether the account may open the files of a version: a draft's are its filer's own until it is signed."""
    return version.state is not VersionState.DRAFT or viewer.role in filers_of(declaration_of(version).filler)


def _file_hint() -> str:
    hint: str = _(
        "PDF, JPG, PNG or Excel (.xlsx), up to %(most)s files of %(mb)s MB each; several at once together up to 25 MB.",
        most=MOST_FILES,
        mb=LARGEST_FILE_BYTES // 2**20,
    )
    return hint


def _beside(compared: Comparison) -> Beside:
    """The earlier figures, shaped like those of the version: rows by part."""
    earlier: dict[str, dict[int, dict[str, Any]]] = {}
    year: dict[str, dict[int, dict[str, Any]]] = {}
    for each in compared.values:
        earlier.setdefault(each.part, {}).setdefault(each.row_no, {})[each.field] = each.previous
        year.setdefault(each.part, {}).setdefault(each.row_no, {})[each.field] = each.last_year
    return Beside(previous=_rows(earlier), year_before=_rows(year))


def _rows(by_part: dict[str, dict[int, dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Rows that were there at all: a row without any value did not exist then."""
    return {
        part: [row for row in rows.values() if any(value is not None for value in row.values())]
        for part, rows in by_part.items()
    }


def _names(session: Session, ret: Return, school_id: int) -> dict[str, str]:
    """Of the school's facilities by number; of the district's schools by code where a unit reports by school."""
    if ret.unit:
        return {each.school_code: each.name.say(lang()) for each in registered_schools(session)}
    rows = session.execute(
        select(Facility.facility_no, Facility.name_zh, Facility.name_en).where(Facility.school_id == school_id)
    )
    return {number: (name_en or name_zh) if lang() == "en" else name_zh for number, name_zh, name_en in rows}


def _returned(session: Session, version: Version) -> dict[Place, str]:
    """Cells sent back: of this version, or of the one before where this is the draft that mends it."""
    about = version if version.digest else version_before(session, version)
    cells = returned_cells(session, about.id) if about is not None else []
    return {(cell.part, cell.field, cell.row_no): cell.reason for cell in cells}


def _ask_words(at: Any, name: str) -> str:
    if at is None:
        said: str = _(
            "Check the figures once more. The head signs and submits with their own account; "
            "your request puts this return on top of their list."
        )
    else:
        said = _(
            "%(who)s asked the head to sign at %(time)s. The head signs with their own account.",
            who=name,
            time=clock(at),
        )
    return said

"""How well returns are filed: a score for each school and return, its parts, and the filings behind every number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.access import current_viewer, open_session, requires
from oversight.filed.tables import Table, as_file
from oversight.views.asked import lang, now, today
from oversight.views.heads import moment
from tenants.accounts.roles import SCHOOL_ROLES, Permission
from tenants.calendar.periods import name_of, period_of
from tenants.errors import NotFound
from tenants.quality.scores import (
    DutyQuality,
    SchoolScore,
    duties_scored,
    parts_of,
    return_scores,
    school_scores,
    score_of,
    together,
)
from tenants.registry.models import Tenant
from tenants.registry.search import schools_like
from tenants.returns.catalogue import all_returns, every_version
from tenants.text import Text

bp = Blueprint("quality", __name__, url_prefix="/quality")

PER_PAGE = 50
_SPANS = {"12": Text("最近12个月到期的", "Due in the last 12 months"), "6": Text("最近6个月到期的", "Due in the last 6 months"),
          "3": Text("最近3个月到期的", "Due in the last 3 months")}  # fmt: skip
_ORDERS = {"score": Text("得分低的在前", "Lowest score first"), "name": Text("按校名", "By name")}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the address asks for; unknown values count as not given."""

    months: str = "12"
    ret: str = ""
    q: str = ""
    order: str = "score"
    page: int = 1

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> "Wanted":
        """From the query string."""
        months, order, page = args.get("months", ""), args.get("order", ""), args.get("page", "")
        return cls(
            months=months if months in _SPANS else "12",
            ret=args.get("return", "")[:60],
            q=args.get("q", "").strip()[:60],
            order=order if order in _ORDERS else "score",
            page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 5 and page != "0" else 1,
        )

    @property
    def since(self) -> date:
        """The first due day that counts."""
        day, months = today(), int(self.months)
        year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
        return date(year, month + 1, min(day.day, 28))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the default is asked for."""
        return self != Wanted(page=self.page)

    def as_args(self) -> dict[str, Any]:
        """The query string without what is default, and without the page."""
        given = {"months": self.months, "return": self.ret, "q": self.q, "order": self.order}
        default = {"months": "12", "return": "", "q": "", "order": "score"}
        return {name: value for name, value in given.items() if value != default[name]}


@bp.get("/")
@requires(Permission.READ_RETURNS)
def index() -> ResponseReturnValue:
    """The schools in scope, the lowest score first; for a school its own returns."""
    viewer, wanted = current_viewer(), Wanted.from_args(request.args)
    with open_session() as session:
        if viewer.role in SCHOOL_ROLES:
            return _of_school(session.get_one(Tenant, (viewer.district_id, viewer.school_id)), session, wanted)
        scores = _schools(session, wanted)
    shown = scores[(wanted.page - 1) * PER_PAGE : wanted.page * PER_PAGE]
    return _page(
        wanted,
        title=_("Quality of filing"),
        first=_("School"),
        rows=[_row(each, each.school_name, "quality.school", school_code=each.school_code) for each in shown],
        scores=scores,
        pages=max(1, -(-len(scores) // PER_PAGE)),
        export="quality.export",
    )


@bp.get("/list.<kind>")
@requires(Permission.READ_RETURNS)
def export(kind: str) -> Response:
    """The schools as on the page, all of them, as XLSX or CSV."""
    wanted = Wanted.from_args(request.args)
    with open_session() as session:
        scores = _schools(session, wanted)
    names = [(each.school_code, each.school_name.say(lang())) for each in scores]
    return _file(kind, wanted, [_("School code"), _("School")], names, scores, url_for(".index", _external=True))


@bp.get("/schools/<school_code>")
@requires(Permission.READ_RETURNS)
def school(school_code: str) -> ResponseReturnValue:
    """The returns of one school, each with its score."""
    with open_session() as session:
        return _of_school(_school(session, school_code), session, Wanted.from_args(request.args))


@bp.get("/schools/<school_code>/list.<kind>")
@requires(Permission.READ_RETURNS)
def export_school(school_code: str, kind: str) -> Response:
    """The returns of one school as a file."""
    wanted = Wanted.from_args(request.args)
    with open_session() as session:
        found = _school(session, school_code)
        scores = _returns(session, found, wanted)
    names = [(found.school_code, found.name_zh, _label(each).say(lang())) for each in scores]
    link = url_for(".school", school_code=school_code, _external=True)
    return _file(kind, wanted, [_("School code"), _("School"), _("Return")], names, scores, link)


@bp.get("/schools/<school_code>/<return_code>")
@requires(Permission.READ_RETURNS)
def filings(school_code: str, return_code: str) -> ResponseReturnValue:
    """The filings behind a score: each period with its dates, corrections, queries and marks."""
    wanted = Wanted.from_args(request.args)
    with open_session() as session:
        label = next((ret.label for ret in all_returns(today()) if ret.code == return_code), None)
        if label is None:
            raise NotFound
        found = _school(session, school_code)
        owed = duties_scored(session, found.school_id, return_code, since=wanted.since, today=today())
    is_bureau = current_viewer().role not in SCHOOL_ROLES
    return render_template(
        "quality/filings.html",
        lang=lang(),
        school=Text(found.name_zh, found.name_en),
        school_url=url_for(".school", school_code=school_code, **wanted.as_args()),
        return_label=label,
        rows=[_filing(each, is_bureau=is_bureau) for each in owed],
        chosen=wanted,
        spans=_SPANS,
        shows_marks=is_bureau,
    )


def _of_school(found: Tenant, session: Session, wanted: Wanted) -> str:
    scores = _returns(session, found, wanted)
    code = found.school_code
    return _page(
        wanted,
        title=_("Quality of filing: %(school)s", school=Text(found.name_zh, found.name_en).say(lang())),
        first=_("Return"),
        rows=[
            _row(each, _label(each), "quality.filings", school_code=code, return_code=each.return_code)
            for each in scores
        ],
        scores=scores,
        pages=1,
        export="quality.export_school",
        school_code=code,
    )


def _page(
    wanted: Wanted,
    *,
    title: str,
    first: str,
    rows: list[dict[str, Any]],
    scores: list[SchoolScore],
    pages: int,
    export: str,
    school_code: str = "",
) -> str:
    is_bureau = current_viewer().role not in SCHOOL_ROLES
    whole = together(scores)
    here: dict[str, Any] = {"school_code": school_code} if school_code else {}
    endpoint = "quality.school" if school_code else "quality.index"
    return render_template(
        "quality/index.html",
        lang=lang(),
        title=title,
        first=first,
        rows=rows,
        total=score_of(parts_of(whole)),
        owed=whole.owed,
        parts=parts_of(whole),
        school_code=school_code,
        chosen=wanted,
        spans=_SPANS,
        orders=_ORDERS,
        returns=[(each.code, each.label.say(lang())) for each in all_returns(today())],
        shows_marks=is_bureau,
        is_own=not is_bureau,
        pages=pages,
        action=url_for(endpoint, **here),
        page_url=lambda number: url_for(endpoint, **here, **wanted.as_args(), page=number),
        export_url=lambda kind: url_for(export, kind=kind, **here, **wanted.as_args()),
    )


def _schools(session: Session, wanted: Wanted) -> list[SchoolScore]:
    scores = school_scores(session, since=wanted.since, today=today(), return_code=wanted.ret or None)
    if wanted.q:
        fitting = set(session.scalars(schools_like(wanted.q)))
        scores = [each for each in scores if each.school_id in fitting]
    return _ordered(scores, wanted)


def _returns(session: Session, found: Tenant, wanted: Wanted) -> list[SchoolScore]:
    return _ordered(return_scores(session, found.school_id, since=wanted.since, today=today()), wanted)


def _ordered(scores: list[SchoolScore], wanted: Wanted) -> list[SchoolScore]:
    return scores if wanted.order == "name" else sorted(scores, key=lambda each: (each.score is None, each.score))


def _school(session: Session, school_code: str) -> Tenant:
    """Whoever files: a school, or a unit of the bureau; a school role finds none but its own."""
    found, viewer = session.scalar(select(Tenant).where(Tenant.school_code == school_code)), current_viewer()
    if found is None or (viewer.role in SCHOOL_ROLES and viewer.school_id != found.school_id):
        raise NotFound
    return found


def _label(each: SchoolScore) -> Text:
    """The name of a return, though it may have ended since."""
    named = {ret.code: ret.label for ret in (*every_version(), *all_returns(today()))}
    return named.get(each.return_code, Text(each.return_code, each.return_code))


def _row(each: SchoolScore, label: Text, endpoint: str, **values: Any) -> dict[str, Any]:
    args = {**values, **{k: v for k, v in Wanted.from_args(request.args).as_args().items() if k == "months"}}
    return {
        "label": label,
        "href": url_for(endpoint, **args),
        "score": each.score,
        "owed": each.counted.owed,
        "parts": parts_of(each.counted),
        "marks": each.counted.marks,
    }


def _filing(each: DutyQuality, *, is_bureau: bool) -> dict[str, Any]:
    late = (each.first_on - each.due_on).days if each.first_on and each.first_on > each.due_on else 0
    review = is_bureau and each.version_id
    return {
        "period": name_of(period_of(each.period_key)),
        "href": url_for("returns.show", duty_id=each.duty_id),
        "review": url_for("review.version", version_id=each.version_id) if review else None,
        "late_days": late,
        "filing": each,
    }


def _file(
    kind: str,
    wanted: Wanted,
    heads: Sequence[str],
    names: Sequence[tuple[str, ...]],
    scores: Sequence[SchoolScore],
    link: str,
) -> Response:
    if kind not in {"xlsx", "csv"}:
        abort(404)
    viewer = current_viewer()
    is_bureau = viewer.role not in SCHOOL_ROLES
    shares = [f"{each.label.say(lang())} (%)" for each in parts_of(together([]))]
    rows = [
        [
            *name,
            _rounded(each.score),
            each.counted.owed,
            *(_rounded(part.share_pct) for part in parts_of(each.counted)),
            *((each.counted.marks,) if is_bureau else ()),
        ]
        for name, each in zip(names, scores, strict=True)
    ]
    said = [_SPANS[wanted.months].say(lang()), *([wanted.ret] if wanted.ret else []), *([wanted.q] if wanted.q else [])]
    table = Table(
        name=f"{_('Quality of filing')}-{today():%Y%m%d}",
        title=_("Quality of filing"),
        about=[
            (_("Filters"), " · ".join(said)),
            (_("As of"), moment(now(), lang())),
            (_("Source"), _("Houqin, duties of the returns calendar")),
            (_("Link"), link),
            (_("Exported by"), viewer.account_name),
        ],
        columns=[*heads, _("Score"), _("Owed"), *shares, *((_("Marks"),) if is_bureau else ())],
        rows=rows,
    )
    return as_file(table, kind)


def _rounded(value: float | None) -> float | str:
    return "" if value is None else round(value, 1)

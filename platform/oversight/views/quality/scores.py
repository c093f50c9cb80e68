"""How well returns are filed: a score for each school and return, its parts, and the filings behind every number."""

from collections.abc import Sequence
from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from oversight.access import current_viewer, open_session, requires
from oversight.views.asked import lang, today
from oversight.views.quality.blueprint import bp
from oversight.views.quality.wanted import ORDERS, SPANS, Wanted, get_filer, table_file
from tenants.accounts.roles import SCHOOL_ROLES, Permission
from tenants.quality.scores import (
    SchoolScore,
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

PER_PAGE = 50


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
        return _of_school(get_filer(session, school_code), session, Wanted.from_args(request.args))


@bp.get("/schools/<school_code>/list.<kind>")
@requires(Permission.READ_RETURNS)
def export_school(school_code: str, kind: str) -> Response:
    """The returns of one school as a file."""
    wanted = Wanted.from_args(request.args)
    with open_session() as session:
        found = get_filer(session, school_code)
        scores = _returns(session, found, wanted)
    names = [(found.school_code, found.name_zh, _label(each).say(lang())) for each in scores]
    link = url_for(".school", school_code=school_code, _external=True)
    return _file(kind, wanted, [_("School code"), _("School"), _("Return")], names, scores, link)


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
        spans=SPANS,
        orders=ORDERS,
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


def _file(
    kind: str,
    wanted: Wanted,
    heads: Sequence[str],
    names: Sequence[tuple[str, ...]],
    scores: Sequence[SchoolScore],
    link: str,
) -> Response:
    is_bureau = current_viewer().role not in SCHOOL_ROLES
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
    columns = [*heads, _("Score"), _("Owed"), *shares, *((_("Marks"),) if is_bureau else ())]
    return table_file(kind, wanted, title=_("Quality of filing"), columns=columns, rows=rows, link=link)


def _rounded(value: float | None) -> float | str:
    return "" if value is None else round(value, 1)

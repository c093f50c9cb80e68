"""Inspections in the open: what visits found at which school, whether it is mended; and the same as files."""

import csv
import io
import json
from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from oversight.access import open_to_all
from oversight.shown.downloads import safe
from oversight.views.public.blueprint import bp, kept, open_public
from tenants.errors import NotFound
from tenants.publishing.inspected import (
    ShownVisit,
    count_visits,
    visits_of_school,
    visits_on_show,
    year_scores_of_school,
)
from tenants.returns.schemes import SCHEMES, VETOES

PER_PAGE = 50
_MOST_IN_FILE = 20_000
_LONGEST = 60
_FIELDS = (
    "visit_no", "school_code", "name_zh", "name_en", "visit_type", "scheme_code", "visited_on", "score", "grade", "star",
    "vetoes", "version_no", "published_on", "corrected_on",
)  # fmt: skip
_FINDING_FIELDS = ("finding_no", "item_zh", "item_en", "severity", "description", "deadline", "closed_on")


@bp.get("/inspections/")
@open_to_all
def inspections() -> ResponseReturnValue:
    """The latest visits on show, or those of schools the words fit."""
    typed, page = _typed(), request.args.get("page", 1, type=int)
    page = min(max(page, 1), 10_000)
    with open_public() as session:
        count = count_visits(session, typed)
        found = visits_on_show(session, typed, most=PER_PAGE, skip=(page - 1) * PER_PAGE)
    return kept(
        render_template(
            "public/inspections.html",
            visits=found,
            typed=typed,
            page=page,
            pages=max(1, -(-count // PER_PAGE)),
            count=count,
            schemes=SCHEMES,
            page_url=lambda number: url_for(".inspections", q=typed or None, page=number),
        )
    )


@bp.get("/schools/<school_code>/inspections")
@open_to_all
def inspections_of_school(school_code: str) -> ResponseReturnValue:
    """Every visit of a school on show, with its findings and the year scores."""
    code = school_code.replace("\x00", "")
    with open_public() as session:
        found, years = visits_of_school(session, code), year_scores_of_school(session, code)
    if not found:
        raise NotFound
    return kept(
        render_template("public/inspected_school.html", visits=found, years=years, schemes=SCHEMES, vetoes=VETOES)
    )


@bp.get("/inspections.<kind>")
@open_to_all
def inspections_file(kind: str) -> ResponseReturnValue:
    """All visits on show with their findings: a row for each finding as CSV, a document for each visit as JSON."""
    if kind not in {"csv", "json"}:
        abort(404)
    with open_public() as session:
        found = visits_on_show(session, _typed(), most=_MOST_IN_FILE)
    if kind == "json":
        address = url_for(".inspections", _external=True)
        document = {"address": address, "visits": [_as_document(each) for each in found]}
        return kept(json.dumps(document, ensure_ascii=False, indent=1), "application/json")
    return kept(_as_csv(found), "text/csv", filename="inspections.csv")


def _typed() -> str:
    return request.args.get("q", "").strip()[:_LONGEST].replace("\x00", "")


def _as_document(each: ShownVisit) -> dict[str, Any]:
    visit = {name: _plain(getattr(each.visit, name)) for name in _FIELDS}
    findings = [{name: _plain(getattr(one, name)) for name in _FINDING_FIELDS} for one in each.findings]
    return visit | {"findings": findings}


def _as_csv(found: list[ShownVisit]) -> str:
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow([*_FIELDS, *_FINDING_FIELDS])
    for each in found:
        visit = [safe(_plain(getattr(each.visit, name))) for name in _FIELDS]
        for one in each.findings or (None,):
            finding = [safe(_plain(getattr(one, name))) if one else "" for name in _FINDING_FIELDS]
            writer.writerow([*visit, *finding])
    return "\ufeff" + target.getvalue()


def _plain(value: Any) -> Any:
    """Numbers and days as texts, so that they stay exact."""
    return value if value is None or isinstance(value, int) else str(value)

"""Complaints in the open: what schools answered, and how many they dealt with in time; and the same as files."""

import csv
import io
import json

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from oversight.access import open_to_all
from oversight.shown.downloads import safe
from oversight.views.public.blueprint import bp, kept, open_public
from tenants.publishing.answered import complaint_years, count_replies, replies_on_show
from tenants.publishing.models import PublicReply

PER_PAGE = 50
_MOST_IN_FILE = 20_000
_LONGEST = 60
_FIELDS = (
    "complaint_no", "school_code", "name_zh", "name_en", "domain_zh", "domain_en", "reply", "closed_on",
)  # fmt: skip
_YEAR_FIELDS = ("period_key", "schools", "received", "acknowledged_in_time", "due", "closed_in_time")


@bp.get("/complaints/")
@open_to_all
def complaints() -> ResponseReturnValue:
    """The latest replies, and the years, of all schools or those the words fit."""
    typed, page = _typed(), min(max(request.args.get("page", 1, type=int), 1), 10_000)
    with open_public() as session:
        years = complaint_years(session, typed)
        count = count_replies(session, typed)
        found = replies_on_show(session, typed, most=PER_PAGE, skip=(page - 1) * PER_PAGE)
    return kept(
        render_template(
            "public/complaints.html",
            replies=found,
            years=years,
            typed=typed,
            page=page,
            pages=max(1, -(-count // PER_PAGE)),
            page_url=lambda number: url_for(".complaints", q=typed or None, page=number),
        )
    )


@bp.get("/complaints.<kind>")
@open_to_all
def complaints_file(kind: str) -> ResponseReturnValue:
    """The replies as CSV, or replies and years as JSON."""
    if kind not in {"csv", "json"}:
        abort(404)
    with open_public() as session:
        found = [_plain(each) for each in replies_on_show(session, _typed(), most=_MOST_IN_FILE)]
        years = [dict(zip(_YEAR_FIELDS, each, strict=True)) for each in complaint_years(session, _typed())]
    if kind == "json":
        document = {"address": url_for(".complaints", _external=True), "replies": found, "years": years}
        return kept(json.dumps(document, ensure_ascii=False, indent=1, default=int), "application/json")
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(_FIELDS)
    writer.writerows([safe(each[name]) for name in _FIELDS] for each in found)
    return kept("\ufeff" + target.getvalue(), "text/csv", filename="complaints.csv")


def _typed() -> str:
    return request.args.get("q", "").strip()[:_LONGEST].replace("\x00", "")


def _plain(reply: PublicReply) -> dict[str, str]:
    return {name: str(getattr(reply, name)) for name in _FIELDS}

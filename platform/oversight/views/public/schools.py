"""Where parents begin: what is published here, and finding a school."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from oversight.access import open_to_all
from oversight.views.public.blueprint import bp, kept, open_public
from tenants.publishing.public import count_schools, find_schools

_LONGEST = 60


@bp.get("/")
@open_to_all
def index() -> ResponseReturnValue:
    """What the public pages are, and the search."""
    with open_public() as session:
        count = count_schools(session)
    return kept(render_template("public/index.html", count=count))


@bp.get("/schools/")
@open_to_all
def schools() -> ResponseReturnValue:
    """Schools by name, code or pinyin initials; without words, all of them."""
    typed = request.args.get("q", "").strip()[:_LONGEST].replace("\x00", "")
    with open_public() as session:
        found = find_schools(session, typed)
    areas: dict[tuple[str, str], list[object]] = {}
    for each in found:
        areas.setdefault((each.district.zh, each.area.zh), []).append(each)
    return kept(render_template("public/schools.html", typed=typed, areas=list(areas.values()), count=len(found)))

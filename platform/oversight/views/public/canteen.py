"""A school's canteen in the open: licence, meals, prices, accounts, twelve months; and the same as files."""

import json
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from oversight.access import open_to_all
from oversight.shown.canteen import FINANCE, OPERATIONS, canteen_page
from oversight.shown.downloads import as_csv, as_document, figures_of
from oversight.views.asked import lang
from oversight.views.public.blueprint import bp, kept, open_public
from tenants.errors import NotFound
from tenants.publishing.public import ReleasedMonth, months_of_school, school_months, schools_in

_TREND_MONTHS = 12


@bp.get("/schools/<school_code>/canteen")
@open_to_all
def canteen(school_code: str) -> ResponseReturnValue:
    """The page; ``month`` picks another published month, ``unit=wan`` amounts in 10,000 yuan."""
    in_wan = request.args.get("unit") == "wan"
    with open_public() as session:
        months, month = _chosen(session, school_code)
        at = months.index(month)
        data = school_months(session, school_code, months[at : at + _TREND_MONTHS])
        counted = {code: schools_in(session, month.release_id, code) for code in (OPERATIONS, FINANCE)}
    page = canteen_page(data[0], data[::-1], counted, lang=lang(), in_wan=in_wan)

    def address(**changes: Any) -> str:
        asked: dict[str, Any] = {"month": request.args.get("month"), "unit": request.args.get("unit")} | changes
        return url_for("public.canteen", school_code=school_code, **{k: v for k, v in asked.items() if v})

    return kept(
        render_template(
            "public/canteen.html", page=page, data=page.data, months=months, month=month, in_wan=in_wan, address=address
        )
    )


@bp.get("/schools/<school_code>/canteen.csv")
@open_to_all
def canteen_csv(school_code: str) -> ResponseReturnValue:
    """The month's figures as a table."""
    with open_public() as session:
        _, month = _chosen(session, school_code)
        (data,) = school_months(session, school_code, [month])
    return kept(as_csv(figures_of(data, lang())), "text/csv", filename=f"{school_code}-canteen-{month.period_key}.csv")


@bp.get("/schools/<school_code>/canteen.json")
@open_to_all
def canteen_json(school_code: str) -> ResponseReturnValue:
    """The month's figures for programs."""
    with open_public() as session:
        _, month = _chosen(session, school_code)
        (data,) = school_months(session, school_code, [month])
    address = url_for("public.canteen", school_code=school_code, month=month.period_key, _external=True)
    document = as_document(data, figures_of(data, lang()), address)
    return kept(json.dumps(document, ensure_ascii=False, indent=1), "application/json")


def _chosen(session: Session, school_code: str) -> tuple[list[ReleasedMonth], ReleasedMonth]:
    """The months on show and the one asked for, else the latest; NotFound for a month that is not on show."""
    months = months_of_school(session, school_code.replace("\x00", ""))
    wanted = request.args.get("month")
    if not wanted:
        return months, months[0]
    for each in months:
        if each.period_key == wanted:
            return months, each
    raise NotFound

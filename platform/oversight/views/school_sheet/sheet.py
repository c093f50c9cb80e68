"""All of a school on one sheet: works without scripts, and prints on A4."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dashboards.numbers import exact
from dashboards.pages import subject as subject_page
from dashboards.pages.desk import BASE
from dashboards.pages.parts import similar_address
from dashboards.queries.choices import choices
from dashboards.queries.similar import FrozenYear, Likeness
from dashboards.school_sheet import SchoolSheet, read_sheet
from dashboards.subjects import subject_of
from dashboards.transforms.resemblance import reasons
from dashboards.transforms.school_sheet import sheet_found
from dashboards.view import View
from dashboards.words import BAND_LABELS, peer_words
from oversight.access import current_viewer, open_reading, requires
from oversight.dashboards import SHEETS, view_tabs
from oversight.filed.tables import Table, as_file
from oversight.views.asked import lang, now, today
from oversight.views.heads import head_of, moment
from oversight.views.school_sheet.blueprint import bp
from oversight.views.school_sheet.lines import drawer_of, shown_line
from oversight.views.school_sheet.months import asked_month, month_options
from tenants.accounts.roles import SCHOOL_ROLES, Permission
from tenants.calendar.periods import Period, name_of, period_of
from tenants.errors import NotFound
from tenants.quality.scores import parts_of, score_of, together
from tenants.registry.models import School
from tenants.returns.catalogue import all_returns
from tenants.returns.codes import label_of
from tenants.returns.declaration import FigureSource
from tenants.similar.traits import TRAITS
from tenants.text import Text

_RANKED_BY = "overall_index"
_NEAREST = 5  # compared with the school at a click


@bp.get("/own")
@requires(Permission.SEE_DASHBOARDS)
def own() -> ResponseReturnValue:
    """The sheet of the viewer's own school."""
    viewer = current_viewer()
    with open_reading() as session:
        school = session.get(School, (viewer.district_id, viewer.school_id)) if viewer.school_id else None
        if school is None:
            raise NotFound
        return redirect(url_for(".show", code=school.school_code), 303)


@bp.get("/<code>")
@requires(Permission.SEE_DASHBOARDS)
def show(code: str) -> ResponseReturnValue:
    """The sheet of a month, by default the newest that is over."""
    viewer = current_viewer()
    with open_reading() as session:
        offered = choices(session, viewer)
        sheet = read_sheet(session, viewer, code, asked_month(offered), today=today())
    return render_template(
        "dashboards/school.html",
        tabs=view_tabs(SHEETS),
        sheet=sheet,
        month=name_of(sheet.month).say(lang()),
        months=month_options(offered, sheet.month),
        name=Text(sheet.school.name_zh, sheet.school.name_en).say(lang()),
        facts=_identity(sheet),
        finding=sheet_found(sheet.lines, lang()),
        groups=_groups(sheet),
        silent=_silent(sheet),
        money=[(each.label.say(lang()), exact(each.yuan), drawer_of(each.line, code)) for each in sheet.money],
        quality=_quality(sheet),
        similar=_similar(sheet),
        is_school=viewer.role in SCHOOL_ROLES,
        as_of=moment(now(), lang()),
        open_duties=[
            (words, page.total, [head_of(line, lang()) for line in page.lines])
            for words, page in ((_("Overdue"), sheet.late), (_("With findings, sent back or reopened"), sheet.problems))
        ],
    )


@bp.get("/<code>.<any(xlsx, csv):kind>")
@requires(Permission.SEE_DASHBOARDS)
def export(code: str, kind: str) -> Response:
    """The figures of the sheet as a file."""
    viewer = current_viewer()
    with open_reading() as session:
        sheet = read_sheet(session, viewer, code, asked_month(choices(session, viewer)), today=today())
    name = Text(sheet.school.name_zh, sheet.school.name_en).say(lang())
    title = _("All figures of %(school)s", school=name)
    table = Table(
        name=f"{name}-{sheet.month.key}",
        title=title,
        about=[
            (_("Finding"), sheet_found(sheet.lines, lang())),
            (_("Period"), name_of(sheet.month).say(lang())),
            (_("As of"), moment(now(), lang())),
            (_("Link"), url_for(".show", code=code, period=sheet.month.key, _external=True)),
            (_("Exported by"), viewer.account_name),
        ],
        columns=[
            _("Return"), _("Indicator"), _("Period"), _("Unit"), _("Value"), _("Band"), _("Median of peers"), _("Peers"), _("Place in the peer group"),
            _("Median of similar schools"), _("Similar schools"), _("Place among similar schools"),
        ],
        rows=[
            [
                line.ret.label.say(lang()), line.indicator.label.say(lang()), name_of(line.period).say(lang()),
                line.indicator.unit.say(lang()), _number(line.latest.value),
                BAND_LABELS[line.band].say(lang()) if line.band else "", _number(line.peers and line.peers.median),
                _number(line.peers and line.peers.schools), line.group_rank[0] if line.group_rank else "", _number(line.similar and line.similar.median),
                _number(line.similar and line.similar.schools), line.rank[0] if line.rank else "",
            ]
            for line in sheet.lines
        ],
    )  # fmt: skip
    return as_file(table, kind)


def _identity(sheet: SchoolSheet) -> list[tuple[str, str]]:
    school, spoken = sheet.school, lang()

    def word(listed: str, code: str) -> str:
        return label_of(listed, code).say(spoken)

    joint = "、" if spoken == "zh" else ", "
    pupils = next((line for line in sheet.lines if line.indicator.code == "enrolment_total"), None)
    facts = [
        (_("School code"), school.school_code),
        (_("Area"), Text(school.area_zh or "", school.area_en or "").say(spoken)),
        (_("Stages"), joint.join(word("stage", each) for each in school.stages)),
        (_("Kind"), f"{word('school_type', school.school_type)} · {word('sponsor', school.sponsor)}"),
        (_("Locality"), word("locality", school.locality)),
        (_("Boarding"), word("boarding", school.boarding)),
        (_("Meals"), word("canteen_mode", school.canteen_mode)),
        (_("Pupils"), exact(pupils.latest.value) if pupils else "—"),
        (_("Peer group"), peer_words(school.peer_group).say(spoken) if school.peer_group else "—"),
    ]
    return [(label, value) for label, value in facts if value]


def _groups(sheet: SchoolSheet) -> list[dict[str, Any]]:
    missing, valued = _missing(sheet), [line for line in sheet.lines if line.latest.value is not None]
    grouped = [list(lines) for _code, lines in groupby(valued, key=lambda each: each.ret.code)]
    return [
        {
            "label": lines[0].ret.label.say(lang()),
            "href": _subject_address(lines[0].ret, sheet.month),
            "missing": missing.get(lines[0].ret.code, 0),
            "lines": [shown_line(line, sheet.school.school_code, sheet.month) for line in lines],
        }
        for lines in grouped
    ]


def _subject_address(source: FigureSource, month: Period) -> str:
    """The subject in all schools, for those who may open it."""
    subject = subject_of(source)
    if subject is None or current_viewer().role in SCHOOL_ROLES:
        return ""
    return f"{BASE}{subject_page.PATH}/{subject.code}?period={month.key}"


def _missing(sheet: SchoolSheet) -> dict[str, int]:
    counted = {each.return_code: each.counted.owed - each.counted.filed for each in sheet.scores}
    return {code: count for code, count in counted.items() if count > 0}


def _silent(sheet: SchoolSheet) -> list[tuple[str, list[str]]]:
    """What has no value: figures with nothing to divide by, returns missing, without anything to say, not asked."""
    owed, missing = {each.return_code for each in sheet.scores}, _missing(sheet)
    shown = {line.ret.code for line in sheet.lines}
    bare = [
        ret for ret in all_returns(sheet.month.start) if ret.indicators and ret.unit is None and ret.code not in shown
    ]
    kinds = [
        (_("Missing (overdue)"), [each for each in bare if each.code in missing]),
        (_("Nothing to report, or not accepted yet"), [each for each in bare if each.code in owed - set(missing)]),
        (_("Not asked of this school, or not due yet"), [each for each in bare if each.code not in owed]),
    ]
    empty = [line.indicator.label.say(lang()) for line in sheet.lines if line.latest.value is None]
    said = [(words, [each.label.say(lang()) for each in listed]) for words, listed in kinds]
    return [
        (words, listed)
        for words, listed in [(_("No value: nothing to divide by, or too few parts"), empty), *said]
        if listed
    ]


@dataclass(frozen=True)
class _Quality:
    score: str
    parts: list[tuple[str, str]]


def _quality(sheet: SchoolSheet) -> _Quality:
    parts = parts_of(together(sheet.scores))
    score = score_of(parts)
    return _Quality(
        "—" if score is None else f"{score:.1f}",
        [(each.label.say(lang()), f"{each.hits} / {each.of}") for each in parts],
    )


def _similar(sheet: SchoolSheet) -> dict[str, Any] | None:
    if sheet.frozen is None:
        return None
    own, *others = sheet.similar
    named = [each for each in others if each.school_code is not None]
    nearest = [own.school_code, *(each.school_code for each in named[:_NEAREST])]
    return {
        "year": name_of(period_of(sheet.frozen.school_year)).say(lang()),
        "weights": _weights(sheet.frozen),
        "is_placed": own.pupils is not None,
        "listed": [_likeness(own, each) for each in named],
        "elsewhere": len(others) - len(named),
        "nearest": nearest if len(nearest) > 1 else [],
        "ranked": similar_address(
            View(indicator_code=_RANKED_BY, period_key=sheet.month.key, school=sheet.school.school_code)
        ),
    }


def _likeness(own: Likeness, other: Likeness) -> dict[str, str]:
    return {
        "code": other.school_code or "",
        "name": Text(other.name_zh or "", other.name_en or "").say(lang()),
        "why": reasons(own, other).say(lang()),
    }


def _weights(frozen: FrozenYear) -> str:
    total = sum(frozen.weights.values()) or 1
    joint = "，" if lang() == "zh" else ", "
    shares = [(TRAITS[code].label.say(lang()), weight) for code, weight in frozen.weights.items() if code in TRAITS]
    return joint.join(f"{label} {100 * weight / total:.0f}%" for label, weight in shares)


def _number(value: float | None) -> float | str:
    return "" if value is None else value

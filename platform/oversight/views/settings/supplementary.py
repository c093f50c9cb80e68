"""Supplementary returns: defined in the browser or by a file, looked at as a template, published from a period on."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from etl.checking.imported import read_fields
from etl.checking.typed import read_typed
from etl.workbook.fill import TemplateFill
from etl.workbook.template import write_template
from etl.workbook.words import said
from oversight.access import current_viewer, open_session, requires
from oversight.filed.tables import XLSX, Table, as_file, attachment
from oversight.views.asked import guard, lang, now, originals, today
from oversight.views.heads import moment
from oversight.views.settings.blueprint import bp
from oversight.views.settings.forms import Input, inputs_of
from oversight.views.settings.shown import change_words
from tenants.accounts.roles import Permission, Role, accepting_label, may
from tenants.calendar.models import ReturnUse
from tenants.calendar.periods import Period, containing, following, name_of
from tenants.errors import OversightError
from tenants.returns.codes import codes_of
from tenants.returns.declaration import PeriodType
from tenants.returns.labels import PERIOD_LABELS, due_words
from tenants.returns.lists import LISTS
from tenants.settings.history import changes_of
from tenants.supplementary.changing import (
    KIND,
    Head,
    all_definitions,
    begin,
    change_head,
    copy_of,
    definition,
    discard,
    end,
    publish,
    set_fields,
)
from tenants.supplementary.declaring import declare
from tenants.supplementary.defining import ACCEPTING, COLUMNS, DEFINITION, DUES, as_kept
from tenants.supplementary.models import SupplementaryReturn
from tenants.text import Text

_LARGEST_BYTES = 2 * 2**20
_LONGEST_LABEL = 40
_LONGEST_BASIS = 300
_TOLD = {"kept", "published", "ended", "imported", "copied"}
_NEXT_PERIODS = 4


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A definition on a page."""

    kept: SupplementaryReturn
    label: str
    filed: str  # how often and by when
    accepted_by: str
    state: str
    tone: str


@bp.get("/supplementary/")
@requires(Permission.READ_SETTINGS)
def supplementary() -> ResponseReturnValue:
    """Every return the district defined itself."""
    with open_session() as session:
        listed = [
            _shown(each, session.get(ReturnUse, (each.district_id, each.code))) for each in all_definitions(session)
        ]
    return render_template("settings/supplementary.html", listed=listed, may_change=_may_change())


@bp.get("/supplementary/new")
@requires(Permission.CHANGE_SETTINGS)
def new_supplementary() -> ResponseReturnValue:
    """The form of a new one."""
    return _head_form(None, {}, {})


@bp.get("/supplementary/<code>/head")
@requires(Permission.CHANGE_SETTINGS)
def supplementary_head(code: str) -> ResponseReturnValue:
    """The form of what is said of the whole return."""
    with open_session() as session:
        kept = definition(session, code)
    typed = {name: getattr(kept, name) for name in ("label_zh", "label_en", "accepting", "basis")}
    return _head_form(code, typed | {"due": f"{kept.period}.{kept.due}"}, {})


@bp.post("/supplementary/save")
@requires(Permission.CHANGE_SETTINGS)
def save_supplementary() -> ResponseReturnValue:
    """Keep what is said of the whole return."""
    code = request.form.get("code") or None
    head, problems = _read_head()
    if problems:
        return _head_form(code, dict(request.form), problems), 422
    with open_session() as session:
        if code is None:
            code = begin(session, current_viewer(), head, at=now())
        else:
            change_head(session, current_viewer(), code, head, at=now())
    return redirect(url_for(".supplementary_return", code=code, told="kept"), 303)


@bp.get("/supplementary/<code>")
@requires(Permission.READ_SETTINGS)
def supplementary_return(code: str) -> ResponseReturnValue:
    """One definition: its fields, its template, its periods, its history."""
    return _page(code)


@bp.get("/supplementary/<code>/fields/new")
@requires(Permission.CHANGE_SETTINGS)
def new_field(code: str) -> ResponseReturnValue:
    """The form of one more field."""
    return _field_form(code, None, {}, {})


@bp.get("/supplementary/<code>/fields/<int:number>")
@requires(Permission.CHANGE_SETTINGS)
def edit_field(code: str, number: int) -> ResponseReturnValue:
    """The form of a field there is."""
    with open_session() as session:
        fields = definition(session, code).fields
    if number >= len(fields):
        abort(404)
    held = fields[number]
    typed = {each.code: [_typed_as(held[each.code])] for each in COLUMNS if each.code in held}
    return _field_form(code, number, typed, {})


@bp.post("/supplementary/<code>/fields")
@requires(Permission.CHANGE_SETTINGS)
def save_field(code: str) -> ResponseReturnValue:
    """Keep one field, new or in its place."""
    number = request.form.get("number", type=int)
    typed = {name: request.form.getlist(name) for name in request.form if name not in {"csrf_token", "number"}}
    row, found = read_typed(DEFINITION, DEFINITION.parts[0], typed, today=today())
    problems = {each.field or "": each.says.say(lang()) for each in reversed(found)}
    if row["codes"] and row["codes"] not in LISTS:
        problems["codes"] = _("There is no list of that name.")
    if problems:
        return _field_form(code, number, typed, problems), 422
    with open_session() as session:
        fields = list(definition(session, code).fields)
        if number is not None and number < len(fields):
            fields[number] = as_kept(row)
        else:
            fields.append(as_kept(row))
        set_fields(session, current_viewer(), code, fields, at=now())
    again = "add" in request.form
    return redirect(url_for(".new_field" if again else ".supplementary_return", code=code, told="kept"), 303)


@bp.post("/supplementary/<code>/fields/<int:number>/<any(remove, up):way>")
@requires(Permission.CHANGE_SETTINGS)
def arrange_field(code: str, number: int, way: str) -> ResponseReturnValue:
    """Take a field out, or move it up."""
    with open_session() as session:
        fields = list(definition(session, code).fields)
        if number >= len(fields):
            abort(404)
        row = fields.pop(number)
        if way == "up":
            fields.insert(max(number - 1, 0), row)
        set_fields(session, current_viewer(), code, fields, at=now())
    return redirect(url_for(".supplementary_return", code=code, _anchor="fields"), 303)


@bp.post("/supplementary/<code>/import")
@requires(Permission.CHANGE_SETTINGS)
def import_fields(code: str) -> ResponseReturnValue:
    """Take all fields from a file; nothing is kept while anything in it is wrong."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _page(code, problems={"import": _("Choose a file first.")}), 422
    original = originals().keep(sent.stream, largest=_LARGEST_BYTES)
    rows, findings = read_fields(guard(), originals().path_of(original.sha256), DEFINITION, today=today())
    if findings:
        return _page(code, findings=findings), 422
    with open_session() as session:
        set_fields(session, current_viewer(), code, [as_kept(each) for each in rows], at=now())
    return redirect(url_for(".supplementary_return", code=code, told="imported"), 303)


@bp.get("/supplementary/<code>/fields.<kind>")
@requires(Permission.READ_SETTINGS)
def export_fields(code: str, kind: str) -> Response:
    """The fields as a file, in the form that is imported."""
    if kind not in {"xlsx", "csv"}:
        abort(404)
    with open_session() as session:
        kept = definition(session, code)
    viewer = current_viewer()
    label = Text(kept.label_zh, kept.label_en).say(lang())
    rows = [[_cell(row.get(each.code), each) for each in COLUMNS] for row in kept.fields]
    about = [
        (_("As of"), moment(now(), lang())),
        (_("Exported by"), viewer.account_name),
        (_("Link"), url_for(".supplementary_return", code=code, _external=True)),
    ]
    columns = [each.label.say(lang()) for each in COLUMNS]
    return as_file(Table(name=f"{kept.number}-{label}", title=label, about=about, columns=columns, rows=rows), kind)


@bp.get("/supplementary/<code>/template.xlsx")
@requires(Permission.READ_SETTINGS)
def preview_template(code: str) -> Response:
    """The workbook schools would fill in."""
    with open_session() as session:
        kept = definition(session, code)
    ret = declare(kept)
    period = containing(ret.period, kept.published_from or today())
    fill = TemplateFill(
        school_code="", school_name=Text("", ""), period_key=period.key, period_name=name_of(period),
        period_start=period.start,
    )  # fmt: skip
    target = io.BytesIO()
    write_template(ret, target, fill, lang())
    return attachment(target.getvalue(), name=f"{kept.number}-{ret.label.say(lang())}.xlsx", mimetype=XLSX)


@bp.post("/supplementary/<code>/<any(publish, end):way>")
@requires(Permission.CHANGE_SETTINGS)
def decide_supplementary(code: str, way: str) -> ResponseReturnValue:
    """Ask schools for it from a period on, or no longer."""
    day = _day(request.form.get("day", ""))
    if day is None:
        return _page(code, problems={way: _("Choose a period.")}), 422
    act: Callable[..., None] = publish if way == "publish" else end
    try:
        with open_session() as session:
            act(session, current_viewer(), code, day, request.form.get("reason", ""), at=now(), today=today())
    except OversightError as problem:
        return _page(code, problems={way: problem.text.say(lang())}), 422
    told = "published" if way == "publish" else "ended"
    return redirect(url_for(".supplementary_return", code=code, told=told), 303)


@bp.post("/supplementary/<code>/copy")
@requires(Permission.CHANGE_SETTINGS)
def copy_supplementary(code: str) -> ResponseReturnValue:
    """A new draft like this one."""
    with open_session() as session:
        made = copy_of(session, current_viewer(), code, at=now())
    return redirect(url_for(".supplementary_return", code=made, told="copied"), 303)


@bp.post("/supplementary/<code>/discard")
@requires(Permission.CHANGE_SETTINGS)
def discard_supplementary(code: str) -> ResponseReturnValue:
    """Throw a draft away."""
    with open_session() as session:
        discard(session, current_viewer(), code, at=now())
    return redirect(url_for(".supplementary"), 303)


def _page(code: str, *, problems: dict[str, str] | None = None, findings: Any = ()) -> str:
    with open_session() as session:
        kept = definition(session, code)
        use = session.get(ReturnUse, (kept.district_id, code))
        changes = [change_words(each) for each in changes_of(session, KIND, code)]
    wrong = ""
    try:
        declare(kept)
    except OversightError as problem:
        wrong = problem.text.say(lang())
    told = request.args.get("told", "") if request.method == "GET" else ""
    return render_template(
        "settings/supplementary_return.html",
        shown=_shown(kept, use),
        rows=[[_cell(row.get(each.code), each) for each in COLUMNS] for row in kept.fields],
        columns=COLUMNS,
        wrong=wrong,
        is_draft=kept.published_from is None,
        is_running=use is not None and use.asked_until is None,
        periods=[(each.start, name_of(each).say(lang())) for each in _periods(PeriodType(kept.period))],
        problems=problems or {},
        findings=findings,
        told=told if told in _TOLD else "",
        changes=changes,
        typed=request.form,
        may_change=_may_change(),
    )


def _head_form(code: str | None, typed: dict[str, str], problems: dict[str, str]) -> str:
    return render_template(
        "settings/supplementary_head.html",
        code=code,
        typed=typed,
        problems=problems,
        dues=[
            (f"{kind}.{due}", f"{PERIOD_LABELS[kind].say(lang())} · {due_words(due).say(lang())}") for kind, due in DUES
        ],
        accepting=[(each, accepting_label(each).say(lang())) for each in ACCEPTING],
        longest=(_LONGEST_LABEL, _LONGEST_BASIS),
    )


def _field_form(code: str, number: int | None, typed: dict[str, list[str]], problems: dict[str, str]) -> str:
    with open_session() as session:
        kept = definition(session, code)
    fresh = {"part": ["main"], "need": ["required"], "figure": ["none"]} if not typed else {}
    inputs = [_with_lists(each) for each in inputs_of(COLUMNS, typed or fresh, problems)]
    return render_template(
        "settings/supplementary_field.html",
        kept=kept,
        label=Text(kept.label_zh, kept.label_en).say(lang()),
        number=number,
        inputs=inputs,
        problems=problems,
        told=request.args.get("told", "") if request.method == "GET" else "",
    )


def _with_lists(each: Input) -> Input:
    """The list of a field of codes is chosen by what it holds."""
    if each.field.code != "codes":
        return each
    return each.offering([(name, f"{name}（{'、'.join(label.zh for label in list(codes.values())[:3])}）" if lang() == "zh"
                           else f"{name} ({', '.join(label.en for label in list(codes.values())[:3])})")
                          for name in sorted(LISTS) if (codes := codes_of(name))])  # fmt: skip


def _read_head() -> tuple[Head, dict[str, str]]:
    problems: dict[str, str] = {}
    texts = {name: " ".join(request.form.get(name, "").split()) for name in ("label_zh", "label_en", "basis")}
    if not texts["label_zh"]:
        problems["label_zh"] = _("Fill this in.")
    for name, most in (("label_zh", _LONGEST_LABEL), ("label_en", _LONGEST_LABEL), ("basis", _LONGEST_BASIS)):
        if len(texts[name]) > most:
            problems[name] = _("At most %(n)s characters.", n=most)
        elif texts[name][:1] in set("=+-@"):
            problems[name] = _("It cannot begin with = + - @.")
    period, due = request.form.get("due", "").partition(".")[::2]
    if (period, due) not in {(str(kind), code) for kind, code in DUES}:
        problems["due"] = _("Choose one.")
    accepting = request.form.get("accepting", "")
    if accepting not in ACCEPTING:
        problems["accepting"] = _("Choose one.")
    return Head(**texts, period=period, due=due, accepting=accepting), problems


def _shown(kept: SupplementaryReturn, use: ReturnUse | None) -> Shown:
    period = PeriodType(kept.period)
    if kept.published_from is None:
        state, tone = _("Draft"), "todo"
    elif use is not None and use.asked_until is not None and use.asked_until < today():
        state, tone = _("Ended"), "todo"
    else:
        state, tone = _("Published"), "done"
    return Shown(
        kept=kept,
        label=Text(kept.label_zh, kept.label_en).say(lang()),
        filed=f"{PERIOD_LABELS[period].say(lang())} · {due_words(kept.due).say(lang())}",
        accepted_by=accepting_label(str(Role(kept.accepting))).say(lang()),
        state=state,
        tone=tone,
    )


def _periods(kind: PeriodType) -> list[Period]:
    found = [containing(kind, today())]
    while len(found) < _NEXT_PERIODS:
        found.append(following(found[-1]))
    return found


def _cell(value: Any, each: Any) -> str:
    if value is None:
        return ""
    typed = value if each.codes or isinstance(value, bool) else str(value)
    return said(typed, each).say(lang()) if each.codes or isinstance(value, bool) else str(value)


def _typed_as(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def _may_change() -> bool:
    return may(current_viewer().role, Permission.CHANGE_SETTINGS)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

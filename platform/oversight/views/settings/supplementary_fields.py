"""The fields of a supplementary return: one by one in a form, all from a file, and the workbook they make."""

import io
from typing import Any

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from etl.checking.imported import read_fields
from etl.checking.typed import read_typed
from etl.workbook.fill import TemplateFill
from etl.workbook.template import write_template
from oversight.access import current_viewer, open_session, requires
from oversight.filed.tables import XLSX, Table, as_file, attachment
from oversight.views.asked import guard, lang, now, originals, today
from oversight.views.heads import moment
from oversight.views.settings.blueprint import bp
from oversight.views.settings.forms import Input, inputs_of
from oversight.views.settings.supplementary_shown import cell_of, definition_page
from tenants.accounts.roles import Permission
from tenants.calendar.periods import containing, name_of
from tenants.returns.codes import codes_of
from tenants.returns.lists import LISTS
from tenants.supplementary.changing import (
    definition,
    set_fields,
)
from tenants.supplementary.declaring import declare
from tenants.supplementary.defining import COLUMNS, DEFINITION, as_kept
from tenants.text import Text

_LARGEST_BYTES = 2 * 2**20


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
        return definition_page(code, problems={"import": _("Choose a file first.")}), 422
    original = originals().keep(sent.stream, largest=_LARGEST_BYTES)
    rows, findings = read_fields(guard(), originals().file_of(original.sha256), DEFINITION, today=today())
    if findings:
        return definition_page(code, findings=findings), 422
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
    rows = [[cell_of(row.get(each.code), each) for each in COLUMNS] for row in kept.fields]
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


def _typed_as(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)

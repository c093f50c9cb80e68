"""One table of settings: what holds today, what is declared, what is planned; also as a file."""

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from etl.workbook.words import said
from oversight.access import current_viewer, open_session, requires
from oversight.filed.tables import Table, as_file
from oversight.views.asked import lang, now, today
from oversight.views.heads import moment
from oversight.views.settings.asked import may_change
from oversight.views.settings.blueprint import bp
from oversight.views.settings.shown import shown_lines
from tenants.accounts.roles import Permission
from tenants.settings.lines import Line, lines_of
from tenants.settings.tables import TABLES, VALID_FROM, Key, SettingTable

_LONGEST = 60


@bp.get("/<any({codes}):table>/".format(codes=", ".join(TABLES)))
@requires(Permission.READ_SETTINGS)
def table(table: str) -> ResponseReturnValue:
    """The rows, or those whose name or code fits the words asked for."""
    kept = TABLES[table]
    typed = request.args.get("q", "").strip()[:_LONGEST].replace("\x00", "")
    with open_session() as session:
        lines = shown_lines(kept, lines_of(session, kept), today())
    folded = typed.casefold()
    found = [each for each in lines if folded in f"{each.label} {each.code} {' '.join(each.key)}".casefold()]
    return render_template(
        "settings/table.html",
        table=kept,
        lines=found,
        typed=typed,
        may_change=may_change(),
        may_import=not kept.is_fixed or kept.code == "cost_share_limit",
        told=request.args.get("told", ""),
    )


@bp.get("/<any({codes}):table>/rows.<kind>".format(codes=", ".join(TABLES)))
@requires(Permission.READ_SETTINGS)
def export(table: str, kind: str) -> Response:
    """Every row the district has, planned ones too, and declared ones that still hold; the form that is imported."""
    if kind not in {"xlsx", "csv"}:
        abort(404)
    kept = TABLES[table]
    with open_session() as session:
        lines = lines_of(session, kept)
    columns = kept.as_return.parts[0].fields
    viewer = current_viewer()
    return as_file(
        Table(
            name=f"{kept.label.say(lang())}-{today():%Y%m%d}",
            title=kept.label.say(lang()),
            about=[
                (_("As of"), moment(now(), lang())),
                (_("Exported by"), viewer.account_name),
                (_("Link"), url_for(".table", table=table, _external=True)),
            ],
            columns=[each.label.say(lang()) for each in columns],
            rows=[_cells(kept, *each) for each in _rows(kept, lines)],
        ),
        kind,
    )


def _rows(kept: SettingTable, lines: dict[Key, Line]) -> list[tuple[Key, dict[str, object]]]:
    found: list[tuple[Key, dict[str, object]]] = []
    for key, line in lines.items():
        for row in line.own or ([line.declared] if line.declared else []):
            day = {VALID_FROM: row.valid_from} if kept.is_dated else {}
            found.append((key, {**dict(zip(kept.key, key, strict=True)), **day, **row.values}))
    return found


def _cells(kept: SettingTable, key: Key, values: dict[str, object]) -> list[object]:
    cells: list[object] = []
    for each in kept.as_return.parts[0].fields:
        value = values.get(each.code)
        is_text = isinstance(value, str) and kept.code in {"parameter_value", "indicator_target"} and each.codes is None
        cells.append(value if is_text else said(value, each).say(lang()))
    return cells

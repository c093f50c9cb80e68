"""The dictionary: what every return asks, checks and works out, in words; for everybody, also as a file."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from etl.similar.freezing import weights_on
from oversight.access import find_viewer, open_session, open_to_all
from oversight.filed.tables import Table, as_file
from oversight.views.asked import lang, today
from tenants.accounts.roles import accepting_label, filling_label
from tenants.indices.declared import INDICES, OVERSIGHT
from tenants.indices.declared import Part as IndexPart
from tenants.returns.catalogue import all_returns, every_version, find_indicator, get_return
from tenants.returns.codes import codes_of
from tenants.returns.declaration import Return, Rule
from tenants.returns.description import as_json
from tenants.returns.dictionary import Entry, EntryKind, anchor_of, entries, search
from tenants.returns.labels import (
    DIRECTION_LABELS,
    NEED_LABELS,
    PERIOD_LABELS,
    SENSITIVITY_LABELS,
    SEVERITY_LABELS,
    due_words,
    kind_words,
)
from tenants.returns.notation.words import expression_words
from tenants.returns.parameters import PARAMETERS
from tenants.returns.schemes import SCHEMES
from tenants.settings.local_rules import rules_in_use
from tenants.similar.traits import TRAITS, Trait
from tenants.text import Text

bp = Blueprint("dictionary", __name__, url_prefix="/dictionary")
_LONGEST, _MOST = 60, 60
KIND_LABELS = {
    EntryKind.RETURN: Text("报表", "Return"),
    EntryKind.FIELD: Text("栏目", "Field"),
    EntryKind.INDICATOR: Text("指标", "Indicator"),
    EntryKind.RULE: Text("规则", "Rule"),
}


@bp.before_request
def know_reader() -> None:
    """Who is signed in reads of the own returns of the district, too."""
    find_viewer()


@bp.get("/")
@open_to_all
def index() -> ResponseReturnValue:
    """All returns, or what the words asked for fit."""
    typed = request.args.get("q", "").strip()[:_LONGEST].replace("\x00", "")
    found = search(typed, today())
    return render_template(
        "dictionary/index.html",
        typed=typed,
        found=[(KIND_LABELS[each.kind], each, _address(each)) for each in found[:_MOST]],
        count=len(found),
        most=_MOST,
        returns=all_returns(today()),
        periods=PERIOD_LABELS,
        due_words=due_words,
        oversight=OVERSIGHT,
        schemes=SCHEMES,
    )


@bp.get("/<code>")
@open_to_all
def show(code: str) -> ResponseReturnValue:
    """One return with its fields, rules and indicators, or the indices over all of them."""
    if code == OVERSIGHT.code:
        return render_template("dictionary/oversight.html", **_oversight())
    ret = _declared(code)
    first = ret.parts[0].code
    return render_template(
        "dictionary/show.html",
        ret=ret,
        facts=_facts(ret, first),
        own_rules=_own_rules(ret),
        words=lambda text, part: expression_words(text, ret, part).say(lang()),
        anchor=lambda kind, code, part="": anchor_of(EntryKind(kind), code, part),
        kind_words=kind_words,
        codes_of=codes_of,
        needs=NEED_LABELS,
        sensitivities=SENSITIVITY_LABELS,
        severities=SEVERITY_LABELS,
        directions=DIRECTION_LABELS,
    )


@bp.get("/dictionary.<kind>")
@open_to_all
def export(kind: str) -> Response:
    """The whole dictionary as XLSX, CSV or, with every expression, JSON."""
    if kind == "json":
        return jsonify(as_json(today()))
    if kind not in {"xlsx", "csv"}:
        abort(404)
    table = Table(
        name=f"{_('Dictionary')}-{today():%Y%m%d}",
        title=_("Dictionary of returns"),
        about=[(_("As of"), today().isoformat()), (_("Link"), url_for(".index", _external=True))],
        columns=[_("Return"), _("Kind"), _("Code"), _("Name"), _("Meaning")],
        rows=[
            [
                each.ret.label.say(lang()),
                KIND_LABELS[each.kind].say(lang()),
                each.code,
                each.label.say(lang()),
                each.about.say(lang()),
            ]
            for each in entries(today())
        ],
    )
    return as_file(table, kind)


def _oversight() -> dict[str, Any]:
    """Each index with its parts; then the other figures that no return states."""
    others = [each for each in OVERSIGHT.indicators if each.code not in INDICES]
    return {
        "source": OVERSIGHT,
        "indices": [(each, [_part(part) for part in each.parts]) for each in INDICES.values()],
        "others": others,
        "traits": _traits(),
        "anchor": lambda code: anchor_of(EntryKind.INDICATOR, code),
        "directions": DIRECTION_LABELS,
    }


def _part(part: IndexPart) -> tuple[str, str, int, str]:
    """Name, address, weight and what earns everything."""
    source, indicator = find_indicator(part.indicator)
    address = url_for(".show", code=source.code, _anchor=anchor_of(EntryKind.INDICATOR, part.indicator))
    full = PARAMETERS[part.full_at].label.say(lang()) if part.full_at else f"100 {indicator.unit.say(lang())}"
    return indicator.label.say(lang()), address, part.weight, full


def _traits() -> list[tuple[Trait, float, float | None]]:
    """What schools are found alike by: the declared weight and, for who belongs to a district, that of its own; in %."""
    declared = {code: float(each.weight) for code, each in TRAITS.items()}
    own = {}
    if find_viewer() is not None:
        with open_session() as session:
            own = weights_on(session, today())
    whole, own_whole = sum(declared.values()), sum(own.values())
    return [
        (each, 100 * declared[code] / whole, 100 * own[code] / own_whole if own else None)
        for code, each in TRAITS.items()
    ]


def _own_rules(ret: Return) -> Sequence[tuple[str, Sequence[Rule]]]:
    """The rules that the reader's district wrote itself and has in use, by code; nothing for the public."""
    if find_viewer() is None:
        return ()
    with open_session() as session:
        rules = rules_in_use(session).get(ret.code, ())
    codes = dict.fromkeys(each.code for each in rules)
    return [(code, [each for each in rules if each.code == code]) for code in codes]


def _declared(code: str) -> Return:
    try:
        return get_return(code, today())
    except KeyError:
        abort(404)


def _address(entry: Entry) -> str:
    return url_for(".show", code=entry.ret.code, _anchor=entry.anchor or None)


def _facts(ret: Return, first: str) -> list[tuple[str, str]]:
    """How often, by when, by whom, from whom, and since when."""
    says = [
        (_("Filed"), f"{PERIOD_LABELS[ret.period].say(lang())} · {due_words(ret.due).say(lang())}"),
        (_("Filled in by"), filling_label(ret.filler).say(lang())),
        (_("Accepted by"), accepting_label(ret.accepting).say(lang())),
    ]
    if ret.applies_when:
        says.append((_("Owed where"), expression_words(ret.applies_when, ret, first).say(lang())))
    if ret.legal_basis:
        says.append((_("Legal basis"), ret.legal_basis.say(lang())))
    says.append((_("In force since"), ", ".join(_day(each) for each in _editions(ret))))
    return says


def _editions(ret: Return) -> list[date]:
    return sorted(each.valid_from for each in every_version() if each.code == ret.code)


def _day(day: date) -> Any:
    return Text(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {day:%B %Y}").say(lang())

"""What can be set, what each section holds, and what was changed last."""

from dataclasses import dataclass

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from oversight.access import open_session, requires
from oversight.views.asked import lang
from oversight.views.settings.blueprint import bp
from oversight.views.settings.shown import change_words
from tenants.accounts.roles import Permission
from tenants.settings.history import KindChanged, kinds_changed, latest_changes
from tenants.settings.local_rules import KIND as LOCAL_RULES
from tenants.settings.tables import TABLES
from tenants.supplementary.changing import KIND as SUPPLEMENTARY

_ASKED = ("return_use", "code_use")
_JUDGED = ("parameter_value", "indicator_target", "cost_share_limit", "meal_fee_cap", "similarity_weight")


@dataclass(frozen=True, kw_only=True)
class Section:
    """One page of settings, as the overview names it."""

    name: str
    about: str
    href: str
    changed: KindChanged | None


@bp.get("/")
@requires(Permission.READ_SETTINGS)
def index() -> ResponseReturnValue:
    """Every section with how much of it is the district's own, and the latest changes of all."""
    with open_session() as session:
        changed, changes = kinds_changed(session), latest_changes(session)
    tables = {code: _of_table(code, changed) for code in TABLES}
    groups = [
        (_("What is asked for"), [*(tables[code] for code in _ASKED), _supplementary(changed)]),
        (_("How it is judged"), [*(tables[code] for code in _JUDGED), _local_rules(changed)]),
        (
            _("What rules and figures look up"),
            [each for code, each in tables.items() if code not in {*_ASKED, *_JUDGED}],
        ),
    ]
    return render_template("settings/index.html", groups=groups, changes=[change_words(each) for each in changes])


def _of_table(code: str, changed: dict[str, KindChanged]) -> Section:
    table = TABLES[code]
    return Section(
        name=table.label.say(lang()),
        about=table.about.say(lang()),
        href=url_for(".table", table=code),
        changed=changed.get(code),
    )


def _local_rules(changed: dict[str, KindChanged]) -> Section:
    return Section(
        name=_("Rules of the district"),
        about=_("Rules the bureau writes itself: tried out on accepted figures, switched on from a day, switched off again."),
        href=url_for(".local_rules"),
        changed=changed.get(LOCAL_RULES),
    )  # fmt: skip


def _supplementary(changed: dict[str, KindChanged]) -> Section:
    return Section(
        name=_("Supplementary returns"),
        about=_("What the district asks for beside the catalogue, defined here without a programmer."),
        href=url_for(".supplementary"),
        changed=changed.get(SUPPLEMENTARY),
    )

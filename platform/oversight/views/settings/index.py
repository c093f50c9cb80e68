"""What can be set, and what was changed last."""

from flask import render_template
from flask.typing import ResponseReturnValue

from oversight.access import open_session, requires
from oversight.views.settings.blueprint import bp
from oversight.views.settings.shown import change_words
from tenants.accounts.roles import Permission
from tenants.settings.history import latest_changes
from tenants.settings.tables import TABLES


@bp.get("/")
@requires(Permission.READ_SETTINGS)
def index() -> ResponseReturnValue:
    """Every kind of setting, and the latest changes of all."""
    with open_session() as session:
        changes = latest_changes(session)
    return render_template(
        "settings/index.html", tables=TABLES.values(), changes=[change_words(each) for each in changes]
    )

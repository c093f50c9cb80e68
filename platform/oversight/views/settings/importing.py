"""Many rows from a file: looked at first, with every finding at its cell; written only when the reader says so."""

from typing import Any

from flask import abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeTimedSerializer

from etl.checking.imported import Imported, read_import
from oversight.access import current_viewer, open_session, requires
from oversight.views.asked import guard, lang, now, originals, today
from oversight.views.settings.blueprint import bp
from oversight.views.settings.shown import values_words
from tenants.accounts.roles import Permission
from tenants.errors import NotFound
from tenants.settings.changing import import_changes
from tenants.settings.lines import lines_of
from tenants.settings.tables import TABLES, SettingTable

_CODES = ", ".join(code for code, each in TABLES.items() if not each.is_fixed or code == "cost_share_limit")
_LARGEST_BYTES = 5 * 2**20
_VALID_SECONDS = 3600
_MOST_SHOWN = 200


@bp.get(f"/<any({_CODES}):table>/import")
@requires(Permission.CHANGE_SETTINGS)
def choose_file(table: str) -> ResponseReturnValue:
    """What a file must look like, and the form that sends one."""
    return _page(TABLES[table])


@bp.post(f"/<any({_CODES}):table>/import")
@requires(Permission.CHANGE_SETTINGS)
def look_into(table: str) -> ResponseReturnValue:
    """Read a file and say what it would change; nothing is written yet."""
    kept = TABLES[table]
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _page(kept, problem=_("Choose a file first.")), 422
    original = originals().keep(sent.stream, largest=_LARGEST_BYTES)
    return _shown(kept, original.sha256, sent.filename[:100])


@bp.post(f"/<any({_CODES}):table>/import/save")
@requires(Permission.CHANGE_SETTINGS)
def save(table: str) -> ResponseReturnValue:
    """Write what was looked at."""
    kept = TABLES[table]
    sha256, filename = _opened(kept, request.form.get("file", ""))
    with open_session() as session:
        found = _read(kept, sha256, session)
        if not found.errors:
            import_changes(session, current_viewer(), kept, found.changes, filename, at=now())
    if found.errors:  # somebody changed a row meanwhile
        return _shown(kept, sha256, filename)
    return redirect(url_for(".table", table=table, told="imported"), 303)


def _shown(kept: SettingTable, sha256: bytes, filename: str) -> ResponseReturnValue:
    with open_session() as session:
        found = _read(kept, sha256, session)
    page = _page(
        kept,
        found=found,
        filename=filename,
        signed=_serializer(kept).dumps([sha256.hex(), filename]),
        changes=[
            (kept.key_label(each.key).say(lang()), each.valid_from, values_words(kept, each.key, each.values))
            for each in found.changes[:_MOST_SHOWN]
        ],
    )
    return (page, 422) if found.errors else page


def _read(kept: SettingTable, sha256: bytes, session: Any) -> Imported:
    return read_import(guard(), originals().file_of(sha256), kept, lines_of(session, kept), today=today())


def _page(kept: SettingTable, **more: Any) -> str:
    columns = kept.as_return.parts[0].fields
    return render_template("settings/import.html", table=kept, columns=columns, **more)


def _serializer(kept: SettingTable) -> URLSafeTimedSerializer:
    """Binds a file to who looked at it and for which table: another's file cannot be named."""
    viewer = current_viewer()
    salt = f"setting-import:{kept.code}:{viewer.district_id}:{viewer.account_id}"
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=salt)


def _opened(kept: SettingTable, signed: str) -> tuple[bytes, str]:
    try:
        sha256, filename = _serializer(kept).loads(signed, max_age=_VALID_SECONDS)
    except BadSignature:
        raise NotFound from None
    found = bytes.fromhex(sha256)
    if not originals().holds(found):
        abort(404)
    return found, filename

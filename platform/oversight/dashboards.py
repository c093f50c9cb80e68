"""The dashboards under this application's guard: who may enter, and the form token Dash sends along."""

import importlib.util

from flask import Flask, Response, request
from flask_wtf.csrf import generate_csrf

from oversight.access import current_viewer, find_viewer, open_session
from oversight.i18n import chosen_theme, lang
from tenants.accounts.roles import Permission, may
from tenants.errors import NotAllowed

PREFIX = "/dashboards/"


def mount_dashboards(app: Flask) -> None:
    """Mount Dash; its routes lie past any blueprint, so the whole prefix is guarded before the request."""
    if importlib.util.find_spec("dashboards.mount") is None:
        return
    from dashboards.mount import mount

    @app.before_request
    def guard() -> None:
        if request.path.startswith(PREFIX.rstrip("/")) and not may(current_viewer().role, Permission.SEE_DASHBOARDS):
            raise NotAllowed

    dash = mount(app, open_session=open_session, viewer=current_viewer, lang=lang)
    app.extensions["houqin.dash_hashes"] = dash.csp_hashes()

    @app.after_request
    def token(answer: Response) -> Response:
        # Dash sends this cookie as X-CSRFToken, the header that Flask-WTF looks for
        if request.path == PREFIX and find_viewer():
            answer.set_cookie("_csrf_token", generate_csrf(), samesite="Strict", secure=request.is_secure)
        return answer


__all__ = ["chosen_theme", "mount_dashboards"]

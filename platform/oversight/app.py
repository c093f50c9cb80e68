"""The application factory: everything is wired here and nowhere else."""

from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from oversight import access, errors, health, i18n, logs, pages, security
from oversight.api.app import mount as mount_api
from oversight.dashboards import mount_dashboards
from oversight.settings import Settings
from oversight.views.every import BLUEPRINTS

_HERE = Path(__file__).parent
MAX_REQUEST_BYTES = 30 * 2**20  # above the 25 MiB of a workbook, so that our own words answer for that


class Application(Flask):
    """Flask, but for its own log of errors: it would quote addresses and what the database says of rows."""

    def log_exception(self, exc_info: Any) -> None:
        """``errors`` has logged it, without either."""


def create_app(settings: Settings) -> Flask:
    """The web application over the pools of these settings."""
    app = Application("oversight", root_path=str(_HERE), static_folder="static", template_folder="templates")
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_PARTS=5000,
        MAX_FORM_MEMORY_SIZE=5 * 2**20,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
    )
    app.extensions["houqin.pools"] = settings.pools()
    logs.init_app(app)
    security.init_app(app)
    i18n.init_app(app)
    errors.init_app(app)
    access.init_app(app)
    pages.init_app(app)
    app.register_blueprint(health.bp)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    mount_dashboards(app)
    mount_api(app)
    if settings.is_production:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]  # Flask's own recipe
    return app

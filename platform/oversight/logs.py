"""Logs without personal data: one line a request, JSON in production."""

import logging
import time

import structlog
from flask import Flask, Response, g, request

from oversight import metrics


def init_app(app: Flask) -> None:
    """Set up structlog and log each request that is not a static file."""
    is_production = app.config["SETTINGS"].is_production
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info if is_production else structlog.dev.set_exc_info,
            structlog.processors.JSONRenderer()
            if is_production
            else structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=False,
    )
    log = structlog.get_logger()

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def end(answer: Response) -> Response:
        if request.endpoint != "static" and "began" in g:
            spent = time.perf_counter() - g.began
            # the rule and not the address: addresses carry ids and what people searched for
            rule = str(request.url_rule or "-")
            log.info("request", method=request.method, rule=rule, status=answer.status_code, ms=round(spent * 1000, 1))
            metrics.count(request.method, rule, answer.status_code, spent)
        return answer

"""The page for whoever writes a program: how to get a token, and a month filed with curl."""

import json
import textwrap
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from oversight.access import find_viewer, open_to_all
from oversight.api.guarding import BY_TOKEN
from oversight.api.problems import KINDS
from oversight.views.asked import lang
from tenants.accounts.tokens import MOST_DAYS, SCOPE_LABELS

bp = Blueprint("api", __name__)
EXAMPLE: dict[str, Any] = {
    "facility_no": "C01", "operation_mode": "self_run", "licence_no": "JY34301210000001", "licence_to": "2029-05-01",
    "licence_posted": True, "quant_grade": "A", "risk_grade": "A", "grade_on": "2026-06-01",
    "serving_days": 21, "meal_occasions": 42, "diners_breakfast": 120, "diners_lunch": 380, "diners_dinner": 0,
    "workers_on_duty": 6, "morning_check_days": 21, "items_made": 210, "items_sampled": 210, "sample_short_g": 0,
    "sample_short_h": 0, "disinfect_occasions": 42, "tasting_occasions": 42, "accompany_occasions": 42,
    "parent_accompany_occasions": 2, "cameras": 4, "camera_online_days": 21, "camera_to_bureau": True,
    "camera_public": True, "weekly_checks": 4, "prohibited_found": 0, "notices": 0, "waste_kg": 310.5,
}  # fmt: skip
"""A canteen's month."""


@bp.get("/api/v1/")
@open_to_all
def index() -> ResponseReturnValue:
    """What the API is for and how a supplier's system files a month."""
    return render_template(
        "api/index.html",
        root=request.host_url.rstrip("/") + "/api/v1",
        scopes=[(each.value, label.say(lang())) for each, label in SCOPE_LABELS.items()],
        problems=[(kind, status, says.say(lang())) for kind, (status, says) in KINDS.items()],
        most_days=MOST_DAYS,
        a_minute=BY_TOKEN.amount,
        example=_lines({"parts": {"main": [EXAMPLE]}}),
        has_account=find_viewer() is not None,
    )


def _lines(body: dict[str, Any]) -> str:
    """JSON in lines that fit a page."""
    return textwrap.fill(json.dumps(body, ensure_ascii=False), 88, break_long_words=False, break_on_hyphens=False)

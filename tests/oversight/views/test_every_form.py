"""Every return as a form: it opens, takes whatever is typed into any field, and shows it again."""

from datetime import date
from typing import Any

import pytest

from tenants.accounts.roles import is_about_schools
from tenants.base import new_key
from tenants.calendar.periods import containing, event_on
from tenants.returns.catalogue import all_returns
from tenants.returns.declaration import Kind, PeriodType, Return
from tests.builders import make_duty
from tests.oversight.views.world import World

DAY = date(2026, 9, 14)
RETURNS = all_returns(DAY)
HOSTILE = [
    "约40", "-1", "9" * 30, "NaN", "1e400", "=1+1", "１，０２４", "\x00", "1899-12-31", "2999-01-01", "2026-02-30",
    "nonsense", "长" * 3000, "<script>alert(1)</script>", "'; drop table form_row; --", "是、否", "\t\n", "𠮷\ud800",
]  # fmt: skip


def filled(ret: Return, text: str) -> list[dict[str, Any]]:
    """A row of each part with the text in every field."""
    return [
        {
            "id": str(new_key()),
            "part": part.code,
            "position": 99,
            "cells": {each.code: ["", text] for each in part.fields if each.kind is not Kind.FILE},
        }
        for part in ret.parts
    ]


@pytest.mark.parametrize("ret", RETURNS, ids=[each.code for each in RETURNS])
def test_a_form_takes_whatever_is_typed(world: World, ret: Return):
    period = event_on(DAY, 1) if ret.period is PeriodType.EVENT else containing(ret.period, DAY)
    address = f"/returns/{make_duty(world.school, ret.code, period.key).id}/form"
    filer = world.inspector if is_about_schools(ret.filler) else world.clerk
    assert filer.get(address).status_code == 200
    rows = [row for text in HOSTILE for row in filled(ret, text)]
    headers = {"Accept": "application/json", "X-CSRFToken": world.csrf_of(filer)}
    answer = filer.post(f"{address}/rows", json={"seen": 1, "rows": rows}, headers=headers)
    assert answer.status_code == 200 and answer.json["remarks"]
    page = filer.get(address)
    assert page.status_code == 200 and "<script>alert" not in page.text
    checked = filer.post(f"{address}/check", json={}, headers=headers)
    assert checked.status_code == 200
    world.check()
    assert filer.get(checked.json["status"]).json["next"].endswith("/form#summary")

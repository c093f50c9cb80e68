from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import click
import pytest

from oversight.commands.template import school_fill
from oversight.settings import Settings
from tenants.calendar.periods import period_of
from tenants.scope.pools import Pools
from tests.builders import make_duty, make_school

OCTOBER = period_of("2026-10")


class Kept:
    """Pools that the command may use and must not close."""

    def __init__(self, pools: Pools) -> None:
        self.worker, self.keyring = pools.worker, pools.keyring

    def dispose(self) -> None:
        pass


@pytest.fixture
def settings(pools: Pools) -> Settings:
    lent: Callable[..., Any] = lambda size: Kept(pools)  # noqa: E731 - stands in for Settings.pools
    return cast(Settings, SimpleNamespace(pools=lent))


def test_a_template_knows_its_school(settings: Settings) -> None:
    school = make_school()
    make_duty(school, "canteen_operations", "2026-10")
    fill = school_fill(settings, school.school_code, "canteen_operations", OCTOBER)
    assert (fill.school_code, fill.school_name.zh, fill.period_key) == (school.school_code, school.name_zh, "2026-10")


def test_it_carries_what_rules_need_offline(settings: Settings) -> None:
    school = make_school()
    make_duty(school, "canteen_operations", "2026-10")
    fill = school_fill(settings, school.school_code, "canteen_operations", OCTOBER)
    assert {"school", "cal", "absent"} <= set(fill.context)


def test_an_unknown_school_is_said(settings: Settings) -> None:
    make_school()
    with pytest.raises(click.ClickException, match="no school"):
        school_fill(settings, "9999999999", "canteen_operations", OCTOBER)


def test_what_is_not_owed_is_said(settings: Settings) -> None:
    school = make_school()
    with pytest.raises(click.ClickException, match="does not owe"):
        school_fill(settings, school.school_code, "canteen_operations", OCTOBER)

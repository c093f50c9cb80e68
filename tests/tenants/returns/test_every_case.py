"""No rule and no figure without a case: each is named in the tests of its return."""

import re
from pathlib import Path

import pytest

from tenants.returns.catalogue import every_version
from tenants.returns.declared import COMING
from tenants.returns.notation.checks import checks_of

HERE = Path(__file__).parent
SHARED = (HERE / "test_indicators.py").read_text("utf-8")
RETURNS = pytest.mark.parametrize("ret", [*every_version(), *COMING], ids=lambda ret: ret.number)


def cases(ret):
    return (HERE / f"test_{ret.code}.py").read_text("utf-8")


@RETURNS
def test_every_rule_has_its_cases(ret):
    said = cases(ret)
    found = {each.rule.code: len(re.findall(rf"\b{each.rule.code}\b", said)) for each in checks_of(ret).all}
    waiting = {each.rule.code for each in checks_of(ret).all if each.is_planned}
    assert {code for code, count in found.items() if count < (1 if code in waiting else 2)} == set()


@RETURNS
def test_every_figure_has_its_case(ret):
    said = cases(ret) + SHARED
    assert {each.code for each in ret.indicators if f'"{each.code}"' not in said} == set()

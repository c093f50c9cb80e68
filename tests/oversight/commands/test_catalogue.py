"""``houqin catalogue``."""

import json

from click.testing import CliRunner

from oversight.commands import main
from tenants.returns.catalogue import every_version


def run(*words):
    return CliRunner().invoke(main, ["catalogue", *words])


def test_the_returns_are_listed():
    result = run()
    assert result.exit_code == 0
    assert "食堂运营月报" in result.output


def test_one_return_is_printed_in_full():
    result = run("school_profile", "--lang", "en")
    assert result.exit_code == 0
    assert "SP-11" in result.output
    assert "hardship_share" in result.output


def test_everything_is_told_as_json():
    told = json.loads(run("--json", "--on", "2026-10-01").output)
    assert [each["number"] for each in told["returns"]] == [each.number for each in every_version()]
    assert len(told["parameters"]) == 63


def test_an_unknown_return_is_named():
    result = run("nothing")
    assert result.exit_code == 2
    assert "there is no return nothing" in result.output

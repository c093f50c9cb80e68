"""The declarations say what the catalogue says, code by code (tests/data/make_catalogue_extract.py copied it)."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tenants.returns.catalogue import all_returns
from tenants.returns.declaration import NUMBERS, Direction
from tenants.returns.declared import COMING
from tenants.returns.lists import LISTS, TABLE_LISTS
from tenants.returns.parameters import PARAMETERS
from tests.tenants.returns.filed import DAY

EXTRACT = json.loads((Path(__file__).parents[2] / "data" / "catalogue_extract.json").read_text("utf-8"))
DECLARED = {each.number: each for each in (*all_returns(DAY), *COMING)}
RETURNS = {number: each for number, each in DECLARED.items() if number in EXTRACT["returns"]}
FIELDS = [
    (number, part, code)
    for number, ret in EXTRACT["returns"].items()
    if number in RETURNS
    for part, fields in ret["fields"].items()
    for code in fields
]
# Rows of the catalogue that share a "C" between fields: these are needed always (docs/decisions/0004).
ALWAYS = {
    "contract_no", "disclosure_item", "due_on", "joint", "method", "signed_on", "subject", "winner_code", "winner_name",
    "licence_posted", "quant_grade", "risk_grade", "separate_account", "audited", "budget", "fund_source", "spent",
    "planned_start", "planned_end", "progress", "procedures_due", "procedures_done",
    "unified_supply", "extra_sold", "extinguishers", "extinguishers_ok", "extinguishers_expired", "hydrants",
    "incident_no", "incident_type", "occurred_at", "reported_at", "place", "authorities_told", "claim_no", "notified_on",
    "status", "supplier_designated", "standard_met", "pupils", "staff", "summary", "hydrants_ok", "qty", "supplier_code", "exits", "exits_clear", "leader_present", "patrol_days", "class_officers", "found_on", "deadline", "measure",
    "description", "insurance_kind", "insurer", "std_amount", "voluntary", "sells_food", "test_required", "changed",
    "checks", "problems", "problems_fixed", "post", "employment", "plate_no", "provider_name", "content",
    "publish_reply",
}  # fmt: skip
OWN = "school_code"  # the school a row of the bureau is about, which the catalogue's tables do not repeat (1.1)
COUNTED = {"trees", "points"}  # numbers that share a row, but not its unit
DIRECTIONS = {
    "↑": Direction.HIGHER,
    "↓": Direction.LOWER,
    "0": Direction.ZERO,
    "i": Direction.NONE,
    "0 around 100": Direction.ZERO,
}


def declared(number, part, code):
    return RETURNS[number].part(part).field(code)


def test_the_same_returns():
    assert {number: (ret.code, ret.label.zh, ret.label.en, ret.due) for number, ret in RETURNS.items()} == {
        number: (ret["code"], ret["zh"], ret["en"], ret["due"]) for number, ret in EXTRACT["returns"].items()
    }


def test_what_the_catalogue_does_not_have_is_numbered_after_it():
    beyond = {number: ret.code for number, ret in DECLARED.items() if number not in RETURNS}
    assert all(number > max(EXTRACT["returns"]) for number in beyond)
    assert not set(beyond.values()) & {ret["code"] for ret in EXTRACT["returns"].values()}


@pytest.mark.parametrize("number", RETURNS)
def test_the_same_fields_in_the_same_order(number):
    assert {part.code: [each.code for each in part.fields if each.code != OWN] for part in RETURNS[number].parts} == {
        part: list(fields) for part, fields in EXTRACT["returns"][number]["fields"].items()
    }


@pytest.mark.parametrize(("number", "part", "code"), FIELDS)
def test_the_same_field(number, part, code):
    field, said = declared(number, part, code), EXTRACT["returns"][number]["fields"][part][code]
    kind = said["type"].split("(")[0]
    unit = said["unit"] if said["unit"] != "–" and field.kind in NUMBERS else ""  # its row may share one with dates
    assert field.need == said["required"] or (code in ALWAYS and field.need == "Y" and said["required"] == "C")
    assert (field.kind, field.sensitivity) == (kind, said["sensitivity"])
    assert (field.unit.en if field.unit else "") == ("" if code in COUNTED else unit)
    assert field.label.zh.endswith(said["zh"])
    assert field.label.en.endswith(said["en"])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("ret", RETURNS.values(), ids=lambda ret: ret.number)
def test_no_two_columns_of_a_sheet_have_the_same_heading(ret, lang):
    for part in ret.parts:
        labels = [each.label.say(lang) for each in part.fields]
        assert sorted(set(labels)) == sorted(labels)


@pytest.mark.parametrize(("number", "part", "code"), FIELDS)
def test_a_field_helps_in_both_languages(number, part, code):
    help_ = declared(number, part, code).help
    assert len(help_.zh) > 5
    assert len(help_.en) > 10


@pytest.mark.parametrize("number", RETURNS)
def test_the_same_rules(number):
    assert {each.code: each.severity.value for each in RETURNS[number].rules} == EXTRACT["returns"][number]["rules"]


@pytest.mark.parametrize("number", RETURNS)
def test_the_same_indicators(number):
    found = {
        each.code: (each.label.zh, each.label.en, each.direction, each.unit.en) for each in RETURNS[number].indicators
    }
    said = EXTRACT["returns"][number]["indicators"]
    assert found == {
        code: (each["zh"], each["en"], DIRECTIONS[each["direction"]], each["unit"]) for code, each in said.items()
    }


@pytest.mark.parametrize("number", RETURNS)
def test_the_same_targets_and_limits(number):
    said = EXTRACT["returns"][number]["indicators"]
    for each in RETURNS[number].indicators:
        for mine, theirs in ((each.target, said[each.code]["target"]), (each.red, said[each.code]["red"])):
            plain = theirs.removeprefix("within ").removeprefix("beyond ").replace("×", "*")
            assert _limit(each, mine) == plain


def _limit(indicator, text):
    """A target or limit as the catalogue writes it: the two ends where both are bad."""
    if indicator.around and text:
        return f"{indicator.around - Decimal(text)}–{indicator.around + Decimal(text)}"
    return text or "–"


def test_the_same_lists():
    found = {name: {code: label.zh for code, label in codes.items()} for name, codes in LISTS.items()}
    assert {name: codes for name, codes in found.items() if name not in TABLE_LISTS} == EXTRACT["lists"]


def test_an_english_label_is_the_code_in_words():
    assert LISTS["school_type"]["teaching_point"].en == "teaching point"


def test_the_same_parameters():
    said = {code: None if value is None else Decimal(value) for code, value in EXTRACT["parameters"].items()}
    assert {code: each.default for code, each in PARAMETERS.items()} == said

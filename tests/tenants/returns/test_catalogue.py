"""Which declaration is valid when, and what it is made of."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tenants.returns import catalogue
from tenants.returns.catalogue import all_returns, every_version, find_indicator, get_return
from tenants.returns.conditions import applies_to, condition_of, value_of
from tenants.returns.declared import COMING
from tenants.returns.description import as_json
from tenants.returns.needs import needs_of
from tenants.returns.planned import PLANNED
from tests.tenants.returns.filed import DAY, operations


@pytest.fixture
def two_versions(monkeypatch):
    old = get_return("school_profile", DAY)
    new = replace(old, valid_from=date(2027, 9, 1), due="SY1031")
    monkeypatch.setattr(catalogue, "VERSIONS", (new, *every_version()))
    return old, new


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2027, 8, 31), "SY0930"),
        (date(2027, 9, 1), "SY1031"),
        (date(2030, 1, 1), "SY1031"),
        (date(2001, 1, 1), "SY0930"),
    ],
)
def test_a_declaration_holds_from_its_day(two_versions, on, due):
    assert get_return("school_profile", on).due == due


def test_a_return_is_listed_once(two_versions):
    assert [each.code for each in all_returns(DAY)].count("school_profile") == 1


def test_an_unknown_return_is_named():
    with pytest.raises(KeyError, match="nothing"):
        get_return("nothing", DAY)


def test_an_indicator_is_found_with_its_return():
    ret, indicator = find_indicator("accompany_rate")
    assert (ret.code, indicator.label.zh) == ("canteen_operations", "陪餐率")
    with pytest.raises(KeyError):
        find_indicator("nothing")


def test_codes_are_unique_over_all_returns():
    rules = [rule.code for ret in every_version() for rule in ret.rules]
    indicators = [each.code for ret in every_version() for each in ret.indicators]
    assert len(set(rules)) == len(rules)
    assert len(set(indicators)) == len(indicators)


def test_public_fields_are_public():
    for ret in every_version():
        for name in ret.public_fields:
            part, field = name.split(".")
            assert ret.part(part).field(field).sensitivity == "public"


def test_what_is_carried_has_the_same_kind():
    for ret in every_version():
        for part, each in ret.each_field():
            if each.carried_from:
                assert part.field(each.carried_from).kind in (each.kind, "smoney", "money")


@pytest.mark.parametrize("ret", COMING, ids=lambda ret: ret.number)
def test_a_coming_return_can_be_read(ret):
    catalogue.prove(ret)


def test_a_declared_return_is_no_longer_planned():
    assert not {each.code for each in (*every_version(), *COMING)} & set(PLANNED)


@pytest.mark.parametrize(("mode", "applies"), [("self_run", True), ("delivered", True), ("none", False)])
def test_a_canteen_return_applies_where_there_are_meals(mode, applies):
    assert applies_to(get_return("canteen_finance", DAY), {"canteen_mode": mode}) is applies


def test_a_return_without_conditions_applies_to_all():
    assert applies_to(get_return("school_profile", DAY), {})


@pytest.mark.parametrize(
    ("row", "result"), [({"cost_other": Decimal(1)}, True), ({"cost_other": Decimal(0)}, False), ({}, None)]
)
def test_a_condition_of_a_row(row, result):
    ret = get_return("canteen_finance", DAY)
    assert condition_of(ret.part("main").field("cost_other_note").required_when, ret, "main")(row) is result


def test_a_condition_may_use_a_derived_name():
    row = {each.code: Decimal(1) for each in get_return("canteen_finance", DAY).parts[0].fields}
    assert condition_of("total_income = 6", get_return("canteen_finance", DAY), "main")(row)


def test_a_target_uses_the_parameters_default_until_it_is_set():
    assert value_of("1.2 * P.diners_per_worker_max") == 120
    assert value_of("1.2 * P.diners_per_worker_max", {"P.diners_per_worker_max": Decimal(50)}) == 60


def test_a_frame_holds_what_the_rules_need():
    needs = needs_of(get_return("canteen_operations", DAY))
    assert (needs.school, needs.cal, needs.previous) == ({"stages", "nutrition_pilot"}, {"teaching_days"}, {"main"})
    assert (needs.others, needs.planned) == ({"school_profile": {"enrolment"}, "logistics_staff": {"main"}}, set())
    finance = needs_of(get_return("canteen_finance", DAY))
    assert (finance.term, finance.limits) == ({"main"}, {"cost_share_limit", "meal_fee_cap"})
    assert needs_of(get_return("school_profile", DAY)).school == {"stages", "boarding", "facilities_open"}


def test_the_whole_catalogue_is_plain_data():
    told = as_json(DAY)
    operations_ = next(each for each in told["returns"] if each["number"] == "R03")
    rule = next(each for each in operations_["rules"] if each["code"] == "CO-02")
    assert rule["expression"] == "items_sampled <= items_made"
    assert rule["words"] == {"zh": "留样品种数 ≤ 成品品种数", "en": "Samples kept ≤ Dishes made"}
    assert rule["excel"][0]["formula"].startswith("AND(ISNUMBER({items_sampled}),")
    assert {each["code"] for ret in told["returns"] for each in ret["rules"] if each["waits"]} == set()
    assert set(told["lists"]["locality"]) == {"city", "town", "rural"}
    assert {each["code"]: each["default"] for each in told["parameters"]}["uniform_agree_min"] == "66.7"


def test_the_sound_figures_are_all_given():
    given = operations().parts["main"].columns
    assert set(given) == {each.code for each in get_return("canteen_operations", DAY).parts[0].fields}

"""The plan of the demo district: the same for the same seed, true to the rules, and of nobody real."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from etl.demo.justifications import justification
from etl.demo.people import shown_school
from etl.demo.plot import Act
from etl.demo.running import make_plan
from tenants.accounts.roles import Role
from tenants.returns.catalogue import all_returns
from tenants.returns.declaration import Severity

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def plan():
    return make_plan(NOW)


def test_the_same_seed_gives_the_same_story(plan):
    again = make_plan(NOW)
    assert (again.schools, again.accounts, again.scenes) == (plan.schools, plan.accounts, plan.scenes)
    assert [each.rows for each in again.scenes] == [each.rows for each in plan.scenes]


def test_another_seed_gives_another(plan):
    assert make_plan(NOW, seed=1).scenes != plan.scenes


def test_sixty_six_schools_in_six_areas(plan):
    assert (len(plan.schools), len({each.area for each in plan.schools})) == (66, 6)


def test_names_and_codes_are_unique_and_of_no_province(plan):
    assert len({each.name.zh for each in plan.schools}) == len({each.code for each in plan.schools}) == 66
    assert {each.code[2:4] for each in plan.schools} == {"99"}


def test_thirteen_complete_months(plan):
    assert (len(plan.months), plan.months[0].key, plan.months[-1].key) == (13, "2025-10", "2026-10")


def test_nothing_happens_after_now(plan):
    assert max(each.at for each in plan.scenes) <= NOW


def test_an_earlier_now_only_cuts_the_story_short():
    """A run on another day of the month tells the same story up to that day."""
    early = make_plan(NOW - timedelta(days=12))
    late = make_plan(NOW)
    assert early.scenes == [each for each in late.scenes if each.at <= early.now]


def test_each_month_opens_with_what_the_one_before_left(plan):
    final = {}
    for each in plan.scenes:
        if each.return_code == "canteen_finance" and each.act is Act.UPLOAD:
            final[each.school, each.period_key] = each.rows["main"][0]
    wrong = 0
    for (school, key), (following, next_key) in pairwise(sorted(final)):
        if school == following and next_key == _month_after(key):
            before, after = final[school, key], final[following, next_key]
            wrong += (before["closing_surplus"], before["stock_closing"]) != (
                after["opening_surplus"],
                after["stock_opening"],
            )
    assert wrong < 12  # the latest month has drafts with mistakes in them


def test_most_go_well_and_some_do_not(plan):
    acts = Counter(each.act for each in plan.scenes)
    assert acts[Act.UPLOAD] > 1400
    assert acts[Act.SEND_BACK] > 10
    assert acts[Act.REOPEN] > 3
    assert acts[Act.NIL] > 200


def test_every_role_has_an_account_and_every_school_two(plan):
    roles = Counter(each.role for each in plan.accounts)
    assert set(roles) == set(Role)
    assert roles[Role.SCHOOL_CLERK] == roles[Role.SCHOOL_HEAD] == 67  # and the aid centre


def test_the_accounts_of_the_readme_are_there(plan):
    by_login = {each.login: each for each in plan.accounts}
    assert by_login["clerk"].school == by_login["head"].school == shown_school(plan.schools, plan.scenes).index
    assert len(by_login["inspector"].areas) == 2
    assert plan.schools[by_login["clerk"].school].area in by_login["inspector"].areas


def test_no_account_has_a_whole_name(plan):
    assert all(len(each.name) >= 3 and each.name[1:2] in "老校园督专管主" for each in plan.accounts)


def test_every_query_has_an_answer_long_enough(plan):
    draw = plan.schools[0].draws("answers")
    rules = [rule for ret in all_returns(NOW.date()) for rule in ret.rules if rule.severity is Severity.QUERY]
    assert all(10 <= len(justification(rule.code, draw)) <= 500 for rule in rules)


def _month_after(key):
    year, month = int(key[:4]), int(key[5:])
    return f"{year + month // 12:04d}-{month % 12 + 1:02d}"

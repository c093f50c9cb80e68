"""Rules of a district on pages: written, tried out, switched on from a day, found in filings, switched off again."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from etl.filing.templates import template_fill
from etl.workbook.template import write_template
from tenants.calendar.periods import period_of
from tenants.returns.catalogue import get_return
from tenants.settings.local_rules import rules_in_use, rules_on
from tests.builders import make_account, make_district
from tests.etl.desk import with_values
from tests.oversight.signing_in import csrf_of, signed_in
from tests.oversight.views.office import NOW

RULE = {
    "return": "canteen_operations", "part": "main", "severity": "error", "holds": "diners_lunch <= 300",
    "says_zh": "午餐{diners_lunch}人，超过300人", "says_en": "", "remedy_zh": "请核对就餐人数", "remedy_en": "",
}  # fmt: skip
THIS_MONTH = NOW.date().replace(day=1)
WHY = "区教育局通知"
RULES = "/admin/settings/rules"


def write(site, who="approver", step="save", **typed):
    return site.post(site.client(who), f"{RULES}/write", **(RULE | {"step": step} | typed))


def switch(site, way, day=THIS_MONTH, reason=WHY, code="LR-1", who="approver"):
    return site.post(site.client(who), f"{RULES}/{code}/{way}", day=str(day), reason=reason)


def in_force(site, day):
    with site.desk.session() as session:
        return rules_on(rules_in_use(session), "canteen_operations", day)


def findings(site, lunch=380):
    month = f"{THIS_MONTH:%Y-%m}"
    rows = with_values("canteen_operations", diners_lunch=lunch)
    receipt = site.desk.upload(site.school, rows, period_key=month)
    site.desk.process()
    return {each.code: each for each in site.desk.findings(receipt)}


def test_a_rule_is_tried_out_before_it_is_kept(site):
    answer = write(site, step="try")
    assert answer.status_code == 200
    assert "青河第三中学" in answer.text and "午餐380人，超过300人" in answer.text
    assert "LR-1" not in site.client("approver").get(f"{RULES}/").text


def test_a_trial_that_hits_nobody_says_so(site):
    assert "青河第三中学" not in write(site, step="try", holds="diners_lunch <= 3000").text


def test_a_draft_finds_nothing(site):
    assert write(site).status_code == 303
    assert "LR-1" not in findings(site)


def test_what_is_switched_on_is_found_at_its_cell(site):
    write(site)
    assert switch(site, "on").status_code == 303
    finding = findings(site)["LR-1"]
    assert (finding.says_zh, finding.severity, finding.field) == ("午餐380人，超过300人", "error", "diners_lunch")
    assert finding.cell


def test_periods_before_its_day_are_not_checked_by_it(site):
    write(site)
    later = (THIS_MONTH + timedelta(days=40)).replace(day=1)
    switch(site, "on", day=later)
    assert "LR-1" not in findings(site)
    assert in_force(site, later)


def test_what_is_switched_off_is_found_no_longer(site):
    write(site)
    switch(site, "on")
    assert switch(site, "off").status_code == 303
    assert "LR-1" not in findings(site)


def test_a_new_wording_ends_the_one_before(site):
    write(site)
    switch(site, "on")
    write(site, code="LR-1", holds="diners_lunch <= 350")
    later = (THIS_MONTH + timedelta(days=40)).replace(day=1)
    switch(site, "on", day=later)
    assert [each.holds for each in in_force(site, later - timedelta(days=1))] == ["diners_lunch <= 300"]
    assert [each.holds for each in in_force(site, later)] == ["diners_lunch <= 350"]


def test_what_is_planned_is_taken_back_and_a_draft_thrown_away(site):
    write(site)
    switch(site, "on", day=THIS_MONTH + timedelta(days=100))
    for _ in range(2):
        assert site.post(site.client("approver"), f"{RULES}/LR-1/back").status_code == 303
    assert "LR-1" not in site.client("approver").get(f"{RULES}/").text


def test_what_holds_is_not_taken_back(site):
    write(site)
    switch(site, "on")
    assert site.post(site.client("approver"), f"{RULES}/LR-1/back").status_code == 409
    assert in_force(site, THIS_MONTH)


@pytest.mark.parametrize(("day", "reason"), [("2020-01-01", WHY), ("soon", WHY), (THIS_MONTH, "")])
def test_a_day_or_reason_that_cannot_be_is_answered(site, day, reason):
    write(site)
    answer = switch(site, "on", day=day, reason=reason)
    assert answer.status_code == 422 and "form-problem" in answer.text
    assert not in_force(site, THIS_MONTH)


def test_a_condition_that_cannot_be_read_is_answered_at_its_place(site):
    answer = write(site, holds="diners_lunch <= ((")
    assert answer.status_code == 422
    assert "不完整" in answer.text and "diners_lunch &lt;= ((" in answer.text


@pytest.mark.parametrize("who", ["proposer", "inspector"])
def test_the_bureau_reads_and_the_administrator_alone_writes(site, who):
    write(site)
    assert site.client(who).get(f"{RULES}/LR-1").status_code == 200
    assert write(site, who=who).status_code == 403
    assert switch(site, "on", who=who).status_code == 403
    assert site.client(who).get(f"{RULES}/LR-1/trial").status_code == 403


def test_another_district_knows_nothing_of_it(site):
    write(site)
    switch(site, "on")
    other = signed_in(site.app, make_account("bureau_admin", district_id=make_district(name_zh="他区"), now=NOW))
    assert other.get(f"{RULES}/LR-1").status_code == 404
    assert "LR-1" not in other.get(f"{RULES}/").text + other.get("/dictionary/canteen_operations").text


def test_the_dictionary_explains_it_to_the_district_and_not_to_the_public(site):
    write(site)
    switch(site, "on")
    clerk = signed_in(site.app, make_account("school_clerk", school=site.school, now=NOW))
    assert 'id="rule-LR-1"' in clerk.get("/dictionary/canteen_operations").text
    assert "LR-1" not in site.public().get("/dictionary/canteen_operations").text


def test_the_workbook_colours_what_breaks_it(site):
    write(site)
    switch(site, "on")
    month = f"{THIS_MONTH:%Y-%m}"
    with site.desk.session() as session:
        duty = session.merge(site.desk.duty(site.school, period_key=month))
        fill = template_fill(session, duty)
    target = io.BytesIO()
    write_template(get_return("canteen_operations", period_of(month).start), target, fill, "zh")
    sheets = load_workbook(target).worksheets
    formulas = [
        formula
        for sheet in sheets
        for rules in sheet.conditional_formatting
        for rule in rules.rules
        for formula in rule.formula
    ]
    assert any("300" in each for each in formulas)


@pytest.mark.parametrize("path", [f"{RULES}/rules.csv", f"{RULES}/rules.xlsx", f"{RULES}/LR-1/hits.csv"])
def test_lists_are_exported(site, path):
    write(site)
    with site.client("approver").get(path) as answer:
        assert answer.status_code == 200


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", ["", "new", "new?return=school_profile", "LR-1", "LR-1/edit", "LR-1/trial"])
def test_every_page_opens(site, lang, path):
    write(site)
    joint = "&" if "?" in path else "?"
    assert site.client("approver").get(f"{RULES}/{path}{joint}lang={lang}").status_code == 200


def test_csrf_is_asked_for(site):
    client = site.client("approver")
    assert csrf_of(client)
    assert client.post(f"{RULES}/write", data=RULE).status_code in {400, 403}

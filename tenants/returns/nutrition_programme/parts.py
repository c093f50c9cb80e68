"""What R08 asks for each stage."""

from tenants.returns import fields as f
from tenants.returns.declaration import Field, Need, Part, Sensitivity
from tenants.text import Text


def _amount(code: str, zh: str, en: str, help_zh: str, help_en: str) -> Field:
    return f.money(code, zh, en, Text(help_zh, help_en))


MAIN = Part(
    code="main",
    label=Text("营养改善计划", "Nutrition programme"),
    key=("stage",),
    fields=(
        f.one_of(
            "stage",
            "stage",
            "学段",
            "Stage",
            Text("小学或初中，每个学段填一行。", "Primary or junior; one row per stage."),
            must="stage in (primary, junior)",
            must_says=Text(
                "营养改善计划只覆盖小学和初中，此处填了{stage}。",
                "The programme covers primary and junior pupils only, not {stage}.",
            ),
            carried_from="stage",
        ),
        f.one_of(
            "supply_mode",
            "supply_mode",
            "供餐模式",
            "Supply mode",
            Text("本学段学生主要的供餐方式。", "How most pupils of this stage are fed."),
            carried_from="supply_mode",
        ),
        f.money(
            "std_per_day",
            "补助标准",
            "Standard a day",
            Text(
                "每名学生每天的补助标准，国家标准为5元。", "Subsidy per pupil and day; 5 yuan by the national standard."
            ),
            carried_from="std_per_day",
        ),
        f.integer(
            "eligible_students",
            "应享人数",
            "Eligible",
            Text("本月应享受营养膳食补助的学生数。", "Pupils entitled to the subsidy this month."),
            counts_persons=True,
        ),
        f.integer(
            "served_students",
            "平均受益人数",
            "Mean served",
            Text("就餐人次除以供餐天数，四舍五入取整。", "Pupil-days divided by serving days, rounded."),
            counts_persons=True,
            counted_among="eligible_students",
        ),
        f.integer(
            "serving_days",
            "供餐天数",
            "Serving days",
            Text("本月按计划供餐的天数。", "Days on which meals were served under the programme."),
        ),
        f.integer(
            "student_days",
            "就餐人次",
            "Pupil-days",
            Text("每天实际受益学生数之和。", "The pupils served each day, added up."),
        ),
        _amount(
            "opening_fund", "期初结余", "Opening fund", "等于上月期末结余。", "Equal to last month's closing fund."
        ),
        _amount(
            "amount_allocated",
            "拨入",
            "Allocated",
            "本月拨到学校的补助资金。没有填0。",
            "Funds allocated to the school this month. 0 for none.",
        ),
        _amount(
            "amount_to_canteen",
            "转食堂",
            "To canteen",
            "本月转入食堂账户的补助资金，包括在支出内。",
            "Funds passed on to canteen accounts; part of what was spent.",
        ),
        _amount("amount_spent", "支出", "Spent", "本月支出的补助资金合计。", "All funds spent this month."),
        _amount(
            "closing_fund",
            "期末结余",
            "Closing fund",
            "期初结余加拨入减支出。",
            "Opening fund plus allocated minus spent.",
        ),
        _amount(
            "cash_paid",
            "现金发放",
            "Paid in cash",
            "以现金发给学生或家长的金额；不应有，没有填0。",
            "Paid to pupils or parents in cash; there should be none. 0 for none.",
        ),
        f.integer(
            "real_name_students",
            "实名系统人数",
            "In the real-name system",
            Text("营养改善计划实名制系统中的学生数。", "Pupils in the programme's real-name system."),
            unit=f.PERSONS,
            sensitivity=Sensitivity.BUREAU,
        ),
        f.day(
            "published_on",
            "公示日期",
            "Published on",
            Text(
                "本月收支在校内公示的日期。没有公示的留空。",
                "The day the month's accounts were posted at school. Empty when they were not.",
            ),
            need=Need.OPTIONAL,
        ),
    ),
)

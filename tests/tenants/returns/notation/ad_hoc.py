"""A small return of its own, to ask the notation about."""

from datetime import date
from typing import Any

from tenants.returns import fields as f
from tenants.returns.declaration import Need, Part, PeriodType, Return, Rule, Severity
from tenants.returns.frame import Frame, Rows, evaluate
from tenants.text import Text

NOTHING = Text("无", "none")


def ask(expression: str, **options: Any) -> Return:
    """A return with one rule over ``main``: a canteen's numbers, dates, codes and amounts."""
    main = Part(
        code="main",
        label=NOTHING,
        key=("facility_no",),
        derived={"total": "a + b"},
        derived_labels={"total": Text("合计", "Total")},
        fields=(
            f.facility("canteen", "食堂", "Canteen", NOTHING),
            f.integer("a", "甲", "A", NOTHING),
            f.integer("b", "乙", "B", NOTHING),
            f.money("m", "金额", "Money", NOTHING, need=Need.OPTIONAL),
            f.money("n", "余额", "Rest", NOTHING, need=Need.OPTIONAL),
            f.day("d", "日期", "Day", NOTHING),
            f.flag("ok", "可", "Fine", NOTHING),
            f.one_of("stage", "stage", "学段", "Stage", NOTHING),
            f.one_of("meal", "meal", "餐", "Meal", NOTHING),
            f.moment("seen", "发现", "Seen", NOTHING),
            f.moment("told", "报告", "Told", NOTHING),
            f.several_of("food_class", "classes", "类别", "Classes", NOTHING),
            f.string("week", "周次", "Week", NOTHING, size=8),
        ),
    )
    lines = Part(
        code="lines",
        label=Text("明细", "Lines"),
        key=("stage",),
        fields=(
            f.one_of("stage", "stage", "学段", "Stage", NOTHING),
            f.integer("count_", "数", "Count", NOTHING),
            f.money("paid", "已付", "Paid", NOTHING, need=Need.OPTIONAL),
        ),
    )
    rule = Rule(code="XX-01", severity=Severity.ERROR, holds=expression, says=NOTHING, remedy=NOTHING, **options)
    return Return(
        number="R99", code="ad_hoc", label=NOTHING, period=PeriodType.MONTH, due="M10", filler="school_clerk",
        accepting="inspector", parts=(main, lines), rules=(rule,),
    )  # fmt: skip


def rows(*each: dict[str, Any]) -> Rows:
    """Rows of one version."""
    names = dict.fromkeys(name for row in each for name in row)
    columns = {name: [row.get(name) for row in each] for name in names}
    return Rows([0] * len(each), list(range(1, len(each) + 1)), columns)


def frame(main: Rows, lines: Rows | None = None, **around: Any) -> Frame:
    """One version of October 2026."""
    parts = {"main": main, "lines": lines or Rows()}
    return Frame(1, parts, period_start=[date(2026, 10, 1)], period_end=[date(2026, 10, 31)], **around)


def holds(expression: str, *main: dict[str, Any], lines: Rows | None = None, **around: Any) -> bool:
    """Whether no row breaks the expression."""
    return not evaluate(ask(expression), frame(rows(*main), lines, **around))[0]

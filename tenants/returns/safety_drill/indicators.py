"""The figures formed from R19, each over the records of a span."""

from tenants.returns.declaration import PeriodType
from tenants.returns.rates import UP, percentage, ratio


def _met(months: tuple[int, ...], least: str) -> str:
    """1 where the months of the term had so many drills."""
    held = " or ".join(f"month(held_on) = {each}" for each in months)
    return f"if(count(main where {held} over term) >= P.{least}, 1, 0)"


_MONTHS_MET = " + ".join(_met((each,), "drills_month_min") for each in (9, 10, 11, 12, 1, 3, 4, 5, 6))
_QUARTERS_MET = " + ".join(_met(each, "drills_quarter_min_kg") for each in ((9, 10, 11), (12, 1), (3, 4), (5, 6)))

INDICATORS = (
    percentage(
        "drill_rate",
        ("演练达标率", "Drill frequency met"),
        f"if(school.school_type = kindergarten, {_QUARTERS_MET}, {_MONTHS_MET})",
        "if(school.school_type = kindergarten, 2, if(month(period_start) >= 9 or month(period_start) = 1, 5, 4))",
        ("有演练的教学月 ÷ 学期教学月（幼儿园按季度）", "Teaching months with a drill ÷ teaching months of the term (kindergartens: quarters)"),
        span=PeriodType.TERM,
        target="100",
        red="80",
        public=True,
    ),
    percentage(
        "evac_ok_rate",
        ("疏散用时达标率", "Evacuation time met"),
        "count(evac_seconds <= if(school.stages contains preschool or school.stages contains primary,"
        " P.evac_s_primary, P.evac_s_secondary) over month)",
        "count(main where evac_seconds is set over month)",
        ("疏散用时达标的演练 ÷ 有疏散用时的演练", "Drills within the time ÷ drills with a time"),
        span=PeriodType.MONTH,
        target="100",
        red="80",
    ),
    ratio(
        "fire_quiz_score",
        ("消防问卷平均分", "Fire quiz score"),
        "sum(quiz_score * quiz_people where drill_kind = fire and quiz_score is set and quiz_people is set over month)",
        "sum(quiz_people where drill_kind = fire and quiz_score is set and quiz_people is set over month)",
        ("分", "points"),
        ("消防演练问卷的平均分，按人数加权", "Mean score of fire drill quizzes, weighted by people"),
        direction=UP,
        span=PeriodType.MONTH,
        target="90",
        red="75",
    ),
)  # fmt: skip

"""What pupils and parents of a school answered at the end of a term (R33)."""

from datetime import date
from typing import Any

from etl.demo.figures.meals import opened_of
from etl.demo.figures.profile import boarders_of, pupils_of
from etl.demo.schools import DemoSchool
from etl.demo.stories.story import Memory, Story
from tenants.calendar.periods import Period

_UPPER = {"junior", "senior", "vocational"}


def _rows(school: DemoSchool, term: Period, _day: date, _memory: Memory) -> dict[str, list[dict[str, Any]]]:
    """Parents everywhere, older pupils too; each about what the school has."""
    opened = opened_of(term)
    pupils, boarders = pupils_of(school, opened), boarders_of(school, opened)
    asked = [("parent", "overall", pupils), ("parent", "security", pupils)]
    asked += [("parent", "canteen", pupils)] if school.canteens else []
    if _UPPER & set(school.stages):
        asked += [("student", "overall", pupils)]
        asked += [("student", "canteen", pupils)] if school.canteens else []
        asked += [("student", "dorm", boarders)] if school.dorms else []
    return {"main": [_row(school, term, *each) for each in asked]}


def _row(school: DemoSchool, term: Period, respondent: str, domain: str, invited: int) -> dict[str, Any]:
    draw = school.draws("survey", term.key, respondent, domain)
    answers = min(invited, max(round(invited * draw.uniform(0.45, 0.85)), min(invited, 32)))
    liked = min(0.97, 0.74 + 0.22 * school.care + draw.uniform(-0.05, 0.04) - (0.05 if domain == "canteen" else 0))
    very_good = round(answers * liked * draw.uniform(0.5, 0.7))
    good = round(answers * liked) - very_good
    rest = answers - very_good - good
    fair = round(rest * 0.7)
    poor = round((rest - fair) * 0.75)
    suggestions = draw.randint(0, max(1, answers // 25))
    is_answered = draw.random() < 0.5 + 0.5 * school.care
    return {
        "respondent": respondent,
        "survey_domain": domain,
        "method": draw.choice(("平台", "平台", "纸质")),
        "invited": invited,
        "answers": answers,
        "very_good": very_good,
        "good": good,
        "fair": fair,
        "poor": poor,
        "very_poor": rest - fair - poor,
        "suggestions": suggestions,
        "suggestions_replied": suggestions if is_answered else suggestions - min(suggestions, draw.randint(1, 3)),
    }


STORY = Story(
    return_code="satisfaction_survey",
    figures=_rows,
    periods=4,
    answers={
        "SV-04": ("学校规模小，问卷发放时部分家长外出务工，已通过电话补充了解意见。",),
        "SV-05": ("本学期总体测评与期末家长会一并进行，结果下学期初补报。",),
        "SV-06": ("其余建议涉及下学期安排，已登记，开学第一周统一答复。",),
    },
)

"""What must hold, or be explained, in R33."""

from tenants.returns.declaration import Rule, Severity
from tenants.text import Text

_WHO_ZH, _WHO_EN = "{respondent}对{survey_domain}的测评", "Survey ({respondent}, {survey_domain})"

RULES = (
    Rule(
        code="SV-01",
        severity=Severity.ERROR,
        holds="very_good + good + fair + poor + very_poor = answers",
        says=Text(
            _WHO_ZH + "：五档相加是{very_good + good + fair + poor + very_poor}份，答卷数是{answers}份。",
            _WHO_EN + ": the five counts add up to {very_good + good + fair + poor + very_poor}, not to {answers}.",
        ),
        remedy=Text("按统计表核对五档份数和答卷数。", "Check the five counts and the answers against the tally."),
    ),
    Rule(
        code="SV-02",
        severity=Severity.ERROR,
        holds="answers <= invited",
        says=Text(
            _WHO_ZH + "：收回{answers}份，只邀请了{invited}人。",
            _WHO_EN + ": {answers} answers, but {invited} were invited.",
        ),
        remedy=Text("核对邀请数和答卷数，重复的答卷不计。", "Check both counts; leave out double answers."),
    ),
    Rule(
        code="SV-03",
        severity=Severity.ERROR,
        holds="suggestions_replied <= suggestions",
        says=Text(
            _WHO_ZH + "：已答复{suggestions_replied}条，建议只有{suggestions}条。",
            _WHO_EN + ": {suggestions_replied} replies to {suggestions} suggestions.",
        ),
        remedy=Text("核对建议数和已答复数。", "Check suggestions and replies."),
    ),
    Rule(
        code="SV-04",
        severity=Severity.QUERY,
        holds="answers >= P.survey_min_responses or invited < P.survey_min_responses and answers * 2 >= invited",
        anchor=("answers",),
        says=Text(
            _WHO_ZH + "：邀请{invited}人，收回{answers}份；至少要{P.survey_min_responses}份，人数不足的至少要一半。",
            _WHO_EN + ": {answers} answers of {invited} invited; {P.survey_min_responses} are asked for, or half of a "
            "smaller group.",
        ),
        remedy=Text("补充调查后更正；或说明为什么答卷少。", "Survey more and correct it, or say why so few answered."),
    ),
    Rule(
        code="SV-05",
        severity=Severity.QUERY,
        holds="count(survey_domain = overall and respondent in (student, parent)) >= 1",
        anchor=("survey_domain",),
        says=Text(
            "没有学生或家长对总体的测评。", "Neither pupils nor parents were asked for their overall satisfaction."
        ),
        remedy=Text("补上总体测评；没有做的，说明原因。", "Add the overall survey, or say why there was none."),
    ),
    Rule(
        code="SV-06",
        severity=Severity.QUERY,
        holds="suggestions_replied = suggestions",
        says=Text(
            _WHO_ZH + "：建议{suggestions}条，已答复{suggestions_replied}条。",
            _WHO_EN + ": {suggestions_replied} of {suggestions} suggestions have had a reply.",
        ),
        remedy=Text("答复后更正；或说明何时答复。", "Reply and correct it, or say by when."),
    ),
)

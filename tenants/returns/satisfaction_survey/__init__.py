"""R33: how satisfied pupils, parents and teachers are, by domain, once a term."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.satisfaction_survey.indicators import INDICATORS
from tenants.returns.satisfaction_survey.parts import MAIN
from tenants.returns.satisfaction_survey.rules import RULES
from tenants.text import Text

RETURN = Return(
    number="R33",
    code="satisfaction_survey",
    label=Text("满意度调查学期报", "Satisfaction survey"),
    period=PeriodType.TERM,
    due="TE15",
    filler="school_clerk",
    accepting="inspector",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    public_from="accepted",
    public_fields=("main.respondent", "main.survey_domain"),
)

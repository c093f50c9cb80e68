"""R23: exercise books a term: what each pupil is to have, what came and what was handed out."""

from tenants.returns.declaration import PeriodType, Return
from tenants.returns.exercise_book.indicators import INDICATORS
from tenants.returns.exercise_book.parts import MAIN
from tenants.returns.exercise_book.rules import RULES
from tenants.text import Text

_PUBLIC = ("stage", "quota", "books_received", "books_issued", "issued_on")

RETURN = Return(
    number="R23",
    code="exercise_book",
    label=Text("作业本学期报", "Exercise books"),
    period=PeriodType.TERM,
    due="TS20",
    filler="school_clerk",
    accepting="logistics_officer",
    parts=(MAIN,),
    rules=RULES,
    indicators=INDICATORS,
    applies_when="school.stages contains primary or school.stages contains junior",
    public_from="accepted",
    public_fields=tuple(f"main.{code}" for code in _PUBLIC),
)

"""The findings of a form while it is filled in: the very checks of a filing, over the rows as they stand now."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from etl.checking.fields import check_fields
from etl.checking.rules import rule_findings
from etl.filing.frames import Subject, Surroundings, frame_of
from etl.filing.usual import Usual
from etl.forms.reading import FormReading
from tenants.calendar.periods import period_of
from tenants.filing.figures import as_document
from tenants.filing.models import Duty
from tenants.personal.seals import seals_of
from tenants.returns.conditions import Condition, condition_of
from tenants.returns.declaration import Return
from tenants.returns.findings import Finding
from tenants.returns.frame import evaluate
from tenants.returns.kept import Kept

WHEN_COMPLETE = frozenset({"required", "required_now", "no_rows"})
"""Findings that say no more than that the form is not filled in yet."""


def live_findings(session: Session, duty: Duty, ret: Return, reading: FormReading, *, today: date) -> list[Finding]:
    """Everything that can be found before the form is sent to be checked.

    What only the bureau's check sees (prices and peers of the whole district, cells that were not sent back) comes with
    it.
    """
    seal = partial(seals_of(session).school, duty.school_id)
    figures = as_document(ret, {code: part.rows for code, part in reading.parts.items()}, seal)
    subject = Subject(duty.school_id, duty.period_key, figures, today)
    around = Surroundings(session, [subject])
    ret = around.as_checked(ret)
    frame = frame_of(ret, [subject], around)
    found = [*reading.findings]
    found += check_fields(
        ret,
        reading.parts,
        period_start=period_of(duty.period_key).start,
        today=today,
        facilities=frame.school["facilities_open"][0],
    )
    broken, _ = evaluate(ret, frame)
    found += [rule_findings(ret, each, frame, reading.parts) for each in broken]
    known = {(each.part, each.field, each.row_no) for each in found}
    (unusual,) = Usual(session, around).findings(ret, [subject], [reading.parts], [known])
    return found + unusual


def totals(ret: Return, reading: FormReading) -> dict[str, list[dict[str, Decimal | None]]]:
    """What follows from each row, by part and in the order of its rows: name and value."""
    formulas = _FORMULAS.of(ret)
    return {
        code: [{name: formula(row) for name, formula in formulas[code].items()} for row in part.rows]
        for code, part in reading.parts.items()
        if formulas[code]
    }


def _formulas(ret: Return) -> dict[str, dict[str, Condition]]:
    return {
        part.code: {name: condition_of(text, ret, part.code) for name, text in part.derived.items()}
        for part in ret.parts
    }


_FORMULAS: Kept[Any, dict[str, dict[str, Condition]]] = Kept(_formulas)

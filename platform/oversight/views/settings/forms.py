"""Inputs of forms for the fields of a declaration: what was typed, what may be chosen, what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from oversight.views.asked import lang
from tenants.returns.codes import codes_of
from tenants.returns.declaration import Field, Kind, Need

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Input:
    """One input of the form."""

    field: Field
    value: str
    chosen: frozenset[str]
    choices: Choices
    unit: str
    problem: str
    is_optional: bool

    @property
    def kind(self) -> str:
        """How it is asked for."""
        by_kind = {Kind.DATE: "date", Kind.CODES: "checks"}
        return "select" if self.choices and self.field.kind is not Kind.CODES else by_kind.get(self.field.kind, "text")

    def offering(self, choices: Choices) -> "Input":
        """The same, chosen from these."""
        return replace(self, choices=choices)


def inputs_of(fields: Sequence[Field], typed: Mapping[str, Sequence[str]], problems: Mapping[str, str]) -> list[Input]:
    """An input for each field, with what was typed into it."""
    return [
        Input(
            field=each,
            value=next(iter(typed.get(each.code, ())), ""),
            chosen=frozenset(typed.get(each.code, ())),
            choices=choices_of(each),
            unit=each.unit.say(lang()) if each.unit else "",
            problem=problems.get(each.code, ""),
            is_optional=each.need is not Need.REQUIRED,
        )
        for each in fields
    ]


def choices_of(field: Field) -> Choices:
    """What may be chosen; nothing where it is typed."""
    if field.kind is Kind.BOOL:
        return [("是", _("Yes")), ("否", _("No"))]
    return [(code, label.say(lang())) for code, label in codes_of(field.codes).items()] if field.codes else []

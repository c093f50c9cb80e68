"""Values as words in the two languages."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tenants.personal.masking import masked
from tenants.returns.codes import label_of
from tenants.returns.declaration import Field, Kind, Sensitivity
from tenants.returns.files import filename_in
from tenants.text import Text

YES, NO = Text("是", "Yes"), Text("否", "No")
NOTHING = Text("", "")


def said(value: Any, each: Field) -> Text:
    """A value of a field as people say it; empty for None."""
    match value:
        case None:
            return NOTHING
        case bool():
            return YES if value else NO
        case tuple():
            pieces = [said(item, each) for item in value]
            return Text("、".join(piece.zh for piece in pieces), ", ".join(piece.en for piece in pieces))
        case datetime():
            return Text(*[value.strftime("%Y-%m-%d %H:%M")] * 2)
        case date():
            return Text(*[value.isoformat()] * 2)
        case Decimal():
            return Text(*[f"{value.normalize():f}"] * 2)
        case str() if each.kind is Kind.FILE:
            return Text(*[filename_in(value)] * 2)
        case str() if each.codes:
            return label_of(each.codes, value)
    return Text(str(value), str(value))


def noted(value: Any, each: Field) -> Text:
    """A value as a finding may repeat it: of a personal one the first character alone."""
    words = said(value, each)
    return Text(*[masked(words.zh)] * 2) if each.sensitivity is Sensitivity.PERSONAL and words.zh else words

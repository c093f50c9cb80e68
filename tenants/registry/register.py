"""The district's schools by code and name, for a unit of the bureau that reports by school and sees none of them."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from tenants.text import Text

_REGISTER = text("select school_code, name_zh, name_en, stages, status from sec.school_register() order by school_code")


@dataclass(frozen=True)
class Registered:
    """What is public of every school."""

    school_code: str
    name: Text
    stages: tuple[str, ...]
    is_open: bool


def registered_schools(session: Session) -> list[Registered]:
    """Every school of the session's district, by code."""
    return [
        Registered(row.school_code, Text(row.name_zh, row.name_en), tuple(row.stages), row.status == "open")
        for row in session.execute(_REGISTER)
    ]

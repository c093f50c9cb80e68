"""What the public reads of inspections: visits on show, their findings, the year scores."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from tenants.publishing.models import PublicFinding, PublicVisit, PublicYearScore


@dataclass(frozen=True)
class ShownVisit:
    """A visit with its findings."""

    visit: PublicVisit
    findings: Sequence[PublicFinding] = field(default_factory=tuple)

    @property
    def open(self) -> int:
        """How many of its findings are not closed."""
        return sum(each.closed_on is None for each in self.findings)


def visits_on_show(session: Session, typed: str = "", *, most: int, skip: int = 0) -> list[ShownVisit]:
    """Visits of schools that the words fit by name or code, the latest first."""
    asked = select(PublicVisit).order_by(PublicVisit.visited_on.desc(), PublicVisit.visit_no)
    return _with_findings(session, session.scalars(_fitting(asked, typed).limit(most).offset(skip)).all())


def count_visits(session: Session, typed: str = "") -> int:
    """How many there are."""
    return session.scalar(_fitting(select(func.count()).select_from(PublicVisit), typed)) or 0


def visits_of_school(session: Session, school_code: str) -> list[ShownVisit]:
    """Every visit of a school on show, the latest first."""
    asked = select(PublicVisit).where(PublicVisit.school_code == school_code)
    asked = asked.order_by(PublicVisit.visited_on.desc(), PublicVisit.visit_no)
    return _with_findings(session, session.scalars(asked).all())


def year_scores_of_school(session: Session, school_code: str) -> list[PublicYearScore]:
    """The year scores of a school, the latest first."""
    asked = select(PublicYearScore).where(PublicYearScore.school_code == school_code)
    return list(session.scalars(asked.order_by(PublicYearScore.period_key.desc())))


def _fitting(asked: Any, typed: str) -> Any:
    words = typed.strip()
    if not words:
        return asked
    return asked.where(
        or_(
            PublicVisit.name_zh.icontains(words, autoescape=True),
            PublicVisit.name_en.icontains(words, autoescape=True),
            PublicVisit.school_code.startswith(words, autoescape=True),
        )
    )


def _with_findings(session: Session, visits: Sequence[PublicVisit]) -> list[ShownVisit]:
    asked = select(PublicFinding).where(PublicFinding.visit_no.in_([each.visit_no for each in visits]))
    found: dict[str, list[PublicFinding]] = {}
    for each in session.scalars(asked.order_by(PublicFinding.finding_no)):
        found.setdefault(each.visit_no, []).append(each)
    return [ShownVisit(each, tuple(found.get(each.visit_no, ()))) for each in visits]

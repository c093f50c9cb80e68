"""The rows of a form as they were typed, until they are checked and become a version."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Double, ForeignKeyConstraint, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column, object_session

from tenants.base import Base, SchoolOwned
from tenants.personal.keyring import CannotOpen
from tenants.personal.seals import Seals, seals_of


class FormDraft(SchoolOwned, Base):
    """The form of a duty; its revision grows with every save, so that whoever saves learns what others did since."""

    __tablename__ = "form_draft"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id", "duty_id"], ["duty.district_id", "duty.school_id", "duty.id"]
        ),
    )

    duty_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    revision: Mapped[int]
    checked_revision: Mapped[int | None]  # the one that was last sent to be checked
    upload_id: Mapped[UUID | None]  # the original it began from or became when it was checked
    begun_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class FormRow(SchoolOwned, Base):
    """One row of one part: texts as typed, whether or not they can be understood."""

    __tablename__ = "form_row"
    __table_args__ = (
        ForeignKeyConstraint(
            ["district_id", "school_id", "duty_id"],
            ["form_draft.district_id", "form_draft.school_id", "form_draft.duty_id"],
        ),
        Index("ix_form_row_duty", "district_id", "school_id", "duty_id"),
        CheckConstraint("jsonb_typeof(cells) = 'object'", name="cells"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)  # given by the page, so that a repeated save is one row
    duty_id: Mapped[UUID]
    part: Mapped[str]
    position: Mapped[float] = mapped_column(Double)  # the order within its part
    stored: Mapped[dict[str, Any]] = mapped_column("cells")  # field -> text, or {"sealed": ...} where it is personal
    revision: Mapped[int]  # of the draft when it was last changed
    is_removed: Mapped[bool] = mapped_column(default=False)  # can be put back
    changed_by: Mapped[UUID]
    changed_by_name: Mapped[str]
    changed_at: Mapped[datetime]

    _opened = None  # what was stored when it was opened last, and what it says

    @property
    def cells(self) -> Mapping[str, str]:
        """Field -> text as typed, personal ones opened; empty ones are left out."""
        if self._opened is None or self._opened[0] is not self.stored:
            self._opened = self.stored, self._open()
        return self._opened[1]

    def _open(self) -> Mapping[str, str]:
        closed = [name for name, text in self.stored.items() if isinstance(text, dict)]
        session = object_session(self)
        if not closed:
            return self.stored
        if session is None:
            raise CannotOpen
        seal = seals_of(session).school(self.school_id)
        return self.stored | {name: seal.open(self.stored[name]["sealed"], *self._place(name)) for name in closed}

    def keep(self, cells: Mapping[str, str], personal: Collection[str], seals: Seals) -> None:
        """Take these texts; those of personal fields are sealed for this row."""
        seal = seals.school(self.school_id) if any(name in personal for name in cells) else None
        self.stored = {
            name: {"sealed": seal.seal(text, *self._place(name))} if seal and name in personal else text
            for name, text in cells.items()
        }

    def _place(self, name: str) -> tuple[str, ...]:
        return "form", str(self.id), self.part, name

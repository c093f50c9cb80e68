"""The rows of a form as they were typed, until they are checked and become a version."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Double, ForeignKeyConstraint, Index, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from tenants.base import Base, SchoolOwned


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
    cells: Mapped[dict[str, Any]]  # field -> text; empty ones are left out
    revision: Mapped[int]  # of the draft when it was last changed
    is_removed: Mapped[bool] = mapped_column(default=False)  # can be put back
    changed_by: Mapped[UUID]
    changed_by_name: Mapped[str]
    changed_at: Mapped[datetime]

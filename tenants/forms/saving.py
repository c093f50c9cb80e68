"""Saving what was typed: cell by cell against what the person had seen, so that nobody is overwritten in silence."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants.filing.locks import ensure_filer, ensure_open, the_duty
from tenants.filing.models import Duty
from tenants.filing.uploads import ensure_taken
from tenants.forms.errors import FormNotBegun, NotUnderstood, TooManyRows, TooMuchText
from tenants.forms.models import FormDraft, FormRow
from tenants.personal.rows import personal_fields
from tenants.personal.seals import Seals, seals_of
from tenants.returns.declaration import Return
from tenants.scope.viewer import Viewer

LONGEST_CELL = 4_000
MOST_ROWS = 500  # of a part; more are filed by workbook
_MOST_KEPT = 4 * MOST_ROWS  # with those taken out
_UNSTORABLE = {0: "\x01", 0xFFFE: "\x01", 0xFFFF: "\x01"} | dict.fromkeys(range(0xD800, 0xE000), "\x01")


@dataclass(frozen=True)
class CellChange:
    """A text that was typed, and the one that stood there when it was."""

    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """What somebody did to one row since ``seen``, the revision of the draft on their page."""

    row_id: UUID
    part: str
    seen: int
    cells: Mapping[str, CellChange] = field(default_factory=dict)
    position: float | None = None  # of a new row
    is_removed: bool | None = None  # None: as it is


@dataclass(frozen=True)
class Conflict:
    """A cell, or with ``field`` None a whole row, that somebody else changed in the meantime: nothing was written."""

    row_id: UUID
    field: str | None
    mine: str
    theirs: str
    who: str


@dataclass(frozen=True)
class Saved:
    """What became of a save."""

    revision: int
    conflicts: list[Conflict]
    others: Mapping[UUID, str] = field(default_factory=dict)  # rows that others changed since, and who did last


def save_rows(
    session: Session,
    viewer: Viewer,
    duty_id: UUID,
    ret: Return,
    changes: Sequence[RowChange],
    *,
    at: datetime,
    seen: int | None = None,
) -> Saved:
    """Write what nobody else changed in the meantime; what somebody did is told as a conflict.

    Sending the same save twice is as good as once. With ``seen``, the revision on the page, the answer names the rows
    that others changed since.

    Raises:
        NotFound: The duty is not in scope.
        DutyClosed: The period is closed.
        UnderReview: A version is submitted.
        AlreadyAccepted: A version is accepted.
        FormNotBegun: The form was not opened yet.
        NotUnderstood: A part, field or position is none of the return.
        TooMuchText: A text is longer than any field takes.
        TooManyRows: A part has more rows than a page shows.
    """
    duty = the_duty(session, duty_id)
    ensure_filer(viewer, duty)
    ensure_open(duty)
    ensure_taken(session, duty)
    draft = locked_draft(session, duty_id)
    if draft is None:
        raise FormNotBegun
    for change in changes:
        _prove(ret, change)
    rows = {each.id: each for each in rows_of(session, duty_id, removed=True)}
    others = {
        each.id: each.changed_by_name
        for each in rows.values()
        if seen is not None and each.revision > seen and each.changed_by != viewer.account_id
    }
    saving = _Saving(duty, viewer, draft.revision + 1, at, ret, seals_of(session))
    for change in changes:
        known = rows.get(change.row_id)
        if known is None:
            rows[change.row_id] = made = saving.add(change)
            session.add(made)
        else:
            saving.change(known, change)
    _ensure_not_too_many(rows.values())
    if saving.is_changed:
        draft.revision, draft.changed_at = saving.revision, at
    session.flush()
    return Saved(draft.revision, saving.conflicts, others)


def locked_draft(session: Session, duty_id: UUID) -> FormDraft | None:
    """The draft of a duty, held until the transaction ends."""
    asked = select(FormDraft).where(FormDraft.duty_id == duty_id)
    return session.scalar(asked.with_for_update().execution_options(populate_existing=True))


def rows_of(session: Session, duty_id: UUID, *, removed: bool = False) -> list[FormRow]:
    """The rows of a form in their order, those taken out only if asked for."""
    asked = select(FormRow).where(FormRow.duty_id == duty_id).order_by(FormRow.part, FormRow.position, FormRow.id)
    if not removed:
        asked = asked.where(FormRow.is_removed.is_(False))
    return list(session.scalars(asked.execution_options(populate_existing=True)))


def storable(text: str) -> str:
    """The text with one kind of line end, and a control character for what no database takes: it is found as such."""
    return text.replace("\r\n", "\n").translate(_UNSTORABLE)


class _Saving:
    """One save under the draft's lock."""

    def __init__(self, duty: Duty, viewer: Viewer, revision: int, at: datetime, ret: Return, seals: Seals) -> None:
        self.duty, self.viewer, self.revision, self.at = duty, viewer, revision, at
        self.ret, self.seals = ret, seals
        self.conflicts: list[Conflict] = []
        self.is_changed = False

    def add(self, change: RowChange) -> FormRow:
        """A row that was not there."""
        self.is_changed = True
        row = FormRow(
            district_id=self.duty.district_id,
            school_id=self.duty.school_id,
            id=change.row_id,
            duty_id=self.duty.id,
            part=change.part,
            position=change.position or 0.0,
            is_removed=bool(change.is_removed),
        )
        self._keep(row, {name: each.after for name, each in change.cells.items() if each.after})
        self._mark(row)
        return row

    def change(self, row: FormRow, change: RowChange) -> None:
        """Whatever still stands as it was seen."""
        if row.part != change.part:
            raise NotUnderstood
        is_newer = row.revision > change.seen
        puts_back = change.is_removed is False
        if row.is_removed and not puts_back:
            if change.is_removed is None and self._differs(row, change):
                self._refuse(row, None, "", "")
            return
        before = row.cells
        cells = dict(before)
        for name, each in change.cells.items():
            there = cells.get(name, "")
            if there == each.after:
                continue
            if there != each.before:
                self._refuse(row, name, each.after, there)
            elif each.after:
                cells[name] = each.after
            else:
                del cells[name]
        if change.is_removed and not row.is_removed and is_newer and row.changed_by != self.viewer.account_id:
            self._refuse(row, None, "", "")
            return
        is_removed = row.is_removed if change.is_removed is None else change.is_removed
        if cells != before or is_removed != row.is_removed:
            row.is_removed = is_removed
            self._keep(row, cells)
            self._mark(row)

    def _keep(self, row: FormRow, cells: Mapping[str, str]) -> None:
        row.keep(cells, personal_fields(self.ret.part(row.part)), self.seals)

    @staticmethod
    def _differs(row: FormRow, change: RowChange) -> bool:
        return any(row.cells.get(name, "") != each.after for name, each in change.cells.items())

    def _refuse(self, row: FormRow, name: str | None, mine: str, theirs: str) -> None:
        self.conflicts.append(Conflict(row.id, name, mine, theirs, row.changed_by_name))

    def _mark(self, row: FormRow) -> None:
        self.is_changed = True
        row.revision, row.changed_at = self.revision, self.at
        row.changed_by, row.changed_by_name = self.viewer.account_id, self.viewer.account_name


def _prove(ret: Return, change: RowChange) -> None:
    try:
        part = ret.part(change.part)
        fields = {name: part.field(name) for name in change.cells}
    except KeyError:
        raise NotUnderstood from None
    for name, each in change.cells.items():
        if len(each.after) > LONGEST_CELL:
            raise TooMuchText(field=fields[name].label, length=len(each.after), most=LONGEST_CELL)


def _ensure_not_too_many(rows: Iterable[FormRow]) -> None:
    listed = list(rows)
    there = Counter(each.part for each in listed if not each.is_removed)
    if max(there.values(), default=0) > MOST_ROWS or len(listed) > _MOST_KEPT:
        raise TooManyRows(most=MOST_ROWS)

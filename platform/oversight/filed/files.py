"""The files of a version as a page shows them: by the place they stand behind, and those whose row is gone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from oversight.filed.figures import Figures, heading_of
from tenants.filing.attachments import loose_files, row_key
from tenants.filing.models import Attachment
from tenants.returns.declaration import Return
from tenants.returns.files import MOST_FILES, file_fields
from tenants.text import Lang, Text


@dataclass(frozen=True, kw_only=True)
class FileLine:
    """One file."""

    id: UUID
    name: str
    size_bytes: int
    added_at: datetime
    added_by: str


@dataclass(frozen=True, kw_only=True)
class FilesAt:
    """A field of a row that holds files."""

    part: str
    field: str
    row_no: int
    label: Text
    help: Text
    heading: str  # of the row; "" where the part has one row only
    is_needed: bool  # a finding says that a file is missing
    files: tuple[FileLine, ...]

    @property
    def place(self) -> str:
        """Its name in anchors and forms."""
        return f"{self.part}.{self.field}.{self.row_no}"

    @property
    def is_full(self) -> bool:
        """Whether no more go in."""
        return len(self.files) >= MOST_FILES


@dataclass(frozen=True, kw_only=True)
class Files:
    """All files of a version."""

    places: tuple[FilesAt, ...] = ()
    loose: tuple[FileLine, ...] = ()  # their row is gone: they are not handed in

    @property
    def by_place(self) -> dict[str, tuple[FileLine, ...]]:
        """For the table of figures."""
        return {each.place: each.files for each in self.places if each.files}


def files_of(
    ret: Return,
    figures: Figures,
    held: Sequence[Attachment],
    lang: Lang,
    *,
    needed: frozenset[str] = frozenset(),
    names: Mapping[str, str] | None = None,
) -> Files:
    """The files of a version.

    Args:
        ret: The declaration the version was checked by.
        figures: ``Version.figures``.
        held: Its attachments.
        lang: The reader's language.
        needed: Places where a finding says that a file is missing.
        names: Names of facilities by their number.
    """
    lines: dict[tuple[str, str, str], list[FileLine]] = defaultdict(list)
    for each in held:
        lines[each.part, each.field, each.row_key].append(_line(each))
    places = [
        FilesAt(
            part=part.code,
            field=field.code,
            row_no=row_no,
            label=field.label,
            help=field.help or Text("", ""),
            heading=heading_of(part, row, row_no, lang, names or {}),
            is_needed=f"{part.code}.{field.code}.{row_no}" in needed,
            files=tuple(lines[part.code, field.code, row_key(part, row)]),
        )
        for part in ret.parts
        for field in file_fields(part)
        for row_no, row in enumerate(figures.get(part.code, ()), 1)
    ]
    loose = loose_files(ret, {code: [dict(row) for row in rows] for code, rows in figures.items()}, held)
    return Files(places=tuple(places), loose=tuple(_line(each) for each in loose))


def _line(each: Attachment) -> FileLine:
    return FileLine(
        id=each.id,
        name=each.filename,
        size_bytes=each.size_bytes,
        added_at=each.added_at,
        added_by=each.added_by_name,
    )

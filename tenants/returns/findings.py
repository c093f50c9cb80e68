"""What is wrong with a filing: one shape for reader, checks, pages, annotated workbook and API."""

from dataclasses import dataclass

from tenants.returns.declaration import Severity
from tenants.text import Text


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing found, at its cell where it has one.

    ``code`` is the rule's code (``CO-09``) or a code of ``etl.workbook.messages`` (``not_a_number``, ``wrong_school``).
    """

    code: str
    severity: Severity
    says: Text  # what is wrong, values filled in
    remedy: Text  # how to mend it
    part: str | None = None
    field: str | None = None
    row_no: int | None = None  # from 1, as in the version
    sheet: str | None = None
    cell: str | None = None  # "C7"
    header: Text | None = None  # the label above the cell
    value: str | None = None  # as found, at most 200 characters
    also: tuple[str, ...] = ()  # further cells of the same rule and row

"""The hidden sheet of choices behind the drop-downs: one written in the validation stops at 255 characters."""

from collections.abc import Sequence

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from etl.workbook.layout import LISTS_SHEET
from tenants.text import Lang


class Lists:
    """Columns of choices, each written once."""

    def __init__(self, sheet: Worksheet, lang: Lang) -> None:
        self.sheet = sheet
        self.lang = lang
        self._ranges: dict[tuple[str, ...], str] = {}

    def source(self, choices: Sequence[str]) -> str:
        """The reference of a list of choices for a validation."""
        key = tuple(choices)
        if key not in self._ranges:
            column = len(self._ranges)
            self.sheet.write_column(0, column, key)
            self._ranges[key] = f"='{LISTS_SHEET}'!{xl_range_abs(0, column, len(key) - 1, column)}"
        return self._ranges[key]

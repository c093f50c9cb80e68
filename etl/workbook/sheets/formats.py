"""The looks of a template's cells: one quiet palette, one format per meaning."""

from typing import Any

import xlsxwriter

from tenants.returns.declaration import Kind

INK, QUIET, PALE, LINE = "#1F3A5F", "#667085", "#E8EEF5", "#D0D5DD"
ERROR, QUERY, MISSING = "#F8CBCB", "#FFE0A3", "#FFF6D6"
FONT = "Microsoft YaHei"
NUMBER_FORMATS = {
    Kind.INT: "#,##0",
    Kind.DEC1: "#,##0.0",
    Kind.DEC2: "#,##0.00",
    Kind.SDEC2: "#,##0.00",
    Kind.DEC6: "0.000000",
    Kind.MONEY: "#,##0.00",
    Kind.SMONEY: "#,##0.00",
    Kind.PCT: "0.00",
    Kind.DATE: "yyyy-mm-dd",
    Kind.DT: "yyyy-mm-dd hh:mm",
}  # everything else is text, so that no digit is lost


class Formats:
    """The formats of one workbook, made when first asked for."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def get(self, **properties: Any) -> Any:
        """A format with those properties over the common font."""
        key = repr(sorted(properties.items()))
        if key not in self._made:
            common = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
            self._made[key] = self._book.add_format(common | properties)
        return self._made[key]

    def input(self, kind: Kind) -> Any:
        """An unlocked cell of a field."""
        align = "left" if kind not in NUMBER_FORMATS else "right"
        return self.get(locked=False, num_format=NUMBER_FORMATS.get(kind, "@"), align=align)

    @property
    def elsewhere(self) -> Any:
        """A locked cell of what is given on the web page."""
        return self.get(font_color=QUIET, bg_color="#F5F7FA", align="center")

    def given(self, kind: Kind) -> Any:
        """A locked cell whose value comes from the system."""
        align = "left" if kind not in NUMBER_FORMATS else "right"
        return self.get(num_format=NUMBER_FORMATS.get(kind, "@"), align=align, bg_color="#F5F7FA", font_color=QUIET)

    def figure(self, kind: Kind) -> Any:
        """A locked figure of an earlier period."""
        return self.get(num_format=NUMBER_FORMATS.get(kind, "@"), align="right", bottom=1, bottom_color=LINE)

    def paint(self, colour: str) -> Any:
        """A background set by a condition."""
        key = f"paint {colour}"
        if key not in self._made:
            self._made[key] = self._book.add_format({"bg_color": colour})
        return self._made[key]

    @property
    def title(self) -> Any:
        """The first line of a sheet."""
        return self.get(bold=True, font_size=15, font_color=INK)

    @property
    def head(self) -> Any:
        """A heading of a required column."""
        return self.get(
            bold=True, font_color=INK, bg_color=PALE, text_wrap=True, align="center", border=1, border_color=LINE
        )

    @property
    def optional_head(self) -> Any:
        """A heading of a column that may stay empty."""
        return self.get(
            font_color=QUIET, bg_color="#F5F7FA", text_wrap=True, align="center", border=1, border_color=LINE
        )

    @property
    def note(self) -> Any:
        """A line of explanation."""
        return self.get(font_color=QUIET, text_wrap=True, valign="top")

    @property
    def text(self) -> Any:
        """A line of text with a thin rule below."""
        return self.get(text_wrap=True, bottom=1, bottom_color=LINE)

    @property
    def strong(self) -> Any:
        """A heading within a sheet."""
        return self.get(bold=True, font_size=12, font_color=INK)


def width_of(text: str) -> int:
    """How wide text is in a column: a Chinese character takes two."""
    return sum(2 if ord(each) > 0x2E80 else 1 for each in text)

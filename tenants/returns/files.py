"""How a figure names the files that stand behind it: content and name, so that the signature covers both."""

from collections.abc import Mapping
from typing import Any

from tenants.returns.declaration import Field, Kind, Part, Return
from tenants.text import Text

MOST_FILES = 5
LARGEST_FILE_BYTES = 10 * 2**20
FILE_HINT = Text("在网页上传", "Upload on the web page")
"""What stands in the cell of a workbook, which cannot carry files."""


def as_figure(sha256: bytes, filename: str) -> str:
    """One file of a field: ``<SHA-256>/<name>``."""
    return f"{sha256.hex()}/{filename}"


def filename_in(figure: str) -> str:
    """The name that people know it by."""
    return figure.partition("/")[2] or figure


def file_fields(part: Part) -> tuple[Field, ...]:
    """The fields of a part that hold files."""
    return tuple(each for each in part.fields if each.kind is Kind.FILE)


def takes_files(ret: Return) -> bool:
    """Whether any field of a return holds files."""
    return any(each.kind is Kind.FILE for _, each in ret.each_field())


def without_files(ret: Return, figures: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Figures as a workbook alone gives them."""
    names = {part.code: {each.code for each in file_fields(part)} for part in ret.parts}
    return {
        code: [{name: value for name, value in row.items() if name not in names.get(code, ())} for row in rows]
        for code, rows in figures.items()
    }

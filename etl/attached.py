"""Files that stand behind figures: judged by their content before they are kept, named by what they are."""

import io
from dataclasses import dataclass
from typing import IO

from etl.originals import Originals
from etl.workbook.guard.structure import look_into
from etl.workbook.guard.verdict import Refused
from tenants.errors import OversightError
from tenants.filing.models import FileKind
from tenants.filing.uploads import tidy
from tenants.returns.files import LARGEST_FILE_BYTES
from tenants.text import Text

_STARTS = {b"%PDF-": FileKind.PDF, b"\x89PNG\r\n\x1a\n": FileKind.PNG, b"\xff\xd8\xff": FileKind.JPG}
_ENDINGS = {FileKind.JPG: (".jpg", ".jpeg")}
_LONGEST_NAME = 120


class AttachmentTooLarge(OversightError):
    """A file above the limit of the catalogue."""

    says = Text(
        "“{name}”超过 {limit} MB，没有上传。照片可调低清晰度，扫描件可用黑白或分成几份。",
        "“{name}” has more than {limit} MB and was not taken. Lower the resolution, scan in black and white, or split it.",
    )


class EmptyAttachment(OversightError):
    """Nothing arrived."""

    says = Text("“{name}”是空的，没有上传。请重新选择。", "“{name}” is empty and was not taken. Choose it again.")


class WrongAttachment(OversightError):
    """The content is none of the four kinds, whatever the name says."""

    says = Text(
        "“{name}”不是 PDF、JPG、PNG 或不带宏的 Excel（.xlsx）文件，没有上传。请另存为其中一种；只改扩展名没有用。",
        "“{name}” is no PDF, JPG, PNG or Excel (.xlsx) file without macros and was not taken. "
        "Save it as one of these; changing the ending of the name is not enough.",
    )


@dataclass(frozen=True)
class Kept:
    """A file that was taken in."""

    sha256: bytes
    filename: str
    size_bytes: int
    kind: FileKind


def keep_attachment(originals: Originals, stream: IO[bytes], filename: str) -> Kept:
    """Judge a file by its content and store it like an original; what is refused is not stored.

    Raises:
        AttachmentTooLarge, EmptyAttachment, WrongAttachment: It is not taken.
    """
    name = tidy(filename)
    blob = stream.read(LARGEST_FILE_BYTES + 1)
    if len(blob) > LARGEST_FILE_BYTES:
        raise AttachmentTooLarge(name=name, limit=LARGEST_FILE_BYTES // 2**20)
    if not blob:
        raise EmptyAttachment(name=name)
    kind = kind_of(blob)
    if kind is None:
        raise WrongAttachment(name=name)
    original = originals.keep(io.BytesIO(blob))
    return Kept(original.sha256, _named(name, kind), original.size, kind)


def kind_of(blob: bytes) -> FileKind | None:
    """What the content is; None for everything that is not taken."""
    for start, kind in _STARTS.items():
        if blob.startswith(start):
            return kind
    try:
        return FileKind.XLSX if look_into(io.BytesIO(blob), len(blob)) == "xlsx" else None
    except Refused:
        return None


def _named(name: str, kind: FileKind) -> str:
    """The name with the ending of its kind: no picture is called a document."""
    endings = _ENDINGS.get(kind, (f".{kind}",))
    stem, dot, ending = name.rpartition(".")
    if f".{ending.lower()}" in endings and stem:
        return f"{stem[-_LONGEST_NAME:]}.{ending}"
    return f"{(stem if dot and stem else name)[-_LONGEST_NAME:]}{endings[0]}"

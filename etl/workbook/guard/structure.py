"""The look at a file before anything in it is inflated or parsed: kind, size and the zip directory only."""

import zipfile
from typing import IO

from etl.workbook.guard.directory import Member, members_of
from etl.workbook.guard.kinds import kind_by_magic, kind_of_ole, kind_of_text
from etl.workbook.guard.verdict import Refused

MAX_FILE_BYTES = 25 * 2**20
MAX_PART_BYTES = 64 * 2**20
MAX_TOTAL_BYTES = 128 * 2**20
MAX_RATIO = 100  # inflated by deflated, for parts over a MiB
_MIB = 2**20
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"  # in the first member, which is stored as it is
_PRESENTATION = b"application/vnd.oasis.opendocument.presentation"
_MIMETYPE_WITHIN = 200
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def look_at_size(size_bytes: int) -> None:
    """Refuse what is empty or too large to be read at all."""
    if size_bytes == 0:
        raise Refused("empty_file")
    if size_bytes > MAX_FILE_BYTES:
        raise Refused("too_large", limit_mb=MAX_FILE_BYTES // _MIB)


def look_into(stream: IO[bytes], size_bytes: int) -> str:
    """Refuse what is plainly no table of a sane shape; gives how it is read: ``xlsx``, ``ods`` or ``text``.

    Raises:
        Refused: With the code of the first thing that is wrong; the file was neither inflated nor parsed.
    """
    look_at_size(size_bytes)
    head = stream.read(4096)
    if not any(head) and not any(stream.read()):
        raise Refused("truncated")
    if head.startswith(_OLE):
        stream.seek(0)
        raise Refused(kind_of_ole(stream.read()))
    if not head.startswith(b"PK"):
        kind = kind_by_magic(head) or kind_of_text(head)
        if kind == "is_csv":
            return "text"
        raise Refused(kind)
    stream.seek(0)
    blob = stream.read()
    members = members_of(blob)
    kind = _kind_of(blob, {each.name for each in members})
    _check_members(members)
    return kind


def _kind_of(blob: bytes, names: set[str]) -> str:
    if "mimetype" in names and "content.xml" in names:
        if _SPREADSHEET not in blob[:_MIMETYPE_WITHIN]:
            raise Refused("is_other_office" if _PRESENTATION in blob[:_MIMETYPE_WITHIN] else "is_word")
        return "ods"
    if "word/document.xml" in names:
        raise Refused("is_word")
    if "ppt/presentation.xml" in names or any(name.endswith(".iwa") for name in names):
        raise Refused("is_other_office")
    if "xl/workbook.bin" in names:
        raise Refused("is_xlsb")
    folded = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in folded):
        raise Refused("has_macros")
    if any(name.startswith("xl/externallinks/") for name in folded):
        raise Refused("has_external_links")
    if "[content_types].xml" not in folded:
        raise Refused("is_archive")
    return "xlsx"


def _check_members(members: list[Member]) -> None:
    seen: set[str] = set()
    for each in members:
        if _is_odd(each.name):
            raise Refused("bad_member_name")
        if each.name.lower() in seen:
            raise Refused("duplicate_member")
        seen.add(each.name.lower())
        if each.is_encrypted:
            raise Refused("is_encrypted")
        if each.method not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("odd_compression")
        is_dense = each.bytes > _MIB and each.bytes > MAX_RATIO * max(each.packed_bytes, 1)
        if each.bytes > MAX_PART_BYTES or is_dense:
            raise Refused("expands_too_much")
    if sum(each.bytes for each in members) > MAX_TOTAL_BYTES:
        raise Refused("expands_too_much")


def _is_odd(name: str) -> bool:
    is_path = name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")
    return is_path or not name or len(name) > 255 or not name.isprintable()

"""The look at a file before anything in it is inflated or parsed: kind, size and the zip directory only."""

import struct
import zipfile
from pathlib import Path

from etl.workbook.guard.kinds import kind_by_magic, kind_of_ole, kind_of_text
from etl.workbook.guard.verdict import Refused

MAX_FILE_BYTES = 25 * 2**20
MAX_MEMBERS = 500
MAX_PART_BYTES = 64 * 2**20
MAX_TOTAL_BYTES = 128 * 2**20
MAX_RATIO = 100  # inflated by deflated, for parts over a MiB
_MIB = 2**20
_DIRECTORY_BYTES = 512 * MAX_MEMBERS
_EOCD, _EOCD_BYTES, _COMMENT_BYTES = b"PK\x05\x06", 22, 65_535
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def look(path: Path) -> None:
    """Refuse what is plainly not an .xlsx of a sane shape.

    Raises:
        Refused: With the code of the first thing that is wrong; the file was neither inflated nor parsed.
    """
    size_bytes = path.stat().st_size
    if size_bytes == 0:
        raise Refused("empty_file")
    if size_bytes > MAX_FILE_BYTES:
        raise Refused("too_large", limit_mb=MAX_FILE_BYTES // _MIB)
    with path.open("rb") as stream:
        head = stream.read(4096)
        if not any(head) and not any(stream.read()):
            raise Refused("truncated")
        if head.startswith(_OLE):
            stream.seek(0)
            raise Refused(kind_of_ole(stream.read()))
        if not head.startswith(b"PK"):
            raise Refused(kind_by_magic(head) or kind_of_text(head))
        stream.seek(max(0, size_bytes - _EOCD_BYTES - _COMMENT_BYTES))
        _check_end(stream.read())
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error) as broken:
        raise Refused("truncated") from broken
    _check_kind({each.filename for each in members})
    _check_members(members)


def _check_end(tail: bytes) -> None:
    at = tail.rfind(_EOCD)
    if at < 0 or len(tail) < at + _EOCD_BYTES:
        raise Refused("truncated")
    members, directory_bytes = struct.unpack_from("<10xHL", tail, at)
    if members > MAX_MEMBERS or directory_bytes > _DIRECTORY_BYTES:
        raise Refused("too_many_members", limit=MAX_MEMBERS)


def _check_kind(names: set[str]) -> None:
    if "mimetype" in names and "content.xml" in names:
        raise Refused("is_ods")
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


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise Refused("too_many_members", limit=MAX_MEMBERS)
    seen: set[str] = set()
    for each in members:
        name = each.filename
        if _is_odd(each.orig_filename) or _is_odd(name):
            raise Refused("bad_member_name")
        if name.lower() in seen:
            raise Refused("duplicate_member")
        seen.add(name.lower())
        if each.flag_bits & 0x1:
            raise Refused("is_encrypted")
        if each.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("odd_compression")
        is_dense = each.file_size > _MIB and each.file_size > MAX_RATIO * max(each.compress_size, 1)
        if each.file_size > MAX_PART_BYTES or is_dense:
            raise Refused("expands_too_much")
    if sum(each.file_size for each in members) > MAX_TOTAL_BYTES:
        raise Refused("expands_too_much")


def _is_odd(name: str) -> bool:
    steps = name.split("/")
    is_path = name.startswith("/") or "\\" in name or ":" in name or ".." in steps
    return is_path or not name or len(name) > 255 or any(ord(each) < 32 for each in name)

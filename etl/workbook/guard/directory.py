"""The directory of a zip: names, sizes and places of its members; nothing is inflated.

Written out because it is asked twice for every file and ``zipfile`` takes four times as long; what is out of the
ordinary (very large, split) is left to ``zipfile``.
"""

import io
import struct
import zipfile
from typing import NamedTuple

from etl.workbook.guard.verdict import Refused

MAX_MEMBERS = 500
_MAX_BYTES = 512 * MAX_MEMBERS
_END, _ENTRY = b"PK\x05\x06", b"PK\x01\x02"
_END_BYTES, _ENTRY_BYTES, _COMMENT_BYTES = 22, 46, 65_535
_UTF8, _ENCRYPTED = 0x800, 0x1
_LARGE = 0xFFFFFFFF


class Member(NamedTuple):
    """One entry of the directory."""

    name: str
    is_encrypted: bool
    method: int
    packed_bytes: int
    bytes: int
    offset: int
    crc: int


def members_of(blob: bytes) -> list[Member]:
    """The members of a zip.

    Raises:
        Refused: ``truncated`` if there is no whole directory, ``too_many_members``.
    """
    end = blob.rfind(_END, max(0, len(blob) - _END_BYTES - _COMMENT_BYTES))
    if end < 0 or len(blob) < end + _END_BYTES:
        raise Refused("truncated")
    count, size, start = struct.unpack_from("<10xHLL", blob, end)
    if count > MAX_MEMBERS or size > _MAX_BYTES:
        raise Refused("too_many_members", limit=MAX_MEMBERS)
    found = _entries(blob[start : start + size]) if start + size == end else None
    if found is None or len(found) != count:
        found = _by_zipfile(blob)
    if len(found) > MAX_MEMBERS:
        raise Refused("too_many_members", limit=MAX_MEMBERS)
    return found


def _entries(directory: bytes) -> list[Member] | None:
    """The entries of an ordinary directory; None for any other."""
    found: list[Member] = []
    at = 0
    while at + _ENTRY_BYTES <= len(directory) and directory.startswith(_ENTRY, at):
        flags, method, crc, packed, whole, name, extra, comment, offset = struct.unpack_from(
            "<8xHH4xLLLHHH8xL", directory, at
        )
        text = directory[at + _ENTRY_BYTES : at + _ENTRY_BYTES + name]
        if _LARGE in (packed, whole, offset) or len(text) != name:
            return None
        try:
            decoded = text.decode("utf-8" if flags & _UTF8 else "cp437")
        except UnicodeDecodeError:
            return None
        found.append(Member(decoded, bool(flags & _ENCRYPTED), method, packed, whole, offset, crc))
        at += _ENTRY_BYTES + name + extra + comment
    return found if at == len(directory) else None


def _by_zipfile(blob: bytes) -> list[Member]:
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            return [
                Member(
                    each.orig_filename, bool(each.flag_bits & _ENCRYPTED), each.compress_type,
                    each.compress_size, each.file_size, each.header_offset, each.CRC,
                )
                for each in archive.infolist()
            ]  # fmt: skip
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error) as broken:
        raise Refused("truncated") from broken

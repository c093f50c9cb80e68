"""The members of a zip, inflated one by one with a bound, and put together anew. Runs in the guarded child only."""

import struct
import zipfile
import zlib
from collections.abc import Iterable

from etl.workbook.guard.directory import members_of
from etl.workbook.guard.verdict import Refused

_LOCAL, _LOCAL_BYTES = b"PK\x03\x04", 30
_DAY = 33  # the first day that zip knows


class Members:
    """A zip in memory; a member never gets longer than the directory says."""

    def __init__(self, blob: bytes) -> None:
        self._blob = blob
        self._entries = {each.name.lower(): each for each in members_of(blob)}

    def names(self) -> list[str]:
        """The names of all members in lower case."""
        return list(self._entries)

    def read(self, name: str) -> bytes | None:
        """A member's content; None if there is none of that name.

        Raises:
            Refused: Its content is not what the directory says.
        """
        entry = self._entries.get(name.lower())
        if entry is None:
            return None
        head = self._blob[entry.offset : entry.offset + _LOCAL_BYTES]
        if len(head) < _LOCAL_BYTES or not head.startswith(_LOCAL):
            raise Refused("damaged")
        name_bytes, extra_bytes = struct.unpack_from("<HH", head, 26)
        start = entry.offset + _LOCAL_BYTES + name_bytes + extra_bytes
        content = self._blob[start : start + entry.packed_bytes]
        if entry.method != zipfile.ZIP_STORED:
            try:
                content = zlib.decompressobj(-15).decompress(content, entry.bytes + 1)
            except zlib.error as broken:
                raise Refused("damaged") from broken
        if len(content) != entry.bytes or zlib.crc32(content) != entry.crc:
            raise Refused("damaged")
        return content


def stored(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of parts as they are, not deflated."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, content in parts:
        code, size, path = zlib.crc32(content), len(content), name.encode()
        head = struct.pack("<4sHHHHHLLLHH", _LOCAL, 20, 0x800, 0, 0, _DAY, code, size, size, len(path), 0) + path
        entry = (20, 20, 0x800, 0, 0, _DAY, code, size, size, len(path), 0, 0, 0, 0, 0, at)
        directory.append(struct.pack("<4sHHHHHHLLLHHHHHLL", b"PK\x01\x02", *entry) + path)
        pieces += [head, content]
        at += len(head) + size
    listing = b"".join(directory)
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, len(directory), len(directory), len(listing), at, 0)
    return b"".join([*pieces, listing, end])

"""The members of a zip, inflated one by one with a bound. Runs in the guarded child only."""

import io
import struct
import zipfile
import zlib

from etl.workbook.guard.verdict import Refused

_LOCAL_BYTES = 30


class Members:
    """A zip in memory; several times quicker per member than ``zipfile``, and never longer than the directory says."""

    def __init__(self, blob: bytes) -> None:
        self._blob = blob
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            self._entries = {each.filename.lower(): each for each in archive.infolist()}

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
        head = self._blob[entry.header_offset : entry.header_offset + _LOCAL_BYTES]
        if len(head) < _LOCAL_BYTES or not head.startswith(b"PK\x03\x04"):
            raise Refused("damaged")
        name_bytes, extra_bytes = struct.unpack_from("<HH", head, 26)
        start = entry.header_offset + _LOCAL_BYTES + name_bytes + extra_bytes
        packed = self._blob[start : start + entry.compress_size]
        if entry.compress_type == zipfile.ZIP_STORED:
            return packed
        try:
            content = zlib.decompressobj(-15).decompress(packed, entry.file_size + 1)
        except zlib.error as broken:
            raise Refused("damaged") from broken
        if len(content) != entry.file_size:
            raise Refused("damaged")
        return content

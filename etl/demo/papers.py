"""Small files as schools attach them, made here: a page of a record as PDF, a photograph of a notice board as PNG."""

import struct
import zlib
from collections.abc import Sequence

_WIDTH, _HEIGHT = 320, 240


def page(lines: Sequence[str]) -> bytes:
    """One A4 page with these lines, the first as its title; any reader has the font it names."""
    drawn = ["BT", "/F1 18 Tf", "72 770 Td", _text(lines[0]), "/F1 12 Tf"]
    for line in lines[1:]:
        drawn += ["0 -26 Td", _text(line)]
    stream = "\n".join([*drawn, "ET"]).encode()
    return _pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
            b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        ]
    )


def photograph(seed: int) -> bytes:
    """A board on a wall with papers on it; another seed, another board."""
    drawn: dict[tuple[object, ...], bytes] = {}  # most rows look like others
    rows = bytearray()
    for y in range(_HEIGHT):
        look = (30 < y < 210, 36 < y < 204, max(0, y - 40) // 82, (y - 40) % 82 > 8, y % 9 < 2)
        if look not in drawn:
            drawn[look] = b"".join(bytes(_colour(x, y, seed)) for x in range(_WIDTH))
        rows += b"\0" + drawn[look]  # no filter
    head = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(bytes(rows))), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _text(line: str) -> str:
    return f"<{line.encode('utf-16-be').hex()}> Tj"


def _pdf(objects: Sequence[bytes]) -> bytes:
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def _colour(x: int, y: int, seed: int) -> tuple[int, int, int]:
    if not (30 < x < 290 and 30 < y < 210):
        return 214, 208, 196  # the wall
    if not (36 < x < 284 and 36 < y < 204):
        return 120, 84, 52  # the frame
    column, row = max(0, x - 40) // 62, max(0, y - 40) // 82
    inside = (x - 40) % 62 > 6 and (y - 40) % 82 > 8
    if not inside or (seed >> (column + 4 * row)) & 1:
        return 58, 110, 84  # felt
    is_line = (y % 9) < 2 and (x - 40) % 62 > 14
    return (90, 90, 96) if is_line else (246, 244, 236)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

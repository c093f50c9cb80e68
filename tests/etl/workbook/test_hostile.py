"""Files made to hurt: each is refused with its finding, quickly, and the next file reads as if nothing had been."""

import io
import struct
import zipfile
from collections.abc import Iterator

import pytest

from tests.etl.workbook.sample import Reader, in_sheet, rezipped, template

CELLS = b'<c r="F4" s="'


def added(name: str, content: bytes, *, method: int = 8) -> bytes:
    target = io.BytesIO(template())
    with zipfile.ZipFile(target, "a", method) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def replaced(member: str, before: bytes, after: bytes) -> bytes:
    def change(name: str, part: bytes) -> bytes:
        if name != member:
            return part
        assert before in part
        return part.replace(before, after, 1)

    return rezipped(change)


def encrypted_member() -> bytes:
    blob = bytearray(template())
    at = blob.index(b"PK\x01\x02")
    struct.pack_into("<H", blob, at + 8, struct.unpack_from("<H", blob, at + 8)[0] | 1)
    return bytes(blob)


def lying_size() -> bytes:
    """The directory says a sheet is small; it is not."""
    blob = bytearray(template())
    at = blob.rindex(b"PK\x01\x02", 0, blob.rindex(b"xl/worksheets/sheet2.xml"))
    struct.pack_into("<L", blob, at + 24, 1000)
    return bytes(blob)


def one_bit_turned() -> bytes:
    """A figure that a bad disk or line changed: the sheet still reads, its checksum does not fit."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, source.read(name))
        sheet = copy.getinfo("xl/worksheets/sheet2.xml").header_offset
    blob = bytearray(target.getvalue())
    blob[blob.index(b"<v>", sheet) + 3] ^= 1
    return bytes(blob)


def cells_beyond_count() -> bytes:
    cells = b"".join(b'<c r="A%d"/>' % number for number in range(1_000_100))
    return in_sheet(b"<sheetData>", b'<sheetData><row r="1">' + cells + b"</row>")


def many_members() -> bytes:
    target = io.BytesIO(template())
    with zipfile.ZipFile(target, "a") as archive:
        for number in range(600):
            archive.writestr(f"xl/{number}", b"")
    return target.getvalue()


def duplicate_member() -> bytes:
    target = io.BytesIO(template())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
    return target.getvalue()


def nested(levels: int) -> bytes:
    return b"<a>" * levels + b"</a>" * levels


def cases() -> Iterator[tuple[str, bytes, str]]:
    yield "ratio", added("xl/worksheets/sheet9.xml", b" " * 5_000_000), "expands_too_much"
    yield "a part over 64 MiB", added("xl/media/big.bin", bytes(range(256)) * 2**18 + b"1"), "expands_too_much"
    yield "too many members", many_members(), "too_many_members"
    yield "member twice", duplicate_member(), "duplicate_member"
    yield "same name in capitals", added("XL/Workbook.xml", b"<a/>"), "duplicate_member"
    yield "path out", added("../../etc/cron.d/x", b"a"), "bad_member_name"
    yield "absolute path", added("/etc/passwd", b"a"), "bad_member_name"
    yield "drive letter", added("C:/x.dll", b"a"), "bad_member_name"
    yield "backslash", added("xl\\evil.xml", b"a"), "bad_member_name"
    yield "encrypted member", encrypted_member(), "is_encrypted"
    yield "bzip2", added("xl/x.xml", b"a" * 100, method=zipfile.ZIP_BZIP2), "odd_compression"
    yield "lzma", added("xl/x.xml", b"a" * 100, method=zipfile.ZIP_LZMA), "odd_compression"
    yield "external book", added("xl/externalLinks/externalLink1.xml", b"<a/>"), "has_external_links"
    yield (
        "external target",
        replaced(
            "xl/_rels/workbook.xml.rels",
            b"</Relationships>",
            b'<Relationship Id="x" Type="a/externalLink" Target="file:///x" TargetMode="External"/></Relationships>',
        ),
        "has_external_links",
    )
    yield (
        "document type",
        replaced("xl/workbook.xml", b"<workbook", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook'),
        "has_dtd",
    )
    yield (
        "document type in a sheet",
        replaced("xl/worksheets/sheet2.xml", b"<worksheet", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet'),
        "has_dtd",
    )
    yield "other encoding", replaced("xl/workbook.xml", b"UTF-8", b"UTF-7"), "not_utf8"
    yield (
        "wide encoding",
        rezipped(lambda name, part: part.decode().encode("utf-16") if name == "xl/workbook.xml" else part),
        "not_utf8",
    )
    yield (
        "lying count of strings",
        replaced("xl/sharedStrings.xml", b'uniqueCount="', b'uniqueCount="9999999999'),
        "inconsistent",
    )
    yield (
        "far row",
        in_sheet(b"<sheetData>", b'<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
        "far_cell",
    )
    yield "far column", in_sheet(b"<sheetData>", b'<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row>'), "far_cell"
    yield (
        "beyond any sheet",
        in_sheet(b"<sheetData>", b'<sheetData><row r="4294967295"><c r="ZZZZ4294967295"><v>1</v></c></row>'),
        "far_cell",
    )
    yield (
        "far by order alone",
        in_sheet(b"<sheetData>", b'<sheetData><row r="999999"><c><v>1</v></c></row>'),
        "far_cell",
    )
    yield "too many cells", cells_beyond_count(), "too_many_cells"
    yield (
        "too many sheets",
        replaced(
            "xl/workbook.xml",
            b"</sheets>",
            b"".join(b'<sheet name="x%d" sheetId="%d" r:id="rId1"/>' % (n, 50 + n) for n in range(90)) + b"</sheets>",
        ),
        "too_many_sheets",
    )
    yield (
        "one sheet twice",
        replaced("xl/workbook.xml", b"</sheets>", b'<sheet name="again" sheetId="77" r:id="rId2"/></sheets>'),
        "inconsistent",
    )
    yield "not XML", replaced("xl/workbook.xml", b"<sheets>", b"<sheets"), "damaged"
    yield "a sheet that ends early", in_sheet(b"</sheetData>", b"<row"), "damaged"
    yield "string out of the table", in_sheet(b't="s"><v>', b't="s"><v>99999'), "damaged"
    yield "lying size", lying_size(), "damaged"
    yield "one bit turned", one_bit_turned(), "damaged"
    yield "deep nesting", rezipped(lambda name, part: nested(100_000) if name == "xl/workbook.xml" else part), "damaged"
    yield (
        "strict",
        replaced(
            "xl/workbook.xml",
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        "is_strict",
    )


CASES = list(cases())


@pytest.mark.parametrize(("blob", "code"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_hostile_file_gets_its_finding(read: Reader, blob: bytes, code: str) -> None:
    reading = read(blob)
    assert [each.code for each in reading.findings if each.code != "no_stamp"] == [code]
    assert reading.refused


def test_the_next_file_reads_as_if_nothing_had_been(read: Reader) -> None:
    read(in_sheet(b"</sheetData>", b"<row"))
    assert read(template()).findings == []

"""Files that are not .xlsx workbooks: each is called by its name."""

import io
import zipfile

import pytest

from tests.etl.workbook.sample import Reader, rezipped, template

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ODF = b"application/vnd.oasis.opendocument."
CSV = "食堂编号,供餐天数\r\nC01,21\r\n"


def zipped(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("blob", "code"),
    [
        (b"", "empty_file"),
        (bytes(4096), "truncated"),
        (template()[:-200], "truncated"),
        (template()[:2000], "truncated"),
        (b"%PDF-1.7 ...", "is_pdf"),
        (b"\x89PNG\r\n\x1a\n....", "is_picture"),
        (b"\xff\xd8\xff\xe0....", "is_picture"),
        (b"Rar!\x1a\x07....", "is_archive"),
        (zipped(**{"a.txt": b"a"}), "is_archive"),
        (zipped(**{"report.xlsx": template()}), "is_archive"),
        (zipped(**{"[Content_Types].xml": b"<a/>", "word__document.xml": b"<a/>"}), "is_word"),
        (zipped(**{"[Content_Types].xml": b"<a/>", "ppt__presentation.xml": b"<a/>"}), "is_other_office"),
        (zipped(**{"mimetype": ODF + b"spreadsheet", "content.xml": b"<a/>"}), "no_stamp"),
        (zipped(**{"mimetype": ODF + b"spreadsheet", "content.xml": b"<a"}), "damaged"),
        (zipped(**{"mimetype": ODF + b"spreadsheet", "content.xml": b"<!DOCTYPE a><a/>"}), "has_dtd"),
        (zipped(**{"mimetype": ODF + b"spreadsheet", "content.xml": b"<a/>", "Basic__x.xml": b""}), "has_macros"),
        (zipped(**{"mimetype": ODF + b"text", "content.xml": b"<a/>"}), "is_word"),
        (zipped(**{"mimetype": ODF + b"presentation", "content.xml": b"<a/>"}), "is_other_office"),
        (b"\xfd7zXZ\x00....", "is_archive"),
        (b"BZh9....", "is_archive"),
        (b"a" * 257 + b"ustar\x00", "is_archive"),
        (b"BM" + bytes(12), "is_picture"),
        ("BM食堂".encode(), "not_a_workbook"),
        (zipped(**{"[Content_Types].xml": b"<a/>", "xl__workbook.bin": b"a"}), "is_xlsb"),
        (OLE + "Workbook".encode("utf-16-le"), "is_old_xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "is_encrypted"),
        (OLE + "WordDocument".encode("utf-16-le"), "is_word"),
        (CSV.encode(), "is_csv"),
        (CSV.encode("utf-8-sig"), "is_csv"),
        (CSV.encode("gb18030"), "is_csv"),
        (CSV.replace(",", "\t").encode("utf-16"), "is_csv"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "is_web_page"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "is_flat_xml"),
        (b"hello", "not_a_workbook"),
        (bytes(range(1, 256)) * 4, "not_a_workbook"),
        (rezipped(lambda name, part: part, **{"xl/vbaProject.bin": b"macro"}), "has_macros"),
    ],
)
def test_a_file_is_called_by_what_it_is(read: Reader, blob: bytes, code: str) -> None:
    reading = read(blob)
    assert (reading.refused, [each.code for each in reading.findings]) == (True, [code])

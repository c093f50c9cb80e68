"""What is taken as a file behind a figure is told by its content, and named by it."""

import io
import zipfile

import pytest

from etl.attached import AttachmentTooLarge, EmptyAttachment, WrongAttachment, keep_attachment
from etl.demo.papers import page, photograph
from etl.originals import Originals
from tenants.filing.models import FileKind
from tenants.returns.files import LARGEST_FILE_BYTES

PDF, PNG, JPG = page(["记录"]), photograph(1), b"\xff\xd8\xff\xe0" + b"\0" * 64


def zipped(*names):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
    return target.getvalue()


XLSX = zipped("[Content_Types].xml", "xl/workbook.xml")


def kept(tmp_path, content, name):
    return keep_attachment(Originals(tmp_path / "originals", None), io.BytesIO(content), name)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, FileKind.PDF), (PNG, FileKind.PNG), (JPG, FileKind.JPG), (XLSX, FileKind.XLSX)],
    ids=lambda value: str(value)[:4],
)
def test_each_kind_is_told_by_its_content(tmp_path, content, kind):
    assert kept(tmp_path, content, "a").kind is kind


@pytest.mark.parametrize(
    ("content", "sent", "named"),
    [
        (PDF, "记录.pdf", "记录.pdf"),
        (PDF, "记录.PDF", "记录.PDF"),
        (JPG, "photo.jpeg", "photo.jpeg"),
        (PNG, "合同.pdf", "合同.png"),
        (PDF, "C:\\文件\\记录\r\n.pdf", "记录.pdf"),
        (PDF, "../../etc/passwd", "passwd.pdf"),
        (PDF, ".pdf", ".pdf.pdf"),
        (PDF, "长" * 300 + ".pdf", "长" * 120 + ".pdf"),
    ],
)
def test_a_name_is_cleaned_and_says_what_it_is(tmp_path, content, sent, named):
    assert kept(tmp_path, content, sent).filename == named


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>1</script>",
        b"GIF89a" + b"\0" * 20,
        b"MZ" + b"\0" * 64,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        zipped("a.txt"),
        zipped("[Content_Types].xml", "word/document.xml"),
        zipped("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"),
        b"PK\x03\x04 broken",
        b"a,b\n1,2\n",
    ],
)
def test_anything_else_is_refused_and_not_stored(tmp_path, content):
    with pytest.raises(WrongAttachment, match=r"记录\.pdf"):
        kept(tmp_path, content, "记录.pdf")
    assert not (tmp_path / "originals").exists()


def test_what_is_too_large_is_refused(tmp_path):
    with pytest.raises(AttachmentTooLarge, match="10 MB"):
        kept(tmp_path, PDF + b"\0" * LARGEST_FILE_BYTES, "记录.pdf")


def test_the_largest_is_taken(tmp_path):
    assert kept(tmp_path, PDF.ljust(LARGEST_FILE_BYTES, b"\0"), "记录.pdf").size_bytes == LARGEST_FILE_BYTES


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(EmptyAttachment):
        kept(tmp_path, b"", "记录.pdf")

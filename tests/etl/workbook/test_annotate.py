import io

import openpyxl
import pytest

from etl.workbook.annotate import annotate
from etl.workbook.guard.verdict import Refused
from tests.etl.workbook.sample import SHEET, Reader, edited, in_sheet, rezipped, template, with_cells

WRONG = {"days": "约21", "mode": "承包", "income": "x"}


def marked(read: Reader, blob: bytes, lang: str = "zh") -> bytes:
    return annotate(read.pool, read.path(blob), read(blob).findings, "en" if lang == "en" else "zh")


def opened(blob: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(blob))


def test_findings_are_comments_on_coloured_cells(read: Reader) -> None:
    sheet = opened(marked(read, with_cells(**WRONG)))[SHEET]
    assert "约21" in sheet["E4"].comment.text
    assert sheet["E4"].fill.fgColor.rgb == "00F8CBCB"


def test_a_summary_with_links_comes_first(read: Reader) -> None:
    book = opened(marked(read, with_cells(**WRONG)))
    assert book.sheetnames[0] == "检查结果"
    links = [
        cell.hyperlink.location or cell.hyperlink.target
        for row in book.worksheets[0].iter_rows()
        for cell in row
        if cell.hyperlink
    ]
    assert sorted(link.lstrip("#") for link in links) == [f"'{SHEET}'!{cell}" for cell in ("B4", "E4", "F4")]


def test_the_copy_speaks_english_too(read: Reader) -> None:
    book = opened(marked(read, with_cells(**WRONG), "en"))
    assert book.sheetnames[0] == "Findings"
    assert "whole number" in book[SHEET]["E4"].comment.text or "must be a number" in book[SHEET]["E4"].comment.text


def test_the_copy_reads_like_the_original(read: Reader) -> None:
    original = read(with_cells(**WRONG))
    copy = read(marked(read, with_cells(**WRONG)))
    assert (copy.parts, copy.findings, copy.stamp) == (original.parts, original.findings, original.stamp)


def test_formulas_keep_their_results(read: Reader) -> None:
    blob = in_sheet(b"<v>21</v>", b"<f>20+1</f><v>21</v>", sheet="sheet2")
    blob = rezipped(lambda name, part: part.replace(b' fullCalcOnLoad="1"', b""), blob)
    copy = marked(read, blob)
    assert read(copy).parts == read(blob).parts
    assert opened(copy)[SHEET]["E4"].value == "=20+1"


def test_validations_and_colours_of_the_template_stay(read: Reader) -> None:
    before, after = opened(template()), opened(marked(read, template()))
    for kept in ("data_validations", "conditional_formatting"):
        assert len(
            getattr(after[SHEET], kept).dataValidation if kept == "data_validations" else getattr(after[SHEET], kept)
        ) == len(
            getattr(before[SHEET], kept).dataValidation if kept == "data_validations" else getattr(before[SHEET], kept)
        )
    assert after[SHEET].protection.sheet


def test_marks_of_the_round_before_are_gone(read: Reader) -> None:
    def corrected(book: openpyxl.Workbook) -> None:
        book[SHEET]["E4"] = 21

    again = marked(read, edited(corrected, marked(read, with_cells(**WRONG))))
    sheet = opened(again)[SHEET]
    assert sheet["E4"].comment is None
    assert sheet["E4"].fill.fill_type is None
    assert sheet["B4"].comment is not None
    assert opened(again).sheetnames.count("检查结果") == 1


def test_a_comment_of_the_school_is_kept(read: Reader) -> None:
    def noted(book: openpyxl.Workbook) -> None:
        book[SHEET]["E4"] = "约21"
        book[SHEET]["E4"].comment = openpyxl.comments.Comment("问过会计", "张")

    copy = marked(read, edited(noted))
    assert opened(copy)[SHEET]["E4"].comment.text.endswith("问过会计")


def test_values_in_the_summary_never_compute(read: Reader) -> None:
    def evil(book: openpyxl.Workbook) -> None:
        book[SHEET]["E4"].value, book[SHEET]["E4"].data_type = '=HYPERLINK("http://x")', "s"

    summary = opened(marked(read, edited(evil))).worksheets[0]
    assert all(cell.data_type != "f" for row in summary.iter_rows() for cell in row)


def test_what_cannot_be_read_cannot_be_marked(read: Reader) -> None:
    with pytest.raises(Refused):
        annotate(read.pool, read.path(b"%PDF"), [], "zh")

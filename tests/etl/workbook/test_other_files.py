"""Tables without a stamp: text in every usual form, workbooks of the school's own, spreadsheets of other programs."""

import io
import zipfile

import openpyxl
import pytest

from etl.workbook.reading import read_workbook
from tests.etl.workbook.sample import EXPECTED, Reader, find_return

HEADS = "食堂编号,经营方式,有效期至,亮证,供餐天数,收入（元）,餐厨垃圾（公斤）,备注"
LINE = 'C01,自主经营,2027-03-01,是,21,"1,234.50",12.5,无异常'
TABLE = f"{HEADS}\r\n{LINE}\r\n"
TITLE = "食堂 · 城关小学 · 2026年10月"
ODS = """<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:calcext="c">
<office:automatic-styles><style:style style:name="h"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>{}</office:spreadsheet></office:body>
</office:document-content>"""


def reading_of(read: Reader, blob: bytes):
    path = read.folder / "file"
    path.write_bytes(blob)
    return read_workbook(read.pool, path, EXPECTED, find_return=find_return)


def codes(reading) -> set[str]:
    return {each.code for each in reading.findings}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_text_in_every_encoding_and_mark(read: Reader, encoding: str, mark: str):
    quoted = TABLE.replace('"1,234.50"', "1234.50").replace(",", mark)
    rows = reading_of(read, quoted.encode(encoding)).parts["main"].rows
    assert [(row["facility_no"], row["days"], str(row["income"])) for row in rows] == [("C01", 21, "1234.50")]


def test_a_quoted_thousand_separator_is_no_new_column(read: Reader):
    (row,) = reading_of(read, TABLE.encode()).parts["main"].rows
    assert str(row["income"]) == "1234.50"


def test_what_has_no_mark_is_taken_with_a_word_of_warning(read: Reader):
    assert "unmarked" in codes(reading_of(read, TABLE.encode()))


def test_the_title_of_the_template_is_mark_enough(read: Reader):
    assert "unmarked" not in codes(reading_of(read, f"{TITLE}\r\n{TABLE}".encode()))


@pytest.mark.parametrize("title", ["食堂 · 育才小学 · 2026年10月", "食堂 · 城关小学 · 2026年9月"])
def test_the_title_of_another_school_or_month_is_refused_by_name(read: Reader, title: str):
    reading = reading_of(read, f"{title}\r\n{TABLE}".encode())
    assert (reading.refused, codes(reading)) == (True, {"wrong_title"}) and title in reading.findings[0].says.zh


def test_a_text_without_our_columns_says_so(read: Reader):
    reading = reading_of(read, b"a,b\r\n1,2\r\n")
    assert (reading.refused, codes(reading)) == (True, {"is_csv"})


def test_a_missing_column_and_a_bad_cell_are_named_at_their_place(read: Reader):
    reading = reading_of(read, TABLE.replace(",备注", ",别的").replace(",21,", ",廿一天半,").encode())
    places = {(each.code, each.sheet, each.cell) for each in reading.findings if each.cell}
    assert ("not_a_number", "CSV", "E2") in places


@pytest.mark.parametrize("blob", [b"\xff\xfe\x00", TABLE.encode() + b"\x00", b"\xef\xbb\xbf", b'a,"b\n' * 9])
def test_odd_text_is_refused_in_words(read: Reader, blob: bytes):
    assert reading_of(read, blob).refused


def test_too_many_lines_are_refused(read: Reader):
    assert codes(reading_of(read, (HEADS + "\r\n" + "C01,,,,,,,\r\n" * 20_001).encode())) == {"far_cell"}


def test_a_workbook_of_the_schools_own_with_our_headings_is_read(read: Reader):
    book = openpyxl.Workbook()
    book.active.append(HEADS.split(","))
    book.active.append(["C01", "自主经营", "2027-03-01", "是", 21, 1234.5, 12.5, "无异常"])
    target = io.BytesIO()
    book.save(target)
    reading = reading_of(read, target.getvalue())
    assert "unmarked" in codes(reading) and reading.parts["main"].rows[0]["days"] == 21


def open_document(body: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(body))
    return target.getvalue()


def heads_as_cells() -> str:
    cells = "".join(f"<table:table-cell><text:p>{each}</text:p></table:table-cell>" for each in HEADS.split(","))
    return f"<table:table-row>{cells}</table:table-row>"


def sheet(rows: str, *, style: str = "") -> str:
    return f'<table:table table:name="食堂" table:style-name="{style}">{heads_as_cells()}{rows}</table:table>'


def row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def number(value: str, kind: str = "float") -> str:
    return f'<table:table-cell office:value-type="{kind}" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'


FACILITY = "<table:table-cell><text:p>C01</text:p></table:table-cell>"
GAP = '<table:table-cell table:number-columns-repeated="3"/>'
REST = '<table:table-cell table:number-columns-repeated="16000"/>'


def test_empty_stretches_of_an_ods_cost_nothing(read: Reader):
    body = sheet(row(FACILITY, GAP, number("21"), REST) + row(REST, repeated=1_048_000))
    (found,) = reading_of(read, open_document(body)).parts["main"].rows
    assert (found["facility_no"], found["days"]) == ("C01", 21)


def test_a_note_in_an_ods_is_no_value(read: Reader):
    note = "<office:annotation><text:p>99</text:p></office:annotation>"
    body = sheet(row(FACILITY.replace("<text:p>", note + "<text:p>"), GAP, number("21")))
    assert reading_of(read, open_document(body)).parts["main"].rows[0]["facility_no"] == "C01"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (sheet(row(FACILITY, repeated=30_000)), "far_cell"),
        (sheet(row(REST, FACILITY)), "far_cell"),
        (sheet(row(FACILITY), style="h"), "hidden_part"),
        (sheet(row(FACILITY)) * 2, "inconsistent"),
        (sheet(row(FACILITY, GAP, '<table:table-cell table:formula="of:=1"/>')), "formula_without_value"),
    ],
)
def test_traps_of_an_ods_are_named(read: Reader, body: str, code: str):
    assert code in codes(reading_of(read, open_document(body)))

"""Files as a real office program writes them: LibreOffice opens the template and saves it again."""

import subprocess
from pathlib import Path

import pytest

from etl.workbook.reading import read_workbook
from tests.etl.workbook.sample import EXPECTED, ROW, Reader, find_return, template, with_cells

pytestmark = pytest.mark.office
CSV = "csv:Text - txt - csv (StarCalc):44,34,{encoding},1,,0,false,true,false,false,false,2"
CSV_TABS = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,2"
CSV_UTF8, CSV_GB18030 = CSV.format(encoding=76), CSV.format(encoding=85)
XLSX = "xlsx:Calc MS Excel 2007 XML"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


def convert(source: Path, kind: str, folder: Path, home: Path) -> None:
    profile = f"-env:UserInstallation=file://{home}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, source]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def saved_as(kind: str, blob: bytes, folder: Path, home: Path) -> Path:
    source = folder / "in" / "filled.xlsx"
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(blob)
    convert(source, kind, folder, home)
    (found,) = [each for each in folder.iterdir() if each.is_file()]
    return found


def test_saved_again_it_reads_the_same(read: Reader, office: Path, tmp_path: Path) -> None:
    path = saved_as(XLSX, template(), tmp_path, office)
    reading = read_workbook(read.pool, path, EXPECTED, find_return=find_return)
    assert (reading.findings, reading.parts["main"].rows) == ([], [ROW])


def test_formulas_are_figures_once_an_office_computed_them(read: Reader, office: Path, tmp_path: Path) -> None:
    path = saved_as(XLSX, with_cells(days="=20+1"), tmp_path, office)
    assert read_workbook(read.pool, path, EXPECTED, find_return=find_return).parts["main"].rows[0]["days"] == 21


def test_error_cells_of_an_office_are_named(read: Reader, office: Path, tmp_path: Path) -> None:
    path = saved_as(XLSX, with_cells(days="=1/0"), tmp_path, office)
    reading = read_workbook(read.pool, path, EXPECTED, find_return=find_return)
    assert [(each.code, each.cell, each.value) for each in reading.findings] == [("error_cell", "E4", "#DIV/0!")]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("xls", "is_old_xls"),
        ("pdf", "is_pdf"),
        ("html", "is_web_page"),
        ("fods", "is_flat_xml"),
    ],
)
def test_other_formats_are_called_by_name(read: Reader, office: Path, tmp_path: Path, kind: str, code: str) -> None:
    path = saved_as(kind, template(), tmp_path, office)
    assert [each.code for each in read_workbook(read.pool, path, EXPECTED, find_return=find_return).findings] == [code]


def test_saved_as_ods_it_reads_the_same(read: Reader, office: Path, tmp_path: Path) -> None:
    path = saved_as("ods", template(), tmp_path, office)
    reading = read_workbook(read.pool, path, EXPECTED, find_return=find_return)
    assert (reading.findings, reading.parts["main"].rows) == ([], [ROW])


@pytest.mark.parametrize("kind", [CSV_UTF8, CSV_GB18030, CSV_TABS])
def test_a_sheet_saved_as_text_is_read_by_its_title_and_columns(
    read: Reader, office: Path, tmp_path: Path, kind: str
) -> None:
    path = saved_as(kind, template(), tmp_path, office)
    reading = read_workbook(read.pool, path, EXPECTED, find_return=find_return)
    assert [each.code for each in reading.findings] == ["missing_sheet"]  # the other part
    assert reading.parts["main"].rows == [ROW]


def test_error_cells_and_formulas_of_an_ods_are_seen(read: Reader, office: Path, tmp_path: Path) -> None:
    path = saved_as("ods", with_cells(days="=1/0", income="=1200+34.5"), tmp_path, office)
    reading = read_workbook(read.pool, path, EXPECTED, find_return=find_return)
    assert [(each.code, each.cell) for each in reading.findings] == [("error_cell", "E4")]
    assert reading.parts["main"].rows[0]["income"] == ROW["income"]


def test_through_ods_and_back_it_reads_the_same(read: Reader, office: Path, tmp_path: Path) -> None:
    ods = saved_as("ods", template(), tmp_path, office)
    (tmp_path / "back").mkdir()
    convert(ods, XLSX, tmp_path / "back", office)
    reading = read_workbook(read.pool, tmp_path / "back" / "filled.xlsx", EXPECTED, find_return=find_return)
    assert (reading.findings, reading.parts["main"].rows) == ([], [ROW])

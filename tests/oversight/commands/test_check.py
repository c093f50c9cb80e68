import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from etl.workbook.template import TemplateFill, write_template
from oversight.commands import main
from tenants.returns.catalogue import get_return
from tenants.text import Text


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A canteen return with contradictions."""
    ret, name = get_return("canteen_operations", date(2026, 10, 1)), Text("城关小学", "Chengguan Primary")
    fill = TemplateFill(
        school_code="2110000001",
        school_name=name,
        period_key="2026-10",
        period_name=Text("2026年10月", "October 2026"),
        period_start=date(2026, 10, 1),
        rows={"main": [{"facility_no": "C01", "items_made": 3, "items_sampled": 5}]},
    )
    path = tmp_path / "filled.xlsx"
    write_template(ret, path, fill, "zh")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def test_findings_are_printed_and_the_status_is_1(file: Path) -> None:
    result = run(file)
    assert result.exit_code == 1
    assert "城关小学 · 2026年10月" in result.output
    assert "留样品种数5，多于成品品种数3" in result.output


def test_it_speaks_english_too(file: Path) -> None:
    assert "5 samples were kept of only 3 dishes made" in run(file, "--lang", "en").output


def test_findings_as_json(file: Path) -> None:
    told = json.loads(run(file, "--json").output)
    assert told["stamp"]["school_code"] == "2110000001"
    (found,) = [each for each in told["findings"] if each["code"] == "CO-02"]
    assert (found["sheet"], found["severity"]) == ("食堂运营", "error")


def test_a_marked_copy_is_written(file: Path, tmp_path: Path) -> None:
    run(file, "--annotate", tmp_path / "marked.xlsx")
    assert openpyxl.load_workbook(tmp_path / "marked.xlsx").sheetnames[0] == "检查结果"


def test_what_is_no_workbook_is_called_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"%PDF-1.7")
    result = run(tmp_path / "a.xlsx", "--annotate", tmp_path / "b.xlsx")
    assert result.exit_code == 1
    assert "PDF" in result.output
    assert not (tmp_path / "b.xlsx").exists()


def test_it_needs_neither_web_application_nor_database() -> None:
    asked = (
        "import sys, oversight.commands.check; print(*(set(sys.modules) & {'flask', 'sqlalchemy', 'pandas', 'dash'}))"
    )
    environment = {"PYTHONPATH": f"{Path.cwd()}:{Path.cwd() / 'platform'}"}
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == ""


def test_a_blank_template_comes_without_a_database(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    result = CliRunner().invoke(
        main, ["template", "canteen_finance", "--period", "2026-10", "--blank", "-o", str(path)]
    )
    assert result.exit_code == 0
    assert openpyxl.load_workbook(io.BytesIO(path.read_bytes())).sheetnames[0] == "填报说明"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing", "--period", "2026-10", "--blank"],
        ["canteen_finance", "--period", "2026-13", "--blank"],
        ["canteen_finance", "--period", "2026-2027", "--blank"],
        ["canteen_finance", "--period", "2026-10"],
    ],
)
def test_what_cannot_be_written_is_said(arguments: list[str], tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["template", *arguments, "-o", str(tmp_path / "x.xlsx")])
    assert result.exit_code == 2
    assert not (tmp_path / "x.xlsx").exists()

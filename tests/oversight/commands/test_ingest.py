"""A folder of workbooks filed at once: each to its duty, nothing twice, a line for every file."""

import io

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from sqlalchemy import text

from etl.filing.templates import template_fill
from etl.workbook.template import write_pack, write_template
from oversight.commands.ingest import ingest_folder
from tenants.accounts.models import Account
from tenants.filing.models import Step, Upload, Version
from tenants.returns.catalogue import get_return
from tenants.scope.sessions import district_job_session, login_session
from tests.builders import NOW, make_account, make_duty
from tests.conftest import settings_for
from tests.etl.conftest import warm_guard  # noqa: F401 - a fixture
from tests.etl.desk import WHOLE, Desk, with_values

MONTH = "2026-10"


class Folder:
    """Workbooks of one district on a disk."""

    def __init__(self, desk, database, tmp_path, monkeypatch):
        self.desk, self.at = desk, tmp_path / "month"
        self.at.mkdir()
        self.district_id = None
        settings = settings_for(database, tmp_path)
        monkeypatch.setenv("HOUQIN_HOME", str(settings.home))
        monkeypatch.setenv("DATABASE_URL", database.url.render_as_string(hide_password=False))
        monkeypatch.chdir(tmp_path)

    def workbook(self, name, school, code="canteen_operations", rows=None, marked_for=MONTH):
        """A filled workbook of a school that owes it."""
        self.district_id = school.district_id
        duty = make_duty(school, code, MONTH)
        ret = get_return(code, duty.due_on)
        out = io.BytesIO()
        with district_job_session(self.desk.pools, school.district_id) as session:
            fill = template_fill(session, duty)
        write_template(
            ret, out, type(fill)(**{**vars(fill), "rows": rows or WHOLE[code], "period_key": marked_for}), "zh"
        )
        (self.at / name).write_bytes(out.getvalue())

    def run(self, *arguments):
        """The command, in the name of the bureau's administrator."""
        viewer = make_account("bureau_admin", district_id=self.district_id, now=NOW)
        with login_session(self.desk.pools) as session:
            login = session.get(Account, viewer.account_id).login_name
        options = ["--as", login, "--report", str(self.at.parent / "report.xlsx"), *arguments]
        return CliRunner().invoke(ingest_folder, [str(self.at), "--district", self.code(), *options])

    def code(self):
        """Of the district."""
        with self.desk.pools.worker.connect() as connection:
            rows = connection.execute(text("select district_id, code from sec.districts()")).all()
        return next(row.code for row in rows if row.district_id == self.district_id)

    def report(self):
        """File and outcome of each line."""
        sheet = load_workbook(self.at.parent / "report.xlsx").active
        lines = [row for row in sheet.iter_rows(values_only=True) if row[0] and str(row[0]).endswith(("xlsx", "csv"))]
        return {row[0]: row[1] for row in lines}

    def count(self, model):
        """How many rows there are."""
        with district_job_session(self.desk.pools, self.district_id) as session:
            return session.query(model).count()


@pytest.fixture
def folder(pools, warm_guard, database, tmp_path, monkeypatch):  # noqa: F811
    return Folder(Desk(pools, warm_guard, tmp_path), database, tmp_path, monkeypatch)


def test_each_goes_to_its_duty(folder):
    school = folder.desk.school()
    folder.workbook("a.xlsx", school)
    folder.workbook("b.xlsx", school, "canteen_finance")
    done = folder.run()
    assert (done.exit_code, folder.report()) == (0, {"a.xlsx": "已填报", "b.xlsx": "已填报"}), done.output
    assert folder.count(Version) == 2


def test_a_second_run_files_nothing_twice(folder):
    folder.workbook("a.xlsx", folder.desk.school())
    folder.run()
    again = folder.run()
    assert (again.exit_code, folder.report()) == (0, {"a.xlsx": "以前已填报"})
    assert folder.count(Upload) == 1


def test_what_cannot_be_filed_is_named_and_the_rest_goes_on(folder):
    folder.workbook("a.xlsx", folder.desk.school())
    (folder.at / "b.xlsx").write_bytes(b"%PDF-1.7")
    (folder.at / "c.csv").write_text("a,b\n1,2\n")
    (folder.at / "d.xlsx").write_bytes(b"")
    done = folder.run()
    assert done.exit_code == 1
    assert folder.report() == {"a.xlsx": "已填报", "b.xlsx": "未处理", "c.csv": "未处理", "d.xlsx": "未处理"}


def test_findings_are_counted(folder):
    rows = with_values("canteen_operations", items_sampled=9999)
    folder.workbook("a.xlsx", folder.desk.school(), rows=rows)
    folder.run()
    sheet = load_workbook(folder.at.parent / "report.xlsx").active
    (line,) = [row for row in sheet.iter_rows(values_only=True) if row[0] == "a.xlsx"]
    assert line[6] >= 1


def test_the_history_names_the_bureau(folder):
    folder.workbook("a.xlsx", folder.desk.school())
    folder.run()
    with district_job_session(folder.desk.pools, folder.district_id) as session:
        assert [each.role for each in session.query(Step).filter(Step.action == "uploaded")] == ["bureau_admin"]


def test_what_nobody_owes_is_left(folder):
    folder.workbook("a.xlsx", folder.desk.school(), marked_for="2026-08")
    folder.run()
    assert (folder.report(), folder.count(Upload)) == ({"a.xlsx": "未处理"}, 0)


def test_the_same_content_under_two_names_is_filed_once(folder):
    folder.workbook("a.xlsx", folder.desk.school())
    (folder.at / "b.xlsx").write_bytes((folder.at / "a.xlsx").read_bytes())
    folder.run()
    assert folder.report() == {"a.xlsx": "已填报", "b.xlsx": "未处理"}


def test_a_pack_in_the_folder_files_all_its_returns(folder):
    school = folder.desk.school()
    folder.workbook("a.xlsx", school)
    folder.workbook("b.xlsx", school, "canteen_finance")
    returns = []
    with district_job_session(folder.desk.pools, school.district_id) as session:
        for code in ("canteen_operations", "canteen_finance"):
            duty = make_duty(school, code, "2026-09")
            fill = template_fill(session, duty)
            returns.append((get_return(code, duty.due_on), type(fill)(**{**vars(fill), "rows": WHOLE[code]})))
    write_pack(returns, folder.at / "pack.xlsx", returns[0][1], "zh")
    folder.run()
    assert folder.count(Version) == 4


def test_only_an_administrator_files_for_schools(folder):
    folder.workbook("a.xlsx", folder.desk.school())
    done = CliRunner().invoke(
        ingest_folder, [str(folder.at), "--district", folder.code(), "--as", "nobody", "--report", str(folder.at / "r")]
    )
    assert done.exit_code == 1 and "nobody" in done.output

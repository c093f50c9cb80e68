import os

from click.testing import CliRunner

from oversight.commands.recompute import recompute
from tests.conftest import settings_for
from tests.etl.conftest import warm_guard  # noqa: F401 - a fixture
from tests.etl.desk import Desk


def run(database, tmp_path, monkeypatch, *arguments):
    settings = settings_for(database, tmp_path)
    monkeypatch.setenv("HOUQIN_HOME", str(settings.home))
    monkeypatch.setenv("DATABASE_URL", database.url.render_as_string(hide_password=False))
    monkeypatch.chdir(tmp_path)
    assert os.environ["HOUQIN_HOME"]
    return CliRunner().invoke(recompute, arguments)


def test_figures_are_written_again_from_the_originals(pools, warm_guard, database, tmp_path, monkeypatch):  # noqa: F811
    desk = Desk(pools, warm_guard, tmp_path)
    school = desk.school()
    desk.file(school)
    done = run(database, tmp_path, monkeypatch, "--originals")
    assert (done.exit_code, done.exception) == (0, None)
    assert desk.fact(school, "accompany_rate").value == 100


def test_an_original_that_says_something_else_is_told(pools, warm_guard, database, tmp_path, monkeypatch):  # noqa: F811
    desk = Desk(pools, warm_guard, tmp_path)
    desk.file(desk.school())
    for path in desk.originals.folder.glob("??/*"):
        path.unlink()
    assert run(database, tmp_path, monkeypatch, "--originals").exit_code == 1

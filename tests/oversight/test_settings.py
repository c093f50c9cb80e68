"""The environment is read once and checked as a whole."""

from pathlib import Path

import pytest

from oversight.secret_file import ensure_secrets, read_secrets
from oversight.settings import Settings, SettingsWrong

ROOT = Path(__file__).parents[2]


def problems(**environ):
    with pytest.raises(SettingsWrong) as problem:
        Settings.from_environ(environ)
    return problem.value


def test_nothing_set_is_a_production_on_the_embedded_server():
    settings = Settings.from_environ({})
    assert (settings.is_production, settings.database_url, settings.port, settings.locale) == (True, None, 8000, "zh")


def test_all_problems_are_said_at_once():
    said = [each.en.split()[0] for each in problems(PORT="x", HOUQIN_ENV="x", DATABASE_URL="x", MAIL_URL="x").problems]
    assert said == ["DATABASE_URL", "HOUQIN_ENV", "MAIL_URL", "PORT"]


def test_a_problem_names_no_value():
    problem = problems(DATABASE_URL="mysql://root:geheim@db/x")
    assert "geheim" not in str(problem) + repr(problem.problems) and problem.__cause__ is None


def test_what_can_be_used_is_kept():
    assert problems(PORT="x", HOUQIN_LOCALE="en").usable.locale == "en"


def test_an_empty_value_is_none():
    assert Settings.from_environ({"DATABASE_URL": "", "MAIL_URL": ""}).database_url is None


@pytest.mark.parametrize("url", ["postgres://h/d", "postgresql://h:5432/d", "postgresql:///d?host=/run/postgresql"])
def test_an_address_of_postgresql_is_taken(url):
    assert Settings.from_environ({"DATABASE_URL": url}).application_url.database == "d"


@pytest.mark.parametrize("url", ["mysql://h/d", "postgresql://h", "sqlite:///d", "h"])
def test_another_address_is_refused(url):
    problems(DATABASE_URL=url)


def test_the_application_s_address_has_no_user():
    settings = Settings.from_environ({"DATABASE_URL": "postgresql://postgres:pw@h/d"})
    assert (settings.application_url.username, settings.application_url.password) == (None, None)


def test_secrets_are_not_printed():
    settings = Settings.from_environ({"SECRET_KEY": "geheim", "DATABASE_URL": "postgresql://u:geheim@h/d"})
    assert "geheim" not in repr(settings) + str(settings)


def test_the_example_names_every_setting():
    example = (ROOT / ".env.example").read_text()
    assert [
        name for each in Settings.model_fields.values() if (name := str(each.validation_alias)) not in example
    ] == []


def test_generated_secrets_are_the_owner_s_alone(tmp_path):
    ensure_secrets(tmp_path / "secrets.json")
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_generated_secrets_stay(tmp_path):
    made = ensure_secrets(tmp_path / "secrets.json")
    assert ensure_secrets(tmp_path / "secrets.json") == made == read_secrets(tmp_path / "secrets.json")


def test_secrets_are_not_shown(tmp_path):
    made = ensure_secrets(tmp_path / "secrets.json")
    assert made.secret_key not in repr(made)


def test_a_given_key_comes_before_the_generated_one(tmp_path):
    ensure_secrets(tmp_path / "secrets.json")
    assert Settings.from_environ({"HOUQIN_HOME": str(tmp_path), "SECRET_KEY": "given"}).secret_key == "given"

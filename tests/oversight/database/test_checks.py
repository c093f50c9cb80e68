"""A start is refused on anything that is wrong, and all of it is said at once."""

import json

import pytest

from oversight.database import checks, starting
from oversight.database.checks import is_weak, problems
from oversight.database.migrating import undo
from oversight.settings import Settings
from tests.conftest import settings_for


def said(settings, **changes):
    return "\n".join(each.en for each in problems(settings.model_copy(update=changes)))


def rewrite_secrets(settings, **changes):
    content = json.loads(settings.secrets_path.read_text()) | changes
    settings.secrets_path.write_text(json.dumps(content))


def test_a_database_as_the_revisions_make_it_is_ready(settings):
    assert problems(settings) == []


@pytest.mark.parametrize(
    "key", ["short", "a" * 64, "change-me-" + "xyzabcdefghi" * 4, "SECRET_KEY_SECRET_KEY_SECRET_KEY"]
)
def test_a_weak_key_is_refused(key):
    assert is_weak(key)


def test_a_random_key_is_not_weak(settings):
    assert not is_weak(settings.secret_key)


def test_a_weak_key_forbids_the_start(settings):
    assert "SECRET_KEY is too short" in said(settings, given_secret_key="short")


def test_a_missing_key_forbids_the_start(settings):
    rewrite_secrets(settings, secret_key="")
    assert "SECRET_KEY is missing" in said(settings)


@pytest.mark.parametrize("key", ["short", "A" * 43 + "="])
def test_a_weak_key_of_personal_data_forbids_the_start(settings, key):
    assert "PERSONAL_KEY is weak" in said(settings, given_personal_key=key)


def test_a_missing_key_of_personal_data_forbids_the_start(settings):
    rewrite_secrets(settings, personal_keys=[])
    assert "PERSONAL_KEY is missing" in said(settings)


def test_a_secrets_file_others_can_read_forbids_the_start(settings):
    settings.secrets_path.chmod(0o644)
    assert "must be 0600" in said(settings)


def test_a_missing_role_password_forbids_the_start(settings):
    roles = {name: value for name, value in settings.secrets.roles.items() if name != "houqin_public"}
    rewrite_secrets(settings, roles=roles)
    assert "incomplete, run houqin db init: houqin_public" in said(settings)


def test_a_wrong_role_password_forbids_the_start(settings):
    rewrite_secrets(settings, roles=settings.secrets.roles | {"houqin_listed": "wrong"})
    assert "cannot log in, run houqin db init: houqin_listed" in said(settings)


def test_a_superuser_in_the_address_forbids_the_start(settings, database):
    url = database.url.set(username="postgres", password="geheim")
    answer = said(settings, database_url=url.render_as_string(hide_password=False))
    assert "DATABASE_URL names a superuser" in answer and "geheim" not in answer


def test_a_user_past_row_security_in_the_address_forbids_the_start(settings, database):
    url = database.url.set(username="houqin_backup")
    assert "REPLICA_URL names a superuser or a user past" in said(settings, replica_url=str(url))


def test_a_server_that_is_away_forbids_the_start(settings, tmp_path):
    answer = said(settings, database_url=f"postgresql:///houqin?host={tmp_path}")
    assert answer == "The database does not answer (houqin db status)"


def test_a_host_that_is_nowhere_forbids_the_start(settings):
    answer = said(settings, database_url="postgresql://houqin.invalid/houqin")
    assert answer == "The database does not answer (houqin db status)"


def test_a_database_that_is_not_there_forbids_the_start(settings, database):
    url = database.url.set(database="nowhere").render_as_string(hide_password=False)
    assert said(settings, database_url=url) == "The database does not exist: run houqin db init"


def test_an_old_server_forbids_the_start(settings, monkeypatch):
    monkeypatch.setattr(checks, "OLDEST_MAJOR", 99)
    assert "PostgreSQL is too old" in said(settings)


def test_an_old_minor_is_a_warning(settings, monkeypatch):
    monkeypatch.setattr(checks, "LATEST_MINORS", dict.fromkeys(range(15, 40), 99))
    assert "lacks security fixes" in checks.warnings(settings)[0].en


def test_an_unapplied_revision_forbids_the_start(fresh_database, tmp_path):
    undo(fresh_database.admin_url, "-1")
    assert "run houqin db migrate" in said(settings_for(fresh_database, tmp_path))


def test_an_empty_database_forbids_the_start(fresh_database, tmp_path):
    undo(fresh_database.admin_url, "base")
    assert "run houqin db migrate" in said(settings_for(fresh_database, tmp_path))


@pytest.mark.parametrize("url", [None, "http://houqin.example.edu.cn"])
def test_production_needs_its_address(settings, url):
    assert "PUBLIC_BASE_URL" in said(settings, environment="production", public_base_url=url)


def test_production_with_its_address_is_ready(settings):
    assert said(settings, environment="production", public_base_url="https://houqin.example.edu.cn") == ""


def test_all_that_is_wrong_is_said_at_once(fresh_database, tmp_path):
    settings = settings_for(fresh_database, tmp_path, environment="production", given_secret_key="short")
    settings.secrets_path.chmod(0o644)
    fresh_database.admin("alter table fact no force row level security")
    fresh_database.admin("create view every_school as select * from school")
    expected = ["PUBLIC_BASE_URL", "SECRET_KEY", "0600", "row security: fact", "as their owner: every_school"]
    answer = said(settings)
    assert [each for each in expected if each not in answer] == []


def test_the_gate_prints_everything_and_stops(settings, monkeypatch, capsys):
    settings.secrets_path.chmod(0o644)
    for name, value in {"SECRET_KEY": "geheim", "PORT": "x", "HOUQIN_ENV": "production"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HOUQIN_HOME", str(settings.home))
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    with pytest.raises(SystemExit):
        starting.settings_to_start()
    answer = capsys.readouterr().err
    assert all(each in answer for each in ["PORT", "SECRET_KEY", "0600", "PUBLIC_BASE_URL"]) and "geheim" not in answer


def test_the_gate_lets_a_sound_process_through_without_its_administrator(settings, monkeypatch):
    monkeypatch.setenv("HOUQIN_ENV", "development")
    monkeypatch.setenv("HOUQIN_HOME", str(settings.home))
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setenv("DATABASE_ADMIN_URL", "postgresql://postgres@h/d")
    passed = starting.settings_to_start()
    assert passed.database_admin_url is None and Settings.load().database_admin_url is None

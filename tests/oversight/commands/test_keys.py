"""The key of personal data is changed in two steps, and only the new one is left."""

import json

from click.testing import CliRunner
from sqlalchemy import text

from oversight.commands.keys import keys
from oversight.secret_file import read_secrets
from tenants.personal.seals import seals_of
from tenants.scope.sessions import district_job_session
from tests.builders import make_district
from tests.conftest import PERSONAL_KEY


def run(settings, *arguments, **environment):
    given = {"HOUQIN_HOME": str(settings.home), "DATABASE_URL": settings.database_url, "HOUQIN_ENV": "development"}
    return CliRunner().invoke(keys, arguments, env={"PERSONAL_KEY": None, **given, **environment})


def key_of(pools, district_id):
    with district_job_session(pools, district_id) as session:
        return seals_of(session).district_key


def test_a_new_key_wraps_what_the_old_one_did(settings, pools):
    district_id = make_district()
    before = key_of(pools, district_id)
    assert run(settings, "add").exit_code == 0
    held = read_secrets(settings.secrets_path).personal_keys
    assert (len(held), held[1]) == (2, PERSONAL_KEY)
    assert run(settings, "rotate").exit_code == 0
    assert read_secrets(settings.secrets_path).personal_keys == held[:1]
    fresh = settings.pools(size=1)
    assert key_of(fresh, district_id) == before
    fresh.dispose()


def test_the_file_stays_its_owner_s(settings):
    run(settings, "add")
    assert settings.secrets_path.stat().st_mode & 0o777 == 0o600


def test_keys_of_the_environment_are_changed_there(settings):
    answer = run(settings, "add", PERSONAL_KEY=PERSONAL_KEY)
    assert answer.exit_code == 1
    assert "PERSONAL_KEY" in answer.output


def test_a_lost_key_is_said(settings, pools):
    key_of(pools, make_district())
    answer = run(settings, "rotate", PERSONAL_KEY=run(settings, "new").output.strip())
    assert answer.exit_code == 1
    assert "cannot be opened" in answer.output


def test_no_key_reaches_the_database(settings, pools):
    district_id = make_district()
    _, key = key_of(pools, district_id)
    with district_job_session(pools, district_id) as session:
        wrapped = bytes(session.execute(text("select wrapped from district_key")).scalar_one())
    assert key not in wrapped
    assert PERSONAL_KEY in json.loads(settings.secrets_path.read_text())["personal_keys"]

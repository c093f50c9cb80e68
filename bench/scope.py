"""What row security costs: the same question through a scope and by an explicit WHERE, on a million facts."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from string import Template
from typing import Any

import psycopg

from bench.measure import Row, compare
from oversight.database.embedded import Embedded
from oversight.database.initialising import connect, init_database
from oversight.database.migrating import migrate
from tenants.scope.database_roles import APPLICATION_ROLES, WORKER
from tenants.scope.entering import enter, sha256_of
from tenants.scope.pools import Pools

SCHOOLS, INDICATORS, MONTHS = 500, 20, 50  # of each of two districts: a million facts
_NOW = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)

# In the order in which months arrive, as history does.
_LOAD = """
insert into district (district_id, code, name_zh, name_en) overriding system value
    select d, '43010' || d, 'd', 'd' from generate_series(1, 2) d;
insert into area select d, 'A' || a, 'a', 'a' from generate_series(1, 2) d, generate_series(0, 9) a;
insert into school (district_id, school_id, school_code, name_zh, name_en, short_name_zh, school_type, sponsor,
    locality, stages, region_code, area_code, boarding, canteen_mode, nutrition_pilot, address_zh, address_en,
    office_phone, status, sort_key, initials) overriding system value
    select d, d * 10000 + s, lpad((d * 10000 + s)::text, 10, '0'), 's', '', '', 'junior', 'public', 'town',
        '["junior"]', '430101', 'A' || s % 10, 'none', 'self_run', 'none', '', '', '', 'open', 's', 's'
    from generate_series(1, 2) d, generate_series(1, $schools) s;
insert into school_area (district_id, school_id, valid_from, area_code)
    select district_id, school_id, '2020-01-01', area_code from school;
insert into fact (district_id, indicator, period_key, school_id, numerator, denominator, value, is_partial, version_id,
    accepted_at)
    select d, 'indicator_' || i, (2020 + m / 12) || '-' || lpad((m % 12 + 1)::text, 2, '0'), d * 10000 + s,
        s % 97, 100, (s % 97) / 100.0, false, gen_random_uuid(), now()
    from generate_series(0, $last_month) m, generate_series(1, 2) d, generate_series(1, $schools) s,
        generate_series(1, $indicators) i;
analyze;
"""
_PEOPLE = """
insert into access.account (id, district_id, login_name, name, locale, theme, is_active, is_demo, created_at)
    values (%(id)s, 1, %(login)s, 'x', 'zh', 'system', true, false, now());
insert into access.membership (id, account_id, district_id, role, school_id, valid_from)
    values (%(id)s, %(id)s, 1, %(role)s, %(school)s, '2020-01-01');
insert into access.inspector_area (membership_id, area_code, valid_from, district_id)
    select %(id)s, 'A' || a, '2020-01-01', 1 from generate_series(0, 1) a where %(role)s = 'inspector';
insert into access.web_session (token_sha256, account_id, membership_id, is_verified, created_at, last_seen_at,
    expires_at, address, agent)
    values (%(token)s, %(id)s, %(id)s, true, now(), now(), '2027-01-01', '', '');
"""
_QUESTIONS = {
    "one school, all months of all indicators": "select indicator, period_key, value from fact where {0}",
    "one indicator and month": "select school_id, value from fact where {0} and indicator = 'indicator_7'"
    " and period_key = '2023-05'",
    "trend of one indicator": "select period_key, sum(numerator) / sum(denominator) from fact where {0}"
    " and indicator = 'indicator_7' group by period_key",
}
_CLERK, _INSPECTOR, _OFFICER = "school_clerk", "inspector", "logistics_officer"
_EXPLICIT = {
    _CLERK: "district_id = 1 and school_id = 10010",
    _INSPECTOR: "district_id = 1 and school_id = any((select array_agg(school_id) from school_area"
    " where district_id = 1 and area_code in ('A0', 'A1'))::int[])",
    _OFFICER: "district_id = 1",
    "job": "district_id = 1",
}


@dataclass
class Scene:
    """A loaded database and one connection past policies."""

    pools: Pools
    owner: psycopg.Connection[Any]

    def asking(self, who: str) -> psycopg.Connection[Any]:
        """A connection whose open transaction has the scope of that kind of account."""
        if who == "job":
            role, setting = WORKER, "0123"
        else:
            token = secrets.token_hex(8)
            school = 10010 if who == _CLERK else None
            values = {"id": secrets.token_hex(16), "login": token, "role": who, "school": school}
            with psycopg.ClientCursor(self.owner) as cursor:
                cursor.execute(_PEOPLE, {**values, "token": sha256_of(token)})
            viewer = enter(self.pools, token, now=_NOW)
            if viewer is None:
                raise RuntimeError("the session was not opened")
            role, setting = self.pools.for_role(viewer.role).url.username or "", viewer.scope_token
        url = self.pools.url_of(role).set(drivername="postgresql").render_as_string(hide_password=False)
        connection = psycopg.connect(url)
        connection.execute("select set_config('houqin.scope', %s, true)", (setting,))
        if who == "job":
            connection.execute("select sec.work_for(1, sha256(%s))", (setting.encode(),))
        return connection


@contextmanager
def scene() -> Iterator[Scene]:
    """A throwaway server with the million facts."""
    home = Path(tempfile.mkdtemp(prefix="houqin-bench-"))
    embedded = Embedded(home, is_throwaway=True)
    passwords = {role: secrets.token_urlsafe(12) for role in APPLICATION_ROLES}
    try:
        embedded.start()
        init_database(embedded.admin_url(), passwords)
        migrate(embedded.admin_url())
        pools = Pools.connect(embedded.url().render_as_string(hide_password=False), passwords)
        with closing(connect(embedded.admin_url())) as owner:
            sizes = {"schools": SCHOOLS, "last_month": MONTHS - 1, "indicators": INDICATORS}
            owner.execute(Template(_LOAD).substitute(sizes).encode())
            owner.execute("vacuum analyze fact")
            yield Scene(pools, owner)
        pools.dispose()
    finally:
        embedded.stop()
        shutil.rmtree(home, ignore_errors=True)


def measure(*, rounds: int = 9, repeat: int = 50) -> list[Row]:
    """One row for each kind of account and question: the policy against an explicit WHERE past every policy."""
    rows = []
    with scene() as made:
        for who, explicit in _EXPLICIT.items():
            with closing(made.asking(who)) as scoped:
                for name, question in _QUESTIONS.items():
                    if (who == _CLERK) != name.startswith("one school"):
                        continue
                    policy = _Asked(scoped, question.format("true").encode(), repeat)
                    where = _Asked(made.owner, question.format(explicit).encode(), repeat)
                    if sorted(policy.once()) != sorted(where.once()):
                        raise RuntimeError(f"{who}, {name}: the policy and the WHERE do not answer the same")
                    row, _ = compare(
                        f"scope: {who}, {name}",
                        {"policy": policy, "where": where},
                        candidate="policy", baseline="where", at_most=1.2, rounds=rounds, per=repeat, unit="query",
                    )  # fmt: skip
                    rows.append(row)
    return rows


@dataclass
class _Asked:
    """A question put several times over one connection."""

    connection: psycopg.Connection[Any]
    question: bytes
    repeat: int

    def once(self) -> list[Any]:
        return self.connection.execute(self.question).fetchall()

    def __call__(self) -> None:
        for _ in range(self.repeat):
            self.once()

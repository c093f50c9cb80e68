"""``houqin accounts``: who may sign in, as what; links to set passwords, codes of demo accounts, mail that was kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.access import second_factor
from oversight.commands.districts import district_of
from oversight.mail import outbox
from oversight.settings import Settings
from tenants.accounts.models import Account
from tenants.accounts.queries import account_named, accounts_of, all_memberships, areas_of, memberships_of
from tenants.accounts.roles import ROLE_LABELS, Role
from tenants.accounts.services import (
    FIRST_PASSWORD_HOURS,
    assign_areas,
    create_account,
    drop_second_factor,
    give_reset,
    give_role,
    lock_account,
    unlock_account,
)
from tenants.audit.services import record
from tenants.calendar.workdays import bureau_day
from tenants.errors import OversightError
from tenants.registry.models import Area, Tenant
from tenants.registry.units import open_unit
from tenants.returns.lists import LISTS
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session, login_session

_ROLES = click.Choice([each.value for each in Role])


@click.group()
def accounts() -> None:
    """List, create and lock accounts."""


@accounts.command("list")
@click.option("--district", "code", help="Code of the district; not needed where there is one.")
def list_accounts(code: str | None) -> None:
    """List who may sign in, with role, school or areas."""
    with _connected() as (_settings, pools):
        district_id = district_of(pools, code)
        with district_job_session(pools, district_id) as session:
            schools = {each.school_id: each.name_zh for each in session.scalars(select(Tenant))}
        with login_session(pools) as session:
            held = all_memberships(session, district_id)
            for account in accounts_of(session, district_id):
                said = [
                    " ".join(
                        [
                            ROLE_LABELS[each.role].zh,
                            schools.get(each.school_id or 0, ""),
                            *(area.area_code for area in areas_of(session, each.id) if area.valid_to is None),
                        ]
                    ).strip()
                    for each in held
                    if each.account_id == account.id
                ]
                state = "" if account.is_active else "  (locked)"
                click.echo(f"{account.login_name:<16} {account.name:<12} {'; '.join(said)}{state}")


@accounts.command()
@click.argument("login_name")
@click.option("--name", required=True, help="Shown in histories.")
@click.option("--role", type=_ROLES, required=True)
@click.option("--school", "school_code", help="Code of the school (or unit), for clerks and heads.")
@click.option("--area", "areas", multiple=True, help="Code of an area, for inspectors; again for more.")
@click.option("--email", help="Where links to set the password go.")
@click.option("--district", "code", help="Code of the district; not needed where there is one.")
def create(
    *,
    login_name: str,
    name: str,
    role: str,
    school_code: str | None,
    areas: tuple[str, ...],
    email: str | None,
    code: str | None,
) -> None:
    """Create an account in a role and print the link with which its password is set."""
    with _connected() as (settings, pools):
        district_id, at = district_of(pools, code), datetime.now(UTC)
        school_id = _school(pools, district_id, school_code) if school_code else None
        _areas_exist(pools, district_id, areas)
        with login_session(pools) as session:
            account = create_account(
                session, district_id=district_id, login_name=login_name, name=name, email=email, at=at
            )
            give_role(session, account, Role(role), at=at, school_id=school_id, areas=areas)
            token = give_reset(session, account.id, at=at, hours=FIRST_PASSWORD_HOURS)
            _note(session, account, "account_created", at=at)
        click.echo(_link(settings, token))


@accounts.command()
@click.argument("unit", type=click.Choice(list(LISTS["bureau_unit"])))
@click.option("--from", "opened_on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="First day it files for.")
@click.option("--district", "code", help="Code of the district; not needed where there is one.")
def unit(unit: str, opened_on: datetime, code: str | None) -> None:
    """Let a unit of the bureau file returns for the district; its accounts name it as --school."""
    with _connected() as (_settings, pools):
        district_id = district_of(pools, code)
        with district_job_session(pools, district_id) as session:
            opened = open_unit(session, district_id, unit, opened_on=opened_on.date())
            click.echo(f"{opened.name_zh} / {opened.name_en}: {opened.opened_on}")


@accounts.command()
@click.argument("login_name")
def link(login_name: str) -> None:
    """Print a link that sets the account's password, once, within a day."""
    with _connected() as (settings, pools), login_session(pools) as session:
        account, at = _named(session, login_name), datetime.now(UTC)
        token = give_reset(session, account.id, at=at)
        _note(session, account, "password_link_given", at=at)
        click.echo(_link(settings, token))


@accounts.command()
@click.argument("login_name")
def lock(login_name: str) -> None:
    """Let nobody sign in as it any more; its sessions end at once."""
    with _connected() as (_settings, pools), login_session(pools) as session:
        account = _named(session, login_name)
        lock_account(session, account.id)
        _note(session, account, "account_locked", at=datetime.now(UTC))


@accounts.command()
@click.argument("login_name")
def unlock(login_name: str) -> None:
    """Let it sign in again."""
    with _connected() as (_settings, pools), login_session(pools) as session:
        account = _named(session, login_name)
        unlock_account(session, account.id)
        _note(session, account, "account_unlocked", at=datetime.now(UTC))


@accounts.command("drop-authenticator")
@click.argument("login_name")
def drop_authenticator(login_name: str) -> None:
    """Forget a lost authenticator; a bureau role sets up a new one at the next sign-in."""
    with _connected() as (_settings, pools), login_session(pools) as session:
        account = _named(session, login_name)
        drop_second_factor(session, account.id)
        _note(session, account, "second_factor_dropped", at=datetime.now(UTC))


@accounts.command()
@click.argument("login_name")
@click.argument("area_codes", nargs=-1)
def areas(login_name: str, area_codes: tuple[str, ...]) -> None:
    """Assign exactly these areas to an inspector from today on."""
    with _connected() as (_settings, pools):
        at = datetime.now(UTC)
        with login_session(pools) as session:
            account = _named(session, login_name)
            held = [each for each in memberships_of(session, account.id, at=at) if each.role is Role.INSPECTOR]
        _areas_exist(pools, account.district_id, area_codes)
        if not held:
            raise click.ClickException(f"{login_name} is no inspector / 不是督查员")
        with login_session(pools) as session:
            assign_areas(session, held[0], area_codes, at=at)
            _note(session, account, "areas_assigned", at=at, areas=", ".join(sorted(area_codes)))
        click.echo(f"{bureau_day(at)}  {' '.join(area_codes)}")


@accounts.command()
@click.argument("login_name")
def code(login_name: str) -> None:
    """Print the code of the moment of a demo account's authenticator."""
    with _connected() as (settings, pools), login_session(pools) as session:
        account = _named(session, login_name)
        sealed = account.totp_secret if account.is_demo and not settings.is_production else None
        secret = second_factor.unseal(settings.field_key, sealed) if sealed else None
        if secret is None:
            raise click.ClickException(
                "Only demo accounts of the bureau have a code that can be shown / 仅限局内演示账号"
            )
        click.echo(second_factor.code_at(secret, at=datetime.now(UTC), after=account.totp_last_step))


@accounts.command()
@click.option("--last", default=1, show_default=True, help="How many, the newest first.")
def mail(last: int) -> None:
    """Show mail that was kept because no mail server is set."""
    kept = sorted(outbox(Settings.load()).glob("*.eml"), reverse=True)[:last]
    for path in kept:
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = message.get_body(("plain",))
        click.echo(f"{message['To']}  {message['Subject']}\n\n{body.get_content() if body else ''}")
    if not kept:
        click.echo("none / 没有")


@contextmanager
def _connected() -> Iterator[tuple[Settings, Pools]]:
    """Settings and pools; what a person can mend is said without a trace."""
    settings = Settings.load()
    pools = settings.pools(size=1)
    try:
        yield settings, pools
    except OversightError as problem:
        raise click.ClickException(f"{problem.text.en} / {problem.text.zh}") from None
    finally:
        pools.dispose()


def _named(session: Session, login_name: str) -> Account:
    account = account_named(session, login_name)
    if account is None:
        raise click.ClickException(f"There is no account {login_name} / 没有这个账号")
    return account


def _school(pools: Pools, district_id: int, school_code: str) -> int:
    with district_job_session(pools, district_id) as session:
        found = session.scalar(select(Tenant.school_id).where(Tenant.school_code == school_code))
    if found is None:
        raise click.ClickException(f"There is no school {school_code} / 没有这所学校")
    return found


def _areas_exist(pools: Pools, district_id: int, areas: tuple[str, ...]) -> None:
    with district_job_session(pools, district_id) as session:
        known = set(session.scalars(select(Area.area_code)))
    if unknown := sorted(set(areas) - known):
        raise click.ClickException(f"There is no area {', '.join(unknown)}; there are {', '.join(sorted(known))}")


def _link(settings: Settings, token: str) -> str:
    base = settings.public_base_url or f"http://localhost:{settings.port}"
    return f"{base}/reset/{token}"


def _note(session: Session, account: Account, action: str, *, at: datetime, **details: Any) -> None:
    """The command line acts for nobody: the trail says what was done, to whom."""
    record(
        session,
        action,
        district_id=account.district_id,
        account_id=None,
        account_name="houqin accounts",
        at=at,
        subject=account.login_name,
        **details,
    )

"""``houqin keys``: a new key for personal data, in two steps between which web and worker start again."""

import click

from etl.facts.recomputing import districts
from etl.originals import Originals
from oversight.secret_file import ensure_secrets, keep_personal_keys
from oversight.settings import Settings
from tenants.complaints.handling import rewrap_contacts
from tenants.errors import OversightError
from tenants.personal.keyring import new_key
from tenants.personal.seals import rewrap_district_key
from tenants.scope.sessions import district_job_session

_GIVEN = "PERSONAL_KEY names the keys: put the new one before the old one there, parted by a comma"


@click.group()
def keys() -> None:
    """Make and change the key of personal data."""


@keys.command()
def new() -> None:
    """Print a new key, for PERSONAL_KEY."""
    click.echo(new_key())


@keys.command()
def add() -> None:
    """Put a new key before the present one in the secrets file; then start web and worker again."""
    settings = Settings.load()
    if settings.given_personal_key:
        raise click.ClickException(_GIVEN)
    kept = ensure_secrets(settings.secrets_path).personal_keys
    keep_personal_keys(settings.secrets_path, [new_key(), *kept])
    click.echo("Added. Start web and worker again, then run: houqin keys rotate")


@keys.command()
def rotate() -> None:
    """Wrap the keys of districts and originals with the newest key, seal files kept in the open, forget older keys."""
    settings = Settings.load()
    held = settings.personal_keys
    pools = settings.pools(size=1)
    done = 0
    try:
        for district_id, _ in districts(pools):
            with district_job_session(pools, district_id) as session:
                done += rewrap_district_key(session)
                if pools.keyring is not None:
                    rewrap_contacts(session, pools.keyring)
        originals = Originals(settings.home / "originals", pools.keyring)
        originals.rewrap()
        sealed = sum(1 for _ in originals.seal_open_files())
    except OversightError as problem:
        raise click.ClickException(f"{problem.text.en} / {problem.text.zh}") from None
    finally:
        pools.dispose()
    if settings.given_personal_key:
        click.echo(f"{done} districts, {sealed} open files sealed. Now leave the newest key alone in PERSONAL_KEY.")
        return
    if len(held) > 1:
        keep_personal_keys(settings.secrets_path, held[:1])
    click.echo(f"{done} districts, {sealed} open files sealed; {len(held) - 1} older keys forgotten.")

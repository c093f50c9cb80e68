"""What lets the accounts of the demo district sign in: a password everybody knows, and real second factors."""

from collections.abc import Callable

from etl.demo.founding import Credentials
from etl.demo.people import PASSWORD, DemoAccount
from oversight.access.hashing import hash_password
from oversight.access.second_factor import new_secret, seal
from oversight.settings import Settings
from tenants.accounts.roles import BUREAU_ROLES


def demo_credentials(settings: Settings) -> Callable[[DemoAccount], Credentials]:
    """Gives each demo account its credentials; all share one hash, bureau roles get a secret of their own."""
    shared = hash_password(PASSWORD)

    def of(account: DemoAccount) -> Credentials:
        has_code = account.role in BUREAU_ROLES
        return Credentials(shared, seal(settings.field_key, new_secret()) if has_code else None)

    return of

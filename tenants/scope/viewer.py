"""The person a request or a session acts for."""

from dataclasses import dataclass, field
from uuid import UUID

from tenants.accounts.roles import Role
from tenants.text import Lang


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """A signed-in account in one of its roles, with the token that opens its scope in the database."""

    account_id: UUID
    account_name: str
    role: Role
    district_id: int
    school_id: int | None  # set for the roles of one school
    membership_id: UUID
    locale: Lang
    theme: str
    scope_token: str = field(repr=False)

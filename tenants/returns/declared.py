"""The list of declarations: a new return, or a new version of one, is added here."""

from tenants.returns import canteen_finance, canteen_operations, school_profile
from tenants.returns.declaration import Return

VERSIONS: tuple[Return, ...] = (school_profile.RETURN, canteen_operations.RETURN, canteen_finance.RETURN)

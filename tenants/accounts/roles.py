"""Who may do what: the roles of returns catalogue 1.1 and the permissions they hold."""

from enum import StrEnum

from tenants.returns.lists import LISTS
from tenants.text import Text


class Role(StrEnum):
    """A role of returns catalogue 1.1 (the public needs no account)."""

    SCHOOL_CLERK = "school_clerk"
    SCHOOL_HEAD = "school_head"
    INSPECTOR = "inspector"
    FUNDING_OFFICER = "funding_officer"
    LOGISTICS_OFFICER = "logistics_officer"
    BUREAU_ADMIN = "bureau_admin"


ROLE_LABELS = {
    Role.SCHOOL_CLERK: Text("填报员", "School clerk"),
    Role.SCHOOL_HEAD: Text("校长", "School head"),
    Role.INSPECTOR: Text("督查员", "Inspector"),
    Role.FUNDING_OFFICER: Text("资助经费专员", "Funding officer"),
    Role.LOGISTICS_OFFICER: Text("后勤专员", "Logistics officer"),
    Role.BUREAU_ADMIN: Text("局管理员", "Bureau administrator"),
}

UNIT_LABELS = ROLE_LABELS | {
    Role.SCHOOL_CLERK: Text("填报员", "Clerk"),
    Role.SCHOOL_HEAD: Text("单位负责人", "Head of unit"),
}
"""The same in a unit of the bureau that files: who fills in and who signs."""

_BY_NOBODY = Text("提交即通过", "Nobody: it counts on submission")


def filling_label(filler: str) -> Text:
    """Who fills a return in, in words: a role of the school, or a unit of the bureau."""
    return ROLE_LABELS[Role(filler)] if filler in {each.value for each in Role} else LISTS["bureau_unit"][filler]


def accepting_label(accepting: str) -> Text:
    """Who accepts a return, in words."""
    return ROLE_LABELS[Role(accepting)] if accepting in {each.value for each in Role} else _BY_NOBODY


SCHOOL_ROLES = frozenset({Role.SCHOOL_CLERK, Role.SCHOOL_HEAD})
BUREAU_ROLES = frozenset(Role) - SCHOOL_ROLES
LISTED_ROLES = SCHOOL_ROLES | {Role.INSPECTOR}  # scope is a list of schools; the others see the whole district


def filers_of(filler: str) -> frozenset[Role]:
    """Who may fill in a return: everybody of the school, or the role of the bureau that files it about a school."""
    return frozenset({Role(filler)}) if is_about_schools(filler) else SCHOOL_ROLES


def signer_of(filler: str) -> Role:
    """Who signs a return and hands it in: the head, or whoever of the bureau files it about a school."""
    return Role(filler) if is_about_schools(filler) else Role.SCHOOL_HEAD


def is_about_schools(filler: str) -> bool:
    """Whether a return is filed by a role of the bureau about a school; schools and units of the bureau file their own."""
    return filler in BUREAU_ROLES


class Permission(StrEnum):
    """What a view asks for; ``HELD_BY`` says who holds it."""

    READ_RETURNS = "read_returns"
    FILE_RETURNS = "file_returns"
    FILE_PACKS = "file_packs"
    SIGN_RETURNS = "sign_returns"
    REVIEW_RETURNS = "review_returns"
    READ_VISITS = "read_visits"
    INSPECT = "inspect"
    DECIDE_OBJECTIONS = "decide_objections"
    SEE_DASHBOARDS = "see_dashboards"
    PROPOSE_RELEASE = "propose_release"
    APPROVE_RELEASE = "approve_release"
    MANAGE_ACCOUNTS = "manage_accounts"
    READ_SETTINGS = "read_settings"
    CHANGE_SETTINGS = "change_settings"
    READ_AUDIT = "read_audit"
    HANDLE_COMPLAINTS = "handle_complaints"


_ALL = frozenset(Role)
HELD_BY: dict[Permission, frozenset[Role]] = {
    Permission.READ_RETURNS: _ALL,
    Permission.FILE_RETURNS: SCHOOL_ROLES | {Role.INSPECTOR},  # which return is whose: ``filers_of``
    Permission.FILE_PACKS: SCHOOL_ROLES,
    Permission.SIGN_RETURNS: frozenset({Role.SCHOOL_HEAD, Role.INSPECTOR}),  # likewise: ``signer_of``
    Permission.REVIEW_RETURNS: BUREAU_ROLES,
    Permission.READ_VISITS: _ALL,
    Permission.INSPECT: frozenset({Role.INSPECTOR}),
    Permission.DECIDE_OBJECTIONS: frozenset({Role.BUREAU_ADMIN}),
    Permission.SEE_DASHBOARDS: _ALL,
    Permission.PROPOSE_RELEASE: frozenset({Role.BUREAU_ADMIN, Role.FUNDING_OFFICER, Role.LOGISTICS_OFFICER}),
    Permission.APPROVE_RELEASE: frozenset({Role.BUREAU_ADMIN, Role.FUNDING_OFFICER, Role.LOGISTICS_OFFICER}),
    Permission.MANAGE_ACCOUNTS: frozenset({Role.BUREAU_ADMIN}),
    Permission.READ_SETTINGS: BUREAU_ROLES,
    Permission.CHANGE_SETTINGS: frozenset({Role.BUREAU_ADMIN}),
    Permission.READ_AUDIT: frozenset({Role.BUREAU_ADMIN, Role.SCHOOL_HEAD}),  # the head: of the school
    Permission.HANDLE_COMPLAINTS: BUREAU_ROLES - {Role.INSPECTOR},
}


def may(role: Role, permission: Permission) -> bool:
    """Whether the role holds the permission."""
    return role in HELD_BY[permission]

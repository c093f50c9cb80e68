"""Row security in one call: who sees which rows of a table. Old revisions call these, so they never change."""

from alembic import op

_DISTRICT = "district_id = (select sec.district())"
_SCHOOLS = f"{_DISTRICT} and school_id = any((select sec.schools())::int[])"
_BUREAU = f"{_DISTRICT} and (select sec.is_bureau())"
_OF_AREA = "area_code = '' or area_code in (select s.area_code from school s)"
_AREAS = f"{_BUREAU} and ({_OF_AREA})"
_REVIEWERS = f"{_SCHOOLS} and (select sec.is_bureau())"
_LISTED = {"school": _SCHOOLS, "district": _DISTRICT, "bureau": _BUREAU, "areas": _AREAS, "reviewers": _REVIEWERS}


def isolate(table: str, *, listed: str = "school") -> None:
    """Force row security on a tenant table, with one policy for each role that works under a scope.

    ``listed`` says what accounts with a list of schools see: the rows of their ``school``s, those of their whole
    ``district`` (reference tables), or the district's if they belong to the ``bureau``; of totals by area, those of
    the ``areas`` of their schools and of the whole district; the rows of their schools if they are ``reviewers`` and
    not the school itself.
    """
    force(table)
    allow(table, "houqin_listed", _LISTED[listed])
    allow(table, "houqin_district", _DISTRICT)
    allow(table, "houqin_worker", _DISTRICT)


def force(table: str) -> None:
    """Let nobody see a row, not even the owner, but by a policy."""
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")


def allow(table: str, role: str, rows: str, *, command: str = "all") -> None:
    """One policy: the role may touch these rows; which commands it may use is said by its grants."""
    using = "" if command == "insert" else f"using ({rows})"
    check = "" if command in {"select", "delete"} else f"with check ({rows})"
    op.execute(f"create policy {role} on {table} for {command} to {role} {using} {check}")


def expose(table: str) -> None:
    """Undo ``isolate``."""
    for role in ("houqin_listed", "houqin_district", "houqin_worker"):
        op.execute(f"drop policy if exists {role} on {table}")
    op.execute(f"alter table {table} no force row level security")
    op.execute(f"alter table {table} disable row level security")

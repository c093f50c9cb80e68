"""What the quality pages are narrowed to, whose they are, and how they are handed out as files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, abort
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.access import current_viewer
from oversight.filed.tables import Table, as_file
from oversight.views.asked import lang, now, today
from oversight.views.heads import moment
from tenants.accounts.roles import SCHOOL_ROLES
from tenants.errors import NotFound
from tenants.registry.models import Tenant
from tenants.text import Text

SPANS = {"12": Text("最近12个月到期的", "Due in the last 12 months"), "6": Text("最近6个月到期的", "Due in the last 6 months"),
          "3": Text("最近3个月到期的", "Due in the last 3 months")}  # fmt: skip
ORDERS = {"score": Text("得分低的在前", "Lowest score first"), "name": Text("按校名", "By name")}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the address asks for; unknown values count as not given."""

    months: str = "12"
    ret: str = ""
    q: str = ""
    order: str = "score"
    page: int = 1

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> "Wanted":
        """From the query string."""
        months, order, page = args.get("months", ""), args.get("order", ""), args.get("page", "")
        return cls(
            months=months if months in SPANS else "12",
            ret=args.get("return", "")[:60],
            q=args.get("q", "").strip()[:60],
            order=order if order in ORDERS else "score",
            page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 5 and page != "0" else 1,
        )

    @property
    def since(self) -> date:
        """The first due day that counts."""
        day, months = today(), int(self.months)
        year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
        return date(year, month + 1, min(day.day, 28))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the default is asked for."""
        return self != Wanted(page=self.page)

    def as_args(self) -> dict[str, Any]:
        """The query string without what is default, and without the page."""
        given = {"months": self.months, "return": self.ret, "q": self.q, "order": self.order}
        default = {"months": "12", "return": "", "q": "", "order": "score"}
        return {name: value for name, value in given.items() if value != default[name]}


def get_filer(session: Session, school_code: str) -> Tenant:
    """Whoever files: a school, or a unit of the bureau; a school role finds none but its own."""
    found, viewer = session.scalar(select(Tenant).where(Tenant.school_code == school_code)), current_viewer()
    if found is None or (viewer.role in SCHOOL_ROLES and viewer.school_id != found.school_id):
        raise NotFound
    return found


def table_file(
    kind: str, wanted: Wanted, *, title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], link: str
) -> Response:
    """A table with what it shows and as of when."""
    if kind not in {"xlsx", "csv"}:
        abort(404)
    said = [SPANS[wanted.months].say(lang()), *([wanted.ret] if wanted.ret else []), *([wanted.q] if wanted.q else [])]
    table = Table(
        name=f"{_('Quality of filing')}-{today():%Y%m%d}",
        title=title,
        about=[
            (_("Filters"), " · ".join(said)),
            (_("As of"), moment(now(), lang())),
            (_("Source"), _("Houqin, duties of the returns calendar")),
            (_("Link"), link),
            (_("Exported by"), current_viewer().account_name),
        ],
        columns=columns,
        rows=rows,
    )
    return as_file(table, kind)

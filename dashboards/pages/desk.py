"""What a page knows of its surroundings: who asks, in which language, at what moment, and a session in their scope."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tenants.accounts.roles import SCHOOL_ROLES
from tenants.calendar.workdays import BUREAU_ZONE
from tenants.errors import NotAllowed
from tenants.scope.viewer import Viewer
from tenants.text import Lang, Text

BASE = "/dashboards/"


@dataclass(frozen=True)
class Desk:
    """The web application hands these in; a page never asks a request."""

    open_session: Callable[[], AbstractContextManager[Session]]
    viewer: Callable[[], Viewer]
    lang: Callable[[], Lang]
    now: Callable[[], datetime]

    @property
    def is_school(self) -> bool:
        """Whether the viewer belongs to one school and sees others as an anonymous spread alone."""
        return self.viewer().role in SCHOOL_ROLES

    def bureau(self) -> None:
        """Refuse a school account that calls a panel of the bureau's page."""
        if self.is_school:
            raise NotAllowed

    def school_id(self) -> int:
        """The viewer's own school; a bureau account has none and is refused."""
        school_id = self.viewer().school_id
        if not self.is_school or school_id is None:
            raise NotAllowed
        return school_id


def moment(at: datetime) -> Text:
    """A moment by the bureau's clock."""
    local = at.astimezone(BUREAU_ZONE)
    return Text(f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}", f"{local.day} {local:%B %Y, %H:%M}")

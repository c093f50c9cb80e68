"""Programs that speak for the people of one school."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from werkzeug.test import TestResponse

from tenants.accounts.tokens import Made, Scope, make_token, scopes_for
from tenants.scope.sessions import login_session
from tenants.scope.viewer import Viewer
from tests.desk import OPERATIONS
from tests.oversight.views.world import NOW, World

ROWS = {
    "main": [{"facility_no": "C01"} | {k: v.isoformat() if isinstance(v, date) else v for k, v in OPERATIONS.items()}]
}


class Programs(World):
    """The world of the pages, asked by programs."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._usual: dict[str, Made] = {}

    def token(self, who: str | Viewer, scopes: Collection[Scope] | None = None, *, days: int = 30) -> Made:
        """A token of one of the people, with all scopes of the role unless told."""
        person = self.people[who] if isinstance(who, str) else who
        with login_session(self.pools) as session:
            return make_token(
                session,
                account_id=person.account_id,
                membership_id=person.membership_id,
                name="供应商系统",
                scopes=scopes_for(person.role) if scopes is None else scopes,
                days=days,
                at=NOW,
            )

    def ask(
        self,
        method: str,
        path: str,
        who: str | Made = "clerk",
        *,
        json: Any = None,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> TestResponse:
        """One request with a token."""
        shown = who if isinstance(who, Made) else self._usual.get(who) or self._usual.setdefault(who, self.token(who))
        told = {"Authorization": f"Bearer {shown.token}", "Accept-Language": "zh", **(headers or {})}
        return self.app.test_client().open(f"/api/v1{path}", method=method, json=json, headers=told, **more)

    def filed(self, rows: Any = None) -> TestResponse:
        """The clerk's program files October, and the worker checks it."""
        answer = self.ask("POST", f"/duties/{self.duty.id}/versions", json={"parts": rows or ROWS})
        assert answer.status_code == 202, answer.text
        self.check()
        return answer

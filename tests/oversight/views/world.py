"""One school with a canteen, its clerk and head, an inspector, and an October return to file."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Self
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Update, func, select
from werkzeug.test import TestResponse

from etl.filing.templates import template_fill
from etl.workbook.template import write_template
from oversight.settings import Settings
from tenants.calendar.periods import period_of
from tenants.filing.digest import digest_of
from tenants.filing.models import Duty, FindingRow, Upload, Version
from tenants.filing.queries import findings_of, get_duty
from tenants.filing.services import accept, justify_all
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Severity
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session, viewer_session
from tenants.scope.viewer import Viewer
from tests.builders import make_account, make_duty, make_school
from tests.desk import add_canteen, check_files, fill_in
from tests.oversight.signing_in import PASSWORD, PASSWORD_HASH, csrf_of, signed_in

NOW = datetime.now(UTC)
REASON = "十月有两天停电，未能按要求留样，已补记录。"


class World:
    """The people of one return and what they do."""

    def __init__(self, app: Flask, pools: Pools, settings: Settings) -> None:
        self.app, self.pools, self.settings = app, pools, settings
        self.school = make_school(name_zh="青河第三中学")
        add_canteen(pools, self.school)
        self.people = {
            "clerk": make_account(
                "school_clerk", school=self.school, name="李会计", now=NOW, password_hash=PASSWORD_HASH
            ),
            "head": make_account(
                "school_head", school=self.school, name="王校长", now=NOW, password_hash=PASSWORD_HASH
            ),
            "inspector": make_account("inspector", areas=[self.school.area_code], name="赵督查", now=NOW),
        }
        self.duty = make_duty(self.school, "canteen_operations", "2026-10")
        self.clerk = self.client(self.people["clerk"])
        self.head = self.client(self.people["head"])
        self.inspector = self.client(self.people["inspector"])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if guard := self.app.extensions.pop("houqin.guard", None):
            guard.close()
        self.app.extensions["houqin.pools"].dispose()

    def client(self, viewer: Viewer) -> FlaskClient:
        """A browser in which that person is signed in."""
        return signed_in(self.app, viewer)

    def anonymous(self) -> FlaskClient:
        """A browser in which nobody is."""
        return self.app.test_client()

    def csrf_of(self, client: FlaskClient) -> str:
        """The form token of a browser's session."""
        return csrf_of(client)

    @property
    def csrf(self) -> str:
        """The clerk's."""
        return csrf_of(self.clerk)

    def filled(self, row: Mapping[str, Any], *, duty: Duty | None = None) -> bytes:
        """The duty's template with one canteen filled in."""
        target = io.BytesIO()
        with viewer_session(self.pools, self.people["clerk"]) as session:
            kept = get_duty(session, (duty or self.duty).id)
            ret = get_return(kept.return_code, period_of(kept.period_key).start)
            write_template(ret, target, template_fill(session, kept), "zh")
        return fill_in(target.getvalue(), [row])

    def upload(self, blob: bytes, *, script: bool = False, name: str = "食堂 十月.xlsx") -> TestResponse:
        """The clerk sends a file for the duty."""
        return self.clerk.post(
            f"/returns/{self.duty.id}/upload",
            data={"csrf_token": self.csrf, "workbook": (io.BytesIO(blob), name)},
            headers={"Accept": "application/json"} if script else {},
        )

    def check(self) -> None:
        """The worker checks what waits."""
        check_files(self.pools, self.settings.home, self.school.district_id)

    def file(self, row: Mapping[str, Any]) -> None:
        """Upload and check."""
        answer = self.upload(self.filled(row))
        assert answer.status_code == 303, answer.text
        self.check()

    def explain(
        self, finding_id: UUID, text: str, *, revision: int | None = None, by: FlaskClient | None = None
    ) -> TestResponse:
        """Save one explanation as the script does."""
        client = by or self.clerk
        data = {
            "csrf_token": csrf_of(client),
            "revision": self.revision() if revision is None else revision,
            "text": text,
            "kept": "",
        }
        headers = {"Accept": "application/json"}
        return client.post(f"/returns/findings/{finding_id}/reason", data=data, headers=headers)

    def signing_form(self, password: str = PASSWORD) -> dict[str, Any]:
        """What the head's browser sends for the figures as they are now."""
        version = self.version()
        return {
            "csrf_token": csrf_of(self.head),
            "digest": digest_of(version).hex(),
            "revision": version.revision,
            "password": password,
        }

    def sign(self, password: str = PASSWORD) -> TestResponse:
        """The head signs."""
        return self.head.post(f"{self.version_url()}/sign", data=self.signing_form(password))

    def explain_all(self) -> None:
        """Every query gets its reason."""
        with viewer_session(self.pools, self.people["clerk"]) as session:
            version = self._latest(session, self.duty)
            texts = {
                each.id: REASON
                for each in findings_of(session, version_id=version.id)
                if each.severity is Severity.QUERY
            }
            justify_all(session, self.people["clerk"], version.id, texts, revision=version.revision, at=NOW)

    def submitted(self, row: Mapping[str, Any]) -> Version:
        """Filed, explained and signed."""
        self.file(row)
        self.explain_all()
        answer = self.sign()
        assert answer.status_code == 303, answer.text
        return self.version()

    def accepted_before(self, period_key: str, row: Mapping[str, Any]) -> None:
        """An earlier period, accepted."""
        duty, self.duty = self.duty, make_duty(self.school, "canteen_operations", period_key)
        version = self.submitted(row)
        with viewer_session(self.pools, self.people["inspector"]) as session:
            accept(session, self.people["inspector"], version.id, at=NOW)
        self.duty = duty

    def version(self) -> Version:
        """The latest version of the duty."""
        with district_job_session(self.pools, self.school.district_id) as session:
            return self._latest(session, self.duty)

    def revision(self) -> int:
        """Of the latest version."""
        return self.version().revision

    def version_url(self) -> str:
        """The page of the latest version's figures."""
        return f"/returns/versions/{self.version().id}"

    def findings_url(self) -> str:
        """The page of its findings."""
        return f"{self.version_url()}/findings"

    def review_url(self) -> str:
        """The reviewer's page of it."""
        return f"/review/versions/{self.version().id}"

    def upload_id(self) -> UUID:
        """The latest file received for the duty."""
        with district_job_session(self.pools, self.school.district_id) as session:
            asked = select(Upload.id).where(Upload.duty_id == self.duty.id).order_by(Upload.received_at.desc())
            return session.scalars(asked.limit(1)).one()

    def query_ids(self) -> list[UUID]:
        """The queries of the latest version."""
        with district_job_session(self.pools, self.school.district_id) as session:
            asked = select(FindingRow.id).where(
                FindingRow.version_id == self.version().id, FindingRow.severity == Severity.QUERY
            )
            return list(session.scalars(asked.order_by(FindingRow.ordinal)))

    def count(self, model: type[Any], *where: Any) -> int:
        """How many rows there are."""
        with district_job_session(self.pools, self.school.district_id) as session:
            return session.scalar(select(func.count()).select_from(model).where(*where)) or 0

    def change(self, statement: Update) -> None:
        """What the bureau does elsewhere."""
        with district_job_session(self.pools, self.school.district_id) as session:
            session.execute(statement)

    @staticmethod
    def _latest(session: Any, duty: Duty) -> Version:
        asked = select(Version).where(Version.duty_id == duty.id).order_by(Version.version_no.desc())
        version: Version = session.scalars(asked.limit(1)).one()
        return version

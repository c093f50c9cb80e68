"""Performing the scenes by the services a school and the bureau use; what is done already is left as it is."""

import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from etl.attached import Kept, keep_attachment
from etl.demo.desks import Desks
from etl.demo.justifications import justification
from etl.demo.plot import Act, Scene
from etl.demo.schools import DemoSchool
from etl.demo.stories import STORIES
from etl.demo.stories.story import Paper
from etl.demo.workbooks import Order, Writers
from etl.filing.attaching import FilePlace, attach_files
from etl.filing.processing import process_waiting
from etl.filing.rechecking import enter_recheck
from etl.filing.templates import template_fills
from etl.originals import Original, Originals
from etl.workbook.fill import TemplateFill
from etl.workbook.guard.pool import GuardPool
from tenants.accounts.roles import Role, is_about_schools
from tenants.calendar.periods import name_of, period_of, previous
from tenants.calendar.workdays import bureau_day
from tenants.filing.digest import digest_of
from tenants.filing.locks import latest_version
from tenants.filing.models import Duty, FindingRow, NilReason, Step, Version, VersionState
from tenants.filing.queries import counting_version
from tenants.filing.records import RAISED_BY_OTHERS, begin_record
from tenants.filing.services import (
    CellToReturn,
    accept,
    file_nil,
    justify_all,
    open_findings,
    receive_upload,
    reopen,
    send_back,
    sign_and_submit,
)
from tenants.inspections.rechecking import Recheck
from tenants.inspections.replies import replies_of, sign_visit
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import AUTOMATIC, PeriodType, Return, Severity
from tenants.scope.pools import Pools
from tenants.scope.sessions import district_job_session
from tenants.scope.viewer import Viewer
from tenants.sets import is_any

Made = TypeVar("Made")

_READ_AFTER = timedelta(minutes=2)
_ATTACHED_BEFORE = timedelta(minutes=40)
_SHORTEST_ANSWER = 10
_AT_ONCE = 8  # files on their way to the disk
_PERSONS = 3  # at their desks at a time
_ACTIONS = {
    Act.UPLOAD: "uploaded",
    Act.NIL: "nil_filed",
    Act.SEND_BACK: "sent_back",
    Act.REOPEN: "reopened",
}
_PAPERS = {each.return_code: each.files for each in STORIES if each.files is not None}


@dataclass
class Stage:
    """Where the scenes are performed."""

    pools: Pools
    originals: Originals
    guard: GuardPool
    writers: Writers
    desks: Desks
    district_id: int
    schools: list[DemoSchool]
    school_ids: dict[int, int]
    duties: dict[tuple[int, str, str], UUID] = field(default_factory=dict)  # by school index, return and period
    done: Counter[tuple[UUID, str]] = field(default_factory=Counter)  # steps of a duty by action
    kept: dict[bytes, Kept] = field(default_factory=dict)  # papers that were stored, by content

    def look_around(self) -> None:
        """Find the duties, and what was done for them before (in a run that was cut short)."""
        index_of = {school_id: index for index, school_id in self.school_ids.items()}
        with district_job_session(self.pools, self.district_id) as session:
            for each in session.execute(select(Duty.id, Duty.school_id, Duty.return_code, Duty.period_key)):
                self.duties[index_of[each.school_id], each.return_code, each.period_key] = each.id
            counted = select(Step.duty_id, Step.action, func.count()).group_by(Step.duty_id, Step.action)
            self.done = Counter({(row[0], row[1]): row[2] for row in session.execute(counted)})

    def perform(self, scenes: Sequence[Scene]) -> None:
        """Scenes of one act that follow each other; what one person does of them is one sitting."""
        todo = [each for each in scenes if self._is_owed(each) and not self._is_done(each)]
        match scenes[0].act:
            case Act.UPLOAD | Act.NIL:
                self._sit([each for each in todo if each.act is Act.NIL], self._filer, self._nil)
                self._upload([each for each in todo if each.act is Act.UPLOAD])
            case Act.SIGN:  # the clerks make ready, the heads sign; a draft with an error stays where it is
                are_ready = self._sit(todo, self._filer, self._made_ready)
                self._sit([each for each in todo if are_ready[each]], self._signer, self._sign)
            case Act.READ | Act.RECHECK:
                for each in todo:
                    self._after_visit(each)
            case _:  # the reviewers read what came with queries; the rest is accepted after five working days
                by_persons = [each for each in todo if _declared(each).accepting != AUTOMATIC]
                self._sit(by_persons, self._reviewer, self._review)

    def _sit(
        self, scenes: Iterable[Scene], who: Callable[[Scene], Viewer], act: Callable[[Session, Viewer, Scene], Made]
    ) -> dict[Scene, Made]:
        """Each person does what is theirs in one session, in the order of the scenes; some persons at a time."""
        found: dict[UUID, tuple[Viewer, list[Scene]]] = {}
        for each in scenes:
            viewer = who(each)
            found.setdefault(viewer.account_id, (viewer, []))[1].append(each)

        def sitting(viewer: Viewer, theirs: Sequence[Scene]) -> dict[Scene, Made]:
            with self.desks.session(viewer) as session:
                return {each: act(session, viewer, each) for each in theirs}

        with ThreadPoolExecutor(_PERSONS) as persons:
            done = persons.map(sitting, *zip(*found.values(), strict=True)) if found else ()
            return {scene: made for each in done for scene, made in each.items()}

    def _is_done(self, scene: Scene) -> bool:
        """Whether a run before has come past this scene; signatures and reviews look at the version's state."""
        action = _ACTIONS.get(scene.act)
        wanted = scene.take if scene.act is Act.UPLOAD else 1
        return action is not None and self.done[self._duty(scene), action] >= wanted

    def _duty(self, scene: Scene) -> UUID:
        key = (scene.school, scene.return_code, scene.period_key)
        if key not in self.duties and period_of(scene.period_key).type is PeriodType.EVENT:
            self.duties[key] = self._begun(scene)
        return self.duties[key]

    def _is_owed(self, scene: Scene) -> bool:
        """Whether there is such a duty: a rectification comes with the visit that was written before."""
        key = (scene.school, scene.return_code, scene.period_key)
        if key in self.duties or scene.return_code not in RAISED_BY_OTHERS:
            return True
        asked = select(Duty.id).where(
            Duty.school_id == self.school_ids[scene.school],
            Duty.return_code == scene.return_code,
            Duty.period_key == scene.period_key,
        )
        with district_job_session(self.pools, self.district_id) as session:
            found = session.scalar(asked)
        if found is not None:
            self.duties[key] = found
        return found is not None

    def _filer(self, scene: Scene) -> Viewer:
        """Who fills the return in: the clerk, or the inspector of the area a visit."""
        ret = _declared(scene)
        if is_about_schools(ret.filler):
            return self.desks.reviewer(ret.filler, self.schools[scene.school].area)
        return self.desks.clerk(scene.school)

    def _signer(self, scene: Scene) -> Viewer:
        """Who signs it."""
        return self._filer(scene) if is_about_schools(_declared(scene).filler) else self.desks.head(scene.school)

    def _after_visit(self, scene: Scene) -> None:
        """The head reads a visit, an inspector rechecks a rectification; where a run before did, nothing is left."""
        duty_id = self._duty(scene)
        if scene.act is Act.READ:
            head = self.desks.head(scene.school)
            with self.desks.session(head) as session:
                version = counting_version(session, duty_id)
                if version is not None and not replies_of(session, [version.id]):
                    sign_visit(session, head, version.id, at=scene.at)
            return
        inspector = self.desks.reviewer(Role.INSPECTOR, self.schools[scene.school].area)
        day = bureau_day(scene.at)
        found = Recheck(
            is_passed=not scene.words,
            on=day,
            new_deadline=day + timedelta(days=10) if scene.words else None,
            words=scene.words or scene.remark,
        )
        with self.desks.session(inspector) as session:
            version = latest_version(session, duty_id)
            if version is not None and version.version_no == 1 and version.state is VersionState.ACCEPTED:
                enter_recheck(session, inspector, duty_id, found, at=scene.at)

    def _begun(self, scene: Scene) -> UUID:
        """The record of an event, begun by who files it."""
        clerk, day = self._filer(scene), period_of(scene.period_key).start
        about = self.school_ids[scene.school]
        with self.desks.session(clerk) as session:
            duty = begin_record(session, clerk, scene.return_code, day, today=bureau_day(scene.at), school_id=about)
            if duty.period_key != scene.period_key:
                raise RuntimeError(f"{scene.return_code}: {duty.period_key} instead of {scene.period_key}")
            return duty.id

    def _upload(self, scenes: Sequence[Scene]) -> None:
        if scenes:
            contents = self.writers.write(self._orders(scenes))
            with ThreadPoolExecutor(_AT_ONCE) as keepers:  # they wait for the disk together
                kept = list(keepers.map(self.originals.keep, map(io.BytesIO, contents)))
            files = dict(zip(scenes, kept, strict=True))
            self._sit(scenes, self._filer, partial(self._receive, files))
            process_waiting(self.pools, self.originals, self.guard, self.district_id, now=scenes[-1].at + _READ_AFTER)

    def _orders(self, scenes: Sequence[Scene]) -> list[Order]:
        """The workbooks as the site hands them out, with what the schools enter."""
        ids = [self._duty(each) for each in scenes]
        with district_job_session(self.pools, self.district_id) as session:
            duties = {each.id: each for each in session.scalars(select(Duty).where(is_any(Duty.id, ids)))}
            fills = template_fills(session, [duties[each] for each in ids])
        fills = [replace(fill, rows=scene.rows) for scene, fill in zip(scenes, fills, strict=True)]
        return [
            Order(
                scene.return_code,
                _of_month_before(fill) if scene.wrong_file else fill,
                scene.through_other_program,
            )
            for scene, fill in zip(scenes, fills, strict=True)
        ]

    def _receive(self, files: Mapping[Scene, Original], session: Session, clerk: Viewer, scene: Scene) -> None:
        kept = files[scene]
        receive_upload(
            session,
            clerk,
            self._duty(scene),
            sha256=kept.sha256,
            filename=self._filename(scene),
            size_bytes=kept.size,
            at=scene.at,
        )

    def _filename(self, scene: Scene) -> str:
        period = period_of(scene.period_key)
        ret = get_return(scene.return_code, period.start)
        named = previous(period) if scene.wrong_file else period
        ending = ("", "（改）", "（最终）")[min(scene.take, 3) - 1]
        return f"{self.schools[scene.school].short}{ret.label.zh}{name_of(named).zh}{ending}.xlsx"

    def _nil(self, session: Session, clerk: Viewer, scene: Scene) -> None:
        file_nil(session, clerk, self._duty(scene), NilReason.NO_ACTIVITY, at=scene.at)

    def _sign(self, session: Session, head: Viewer, scene: Scene) -> None:
        version = latest_version(session, self._duty(scene))
        if version is not None:
            digest = digest_of(version)
            sign_and_submit(session, head, version.id, digest=digest, revision=version.revision, at=scene.at)

    def _made_ready(self, session: Session, clerk: Viewer, scene: Scene) -> bool:
        """Whether the draft may be signed, its papers attached and its queries explained."""
        version = self._draft(session, scene)
        if version is None:
            return False
        self._attach(session, clerk, scene, version)
        if open_findings(session, version.id)[0]:
            return False
        answers = self._answers(session, scene, version)
        if answers:
            asked_at = scene.at - timedelta(minutes=20)
            justify_all(session, clerk, version.id, answers, revision=version.revision, at=asked_at)
        return True

    def _attach(self, session: Session, clerk: Viewer, scene: Scene, version: Version) -> None:
        """The papers that belong to the figures of a draft; those that are there stay as they are."""
        tell = _PAPERS.get(scene.return_code)
        if tell is not None and version.figures:
            papers = tell(self.schools[scene.school], period_of(scene.period_key), version.figures)
            given = [(FilePlace(each.part, each.field, each.row_no), self._keep(each)) for each in papers]
            attach_files(session, clerk, version.id, given, at=scene.at - _ATTACHED_BEFORE)

    def _keep(self, paper: Paper) -> Kept:
        if paper.content not in self.kept:
            self.kept[paper.content] = keep_attachment(self.originals, io.BytesIO(paper.content), paper.filename)
        return replace(self.kept[paper.content], filename=paper.filename)

    def _draft(self, session: Session, scene: Scene) -> Version | None:
        version = latest_version(session, self._duty(scene))
        is_due = version is not None and version.version_no == scene.number and version.state is VersionState.DRAFT
        return version if is_due else None

    def _answers(self, session: Session, scene: Scene, version: Version) -> dict[UUID, str]:
        draw = self.schools[scene.school].draws("answers", scene.return_code, scene.period_key, scene.number)
        asked = (
            select(FindingRow)
            .where(FindingRow.version_id == version.id, FindingRow.severity == Severity.QUERY)
            .order_by(FindingRow.ordinal)
        )
        return {
            each.id: scene.words or justification(each.code, draw)
            for each in session.scalars(asked)
            if len(each.justification or "") < _SHORTEST_ANSWER
        }

    def _reviewer(self, scene: Scene) -> Viewer:
        return self.desks.reviewer(_declared(scene).accepting, self.schools[scene.school].area)

    def _review(self, session: Session, reviewer: Viewer, scene: Scene) -> None:
        version = latest_version(session, self._duty(scene))
        if version is None or version.version_no != scene.number:
            return
        if scene.act is Act.REOPEN and version.state is VersionState.ACCEPTED:
            reopen(session, reviewer, version.id, scene.words, at=scene.at)
        if version.state is not VersionState.SUBMITTED:
            return
        if scene.act is Act.SEND_BACK:
            cells = [CellToReturn(part, name, 1) for part, name in scene.cells]
            send_back(session, reviewer, version.id, cells, scene.words, at=scene.at)
        elif scene.act is Act.REVIEW and _has_queries(session, version):
            accept(session, reviewer, version.id, at=scene.at)


def _declared(scene: Scene) -> Return:
    return get_return(scene.return_code, period_of(scene.period_key).start)


def _has_queries(session: Session, version: Version) -> bool:
    asked = select(func.count()).where(FindingRow.version_id == version.id, FindingRow.severity == Severity.QUERY)
    return bool(session.scalar(asked))


def _of_month_before(fill: TemplateFill) -> TemplateFill:
    """The file of the month before, picked by mistake."""
    before = previous(period_of(fill.period_key))
    return replace(fill, period_key=before.key, period_name=name_of(before), period_start=before.start)

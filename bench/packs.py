"""(e) Month packs of many schools through the road, then two years of them loaded: files a second, memory, growth."""

import resource
import subprocess
import sys
import time
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pandas as pd
from sqlalchemy import create_engine, text

from bench.measure import Row
from bench.reading import floor
from bench.road import Address, scratch_desk
from etl.bulk import load_rows
from etl.demo.plot import Act
from etl.demo.running import make_plan
from etl.demo.schools import DemoSchool
from etl.facts.loading import load_accepted
from etl.filing.ingesting import Outcome, ingest
from etl.originals import Originals
from etl.workbook.fill import PartRows, TemplateFill
from etl.workbook.guard.pool import GuardPool
from etl.workbook.layout import LABEL_ROW
from etl.workbook.template import write_pack
from tenants.accounts.roles import Role
from tenants.base import new_key
from tenants.calendar.periods import Period, name_of, period_of, previous
from tenants.filing.models import Duty
from tenants.filing.uploads import Filer
from tenants.quality.scores import school_scores
from tenants.registry.models import School
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import PeriodType
from tenants.scope.pools import Pools
from tenants.scope.sessions import viewer_session
from tenants.scope.viewer import Viewer
from tests.builders import make_account
from tests.etl.desk import Desk

NOW = datetime(2026, 11, 5, 2, 0, tzinfo=UTC)
MONTH = period_of("2026-10")
HISTORY_MONTHS = 24
_YEAR_AGO = date(2025, 11, 5)
_PLACEHOLDER = "2143000000"
_BASELINE_FILES = 40  # the clerk's script is as slow for the first file as for the last
_MEMORY_MB = 300


@dataclass(frozen=True)
class _Story:
    """The school whose filings stand in every pack."""

    school: DemoSchool
    returns: dict[str, PartRows]


def measure(*, schools: int = 100) -> list[Row]:
    """Packs filed by two workers against clerk and floor; the same for the memory; then history and what it costs.

    Args:
        schools: How many packs; 2,000 is a whole district, 1,200 schools make a million facts of two years.
    """
    story = _story()
    with scratch_desk() as (desk, address, home):
        folder = home / "packs"
        folder.mkdir()
        places = [desk.school(**_like(story.school), school_code=f"21430{at:05}") for at in range(1, schools + 1)]
        paths = _write_packs(folder, story, places)
        _owe(desk, places, list(story.returns), MONTH)
        admin = make_account("bureau_admin", name="局管理员")
        clerk, least = _clerks_merge(paths, story), _floor(paths)
        filing, memory = _file(address, home, desk.district_id, str(admin.account_id), paths)
        _accept(address.admin)
        start = time.perf_counter()
        versions = load_accepted(desk.pools, desk.district_id, now=NOW)
        loading = (time.perf_counter() - start) / schools
        whole = filing / schools + loading
        rows = [
            _against(f"{schools} month packs, {len(story.returns)} returns: findings and drafts, 2 workers",
                     filing / schools, "clerk's merge", clerk, at_least=15, notes={"files/s": round(schools / filing, 1)}),
            _against("the same with rows, facts and marts loaded", whole, "clerk's merge", clerk, at_least=15,
                     notes={"files/s": round(1 / whole, 1), "versions": versions}),
            _against("the same", whole, "floor", least, at_most=4),
            _memory(memory),
        ]  # fmt: skip
        return rows + _history(desk, address.admin, places, list(story.returns), admin)


def work(address: str, passwords: str, home: str, district_id: str, account: str, listing: str) -> None:
    """One worker process: files the packs of a list; says how much memory it and its reading child took."""
    pools = Pools.connect(address, {"houqin_worker": passwords})
    filer = Filer(UUID(account), "局管理员", Role.BUREAU_ADMIN)
    paths = [Path(line) for line in Path(listing).read_text().splitlines()]
    with GuardPool(1) as guard:
        guard.warm()
        print("ready", flush=True)
        sys.stdin.readline()
        store = Originals(Path(home) / "originals", pools.keyring)
        done = list(ingest(pools, store, guard, int(district_id), filer=filer, paths=paths, now=NOW))
    wrong = [each for each in done if each.outcome is not Outcome.FILED]
    if wrong:
        raise RuntimeError(f"{len(wrong)} of {len(done)} not filed: {wrong[0].says}")
    own, child = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{own} {child}", flush=True)
    pools.dispose()


def _story() -> _Story:
    """The demo school with the most monthly returns, as of the last month it files all of them."""
    plan = make_plan(NOW.replace(day=21))
    found: dict[int, dict[str, PartRows]] = {}
    for scene in sorted(plan.scenes, key=lambda each: (each.number, each.take)):
        is_monthly = get_return(scene.return_code, MONTH.start).period is PeriodType.MONTH
        if scene.act is Act.UPLOAD and scene.period_key == MONTH.key and is_monthly and not scene.wrong_file:
            found.setdefault(scene.school, {})[scene.return_code] = scene.rows
    most = max(found, key=lambda each: (len(found[each]), -each))
    return _Story(plan.schools[most], dict(sorted(found[most].items())))


def _like(school: DemoSchool) -> dict[str, object]:
    names = ("school_type", "sponsor", "locality", "boarding", "canteen_mode", "nutrition_pilot")
    return {name: getattr(school, name) for name in names} | {"stages": list(school.stages)}


def _write_packs(folder: Path, story: _Story, places: Sequence[School]) -> list[Path]:
    """One pack by the template writer; each school's own is the same with its code."""
    about = _fill(MONTH, {})
    returns = [(get_return(code, MONTH.start), _fill(MONTH, rows)) for code, rows in story.returns.items()]
    write_pack(returns, folder / "pattern", about, "zh")
    with zipfile.ZipFile(folder / "pattern") as package:
        members = {name: package.read(name) for name in package.namelist()}
    (folder / "pattern").unlink()
    paths = []
    for school in places:
        path = folder / f"{school.school_code}.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in members.items():
                package.writestr(name, content.replace(_PLACEHOLDER.encode(), school.school_code.encode()))
        paths.append(path)
    return paths


def _fill(month: Period, rows: PartRows) -> TemplateFill:
    name = name_of(month)
    return TemplateFill(
        school_code=_PLACEHOLDER, school_name=name, period_key=month.key, period_name=name, period_start=month.start,
        rows=rows, facilities={"canteen": ["C01"]},
    )  # fmt: skip


def _owe(desk: Desk, places: Sequence[School], codes: Sequence[str], month: Period) -> None:
    columns = ("district_id", "school_id", "id", "return_code", "period_key", "due_on")
    rows = [
        (desk.district_id, each.school_id, new_key(), code, month.key, month.end + timedelta(days=10))
        for each in places
        for code in codes
    ]
    with desk.session() as session:
        load_rows(session, Duty.__table__, columns, rows)


def _clerks_merge(paths: Sequence[Path], story: _Story) -> float:
    """Seconds a file: pandas with openpyxl over every sheet in a loop, then one long table a sheet."""
    some = paths[:_BASELINE_FILES]
    start = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns about what it does not know
        read = [pd.read_excel(path, sheet_name=None, header=LABEL_ROW, engine="openpyxl") for path in some]
    merged = [pd.concat([each[sheet] for each in read]) for sheet in read[0]]
    if len(merged) < len(story.returns):
        raise RuntimeError("a pack has fewer sheets than returns")
    return (time.perf_counter() - start) / len(some)


def _floor(paths: Sequence[Path]) -> float:
    some = list(paths[:_BASELINE_FILES])
    start = time.perf_counter()
    floor(some)
    return (time.perf_counter() - start) / len(some)


def _file(
    address: Address, home: Path, district_id: int, account: str, paths: Sequence[Path]
) -> tuple[float, list[int]]:
    """Seconds of two workers over all packs, and the most megabytes each worker and its reading child took."""
    running = []
    for at in range(2):
        listing = home / f"packs-{at}.txt"
        listing.write_text("\n".join(str(each) for each in paths[at::2]))
        arguments = (address.url, address.worker_password, str(home), str(district_id), account, str(listing))
        command = [sys.executable, "-c", "import sys; from bench.packs import work; work(*sys.argv[1:])", *arguments]
        running.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
    for each in running:
        if _said(each) != "ready":
            raise RuntimeError("a worker did not start")
    start = time.perf_counter()
    for each in running:
        if each.stdin:
            each.stdin.write("go\n")
            each.stdin.flush()
    memory = [int(number) for each in running for number in _said(each).split()]
    spent = time.perf_counter() - start
    for each in running:
        each.communicate()
    if len(memory) != 2 * len(running):
        raise RuntimeError("a worker did not finish")
    return spent, memory


def _said(worker: "subprocess.Popen[str]") -> str:
    return worker.stdout.readline().strip() if worker.stdout else ""


def _accept(admin: str) -> None:
    """Every draft as if its head had signed and the bureau had accepted it: what persons do is not measured."""
    _run(
        admin,
        """
        update version set state = 'accepted', digest = 'x', approved_by_name = '校长', submitted_at = :now,
            accepted_by_name = '局', accepted_at = :now
        where state = 'draft' and not exists (
            select from finding f
            where f.school_id = version.school_id and f.version_id = version.id and f.severity = 'error'
        )
        """,
    )


def _history(desk: Desk, admin: str, places: Sequence[School], codes: Sequence[str], account: Viewer) -> list[Row]:
    """The month before, and before, loaded as they would have come: the earliest first."""
    month, loaded, facts = MONTH, [], 0
    months = []
    for _ in range(HISTORY_MONTHS - 1):
        month = previous(month)
        months.append(month)
    for each in reversed(months):
        _owe(desk, places, codes, each)
        _run(admin, _COPY, month=each.key, like=MONTH.key)
        _run(admin, "analyze")  # as a server does by itself; the scratch one has that switched off
        start = time.perf_counter()
        load_accepted(desk.pools, desk.district_id, now=NOW)
        loaded.append(time.perf_counter() - start)
    with desk.session() as session:
        facts = session.scalar(text("select count(*) from fact"))
    first, last = sum(loaded[: len(loaded) - 12]), sum(loaded[12:])  # the same months of the calendar, a year apart
    files = len(places) * len(codes) * (len(loaded) - 12)
    growth = Row(
        name=f"{HISTORY_MONTHS} months of history loaded: the second year", candidate_ms=last * 1000 / files,
        baseline="first year", baseline_ms=first * 1000 / files, ratio=last / first, spread=0.0, goal="≤ 1.2×",
        met=last <= 1.2 * first, broken=last > 1.5 * first, per="return",
        notes={"facts": f"{facts:,}", "facts/s": round(facts * (HISTORY_MONTHS - 1) / HISTORY_MONTHS / sum(loaded))},
    )  # fmt: skip
    return [growth, _scores(desk, account)]


def _scores(desk: Desk, account: Viewer) -> Row:
    """The quality of filing of every school over its last twelve months, as the page asks for it."""
    spent = []
    for _ in range(3):
        start = time.perf_counter()
        with viewer_session(desk.pools, account) as session:
            found = school_scores(session, since=_YEAR_AGO, today=NOW.date() + timedelta(days=30))
        spent.append(time.perf_counter() - start)
    owed = sum(each.counted.owed for each in found)
    most = 1.0
    return Row(
        name=f"quality scores of {len(found)} schools", candidate_ms=min(spent) * 1000, baseline="goal",
        baseline_ms=most * 1000, ratio=min(spent) / most, spread=0.0, goal=f"≤ {most:g} s", met=min(spent) <= most,
        broken=min(spent) > most * 1.25, notes={"returns owed": f"{owed:,}"},
    )  # fmt: skip


_COPY = """
    insert into version (district_id, school_id, id, duty_id, return_code, period_key, version_no, state, source,
        declared_from, revision, upload_id, nil_reason, figures, cells, digest, prepared_by, prepared_by_name, created_at,
        changed_at, approved_by, approved_by_name, submitted_at, accepted_by, accepted_by_name, accepted_at, loaded_at)
    select v.district_id, v.school_id, gen_random_uuid(), d.id, v.return_code, d.period_key, 1, 'accepted', v.source,
        v.declared_from, 1, v.upload_id, null, v.figures, v.cells, v.digest, v.prepared_by, v.prepared_by_name,
        v.created_at, v.changed_at, v.approved_by, v.approved_by_name, v.submitted_at, null, v.accepted_by_name,
        v.accepted_at, null
    from version v
    join duty d on d.district_id = v.district_id and d.school_id = v.school_id and d.return_code = v.return_code
        and d.period_key = :month
    where v.period_key = :like and v.state = 'accepted'
"""


def _run(admin: str, statement: str, **values: str) -> None:
    engine = create_engine(admin, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement), {"now": NOW, **values})
    engine.dispose()


def _against(
    name: str,
    ours: float,
    baseline: str,
    base: float,
    *,
    at_least: float = 0.0,
    at_most: float = 0.0,
    notes: dict[str, object] | None = None,
) -> Row:
    ratio = base / ours if at_least else ours / base
    met = ratio >= at_least if at_least else ratio <= at_most
    broken = ratio < at_least / 1.25 if at_least else ratio > at_most * 1.25
    return Row(
        name=name, candidate_ms=ours * 1000, baseline=baseline, baseline_ms=base * 1000, ratio=ratio, spread=0.0,
        goal=f"≥ {at_least:g}× as fast" if at_least else f"≤ {at_most:g}×", met=met, broken=broken, per="pack",
        notes=dict(notes or {}),
    )  # fmt: skip


def _memory(megabytes: Sequence[int]) -> Row:
    most = max(megabytes)
    return Row(
        name="memory of a worker while filing packs, MB", candidate_ms=most, baseline="goal", baseline_ms=_MEMORY_MB,
        ratio=most / _MEMORY_MB, spread=0.0, goal=f"≤ {_MEMORY_MB} MB", met=most <= _MEMORY_MB,
        broken=most > _MEMORY_MB * 1.25, notes={"workers and their children": str(list(megabytes))},
    )  # fmt: skip

"""``houqin ingest``: file a folder of workbooks for the schools they are marked for."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from sqlalchemy import select

from etl.filing.ingesting import OUTCOME_LABELS, Ingested, Outcome, files_in, ingest
from etl.originals import Originals
from etl.workbook.guard.pool import GuardPool
from oversight.commands.districts import district_of
from oversight.filed.tables import Table, as_xlsx
from oversight.settings import Settings
from tenants.accounts.models import Account, Membership
from tenants.accounts.roles import Role
from tenants.calendar.periods import name_of, period_of
from tenants.filing.uploads import Filer
from tenants.returns.catalogue import get_return
from tenants.returns.declaration import Severity
from tenants.scope.pools import Pools
from tenants.scope.sessions import login_session

_COLUMNS = [
    "文件",
    "结果",
    "学校标识码",
    "填报表",
    "期间",
    "回执编号",
    "错误",
    "疑问",
    "提醒",
    "说明",
    "File",
    "Outcome",
    "Says",
]


@click.command("ingest")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--as", "login", required=True, help="Account of the bureau in whose name they are filed.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write what became of each file here.")
@click.option("--district", "code", help="Code of the district; not needed where there is one.")
def ingest_folder(*, folder: Path, login: str, report: Path | None, code: str | None) -> None:
    """File every workbook of FOLDER; heads sign as ever. Run it again after a break: nothing is filed twice."""
    settings = Settings.load()
    pools = settings.pools(size=2)
    target = report or folder / "houqin-ingest.xlsx"
    paths = [each for each in files_in(folder) if each != target]
    done: list[Ingested] = []
    try:
        district_id = district_of(pools, code)
        filer = _filer(pools, district_id, login)
        bar = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with GuardPool() as guard, Progress(*bar) as progress:
            task = progress.add_task(folder.name, total=len(paths))
            store = Originals(settings.home / "originals", pools.keyring)
            files: set[Path] = set()
            for line in ingest(pools, store, guard, district_id, filer=filer, paths=paths, now=datetime.now(UTC)):
                done.append(line)
                files.add(line.path)
                progress.update(task, completed=len(files))
    finally:
        pools.dispose()
        target.write_bytes(as_xlsx(_report(folder, done)))
    counts = Counter(each.outcome for each in done)
    for outcome in Outcome:
        click.echo(f"{OUTCOME_LABELS[outcome].zh} / {OUTCOME_LABELS[outcome].en}: {counts[outcome]}")
    click.echo(str(target))
    raise SystemExit(1 if counts[Outcome.LEFT] or counts[Outcome.REFUSED] else 0)


def _filer(pools: Pools, district_id: int, login: str) -> Filer:
    """The account, if it administers the district."""
    with login_session(pools) as session:
        asked = (
            select(Account.id, Account.name)
            .join(Membership, Membership.account_id == Account.id)
            .where(
                Account.district_id == district_id,
                Account.login_name == login,
                Account.is_active,
                Membership.role == Role.BUREAU_ADMIN,
            )
        )
        found = session.execute(asked).first()
    if found is None:
        raise click.ClickException(f"{login}: no account of a bureau administrator here")
    return Filer(found.id, found.name, Role.BUREAU_ADMIN)


def _report(folder: Path, done: Iterable[Ingested]) -> Table:
    rows = []
    for each in done:
        zh, en = OUTCOME_LABELS[each.outcome]
        name = str(each.path.relative_to(folder))
        counts = [each.counts.get(kind, 0) for kind in (Severity.ERROR, Severity.QUERY, Severity.WARNING)]
        said = [" ".join(getattr(text, lang) for text in each.says) for lang in ("zh", "en")]
        about = [each.school_code, _return_name(each), _period_name(each), each.receipt_no]
        rows.append([name, zh, *about, *counts, said[0], name, en, said[1]])
    return Table(name="houqin-ingest", title="批量填报结果 / Bulk filing", about=[], columns=_COLUMNS, rows=rows)


def _return_name(line: Ingested) -> str:
    try:
        return get_return(line.return_code, period_of(line.period_key).start).label.zh
    except (KeyError, ValueError):
        return line.return_code


def _period_name(line: Ingested) -> str:
    try:
        return name_of(period_of(line.period_key)).zh
    except ValueError:
        return line.period_key

"""``houqin template``: the workbook of one school, return and period, or a blank one for any school."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from etl.workbook.template import TemplateFill, write_template
from tenants.calendar.periods import Period, name_of, period_of
from tenants.returns.catalogue import get_return
from tenants.text import Text

if TYPE_CHECKING:
    from oversight.settings import Settings

_BLANK = Text("", "")


@click.command()
@click.argument("return_code", metavar="RETURN")
@click.option("--school", "school_code", help="Code of the school.")
@click.option("--period", "period_key", required=True, help="Such as 2026-10 or 2026-2027.")
@click.option("--output", "-o", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("--blank", is_flag=True, help="Without school, earlier figures and database.")
def template(
    *, return_code: str, school_code: str | None, period_key: str, output: Path, lang: Literal["zh", "en"], blank: bool
) -> None:
    """Write the workbook of a return, such as canteen_operations, to fill in."""
    if blank == bool(school_code):
        raise click.UsageError("give either --school or --blank")
    try:
        period = period_of(period_key)
        ret = get_return(return_code, period.start)
    except (ValueError, KeyError) as unknown:
        raise click.UsageError(f"no such return or period: {return_code} {period_key}") from unknown
    if ret.period is not period.type:
        raise click.UsageError(f"{return_code} is filed by {ret.period.value.replace('_', ' ')}, not for {period_key}")
    fill = _fill_of(school_code, ret.code, period) if school_code else _blank_fill(period)
    write_template(ret, output, fill, lang)
    click.echo(str(output))


def _blank_fill(period: Period) -> TemplateFill:
    return TemplateFill(
        school_code="",
        school_name=_BLANK,
        period_key=period.key,
        period_name=name_of(period),
        period_start=period.start,
    )


def _fill_of(school_code: str, return_code: str, period: Period) -> TemplateFill:
    from oversight.settings import Settings

    settings = Settings.load()
    return school_fill(settings, school_code, return_code, period)


def school_fill(settings: "Settings", school_code: str, return_code: str, period: Period) -> TemplateFill:
    """What the school's template says, looked up in whichever district the school is.

    Raises:
        click.ClickException: There is no such school, or it does not owe the return for the period.
    """
    from sqlalchemy import select

    from etl.facts.recomputing import districts
    from etl.filing.templates import template_fill
    from tenants.filing.models import Duty
    from tenants.registry.models import Tenant
    from tenants.scope.sessions import district_job_session

    pools = settings.pools(size=1)
    try:
        for district_id, _ in districts(pools):
            with district_job_session(pools, district_id) as session:
                asked = select(Tenant.school_id).where(Tenant.school_code == school_code)
                school_id = session.scalar(asked)
                if school_id is None:
                    continue
                owed = select(Duty).where(
                    Duty.school_id == school_id, Duty.return_code == return_code, Duty.period_key == period.key
                )
                duty = session.scalar(owed)
                if duty is None:
                    raise click.ClickException(f"{school_code} does not owe {return_code} for {period.key}")
                return template_fill(session, duty)
        raise click.ClickException(f"no school with the code {school_code}")
    finally:
        pools.dispose()

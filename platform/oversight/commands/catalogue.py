"""``houqin catalogue``: every return as declared, for people or, with ``--json``, complete for programs."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.table import Table

from tenants.returns.catalogue import all_returns, get_return
from tenants.returns.declaration import Return
from tenants.returns.description import as_json
from tenants.returns.labels import NEED_LABELS, SEVERITY_LABELS
from tenants.returns.notation.words import expression_words
from tenants.text import Lang, Text

_ZONE = ZoneInfo("Asia/Shanghai")


@click.command()
@click.argument("code", metavar="[RETURN]", required=False)
@click.option("--json", "is_json", is_flag=True, help="Everything declared: returns, lists, parameters.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As valid on a day; today by default.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def catalogue(code: str | None, is_json: bool, on: datetime | None, lang: Lang) -> None:
    """Print the returns as declared; with RETURN, one of them in full."""
    day = on.date() if on else datetime.now(_ZONE).date()
    if is_json:
        click.echo(json.dumps(as_json(day), ensure_ascii=False, indent=2))
        return
    console = Console()
    if code is None:
        console.print(_overview(day, lang))
        return
    try:
        ret = get_return(code, day)
    except KeyError:
        known = ", ".join(each.code for each in all_returns(day))
        raise click.BadParameter(f"there is no return {code}; there are {known}", param_hint="RETURN") from None
    for table in (*_fields(ret, lang), _rules(ret, lang), _indicators(ret, lang)):
        console.print(table)


def _overview(day: date, lang: Lang) -> Table:
    table = _table(Text("填报目录", "Returns"), lang)
    heads = (
        Text("编号", "No."), Text("代码", "Code"), Text("名称", "Name"), Text("期", "Due"),
        Text("字段", "Fields"), Text("规则", "Rules"), Text("指标", "Indicators"),
    )  # fmt: skip
    for head in heads:
        table.add_column(head.say(lang))
    for ret in all_returns(day):
        counts = (len(list(ret.each_field())), len(ret.rules), len(ret.indicators))
        table.add_row(ret.number, ret.code, ret.label.say(lang), ret.due, *(str(each) for each in counts))
    return table


def _fields(ret: Return, lang: Lang) -> list[Table]:
    found = []
    for part in ret.parts:
        table = _table(Text(f"{ret.label.zh} · {part.label.zh}", f"{ret.label.en} · {part.label.en}"), lang)
        for head in (
            Text("代码", "Code"),
            Text("名称", "Name"),
            Text("类型", "Type"),
            Text("填写", "Need"),
            Text("说明", "Help"),
        ):
            table.add_column(head.say(lang))
        for each in part.fields:
            kind = f"{each.kind.value}({each.codes})" if each.codes else each.kind.value
            help_ = each.help.say(lang) if each.help else ""
            table.add_row(each.code, each.label.say(lang), kind, NEED_LABELS[each.need].say(lang), help_)
        found.append(table)
    return found


def _rules(ret: Return, lang: Lang) -> Table:
    table = _table(Text("规则", "Rules"), lang)
    for head in (Text("代码", "Code"), Text("级别", "Kind"), Text("应当成立", "Must hold")):
        table.add_column(head.say(lang))
    for each in ret.rules:
        words = expression_words(each.holds, ret, each.part).say(lang)
        table.add_row(each.code, SEVERITY_LABELS[each.severity].say(lang), words)
    return table


def _indicators(ret: Return, lang: Lang) -> Table:
    table = _table(Text("指标", "Indicators"), lang)
    for head in (Text("代码", "Code"), Text("名称", "Name"), Text("公式", "Formula"), Text("单位", "Unit")):
        table.add_column(head.say(lang))
    for each in ret.indicators:
        table.add_row(each.code, each.label.say(lang), each.formula.say(lang), each.unit.say(lang))
    return table


def _table(title: Text, lang: Lang) -> Table:
    return Table(title=title.say(lang), title_justify="left", title_style="bold")

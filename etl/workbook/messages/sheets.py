"""What is wrong with a sheet, a column or a row."""

from etl.workbook.messages.message import Message, message
from etl.workbook.messages.remedies import PASTE
from tenants.returns.declaration import Severity

WARNING = Severity.WARNING

SHEETS: dict[str, Message] = {
    "missing_sheet": message(("缺少工作表“{sheet}”。", "The sheet “{sheet}” is missing."), PASTE),
    "hidden_part": message(
        (
            "工作表“{sheet}”被隐藏了，其中的数据照常读取。",
            "The sheet “{sheet}” is hidden; its figures were read all the same.",
        ),
        ("如不是有意隐藏，请取消隐藏后核对。", "Unhide it and check the figures."),
        severity=WARNING,
    ),
    "extra_sheet": message(
        (
            "工作表“{sheet}”不是模板的一部分，没有读取。",
            "The sheet “{sheet}” is not part of the template and was not read.",
        ),
        (
            "若其中有要报的数据，请移到模板的工作表里。",
            "If it holds figures to report, move them to the sheets of the template.",
        ),
        (
            "有{count}张工作表不是模板的一部分，没有读取。",
            "{count} sheets are not part of the template and were not read.",
        ),
        WARNING,
    ),
    "hidden_sheet": message(
        ("有一张隐藏的工作表“{sheet}”，没有读取。", "There is a hidden sheet “{sheet}”; it was not read."),
        (
            "若其中有要报的数据，请移到模板的工作表里；否则可删去。",
            "If it holds figures to report, move them to the sheets of the template; otherwise delete it.",
        ),
        ("有{count}张隐藏的工作表，没有读取。", "{count} hidden sheets were not read."),
        WARNING,
    ),
    "missing_column": message(
        ("缺少栏目“{header}”。", "The column “{header}” is missing."),
        (
            "请撤销删除，或重新下载模板后粘贴数值。",
            "Undo the deletion, or download the template again and paste the values.",
        ),
        ("缺少{count}个栏目。", "{count} columns are missing."),
    ),
    "duplicate_column": message(
        (
            "栏目“{header}”出现了两次（{columns}列），无法判断哪列算数。",
            "The column “{header}” appears twice (columns {columns}), so it is unclear which one counts.",
        ),
        ("请只保留一列。", "Keep only one of them."),
    ),
    "moved_columns": message(
        (
            "栏目顺序与模板不同，已按栏目名识别。",
            "The columns are in another order than in the template; they were recognised by name.",
        ),
        ("请核对预览中的数据。", "Check the figures in the preview."),
        severity=WARNING,
    ),
    "stray_text": message(
        (
            "表格栏目之外有内容“{value}”，没有读取。",
            "There is content outside the columns of the table, “{value}”; it was not read.",
        ),
        ("若是要报的数据，请移到对应栏目。", "If it is a figure to report, move it to its column."),
        ("表格栏目之外有{count}处内容没有读取。", "{count} cells outside the columns of the table were not read."),
        WARNING,
    ),
    "no_rows": message(
        ("“{part}”一行也没有填。", "“{part}” has no row filled in."),
        (
            "请至少填一行；若本期确无业务，请在网页上办理“零报告”。",
            "Fill in at least one row; if there was no activity, file a nil return on the web page.",
        ),
    ),
    "too_many_rows": message(
        ("“{part}”只填一行，这是多出的一行。", "“{part}” takes one row only; this row is one too many."),
        ("请合并到第一行，删去其余行。", "Merge them into the first row and delete the rest."),
    ),
}

"""What is wrong with a cell, by reading or by the field checks."""

from etl.workbook.messages.message import Message, message
from tenants.returns.declaration import Severity

CELLS: dict[str, Message] = {
    "formula_without_value": message(
        ("公式没有计算结果，读不到数。", "The formula has no stored result, so there is no figure to read."),
        (
            "用 Excel 或 WPS 打开并保存一次，或直接填数值。",
            "Open and save the file in Excel or WPS once, or type the value.",
        ),
        ("有{count}格公式没有计算结果。", "{count} formulas have no stored result."),
    ),
    "error_cell": message(
        ("单元格显示错误 {value}。", "The cell shows the error {value}."),
        ("改正公式，或直接填数值。", "Correct the formula, or type the value."),
        ("有{count}格显示公式错误。", "{count} cells show a formula error."),
    ),
    "merged_cells": message(
        (
            "单元格被合并（{range}），合并后的其他格读作空。",
            "The cells {range} are merged; all but the first read as empty.",
        ),
        ("请取消合并，在每格各填一个值。", "Unmerge them and fill in each cell."),
        ("有{count}处合并单元格。", "{count} ranges of cells are merged."),
    ),
    "duplicate_cell": message(
        (
            "文件里同一个单元格写了两个值，无法判断哪个算数。",
            "The file holds two values for the same cell, so it is unclear which one counts.",
        ),
        ("用 Excel 或 WPS 打开，核对后保存。", "Open it in Excel or WPS, check the value and save."),
    ),
    "not_a_number": message(
        ("“{header}”要填数字，现为“{value}”。", "“{header}” must be a number; it is “{value}”."),
        ("只填数字，如 {example}；没有则填 0。", "Type the number only, such as {example}; 0 if there is none."),
        ("“{header}”有{count}格不是数字。", "“{header}”: {count} cells are not numbers."),
    ),
    "not_whole": message(
        ("“{header}”要填整数，现为“{value}”。", "“{header}” must be a whole number; it is “{value}”."),
        ("请填整数。", "Type a whole number."),
        ("“{header}”有{count}格不是整数。", "“{header}”: {count} cells are not whole numbers."),
    ),
    "too_many_decimals": message(
        (
            "“{header}”最多{places}位小数，现为“{value}”。",
            "“{header}” takes at most {places} decimals; it is “{value}”.",
        ),
        ("请四舍五入到{places}位小数（公式用 ROUND）。", "Round it to {places} decimals (in a formula, use ROUND)."),
        ("“{header}”有{count}格小数位过多。", "“{header}”: {count} cells have too many decimals."),
    ),
    "lost_digits": message(
        (
            "“{header}”的“{value}”位数太多，已被 Excel 改动末几位。",
            "“{header}”: “{value}” has more digits than Excel keeps, so its last digits are changed.",
        ),
        ("把单元格设为“文本”格式，重新输入全部数字。", "Format the cell as Text and type all digits again."),
        ("“{header}”有{count}格数字过长，末几位已丢失。", "“{header}”: {count} cells have lost digits."),
    ),
    "other_unit": message(
        ("“{header}”以“{unit}”为单位，现为“{value}”。", "“{header}” is given in {unit}; it is “{value}”."),
        ("换算成{unit}后只填数字。", "Convert it to {unit} and type the number only."),
        ("“{header}”有{count}格单位不符。", "“{header}”: {count} cells are in another unit."),
    ),
    "shown_as_percent": message(
        (
            "“{header}”不是百分比，单元格却显示为“{value}”。",
            "“{header}” is not a percentage, but the cell shows “{value}”.",
        ),
        ("把单元格格式改为“数值”，重新填数。", "Format the cell as Number and type the figure again."),
        ("“{header}”有{count}格显示为百分比。", "“{header}”: {count} cells are shown as percentages."),
    ),
    "date_for_number": message(
        (
            "“{header}”要填数字，单元格却是日期“{value}”。",
            "“{header}” must be a number, but the cell holds the date “{value}”.",
        ),
        ("把单元格格式改为“数值”，重新填数。", "Format the cell as Number and type the figure again."),
        ("“{header}”有{count}格是日期，不是数字。", "“{header}”: {count} cells hold dates, not numbers."),
    ),
    "date_for_text": message(
        ("“{header}”被自动变成了日期“{value}”。", "“{header}” was turned into the date “{value}”."),
        ("把单元格格式改为“文本”，重新填写。", "Format the cell as Text and type it again."),
        ("“{header}”有{count}格被变成了日期。", "“{header}”: {count} cells were turned into dates."),
    ),
    "truth_for_number": message(
        ("“{header}”要填数字，现为“{value}”。", "“{header}” must be a number; it is “{value}”."),
        ("请填数字。", "Type a number."),
        ("“{header}”有{count}格不是数字。", "“{header}”: {count} cells are not numbers."),
    ),
    "not_a_date": message(
        ("“{header}”要填日期，看不懂“{value}”。", "“{header}” must be a date; “{value}” is not clear."),
        ("写成 2026-09-01 的样子。", "Write it like 2026-09-01."),
        ("“{header}”有{count}格日期看不懂。", "“{header}”: {count} dates are not clear."),
    ),
    "not_yes_or_no": message(
        ("“{header}”要填“是”或“否”，现为“{value}”。", "“{header}” must be Yes or No; it is “{value}”."),
        ("从下拉列表中选“是”或“否”。", "Choose Yes or No from the list."),
        ("“{header}”有{count}格不是“是”或“否”。", "“{header}”: {count} cells are neither Yes nor No."),
    ),
    "not_in_list": message(
        ("“{header}”没有“{value}”这一项。", "“{header}” has no choice “{value}”."),
        ("从下拉列表中选：{choices}。", "Choose from the list: {choices}."),
        ("“{header}”有{count}格不在下拉列表中。", "“{header}”: {count} cells are not in the list."),
    ),
    "bad_characters": message(
        ("“{header}”含有看不见的控制字符。", "“{header}” contains invisible control characters."),
        ("清空单元格后重新输入，不要粘贴。", "Clear the cell and type the text again instead of pasting it."),
        ("“{header}”有{count}格含控制字符。", "“{header}”: {count} cells contain control characters."),
    ),
    "required": message(
        ("“{header}”必填，现为空。", "“{header}” is required; it is empty."),
        ("请填写；没有发生的数量填 0。", "Fill it in; type 0 where there was none."),
        ("“{header}”有{count}格没有填。", "“{header}”: {count} cells are empty."),
    ),
    "file_needed": message(
        ("“{header}”需要附件，还没有上传。", "“{header}” needs a file; none is here yet."),
        (
            "表格里放不下附件：请在本次填报的数据页上传。{help}",
            "A workbook cannot carry files: upload it on the page of the figures. {help}",
        ),
        ("“{header}”有{count}处还没有上传附件。", "“{header}”: {count} files are still to be uploaded."),
    ),
    "file_in_cell": message(
        ("“{header}”一栏写了“{value}”；附件不从表格读取。", "“{header}” says “{value}”; files are not read from here."),
        ("不用填写，请在网页上传附件。", "Leave it as it is and upload the file on the web page."),
        ("“{header}”有{count}格写了字；附件不从表格读取。", "“{header}”: {count} cells have text; files are not read."),
        Severity.WARNING,
    ),
    "required_now": message(
        ("此行“{header}”必填，现为空。", "“{header}” is required in this row; it is empty."),
        ("请填写。{help}", "Fill it in. {help}"),
        ("“{header}”有{count}格应填而未填。", "“{header}”: {count} cells must be filled in."),
    ),
    "must_be_empty": message(
        ("此行“{header}”不应填写，现为“{value}”。", "“{header}” must be empty in this row; it is “{value}”."),
        ("请清空。{help}", "Clear it. {help}"),
        ("“{header}”有{count}格不应填写。", "“{header}”: {count} cells must be empty."),
    ),
    "too_small": message(
        ("“{header}”不能小于{low}，现为“{value}”。", "“{header}” cannot be below {low}; it is “{value}”."),
        ("请核对后改正。", "Check and correct it."),
        ("“{header}”有{count}格数太小。", "“{header}”: {count} cells are too small."),
    ),
    "too_great": message(
        ("“{header}”不能大于{high}，现为“{value}”。", "“{header}” cannot be above {high}; it is “{value}”."),
        ("请核对后改正。", "Check and correct it."),
        ("“{header}”有{count}格数太大。", "“{header}”: {count} cells are too great."),
    ),
    "future_date": message(
        ("“{header}”是{value}，晚于今天。", "“{header}” is {value}, which is later than today."),
        ("请核对日期。", "Check the date."),
        ("“{header}”有{count}格晚于今天。", "“{header}”: {count} dates are later than today."),
    ),
    "too_long": message(
        (
            "“{header}”最多{size}个字符，现有{length}个。",
            "“{header}” takes at most {size} characters; there are {length}.",
        ),
        ("请缩短。", "Shorten it."),
        ("“{header}”有{count}格过长。", "“{header}”: {count} cells are too long."),
    ),
    "wrong_format": message(
        ("“{header}”的格式不对，现为“{value}”。", "“{header}” has the wrong form; it is “{value}”."),
        ("应为：{format}。", "It should be: {format}."),
        ("“{header}”有{count}格格式不对。", "“{header}”: {count} cells have the wrong form."),
    ),
    "duplicate_key": message(
        ("与第{first}行重复：{key}。", "The same as row {first}: {key}."),
        ("同一{names}只填一行，请合并或删去。", "Give one row only for the same {names}; merge or delete."),
        ("有{count}行重复。", "{count} rows are repeated."),
    ),
    "not_open_facility": message(
        (
            "“{header}”{value}不是本校本期在用的设施。",
            "“{header}”: {value} is not a facility of this school open in this period.",
        ),
        (
            "本期在用的有：{choices}。如有新增，请先向局里登记。",
            "Open in this period: {choices}. A new one must first be registered with the bureau.",
        ),
        ("“{header}”有{count}格不是在用的设施。", "“{header}”: {count} cells are not open facilities."),
    ),
}

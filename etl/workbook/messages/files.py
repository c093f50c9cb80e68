"""Why a file as a whole is not read."""

from etl.workbook.messages.message import Message, message
from etl.workbook.messages.remedies import AGAIN, PASTE, SAVE_AS, TEMPLATE
from tenants.returns.declaration import Severity

FILES: dict[str, Message] = {
    "empty_file": message(("文件是空的（0字节）。", "The file is empty (0 bytes)."), AGAIN),
    "too_large": message(
        ("文件超过{limit_mb}MB。", "The file is larger than {limit_mb} MB."),
        (
            "填报表一般不到1MB。请删去粘贴的图片和多余的工作表后再上传。",
            "A return is usually below 1 MB. Remove pasted pictures and extra sheets, then upload it.",
        ),
    ),
    "truncated": message(
        (
            "文件不完整，可能上传中断或磁盘损坏。",
            "The file is incomplete: the upload may have been cut off, or the disk is faulty.",
        ),
        AGAIN,
    ),
    "damaged": message(("文件已损坏，无法读出。", "The file is damaged and cannot be read."), AGAIN),
    "inconsistent": message(
        (
            "文件内部互相矛盾，不是 Excel 或 WPS 正常保存的样子。",
            "The inside of the file contradicts itself; Excel or WPS would not save it like this.",
        ),
        AGAIN,
    ),
    "not_a_workbook": message(("这不是 Excel 工作簿。", "This is not an Excel workbook."), TEMPLATE),
    "is_pdf": message(("这是 PDF 文件，不是 Excel 工作簿。", "This is a PDF, not an Excel workbook."), TEMPLATE),
    "is_picture": message(("这是图片，不是 Excel 工作簿。", "This is a picture, not an Excel workbook."), TEMPLATE),
    "is_word": message(
        ("这是 Word 文档，不是 Excel 工作簿。", "This is a Word document, not an Excel workbook."), TEMPLATE
    ),
    "is_other_office": message(
        (
            "这是演示文稿或 Numbers 文件，不是 Excel 工作簿。",
            "This is a presentation or a Numbers file, not an Excel workbook.",
        ),
        TEMPLATE,
    ),
    "is_archive": message(
        ("这是压缩包，不是 Excel 工作簿。", "This is an archive, not an Excel workbook."),
        ("请先解压，再上传里面的 .xlsx 文件。", "Unpack it first and upload the .xlsx file inside."),
    ),
    "is_old_xls": message(("这是旧格式 .xls 文件。", "This is a file in the old .xls format."), SAVE_AS),
    "is_xlsb": message(("这是二进制格式 .xlsb 文件。", "This is a file in the binary .xlsb format."), SAVE_AS),
    "is_strict": message(
        ("这是“Strict Open XML”格式的工作簿。", "This workbook is saved as “Strict Open XML”."), SAVE_AS
    ),
    "is_flat_xml": message(
        ("这是 XML 文件，不是 .xlsx 工作簿。", "This is an XML file, not an .xlsx workbook."), SAVE_AS
    ),
    "is_web_page": message(("这是网页文件，只是换了扩展名。", "This is a web page under another name."), SAVE_AS),
    "is_csv": message(
        (
            "这是文本（CSV）文件，其中没有找到本表的栏目。",
            "This is a text (CSV) file, and the columns of the return are not in it.",
        ),
        (
            "第一行要有与模板相同的栏目名称，并在对应的应报项目页上传；或把数据粘进模板再上传。",
            "Its first row must hold the headings of the template, and it must be uploaded at its duty; or paste the figures into the template.",
        ),
    ),
    "is_encrypted": message(
        ("文件设了打开密码，系统读不了。", "The file is protected by a password and cannot be read."),
        (
            "打开文件，选“文件—信息—保护工作簿—用密码加密”，清空密码后保存，再上传。",
            "Open it, choose File – Info – Protect Workbook – Encrypt with Password, clear the password, save and upload.",
        ),
    ),
    "has_macros": message(
        (
            "文件里有宏（.xlsm）。为安全起见，不收带宏的文件。",
            "The file contains macros (.xlsm), which are not taken for safety.",
        ),
        SAVE_AS,
    ),
    "has_external_links": message(
        ("文件里有指向其他文件的链接。", "The file contains links to other files."),
        (
            "选“数据—编辑链接—断开链接”，或把公式改成数值，保存后再上传。",
            "Choose Data – Edit Links – Break Link, or turn the formulas into values, save and upload.",
        ),
    ),
    "too_many_members": message(
        (
            "文件内部的零件超过{limit}个，不像填报表。",
            "The file has more than {limit} parts inside and does not look like a return.",
        ),
        PASTE,
    ),
    "bad_member_name": message(
        (
            "文件内部有不合规的名称，不是 Excel 或 WPS 正常保存的样子。",
            "The file has parts with improper names; Excel or WPS would not save it like this.",
        ),
        AGAIN,
    ),
    "duplicate_member": message(
        ("文件内部有重复的零件，无法判断哪个算数。", "The file holds a part twice, so it is unclear which one counts."),
        AGAIN,
    ),
    "odd_compression": message(("文件的压缩方式无法识别。", "The file is compressed in an unknown way."), SAVE_AS),
    "expands_too_much": message(
        (
            "文件展开后过大，不像填报表。",
            "The file becomes far too large when unpacked and does not look like a return.",
        ),
        PASTE,
    ),
    "has_dtd": message(
        ("文件内部含有不允许的 XML 声明。", "The file contains XML declarations that are not allowed."), SAVE_AS
    ),
    "not_utf8": message(
        ("文件内部的文字编码无法识别。", "The text inside the file is in an unknown encoding."), SAVE_AS
    ),
    "too_many_sheets": message(
        ("工作表超过{limit}张。", "There are more than {limit} sheets."),
        ("请删去不属于本模板的工作表。", "Delete the sheets that are not part of the template."),
    ),
    "too_many_cells": message(
        ("单元格太多（超过{limit}个）。", "There are too many cells (more than {limit})."), PASTE
    ),
    "far_cell": message(
        ("在第{rows}行或第{columns}列以外还有内容。", "There is content beyond row {rows} or column {columns}."),
        (
            "按 Ctrl+End 可跳到最远处；删去表格以外的行和列，保存后再上传。",
            "Press Ctrl+End to go there; delete the rows and columns outside the table, save and upload.",
        ),
    ),
    "needs_too_much": message(
        (
            "读这个文件要占用过多内存或时间，已停止。",
            "Reading this file takes too much memory or time and was stopped.",
        ),
        PASTE,
    ),
    "took_too_long": message(
        ("读这个文件用时过长，已停止。", "Reading this file took too long and was stopped."), PASTE
    ),
    "no_stamp": message(
        (
            "这个文件没有填报标记，不是从本系统下载的模板。",
            "This file carries no mark of a return: it was not made from a template of this system.",
        ),
        PASTE,
    ),
    "unmarked": message(
        (
            "这个文件没有填报标记；因栏目相符，按{wanted}的《{return_label}》读取。",
            "This file carries no mark of a return; as its columns fit, it was read as the {return_label} of {wanted}.",
        ),
        (
            "请核对学校和期间；若不对，请换成正确的文件。",
            "Check that school and period are right; if not, upload the right file.",
        ),
        severity=Severity.WARNING,
    ),
    "wrong_title": message(
        (
            "表头写的是“{title}”，这里要填的是“{wanted}”。",
            "The title line says “{title}”; what is owed here is that of “{wanted}”.",
        ),
        (
            "请换成对应的文件；或到“应报”页找到它对应的那一项再上传。",
            "Choose the right file, or go to the duty that this file belongs to and upload it there.",
        ),
    ),
    "wrong_file": message(
        (
            "这是{school}{period}的《{title}》，这里要填的是{wanted_school}{wanted_period}的《{wanted_title}》。",
            "This is the {title} of {school} for {period}; what is owed here is the {wanted_title} of {wanted_school} for {wanted_period}.",
        ),
        (
            "请换成对应的文件；或到“应报”页找到它对应的那一项再上传。",
            "Choose the right file, or go to the duty that this file belongs to and upload it there.",
        ),
    ),
    "not_in_pack": message(
        ("这份报表包里没有填写本表。", "The pack holds no figures of this return."),
        (
            "请在报表包里填写本表后再上传，或单独下载本表模板填报。",
            "Fill in its sheet in the pack and upload it again, or file this return by its own template.",
        ),
    ),
    "pack_in_part": message(
        (
            "这个文件是一份报表包，含{count}张报表；这里只读了本表。",
            "This file is a pack of {count} returns; only this one was read here.",
        ),
        (
            "要把包里的报表一次报齐，请到“应报”页的“报表包”上传。",
            "To file all returns of the pack at once, upload it under “Pack” on the page of what is owed.",
        ),
        severity=Severity.WARNING,
    ),
    "unknown_return": message(
        ("文件标记里的填报表“{code}”不存在。", "The file is marked for a return “{code}” that does not exist."),
        TEMPLATE,
    ),
    "outdated_template": message(
        (
            "这是{found}起用的旧版模板，本期要用{wanted}起的版本。",
            "This is the template valid from {found}; this period needs the one valid from {wanted}.",
        ),
        PASTE,
    ),
}

"""What can stand in the way of saving a form."""

from tenants.errors import OversightError
from tenants.text import Text


class NotUnderstood(OversightError):
    """What the page sent is not a save of this form."""

    says = Text(
        "这次保存的内容无法识别，没有写入。请刷新页面后重试；页面上填写的内容会保留。",
        "This save could not be understood and nothing was written. Reload the page; what you typed is kept.",
    )


class TooMuchText(OversightError):
    """A cell longer than any field takes."""

    says = Text(
        "“{field}”填写的内容有{length}字，超过{most}字，没有保存。请缩短后再试。",
        "“{field}” has {length} characters, more than {most}; it was not saved. Shorten it and try again.",
    )


class TooManyRows(OversightError):
    """More rows than a page can show."""

    says = Text(
        "网页上每张表最多填{most}行。行数更多时请下载填报表，用 Excel 填写后上传。",
        "A table on this page takes at most {most} rows. For more, download the workbook, fill it in and upload it.",
    )


class FormNotBegun(OversightError):
    """There is nothing to save into: the form was started again elsewhere."""

    says = Text("这份表还没有打开过。请刷新页面。", "This form has not been opened yet. Reload the page.")

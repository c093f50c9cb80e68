"""Remedies that many messages share, Chinese and English."""

SAVE_AS = (
    "用 Excel 或 WPS 打开，选“另存为”，类型选“Excel 工作簿 (*.xlsx)”，再上传。",
    "Open it in Excel or WPS, choose Save As, type “Excel Workbook (*.xlsx)”, and upload that file.",
)
TEMPLATE = (
    "请在本页下载这项填报的模板，填好后上传 .xlsx 文件。",
    "Download the template of this return from this page, fill it in and upload the .xlsx file.",
)
AGAIN = (
    "请重新上传；若仍不行，用 Excel 或 WPS 打开后另存为 .xlsx 再上传。",
    "Upload it again; if that fails, open it in Excel or WPS, save it as .xlsx and upload that.",
)
PASTE = (
    "请重新下载模板，把数据用“选择性粘贴—数值”粘进去，再上传。",
    "Download the template again, paste the figures with Paste Special – Values, and upload it.",
)

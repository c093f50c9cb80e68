"""The pages of single schools: all of one on a sheet, and a few side by side."""

from oversight.views.school_sheet import beside, sheet
from oversight.views.school_sheet.blueprint import bp

__all__ = ["beside", "bp", "sheet"]

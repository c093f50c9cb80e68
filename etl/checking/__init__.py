"""Checks of figures that do not depend on how they came: by workbook, form or API."""

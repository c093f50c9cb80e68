"""The blueprint of the sheets of schools; below the address of the dashboards, whose guard holds here, too."""

from flask import Blueprint

from dashboards.pages.desk import BASE
from oversight.dashboards import SHEETS

bp = Blueprint("school_sheet", __name__, url_prefix=f"{BASE}{SHEETS}")

"""The blueprint of the pages on which a school files."""

from flask import Blueprint

bp = Blueprint("returns", __name__, url_prefix="/returns")

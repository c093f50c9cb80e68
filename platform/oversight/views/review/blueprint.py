"""The blueprint of the pages on which the bureau reviews."""

from flask import Blueprint

bp = Blueprint("review", __name__, url_prefix="/review")

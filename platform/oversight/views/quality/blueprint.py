"""The blueprint of the quality pages."""

from flask import Blueprint

bp = Blueprint("quality", __name__, url_prefix="/quality")

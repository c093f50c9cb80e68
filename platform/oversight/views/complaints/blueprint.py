"""The blueprint of complaints as the bureau deals with them."""

from flask import Blueprint

bp = Blueprint("complaints", __name__, url_prefix="/complaints")

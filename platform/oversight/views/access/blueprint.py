"""The blueprint of sign-in and account."""

from flask import Blueprint

bp = Blueprint("access", __name__)

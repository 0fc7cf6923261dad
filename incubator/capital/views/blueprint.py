"""The pages of capital."""

from flask import Blueprint

pages = Blueprint("capital", __name__, url_prefix="/cooperaties/<slug>/kapitaal")

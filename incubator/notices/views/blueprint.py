"""The blueprint of public notices, which everyone may read."""

from flask import Blueprint

pages = Blueprint("notices", __name__, url_prefix="/aankondigingen")

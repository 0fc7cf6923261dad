"""The blueprint of the statutes, which the modules of this package fill."""

from flask import Blueprint

pages = Blueprint("statutes", __name__, url_prefix="/cooperaties/<slug>/statuten")

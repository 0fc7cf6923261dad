"""The blueprint of the start pages, which the modules of this package fill."""

from flask import Blueprint

pages = Blueprint("home", __name__)

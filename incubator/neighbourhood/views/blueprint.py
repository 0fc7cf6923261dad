"""The blueprint of neighbourhoods, which the modules of this package fill."""

from flask import Blueprint

pages = Blueprint("neighbourhood", __name__)

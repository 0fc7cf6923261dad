"""The blueprint of the steps, which the modules of this package fill; its part hangs in every workbench."""

from flask import Blueprint

pages = Blueprint("steps", __name__)

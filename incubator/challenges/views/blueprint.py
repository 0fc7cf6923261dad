"""The blueprint of the right to challenge."""

from flask import Blueprint

pages = Blueprint("challenges", __name__)

"""The blueprint of the watch."""

from flask import Blueprint

pages = Blueprint("watch", __name__)

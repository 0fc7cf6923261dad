"""The blueprint of bids."""

from flask import Blueprint

pages = Blueprint("meetings", __name__)

"""The blueprint of public notices, which everyone may read."""

from flask import Blueprint

from incubator.core.public_pages import same_for_everyone

pages = Blueprint("notices", __name__, url_prefix="/aankondigingen")
pages.before_request(same_for_everyone)

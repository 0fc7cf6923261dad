"""The blueprint of accounts, and the limits on how often one may try."""

from flask import Blueprint, Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from incubator.core.web import settings

pages = Blueprint("accounts", __name__)
limiter = Limiter(get_remote_address, strategy="moving-window", headers_enabled=False)


def address_and_origin() -> str:
    """One address from one place: so that a stranger cannot lock somebody out from everywhere."""
    return f"{request.form.get('email', '').strip().lower()[:254]}|{get_remote_address()}"


def init_app(app: Flask) -> None:
    with app.app_context():
        chosen = settings()
    app.config["RATELIMIT_ENABLED"] = chosen.rate_limits
    app.config["RATELIMIT_STORAGE_URI"] = chosen.rate_limit_storage
    limiter.init_app(app)

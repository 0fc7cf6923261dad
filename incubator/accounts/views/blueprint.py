"""The blueprint of accounts, and the limits on how often one may try."""

import hashlib
import hmac
from datetime import timedelta

from flask import Blueprint, Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from incubator.accounts import services
from incubator.accounts.services import invitations, second_factor
from incubator.core import clock
from incubator.core.web import settings

pages = Blueprint("accounts", __name__)
limiter = Limiter(get_remote_address, strategy="moving-window", headers_enabled=False)


@pages.record_once
def follow_accounts(_state: object) -> None:
    """Invitations go with the account they were sent to, and so does its second step."""
    services.register_departure(invitations.forget)
    services.register_departure(second_factor.forget)
    services.register_export("second_factor", second_factor.exported)


def address_and_origin() -> str:
    """One address from one place: so that a stranger cannot lock somebody out from everywhere."""
    address = request.form.get("email", "").strip().lower()[:254]
    digest = hmac.new(settings().secret_key.encode(), address.encode(), hashlib.sha256).hexdigest()
    return f"{digest[:24]}|{get_remote_address()}"  # the store and the log of limits hold no address


def one_account() -> str:
    """One address, wherever the attempts come from: many more tries than a person needs, far fewer than guessing takes."""
    return address_and_origin().partition("|")[0]


def init_app(app: Flask) -> None:
    with app.app_context():
        chosen = settings()
    app.config.update(
        REMEMBER_COOKIE_DURATION=timedelta(days=14),  # the extension's own default is a year
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SAMESITE="Lax",
        REMEMBER_COOKIE_SECURE=chosen.production,
    )
    app.config["RATELIMIT_ENABLED"] = chosen.rate_limits
    app.config["RATELIMIT_STORAGE_URI"] = chosen.rate_limit_storage
    limiter.init_app(app)
    app.after_request(_when_to_try_again)


def _when_to_try_again(response: Response) -> Response:
    """Who tried too often hears when it makes sense again."""
    if response.status_code == 429 and limiter.current_limit is not None:
        seconds = limiter.current_limit.reset_at - int(clock.now().timestamp())
        response.headers["Retry-After"] = str(max(1, seconds))
    return response

"""The blueprint of accounts, and the limits on how often one may try."""

import hashlib
import hmac
from datetime import timedelta

from flask import Blueprint, Flask, request

from incubator.accounts import services
from incubator.accounts.services import corrections, invitations, openid, second_factor
from incubator.core.limits import limiter, origin
from incubator.core.web import settings

__all__ = ["address_and_origin", "init_app", "limiter", "one_account", "pages"]

pages = Blueprint("accounts", __name__)


@pages.record_once
def follow_accounts(_state: object) -> None:
    """Invitations go with the account they were sent to, and so do corrections, its second step and its name elsewhere."""
    services.register_departure(invitations.forget)
    services.register_departure(second_factor.forget)
    services.register_departure(openid.forget)
    services.register_departure(corrections.forget)
    services.register_export("corrections", corrections.exported)
    services.register_export("second_factor", second_factor.exported)
    services.register_export("external_identities", openid.exported)


def address_and_origin() -> str:
    """One address from one place: so that a stranger cannot lock somebody out from everywhere."""
    address = request.form.get("email", "").strip().lower()[:254]
    digest = hmac.new(settings().secret_key.encode(), address.encode(), hashlib.sha256).hexdigest()
    return f"{digest[:24]}|{origin()}"  # the store and the log of limits hold no address


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

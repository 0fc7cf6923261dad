"""Signing in with the account of one's organisation: to the provider, and back with a code."""

import hmac
from datetime import datetime, timedelta
from typing import Any

from flask import abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.models import User
from incubator.accounts.permissions import public
from incubator.accounts.services import openid as services
from incubator.accounts.views.blueprint import limiter, pages
from incubator.accounts.views.entering import LONGEST_TARGET, enter
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.http import FetchError
from incubator.core.i18n import explain
from incubator.core.mail import link
from incubator.core.openid import Attempt, OpenIdProvider, WrongAnswer, provider_of
from incubator.core.web import safe_next, settings

ATTEMPT = "attempt at the provider"  # in the session, until one comes back
PATIENCE = timedelta(minutes=15)
LONGEST_CODE = 4096


@pages.get("/inloggen/organisatie")
@public
@limiter.limit("60 per 5 minutes")
def go_to_provider() -> ResponseReturnValue:
    """To the provider. A link and no button: a page of ours may not send a form elsewhere."""
    provider = _provider()
    target = safe_next(request.args.get("next")) or url_for("home.front")
    if len(target) > LONGEST_TARGET:
        target = url_for("home.front")
    if current_user.is_authenticated:
        return redirect(target)
    attempt = Attempt.new()
    try:
        address = provider.address(attempt, _back())
    except FetchError:
        return _away(target)
    session[ATTEMPT] = {
        "state": attempt.state,
        "nonce": attempt.nonce,
        "verifier": attempt.verifier,
        "target": target,
        "until": (clock.now() + PATIENCE).isoformat(),
    }
    return redirect(address)


@pages.get("/inloggen/organisatie/terug")
@public
@limiter.limit("60 per 5 minutes")
def come_back() -> ResponseReturnValue:
    """Back from the provider. What one comes back with works once, in the browser that began, for a quarter of an hour."""
    provider = _provider()
    begun: dict[str, Any] = session.pop(ATTEMPT, None) or {}
    target = begun.get("target") or url_for("home.front")
    if not _is_answer_to(begun):
        return _refuse(_("This took too long, or it was used already. Begin again."), 400, target)
    if "error" in request.args:
        return _refuse(_("Signing in was broken off. Nothing has changed here."), 400, target)
    try:
        user = _whom(provider, begun)
    except FetchError:
        return _away(target)
    except WrongAnswer as wrong:
        return _refuse(explain(wrong), 400, target)
    except RuleViolation as broken_rule:
        return _refuse(explain(broken_rule), 403, target)
    enter(user, vouched_for=True)
    return redirect(target)


def _whom(provider: OpenIdProvider, begun: dict[str, Any]) -> User:
    attempt = Attempt(begun["state"], begun["nonce"], begun["verifier"])
    code = request.args.get("code", "")[:LONGEST_CODE]
    now = clock.now()
    # Before the transaction: nobody waits for a provider with the database locked.
    identity = provider.identity(code, attempt, _back(), now=now)
    with transaction():
        return services.sign_in(identity, now=now)


def _is_answer_to(begun: dict[str, Any]) -> bool:
    """Whether this is the answer to what this browser began, in time."""
    if not begun or datetime.fromisoformat(begun["until"]) < clock.now():
        return False
    return hmac.compare_digest(begun["state"].encode(), request.args.get("state", "").encode())


def _provider() -> OpenIdProvider:
    if not settings().oidc_issuer:
        abort(404)
    return provider_of(settings())


def _back() -> str:
    return link("accounts.come_back")


def _away(target: str) -> ResponseReturnValue:
    name = settings().oidc_name or _("your organisation")
    sentence = _("The sign-in service of %(name)s does not answer. Try again in a while.", name=name)
    return _refuse(sentence, 503, target)


def _refuse(sentence: str, status: int, target: str) -> ResponseReturnValue:
    return render_template("accounts/provider_refused.html", sentence=sentence, target=target), status

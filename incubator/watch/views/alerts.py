"""The way out of the mails about notices, for who has such a mail in hand."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from incubator.accounts import queries as accounts
from incubator.accounts.models import User
from incubator.accounts.permissions import public
from incubator.core import signing
from incubator.core.db import transaction
from incubator.core.forms import ConfirmationForm
from incubator.core.web import csrf
from incubator.watch import messages, services
from incubator.watch.views.blueprint import pages


@pages.route("/meldingen/stoppen/<token>", methods=["GET", "POST"])
@csrf.exempt
@public
def stop_alerts(token: str) -> ResponseReturnValue:
    """Stop the mails about notices with a click, without signing in (RFC 8058); a page asks when someone opens the link."""
    reader = _reader(token)
    if reader is None:
        return render_template("accounts/link_expired.html"), 410
    done = request.method == "POST"
    if done:
        with transaction():
            services.stop_alerts(reader)
    return render_template("watch/stop_alerts.html", done=done, form=ConfirmationForm())


def _reader(token: str) -> User | None:
    """Whom this link was mailed to; None when it was changed on the way, or the account is closed."""
    signed = signing.signed(messages.STOP, token)
    if signed is None or not signed.isdigit():
        return None
    reader = accounts.by_id(int(signed))
    if reader is None or not reader.is_active:
        return None
    return reader

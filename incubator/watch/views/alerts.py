"""The way out of the mails about notices, for who has such a mail in hand."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from incubator.accounts import queries as accounts
from incubator.accounts.models import User
from incubator.accounts.permissions import public
from incubator.accounts.services import stop_mails
from incubator.core import signing
from incubator.core.db import transaction
from incubator.core.forms import ConfirmationForm
from incubator.core.mail import MailKind
from incubator.core.web import csrf
from incubator.watch import messages
from incubator.watch.messages.alerts import ALERTS
from incubator.watch.services import subscriptions
from incubator.watch.views.blueprint import pages


@pages.route("/meldingen/stoppen/<token>", methods=["GET", "POST"])
@csrf.exempt
@public
def stop_alerts(token: str) -> ResponseReturnValue:
    """Stop the mails about notices with a click, without signing in (RFC 8058); a page asks when someone opens the link."""
    reader, old = _reader(token)
    if reader is None:
        return render_template("accounts/link_expired.html"), 410
    done = request.method == "POST"
    if done:
        with transaction():
            subscriptions.stop_alerts(reader)
            if old:
                stop_mails(reader, MailKind.NOTICES)
    return render_template("watch/stop_alerts.html", done=done, form=ConfirmationForm())


def _reader(token: str) -> tuple[User | None, bool]:
    """Whom this link was mailed to; none when it was changed on the way, or the account is closed.

    And whether it is of the time when all mails about notices, also those about what one follows, had one way out.
    """
    kind, _dot, number = (signing.signed(messages.STOP, token) or "").rpartition(".")
    if kind not in {"", ALERTS} or not number.isdecimal():
        return None, False
    reader = accounts.by_id(int(number))
    if reader is None or not reader.is_active:
        return None, False
    return reader, not kind

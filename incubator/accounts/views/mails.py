"""The way out of the mails of one kind, for who has such a mail in hand."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from incubator.accounts import messages, queries, services
from incubator.accounts.forms import KINDS
from incubator.accounts.models import User
from incubator.accounts.permissions import public
from incubator.accounts.views.blueprint import pages
from incubator.core import signing
from incubator.core.db import transaction
from incubator.core.forms import ConfirmationForm
from incubator.core.mail import MailKind
from incubator.core.web import csrf


@pages.route("/mails/stoppen/<token>", methods=["GET", "POST"])
@csrf.exempt
@public
def stop_mails(token: str) -> ResponseReturnValue:
    """Stop them with a click, without signing in (RFC 8058); a page asks when someone opens the link."""
    asked = _asked(token)
    if asked is None:
        return render_template("accounts/link_expired.html"), 410
    reader, kind = asked
    done = request.method == "POST"
    if done:
        with transaction():
            services.stop_mails(reader, kind)
    return render_template("accounts/stop_mails.html", done=done, kind=KINDS[kind], form=ConfirmationForm())


def _asked(token: str) -> tuple[User, MailKind] | None:
    """Whom this link was mailed to, and about which mails; None when it was changed on the way, or the account is closed."""
    kind, _dot, number = (signing.signed(messages.STOP, token) or "").partition(".")
    if kind not in set(MailKind) or not number.isdecimal():
        return None
    reader = queries.by_id(int(number))
    if reader is None or not reader.is_active:
        return None
    return reader, MailKind(kind)

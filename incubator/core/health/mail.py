"""Does the mail server answer, and does mail leave in time?"""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.config import ConfigurationError
from incubator.core import clock, outbox
from incubator.core.delivery import NoConnection, SmtpCarrier, mail_server
from incubator.core.formatting import as_datetime
from incubator.core.health.findings import HealthFinding, attention, broken, good
from incubator.core.outbox import MailState
from incubator.core.web import settings

LONG_WAIT = timedelta(minutes=15)


def check_mail_server() -> list[HealthFinding]:
    chosen = settings()
    if not chosen.mail_url:
        return [good("mail", _("Mails are put in a folder: %(folder)s.", folder=str(chosen.instance / "mail")))]
    try:
        server = mail_server(chosen.mail_url)
        with SmtpCarrier(server):
            return [good("mail", _("The mail server %(server)s answers.", server=str(server)))]
    except (NoConnection, ConfigurationError) as error:
        return [broken("mail", str(error), _("Check INCUBATOR_MAIL_URL; mails wait until the server answers."))]


def check_outbox() -> list[HealthFinding]:
    counts = outbox.mail_counts()
    waiting, dead = sum(counts[state] for state in outbox.WAITING), counts[MailState.DEAD]
    findings = [*_waiting_long(clock.now())]
    if dead:
        sentence = ngettext("%(num)d mail could not be sent.", "%(num)d mails could not be sent.", dead)
        remedy = _("Look at the page Mail of the manager, mend the cause and try again.")
        findings.append(attention("outbox", sentence, remedy))
    sentence = ngettext("%(num)d mail waits to be sent.", "%(num)d mails wait to be sent.", waiting)
    return findings or [good("outbox", sentence)]


def _waiting_long(now: datetime) -> list[HealthFinding]:
    """Mail leaves within a minute: what waits longer was not looked at, or was refused for the moment."""
    late = outbox.waiting_since(now - LONG_WAIT)
    if late is None:
        return []
    since = as_datetime(late.oldest)
    sentence = ngettext(
        "%(num)d mail waits since %(moment)s.",
        "%(num)d mails wait too long, the oldest since %(moment)s.",
        late.number,
        moment=since,
    )
    if late.last_error:
        sentence += " " + _("The mail server answers: %(reason)s", reason=late.last_error)
        return [broken("outbox", sentence, _("Mend the cause; then: incubator jobs run send-mail"))]
    remedy = _("The timetable does not run: start `incubator serve`, or `incubator jobs work` beside the web server.")
    return [broken("outbox", sentence, remedy)]

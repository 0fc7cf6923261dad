"""What `incubator doctor` looks at: each check says in plain words how it is, and what to mend. It never shows a secret."""

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from flask import Flask, current_app
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from incubator.config import PREFIX, ConfigurationError, Settings
from incubator.core import clock, job_runs, outbox, schema
from incubator.core.db import db
from incubator.core.delivery import NoConnection, SmtpCarrier, mail_server
from incubator.core.formatting import filesize
from incubator.core.job_runs import RunState
from incubator.core.outbox import MailState
from incubator.core.web import settings

SECRET = {"secret_key"}
ADDRESSES = {"database_url", "mail_url", "rate_limit_storage"}  # may hold a password
LITTLE_SPACE, NO_SPACE = 1_000_000_000, 100_000_000
WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)  # a clock before the day this was written is wrong
LATE = timedelta(minutes=30)


class Condition(StrEnum):
    """How it is."""

    GOOD = "good"
    ATTENTION = "attention"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """One thing that was looked at. `remedy` says what to do when it is not good."""

    subject: str
    condition: Condition
    sentence: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class ShownSetting:
    name: str
    value: str
    origin: str


Check = Callable[[], Iterable[HealthFinding]]


def _good(subject: str, sentence: str) -> HealthFinding:
    return HealthFinding(subject, Condition.GOOD, sentence)


def _attention(subject: str, sentence: str, remedy: str) -> HealthFinding:
    return HealthFinding(subject, Condition.ATTENTION, sentence, remedy)


def _broken(subject: str, sentence: str, remedy: str) -> HealthFinding:
    return HealthFinding(subject, Condition.BROKEN, sentence, remedy)


def shown_settings(chosen: Settings) -> list[ShownSetting]:
    """Every setting with where it came from; secrets only as being there."""
    names = [each.name for each in fields(Settings) if each.name != "origin"]
    return [
        ShownSetting(f"{PREFIX}{name.upper()}", _shown(name, getattr(chosen, name)), chosen.origin.get(name, "default"))
        for name in names
    ]


def _shown(name: str, value: object) -> str:
    if isinstance(value, bool):
        if value:
            return "on"
        return "off"
    text = str(value)
    if name in SECRET:
        if text:
            return "***"
        return ""
    if name in ADDRESSES and text:
        return _without_password(text)
    return text


def _without_password(address: str) -> str:
    try:
        return make_url(address).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return "***"


def examine() -> list[HealthFinding]:
    """Look at everything; what follows from something broken is left out."""
    findings = [*check_configuration(), *check_disk(), *check_clock()]
    database = check_database()
    findings += database
    if all(finding.condition is Condition.GOOD for finding in database):
        further: tuple[Check, ...] = (check_mail, check_jobs, *current_app.extensions["health_checks"])
        for check in further:
            findings += check()
    db.session.rollback()
    return findings


def check_configuration() -> list[HealthFinding]:
    chosen = settings()
    findings = []
    if chosen.production and not chosen.base_url.startswith("https://"):
        sentence = _("The address of this incubator, %(url)s, is not secure.", url=chosen.base_url)
        findings.append(
            _broken("configuration", sentence, _("Set INCUBATOR_BASE_URL to the https:// address people use."))
        )
    if chosen.production and chosen.mail_from.endswith("@example.org"):
        sentence = _("Mails are sent from %(address)s, which is nobody's address.", address=chosen.mail_from)
        findings.append(_broken("configuration", sentence, _("Set INCUBATOR_MAIL_FROM to an address that you read.")))
    if chosen.production and chosen.allow_private_sources:
        sentence = _("Sources on the private network may be read.")
        remedy = _("Leave INCUBATOR_ALLOW_PRIVATE_SOURCES out, unless you mirror sources yourselves.")
        findings.append(_attention("configuration", sentence, remedy))
    return findings or [_good("configuration", _("The settings make sense (%(env)s).", env=chosen.env))]


def check_database() -> list[HealthFinding]:
    try:
        state = schema.state()
    except SQLAlchemyError as error:
        sentence = _("The database does not answer: %(reason)s", reason=_reason(error))
        remedy = _("Check INCUBATOR_DATABASE_URL, and whether the database server runs.")
        return [_broken("database", sentence, remedy)]
    if state.empty:
        return [_broken("database", _("The database has no tables yet."), _("Run: incubator db upgrade"))]
    if not state.up_to_date:
        sentence = _("The database is not up to date.")
        return [_broken("database", sentence, _("Make a backup and run: incubator db upgrade"))]
    return [_good("database", _("The database answers and is up to date (%(kind)s).", kind=db.engine.dialect.name))]


def _reason(error: SQLAlchemyError) -> str:
    """The first line of what the driver says; it names hosts and files, never passwords."""
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]


def check_disk() -> list[HealthFinding]:
    folder = settings().instance
    if not os.access(folder, os.W_OK):
        remedy = _("Give the user that runs this program the right to write there.")
        return [_broken("disk", _("The folder %(folder)s cannot be written.", folder=str(folder)), remedy)]
    free = shutil.disk_usage(folder).free
    sentence = _("%(size)s free in %(folder)s.", size=filesize(free), folder=str(folder))
    if free < LITTLE_SPACE:
        # A full disk stops saving altogether, so that comes before all else.
        make = _broken if free < NO_SPACE else _attention
        return [make("disk", sentence, _("Make room: remove old backups, or move the folder to a larger disk."))]
    return [_good("disk", sentence)]


def check_clock() -> list[HealthFinding]:
    now = clock.now()
    sentence = _("It is %(moment)s in the Netherlands.", moment=f"{clock.local(now):%Y-%m-%d %H:%M}")
    if now < WRITTEN:
        return [_broken("clock", sentence, _("The clock of this machine is wrong: switch on time synchronisation."))]
    return [_good("clock", sentence)]


def check_mail() -> list[HealthFinding]:
    chosen = settings()
    if not chosen.mail_url:
        sentence = _("Mails are put in a folder: %(folder)s.", folder=str(chosen.instance / "mail"))
        remedy = _("Set INCUBATOR_MAIL_URL to the address of your mail server.")
        return [_broken("mail", sentence, remedy) if chosen.production else _good("mail", sentence), *_outbox()]
    try:
        server = mail_server(chosen.mail_url)
        with SmtpCarrier(server):
            return [_good("mail", _("The mail server %(server)s answers.", server=str(server))), *_outbox()]
    except (NoConnection, ConfigurationError) as error:
        remedy = _("Check INCUBATOR_MAIL_URL; mails wait until the server answers.")
        return [_broken("mail", str(error), remedy), *_outbox()]


def _outbox() -> list[HealthFinding]:
    counts = outbox.mail_counts()
    waiting, dead = sum(counts[state] for state in outbox.WAITING), counts[MailState.DEAD]
    sentence = ngettext("%(num)d mail waits to be sent.", "%(num)d mails wait to be sent.", waiting)
    if dead:
        sentence += " " + ngettext("%(num)d mail could not be sent.", "%(num)d mails could not be sent.", dead)
        return [
            _attention("outbox", sentence, _("Look at the page Mail of the manager, mend the cause and try again."))
        ]
    return [_good("outbox", sentence)]


def check_jobs() -> list[HealthFinding]:
    now = clock.now()
    findings = []
    for name, run in job_runs.last_runs().items():
        if run.state is RunState.FAILED:
            sentence = _("The job %(name)s failed: %(error)s", name=name, error=run.error or "")
            findings.append(
                _attention("jobs", sentence, _("It is tried again by itself. To try now: incubator jobs run"))
            )
    late = job_runs.due_names(now=now - LATE)
    if late:
        sentence = _("These jobs should have run already: %(names)s.", names=", ".join(late))
        remedy = _(
            "Start `incubator serve` with INCUBATOR_TIMETABLE=on, or `incubator jobs work` beside the web server."
        )
        findings.append(_attention("jobs", sentence, remedy))
    ahead = job_runs.ahead(now=now)
    if ahead:
        sentence = _("The clock was ahead when these jobs were recorded: %(names)s.", names=", ".join(ahead))
        remedy = _("Switch on time synchronisation. The timetable plans these jobs anew at its next look.")
        findings.append(_attention("jobs", sentence, remedy))
    return findings or [_good("jobs", _("The jobs run as planned."))]


def init_app(app: Flask, checks: Iterable[Check] = ()) -> None:
    """`checks` of features above the core, such as the sources of notices."""
    app.extensions["health_checks"] = tuple(checks)

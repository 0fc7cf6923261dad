"""The settings, the disk, the clock, and whether a proxy stands in front that nobody trusts."""

import os
import shutil
from datetime import UTC, datetime

from flask_babel import gettext as _

from incubator.config import NOBODYS_PREFIX
from incubator.core import clock, limits, proxies
from incubator.core.formatting import filesize
from incubator.core.health.findings import HealthFinding, attention, broken, good, note
from incubator.core.web import settings

LITTLE_SPACE, NO_SPACE = 1_000_000_000, 100_000_000
WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)  # a clock before the day this was written is wrong


def check_configuration() -> list[HealthFinding]:
    chosen = settings()
    findings = []
    if chosen.production and not chosen.base_url.startswith("https://"):
        sentence = _("The address of this incubator, %(url)s, is not secure.", url=chosen.base_url)
        findings.append(
            broken("configuration", sentence, _("Set INCUBATOR_BASE_URL to the https:// address people use."))
        )
    if chosen.production and chosen.mail_from.endswith("@example.org"):
        sentence = _("Mails are sent from %(address)s, which is nobody's address.", address=chosen.mail_from)
        findings.append(broken("configuration", sentence, _("Set INCUBATOR_MAIL_FROM to an address that you read.")))
    if chosen.production and not chosen.mail_url:
        sentence = _("Mails are put in a folder and reach nobody: %(folder)s.", folder=str(chosen.instance / "mail"))
        remedy = _("Set INCUBATOR_MAIL_URL to the address of your mail server.")
        findings.append(broken("configuration", sentence, remedy))
    if chosen.production and chosen.allow_private_sources:
        sentence = _("Sources on the private network may be read.")
        remedy = _("Leave INCUBATOR_ALLOW_PRIVATE_SOURCES out, unless you mirror sources yourselves.")
        findings.append(note("configuration", sentence, remedy))
    return findings or [good("configuration", _("The settings make sense (%(env)s).", env=chosen.env))]


def check_disk() -> list[HealthFinding]:
    folder = settings().instance
    if not os.access(folder, os.W_OK):
        remedy = _("Give the user that runs this program the right to write there.")
        return [broken("disk", _("The folder %(folder)s cannot be written.", folder=str(folder)), remedy)]
    free = shutil.disk_usage(folder).free
    sentence = _("%(size)s free in %(folder)s.", size=filesize(free), folder=str(folder))
    if free < LITTLE_SPACE:
        # A full disk stops saving altogether, so that comes before all else.
        make = broken if free < NO_SPACE else attention
        return [make("disk", sentence, _("Make room: remove old backups, or move the folder to a larger disk."))]
    return [good("disk", sentence)]


def check_clock() -> list[HealthFinding]:
    now = clock.now()
    sentence = _("It is %(moment)s in the Netherlands.", moment=f"{clock.local(now):%Y-%m-%d %H:%M}")
    if now < WRITTEN:
        return [broken("clock", sentence, _("The clock of this machine is wrong: switch on time synchronisation."))]
    return [good("clock", sentence)]


def check_limits() -> list[HealthFinding]:
    if limits.answers():
        return []
    sentence = _("The place where tries are counted does not answer: each process counts for itself.")
    return [attention("limits", sentence, _("Check INCUBATOR_RATE_LIMIT_STORAGE, and whether Redis runs there."))]


def check_proxies() -> list[HealthFinding]:
    """Behind a proxy that is not trusted all visitors seem to come from one address: one who tries too often locks everybody out."""
    if not proxies.are_seen(settings(), now=clock.now()):
        return []
    sentence = _("Visitors come through a proxy, and INCUBATOR_TRUSTED_PROXIES is 0: all seem to have one address.")
    return [attention("proxies", sentence, _("Set INCUBATOR_TRUSTED_PROXIES to the number of proxies in front."))]


def check_open_data() -> list[HealthFinding]:
    """Whether what is given out is numbered as that of this publisher."""
    chosen = settings()
    if not chosen.production or chosen.ocid_prefix != NOBODYS_PREFIX:
        return []
    sentence = _("Procurements in the open data have the prefix %(prefix)s, which is nobody's.", prefix=NOBODYS_PREFIX)
    remedy = _("Ask the Open Contracting Partnership for a prefix of your own and set INCUBATOR_OCID_PREFIX.")
    return [note("open data", sentence, remedy)]

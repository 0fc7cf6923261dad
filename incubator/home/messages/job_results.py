"""What a job came to, in words."""

import re
from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import ngettext


def result(written: str) -> str:
    """What a job came to, as a job writes it down ("2 sent, 0 given up"), in the reader's language and without the zeros.

    A result in other words than these comes back as it was written.
    """
    parts = []
    for number, what in re.findall(r"(\d+) ([a-z ]+)", written, re.ASCII):
        if what not in _RESULTS:
            return written
        if int(number):
            parts.append(_RESULTS[what](int(number)))
    if not parts:
        return _("nothing to do") if re.search(r"\d", written) else written
    return ", ".join(parts)


_RESULTS: dict[str, Callable[[int], str]] = {
    "sent": lambda number: ngettext("%(num)d mail sent", "%(num)d mails sent", number),
    "to be tried again": lambda number: ngettext(
        "%(num)d mail to be tried again", "%(num)d mails to be tried again", number
    ),
    "messages delivered": lambda number: ngettext("%(num)d message delivered", "%(num)d messages delivered", number),
    "messages not delivered": lambda number: ngettext(
        "%(num)d message not delivered", "%(num)d messages not delivered", number
    ),
    "votes counted": lambda number: ngettext("%(num)d vote counted", "%(num)d votes counted", number),
    "periods of demurrage booked": lambda number: ngettext(
        "%(num)d period of demurrage booked", "%(num)d periods of demurrage booked", number
    ),
    "cards removed": lambda number: ngettext("%(num)d card removed", "%(num)d cards removed", number),
    "loans looked at": lambda number: ngettext("%(num)d loan looked at", "%(num)d loans looked at", number),
    "bids looked at": lambda number: ngettext("%(num)d bid looked at", "%(num)d bids looked at", number),
    "invitations forgotten": lambda number: ngettext(
        "%(num)d invitation forgotten", "%(num)d invitations forgotten", number
    ),
    "founders erased": lambda number: ngettext(
        "data of %(num)d founder erased", "data of %(num)d founders erased", number
    ),
    "signatures erased": lambda number: ngettext("%(num)d signature erased", "%(num)d signatures erased", number),
    "applications removed": lambda number: ngettext(
        "%(num)d application removed", "%(num)d applications removed", number
    ),
    "given up": lambda number: ngettext("%(num)d mail given up", "%(num)d mails given up", number),
    "sources read": lambda number: ngettext("%(num)d source read", "%(num)d sources read", number),
    "failed": lambda number: ngettext("%(num)d source failed", "%(num)d sources failed", number),
    "new": lambda number: ngettext("%(num)d new notice", "%(num)d new notices", number),
    "updated": lambda number: ngettext("%(num)d renewed notice", "%(num)d renewed notices", number),
    "mails": lambda number: ngettext("%(num)d mail", "%(num)d mails", number),
    "new matches": lambda number: ngettext("%(num)d new opportunity", "%(num)d new opportunities", number),
    "contracts": lambda number: ngettext("%(num)d contract that ends", "%(num)d contracts that end", number),
    "meetings looked at": lambda number: ngettext("%(num)d meeting looked at", "%(num)d meetings looked at", number),
    "members not reached": lambda number: ngettext("%(num)d member not reached", "%(num)d members not reached", number),
    "reminders": lambda number: ngettext("%(num)d reminder", "%(num)d reminders", number),
    "dates": lambda number: ngettext("%(num)d date kept", "%(num)d dates kept", number),
    "counts changed": lambda number: ngettext(
        "%(num)d number of members changed", "%(num)d numbers of members changed", number
    ),
    "runs": lambda number: ngettext("%(num)d old run removed", "%(num)d old runs removed", number),
    "new answers": lambda number: ngettext("%(num)d new answer", "%(num)d new answers", number),
    "searches forgotten": lambda number: ngettext("%(num)d search forgotten", "%(num)d searches forgotten", number),
    "notices counted": lambda number: ngettext("%(num)d notice counted", "%(num)d notices counted", number),
    "notices indexed again": lambda number: ngettext(
        "%(num)d notice indexed again", "%(num)d notices indexed again", number
    ),
    "files": lambda number: ngettext("%(num)d unused file removed", "%(num)d unused files removed", number),
}

"""Words for the way of a group over all pillars."""

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.cohorts.messages.guiding import KINDS
from incubator.cohorts.values import ContactKind
from incubator.cooperatives.messages import MILESTONES, PHASES
from incubator.cooperatives.values import Phase
from incubator.home.values import Happening, Pillar

PILLARS = {
    Pillar.PHASE: _l("Phase"),
    Pillar.LESSONS: _l("Lessons and reviews"),
    Pillar.FOUNDING: _l("Statutes and deed"),
    Pillar.MEMBERS: _l("Members"),
    Pillar.WORK: _l("Work and bids"),
    Pillar.CONTACT: _l("Sessions and contact"),
}


def title(happening: Happening) -> str:
    """What happened, in a line."""
    return _TITLES[happening.what](happening)


def _phase(happening: Happening) -> str:
    before, _slash, after = happening.subject.partition("/")
    return _("From %(before)s to %(after)s", before=PHASES[Phase(before)], after=PHASES[Phase(after)])


def _handed_in(happening: Happening) -> str:
    if happening.number > 1:
        return _("Handed in again: %(title)s", title=happening.subject)
    return _("Handed in: %(title)s", title=happening.subject)


def _contact(happening: Happening) -> str:
    minutes = ngettext("%(num)d minute", "%(num)d minutes", happening.number)
    return f"{KINDS[ContactKind(happening.subject)]}, {minutes}"


def _asked(happening: Happening) -> str:
    return _("%(client)s asked: %(title)s", client=happening.text, title=happening.subject)


_TITLES: dict[str, Callable[[Happening], str]] = {
    "began": lambda happening: _("The group began"),
    "phase": _phase,
    "milestone": lambda happening: str(MILESTONES.get(happening.subject, happening.subject)),
    "handed-in": _handed_in,
    "approved": lambda happening: _("Approved: %(title)s", title=happening.subject),
    "returned": lambda happening: _("Returned with remarks: %(title)s", title=happening.subject),
    "version": lambda happening: _("Version %(number)s of the statutes was made", number=happening.number),
    "version-reviewed": lambda happening: _(
        "Version %(number)s of the statutes was read with the coach", number=happening.number
    ),
    "version-at-notary": lambda happening: _(
        "Version %(number)s of the statutes went to the notary", number=happening.number
    ),
    "version-adopted": lambda happening: _(
        "The general meeting adopted version %(number)s of the statutes", number=happening.number
    ),
    "admitted": lambda happening: ngettext(
        "%(num)d member was admitted", "%(num)d members were admitted", happening.number
    ),
    "left": lambda happening: ngettext("%(num)d member left", "%(num)d members left", happening.number),
    "kept": lambda happening: _("Opportunity kept: %(title)s", title=happening.subject),
    "asked": _asked,
    "bid": lambda happening: _("Bid begun: %(title)s", title=happening.subject),
    "bid-submitted": lambda happening: _("Bid handed in: %(title)s", title=happening.subject),
    "bid-won": lambda happening: _("Bid won: %(title)s", title=happening.subject),
    "bid-lost": lambda happening: _("Bid not won: %(title)s", title=happening.subject),
    "bid-withdrawn": lambda happening: _("Bid stopped: %(title)s", title=happening.subject),
    "contract": lambda happening: _("Contract: %(title)s", title=happening.subject),
    "session": lambda happening: _("Session: %(session)s", session=happening.subject),
    "contact": _contact,
}
# Of the others the text is part of the line already.
WITH_TEXT = {"phase", "contact", "milestone", "contract"}


def text(happening: Happening) -> str:
    """What was written with it, when that says more than the line."""
    if happening.what in WITH_TEXT:
        return happening.text
    return ""

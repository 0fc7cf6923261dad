"""Words for what has to be in by the deadline of a notice, and for how long a tender holds."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.core import clock, formatting
from incubator.formats.tender_terms import DeadlineFor, Validity
from incubator.formats.values import ReadLot, ReadNotice

DEADLINES = {
    DeadlineFor.TENDER: _l("Deadline"),
    DeadlineFor.REQUEST: _l("Ask to take part (aanmelding) by"),
    DeadlineFor.INTEREST: _l("Show your interest by"),
}
INVITED = _l("You do not bid yet: who is chosen is invited to bid after this day.")


def deadline_label(content: ReadNotice) -> str:
    """What has to be in by the deadline."""
    return str(DEADLINES[content.closes_for])


def by_when(content: ReadNotice, when: str) -> str:
    """A line of a mail or feed: what has to be in, and by when."""
    if content.closes_for is DeadlineFor.TENDER:
        return str(_("By when: %(deadline)s", deadline=when))
    return f"{deadline_label(content)}: {when}"


def first_step(content: ReadNotice) -> str:
    """In a procedure in two stages that the day is not that of the bid; else nothing."""
    return "" if content.closes_for is DeadlineFor.TENDER else str(INVITED)


def validity(content: ReadNotice, lot: ReadLot | None = None) -> str:
    """How long a tender must stay valid and until which day, of the whole or of a lot; nothing when the notice does not say."""
    term = content.validity if lot is None else content.validity_of(lot)
    if term is None:
        return ""
    last = term.last_day(closing_day(content, lot))
    if term.number is None or last is None:
        return _until(last) if last is not None else length(term)
    return str(_("%(length)s after the closing day: until %(day)s", length=length(term), day=formatting.as_date(last)))


def closing_day(content: ReadNotice, lot: ReadLot | None = None) -> date | None:
    """The last day for tenders; in a procedure in two stages only where the notice names it."""
    moment = content.deadline if lot is None else lot.deadline or content.deadline
    if content.closes_for is not DeadlineFor.TENDER:
        moment = content.tenders_due
    return None if moment is None else clock.local(moment).date()


def _until(last: date) -> str:
    return str(_("until %(day)s", day=formatting.as_date(last)))


def length(term: Validity) -> str:
    """How long a tender must stay valid: 90 days."""
    number = term.number or 0
    if term.unit == "day":
        return str(ngettext("%(num)d day", "%(num)d days", number))
    if term.unit == "week":
        return str(ngettext("%(num)d week", "%(num)d weeks", number))
    if term.unit == "month":
        return str(ngettext("%(num)d month", "%(num)d months", number))
    return str(ngettext("%(num)d year", "%(num)d years", number))

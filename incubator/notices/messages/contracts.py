"""Words for contracts that end: when, how long that still is, and how it was worked out."""

from collections.abc import Sequence
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.core import clock, formatting
from incubator.formats.values import NoticeKind, ReadNotice
from incubator.notices.models import Notice
from incubator.notices.rules.contract_ends import ContractTerm, contract_term

CONTRACTS = (NoticeKind.AWARD, NoticeKind.MODIFICATION)
FEW_MONTHS = 2  # below that it is told in days


def contract_ending(notice: Notice, now: datetime) -> str:
    """When the contract that this notice is about ends, and how long that still is; nothing when it is about none or nobody knows."""
    if notice.kind not in CONTRACTS or notice.contract_end is None:
        return ""
    ends = notice.contract_end
    day, today = formatting.as_date(ends), clock.local(now).date()
    if ends < today:
        return str(_("contract ended on %(date)s", date=day))
    return str(_("contract ends on %(date)s (%(term)s)", date=day, term=time_to(ends, today)))


def time_to(day: date, today: date) -> str:
    """How long it still is, in whole months; in days when it is soon."""
    months = (day.year - today.year) * 12 + day.month - today.month - (day.day < today.day)
    if months < FEW_MONTHS:
        return str(ngettext("again in %(num)d day", "again in %(num)d days", (day - today).days))
    return str(ngettext("again in %(num)d month", "again in %(num)d months", months))


def end_note(notice: Notice, calls: Sequence[ReadNotice]) -> str:
    """How the end of its contract was worked out, and how often it may still be renewed."""
    if notice.kind not in CONTRACTS:
        return str(_("derived; the notice itself does not say")) if notice.contract_end_derived else ""
    term = contract_term(notice.content, calls)
    if term is None:
        return ""
    return " ".join(filter(None, (_sum(term), _renewals(term))))


def _sum(term: ContractTerm) -> str:
    if not term.derived:
        return ""
    if term.start is None or term.months is None:
        if term.from_call:
            return str(_("As the call foresaw it; the award does not say."))
        return str(_("Worked out from the beginning and the duration of each lot."))
    values = {
        "start": formatting.as_date(term.start),
        "duration": ngettext("%(num)d month", "%(num)d months", term.months),
        "end": formatting.as_date(term.end),
    }
    if term.from_call:
        return str(_("Worked out: %(start)s + %(duration)s (from the call) = %(end)s.", **values))
    return str(_("Worked out: %(start)s + %(duration)s = %(end)s.", **values))


def _renewals(term: ContractTerm) -> str:
    if not term.renewals:
        return ""
    renewed = ngettext(
        "After that it may be renewed %(num)d time", "After that it may be renewed %(num)d times", term.renewals
    )
    if term.latest is None:
        return str(_("%(renewed)s; the notice does not say for how long.", renewed=renewed))
    return str(_("%(renewed)s, until %(date)s at the latest.", renewed=renewed, date=formatting.as_date(term.latest)))

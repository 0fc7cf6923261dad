"""Words for contracts that run: when they end, how that was worked out, and where it comes from."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.challenges.models import KnownContract
from incubator.challenges.queries.contract_details import AwardDetails
from incubator.challenges.rules.contract_files import FileTrouble
from incubator.challenges.rules.naming import authority_name
from incubator.challenges.values.contracts import ContractOrigin, ReckonedEnd, RunningContract
from incubator.core import formatting
from incubator.core.charts.shapes import ChartFrame, ChartTable
from incubator.core.charts.spans import Span
from incubator.notices.messages.contracts import end_note


def trouble(wrong: FileTrouble) -> str:
    """What is wrong in a file, with its line and its column."""
    sentence = str(_(wrong.sentence, **wrong.params))
    if wrong.column:
        sentence = f"{wrong.column}: {sentence}"
    if wrong.line is None:
        return sentence
    return str(_("Line %(number)s. %(sentence)s", number=wrong.line, sentence=sentence))


def working(row: RunningContract, details: dict[int, AwardDetails]) -> str:
    """How the end was worked out, and how often the contract may still be renewed."""
    known = details.get(row.notice_id or 0)
    if row.origin is ContractOrigin.NOTICE and known is not None:
        return end_note(known.notice, known.calls)
    return " ".join(filter(None, (_sum(row.ending), _renewals(row.ending))))


def _sum(ending: ReckonedEnd) -> str:
    if ending.start is None or ending.months is None:
        return ""
    return str(
        _(
            "Worked out: %(start)s + %(duration)s = %(end)s.",
            start=formatting.as_date(ending.start),
            duration=ngettext("%(num)d month", "%(num)d months", ending.months),
            end=formatting.as_date(ending.end),
        )
    )


def _renewals(ending: ReckonedEnd) -> str:
    if not ending.renewals or ending.latest is None:
        return ""
    renewed = ngettext(
        "After that it may be renewed %(num)d time", "After that it may be renewed %(num)d times", ending.renewals
    )
    return str(_("%(renewed)s, until %(date)s at the latest.", renewed=renewed, date=formatting.as_date(ending.latest)))


def origin(row: RunningContract) -> str:
    """Where a contract comes from."""
    if row.origin is ContractOrigin.NOTICE:
        return str(_("Source: the award notice"))
    return source_of(row)


def source_of(known: RunningContract | KnownContract) -> str:
    """Where a person read of a contract, and on which day."""
    if known.source_on is None:
        return str(_("Source: %(source)s", source=known.source))
    return str(_("Source: %(source)s (%(day)s)", source=known.source, day=formatting.as_date(known.source_on)))


def frame(rows: list[RunningContract]) -> ChartFrame:
    """What stands around the drawing of contracts along the years."""
    lines = []
    for row in rows:
        lines.append((row.title, authority_name(row.authority_code), formatting.as_date(row.ending.end)))
    words = ngettext(
        "%(num)d contract, from today until it ends. Dashes: with all renewals.",
        "%(num)d contracts, each from today until it ends. Dashes: with all renewals.",
        len(rows),
    )
    return ChartFrame(
        str(_("When contracts end")),
        words,
        ChartTable((str(_("Contract")), str(_("Authority")), str(_("Ends"))), tuple(lines)),
    )


def spans(rows: list[RunningContract], today: date) -> list[Span]:
    """Each contract as a bar, as far as it runs from today on."""
    bars = []
    for row in rows:
        label = formatting.as_date(row.ending.end)
        latest = row.ending.latest
        bars.append(Span(row.title, label, today, row.ending.end, latest, marked=row.derived))
    return bars

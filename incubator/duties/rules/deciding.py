"""What is left to be done after the general meeting changed the statutes, the form or the life of the cooperative."""

from collections.abc import Iterator

from incubator.core.i18n import mark as N_
from incubator.duties.rules import terms
from incubator.duties.values import Duty, DutyMark, DutyOwner, MarkKind
from incubator.duties.values.facts import YearFacts
from incubator.meetings.values import ItemKind
from incubator.meetings.values.holding import DecidedStanding

AT_ONCE = 31  # days before a last day that is a month away: whose turn it is hears of it straight away


def after_decisions(facts: YearFacts) -> Iterator[Duty]:
    """One thing to do for each decision that others complete, and for a conversion the month in which members can leave."""
    for known in facts.standing_changes:
        # Dissolved by the decision itself (BW 2:19(1)(a)); other statutes or another form only by deed (BW 2:43(5), 2:18(2)).
        if known.kind is ItemKind.DISSOLUTION:
            yield _dissolved(known)
        else:
            yield _deed(known)
        if known.kind is ItemKind.CONVERSION:
            yield _leaving(known)


def _completed(known: DecidedStanding) -> DutyMark | None:
    return None if known.completed_on is None else DutyMark(MarkKind.DONE, known.completed_on, known.proof)


def _deed(known: DecidedStanding) -> Duty:
    is_conversion = known.kind is ItemKind.CONVERSION
    title = N_("Have the notary pass the deed of the changed statutes (%(what)s)")
    if is_conversion:
        title = N_("Have the notary pass the deed of the conversion (%(what)s)")
    return Duty(
        f"deed-{known.ref}",
        terms.CONVERTED if is_conversion else terms.AMENDED,
        terms.deed(known.on),
        DutyOwner.SECRETARY,
        title,
        N_(
            "Give the notary the extract of the minutes and the adopted text. Until the deed the old statutes hold. "
            "The law sets no last day: this day is a reminder of ours."
        ),
        {"what": known.proof},
        earliest=known.on,
        days_before=AT_ONCE,
        mark=_completed(known),
    )


def _leaving(known: DecidedStanding) -> Duty:
    # Without a mark of its own: only members know when they heard of it.
    return Duty(
        f"leaving-{known.ref}",
        terms.FREE_TO_LEAVE,
        terms.leaving(known.on),
        DutyOwner.SECRETARY,
        N_("Tell every member of the conversion (%(what)s)"),
        N_(
            "A member can leave at once within a month after hearing of it. "
            "For who was at the meeting the month ends on this day; who hears of it later has longer."
        ),
        {"what": known.proof},
        earliest=known.on,
        days_before=AT_ONCE,
    )


def _dissolved(known: DecidedStanding) -> Duty:
    return Duty(
        f"dissolved-{known.ref}",
        terms.CHANGES,
        terms.change(known.on),
        DutyOwner.SECRETARY,
        N_("Report the dissolution to the KVK (%(what)s)"),
        N_("Within a week after the decision. Ask the notary who settles what is left, and how creditors hear of it."),
        {"what": known.proof},
        earliest=known.on,
        # A term of one week: whose turn it is hears of it from the first day.
        days_before=7,
        mark=_completed(known),
    )

"""Go or no-go: the questions that a group asks itself, and what could stop a bid. Plain Python."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from incubator.bids.rules import asked_of_bidder, lot_limits
from incubator.bids.rules.planning import CONDUCT_WEEKS
from incubator.bids.rules.procurement import check, sentences, staffing
from incubator.bids.values.deciding import CertificateHeld, DecisionBasis, KnockOut, KnockOutState
from incubator.bids.values.findings import LegalMark, RuleNote
from incubator.bids.values.law import of_directive
from incubator.bids.values.origins import WorkOrigin
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_day
from incubator.core.reference.supplying_staff import ADMISSION_CHECKED, ADMISSION_SINCE, EITHER_ACT
from incubator.formats.values import Reserved

QUESTIONS = ("hours", "pays", "want", "skills", "partners")
ANSWERS = ("yes", "no", "unsure")
NO_PLACE = {
    WorkOrigin.NOTICE: N_("The notice does not say where the work is."),
    WorkOrigin.CHALLENGE: N_("We do not know yet where the work is. Write it in your challenge."),
    WorkOrigin.REQUEST: N_("We do not know yet where the work is. Ask the client."),
}
WEEKS_A_MONTH = Decimal(52) / 12
UNTIL = re.compile(r"(?:geldig tot(?: en met)?|t/m|tot)\s+(\d{1,2}[-/ ]\w+[-/ ]\d{4})", re.IGNORECASE)


def knock_outs(basis: DecisionBasis) -> tuple[KnockOut, ...]:
    """Everything that could stop this bid, in the order in which a group looks at it."""
    return tuple(_all(basis))


def open_knock_outs(knocked: tuple[KnockOut, ...]) -> tuple[KnockOut, ...]:
    return tuple(filter(lambda knock: knock.is_open, knocked))


def check_go(knocked: tuple[KnockOut, ...], reason: str) -> None:
    """A go while something stops the bid asks for a reason. Raises `RuleViolation`."""
    if open_knock_outs(knocked) and not reason:
        raise RuleViolation(
            N_("Something still stops this bid. Write down why you go on all the same."), field="reason"
        )


def check_answered(answers: Mapping[str, str], hours_available: int | None, lead_id: int | None, reason: str) -> None:
    """Who goes for it knows whether the hours are there and who leads, or writes down why not. Raises `RuleViolation`."""
    if reason:
        return
    if not answers.get("hours") and hours_available is None:
        raise RuleViolation(
            N_("Answer first whether you have the hours, or write below why you cannot say that yet."), field="hours"
        )
    if lead_id is None:
        raise RuleViolation(N_("Choose first who leads, or write below why nobody leads yet."), field="lead_id")


def check_no_go(reason: str) -> None:
    """Who reads it later wants to know why. Raises `RuleViolation`."""
    if not reason:
        raise RuleViolation(N_("Write down in a few words why you do not do it."), field="reason")


def hours_a_week(value: Decimal | None, months: int | None, rate: Decimal | None) -> int | None:
    """How many hours a week the work takes, when all of its value were hours: a first guess, and rather too many."""
    if value is None or not months or not rate:
        return None
    return round(value / rate / (months * WEEKS_A_MONTH))


def hours_of(workloads: Sequence[tuple[Decimal | None, int | None]], rate: Decimal | None) -> int | None:
    """The hours a week of several lots, each by its value and its months, as if they ran at the same time; None where one is unknown."""
    hours = [hours_a_week(value, months, rate) for value, months in workloads]
    known = [each for each in hours if each is not None]
    return sum(known) if known and len(known) == len(hours) else None


def certificate(line: str) -> CertificateHeld:
    """A line of the dossier: the name, with "geldig tot" and a day when that was written."""
    match = UNTIL.search(line)
    if match is None:
        return CertificateHeld(line)
    try:
        return CertificateHeld(line[: match.start()].strip(" ,(-"), read_day(match[1]))
    except RuleViolation:
        return CertificateHeld(line)


def _all(basis: DecisionBasis) -> Iterator[KnockOut]:
    yield _deed(basis)
    yield from _reserved(basis)
    yield from _staff(basis)
    yield from _sector(basis)
    yield from lot_limits.knock_out(basis.case)
    yield from asked_of_bidder.knock_outs(basis)
    yield _hours(basis)
    yield _place(basis)
    yield from _time(basis)


def _deed(basis: DecisionBasis) -> KnockOut:
    source = "art. 2:53 BW, art. 2:29 lid 2 BW"
    if basis.has_deed:
        return KnockOut(
            "deed", KnockOutState.FINE, RuleNote(N_("Your cooperative exists: the deed was signed.")), source
        )
    what = N_(
        "The deed has not been signed, so the cooperative does not exist yet. You can prepare everything; "
        "you cannot hand in before the notary has been."
    )
    return KnockOut("deed", KnockOutState.OPEN, RuleNote(what), source)


def _reserved(basis: DecisionBasis) -> Iterator[KnockOut]:
    """The rules of reserved contracts decide; here is only said how they stand."""
    if basis.case.reserved is None:
        return
    number = "P-04" if basis.case.reserved is Reserved.SHELTERED else "P-03"
    finding = check(number, basis.case)
    if finding is not None:
        yield KnockOut("reserved", KnockOutState.OPEN, finding.what, finding.rule.articles, finding.rule.mark)
        return
    what = N_(
        "This contract is reserved. Look in the notice whether you meet every condition, and which proof it takes."
    )
    source = basis.case.law.cite("art. 2.82 en 2.82a Aw 2012", of_directive("20 en 77"))
    yield KnockOut("reserved", KnockOutState.UNKNOWN, RuleNote(what), source)


def supplies_staff(basis: DecisionBasis) -> bool:
    """Whether people are asked who work under the lead of the client, by the codes or the words of the notice."""
    return staffing.supplies_staff(basis.case)


def _staff(basis: DecisionBasis) -> Iterator[KnockOut]:
    if not supplies_staff(basis):
        return
    if not basis.case.law.is_dutch:
        what = N_(
            "This looks like supplying people who work under the lead of the client. In the country of the buyer other rules hold for "
            "that. Ask somebody who knows them."
        )
        yield KnockOut("staff", KnockOutState.ATTENTION, RuleNote(what))
        return
    params: dict[str, object] = {"since": ADMISSION_SINCE, "checked": ADMISSION_CHECKED}
    starts = basis.work_starts or basis.today
    if starts < ADMISSION_SINCE:
        what = N_(
            "This looks like supplying people who work under the lead of the client (Waadi, art. 1). From %(since)s that takes an "
            "admission (Wtta), checked from %(checked)s. Do you lead the work yourselves? Then say so in your bid."
        )
        yield KnockOut("staff", KnockOutState.ATTENTION, RuleNote(what, params), EITHER_ACT, LegalMark.SECOND_HAND)
        return
    what = N_(
        "This looks like supplying people who work under the lead of the client. Since %(since)s that takes an admission (Wtta), "
        "with a deposit of € 100,000 (€ 50,000 for who begins); it is checked from %(checked)s."
    )
    yield KnockOut("staff", KnockOutState.OPEN, RuleNote(what, params), EITHER_ACT, LegalMark.SECOND_HAND)


def _sector(basis: DecisionBasis) -> Iterator[KnockOut]:
    """Said, and never a stop: a group may begin with something new."""
    if basis.other_work:
        what = N_("This work is different from what you do, as your dossier has it. Can you do it, and do you want it?")
        yield KnockOut("work", KnockOutState.ATTENTION, RuleNote(what))


def _hours(basis: DecisionBasis) -> KnockOut:
    needed, available = basis.hours_needed or basis.hours_estimated, basis.hours_available
    if needed is None or available is None:
        what = RuleNote(N_("Count your hours: how many does the work take a week, and how many do you have?"))
        if needed is not None:
            what = RuleNote(
                N_("By its value this work takes about %(needed)s hours a week. Do you have them?"), {"needed": needed}
            )
        return KnockOut("hours", KnockOutState.UNKNOWN, what)
    params: dict[str, object] = {"needed": needed, "available": available}
    if available >= needed:
        return KnockOut(
            "hours", KnockOutState.FINE, RuleNote(N_("You have the hours: %(available)s of %(needed)s a week."), params)
        )
    what = RuleNote(N_("The work takes %(needed)s hours a week and you have %(available)s."), params)
    return KnockOut("hours", KnockOutState.OPEN, what)


def _place(basis: DecisionBasis) -> KnockOut:
    params: dict[str, object] = {"places": basis.place_names}
    if not basis.place_names:
        return KnockOut("place", KnockOutState.UNKNOWN, RuleNote(NO_PLACE[basis.case.origin]))
    if basis.near is None:
        what = RuleNote(N_("The work is in %(places)s. Look whether that is where you want to work."), params)
        return KnockOut("place", KnockOutState.UNKNOWN, what)
    if basis.near:
        return KnockOut("place", KnockOutState.FINE, RuleNote(N_("The work is where you work: %(places)s."), params))
    what = RuleNote(N_("The work is elsewhere than where you work: %(places)s. Reckon with the travel."), params)
    if basis.place_derived:
        what = RuleNote(
            N_(
                "The notice names no place. The buyer is in %(places)s, and you work elsewhere: look where the work is."
            ),
            params,
        )
    return KnockOut("place", KnockOutState.ATTENTION, what)


def _time(basis: DecisionBasis) -> Iterator[KnockOut]:
    """What takes longest is the certificate of conduct; mostly only the winner has to show it, so it never blocks."""
    closes = basis.case.closes
    # A client that need not procure asks it only where it says so.
    if closes is None or (basis.case.private and not sentences.texts_with(basis.case, sentences.CONDUCT)):
        return
    ready = basis.today + timedelta(weeks=CONDUCT_WEEKS)
    conduct = basis.case.own.conduct_on
    if conduct is not None or closes.date() >= ready:
        return
    what = N_(
        "A certificate of conduct (GVA) takes up to eight weeks: until %(day)s when you ask for it today, and that is after closing. "
        "Ask for it now; mostly only the winner has to show it."
    )
    if basis.case.private:
        what = N_(
            "A certificate of conduct (GVA) takes up to eight weeks: until %(day)s when you ask for it today, and that is after the day "
            "on which the client expects your quotation. Ask for it now, and tell the client when it comes."
        )
        yield KnockOut("time", KnockOutState.ATTENTION, RuleNote(what, {"day": ready}))
        return
    note = RuleNote(what, {"day": ready})
    yield KnockOut(
        "time", KnockOutState.ATTENTION, note, basis.case.law.cite("art. 2.89 Aw 2012"), LegalMark.SECOND_HAND
    )

"""Words for who is a member and what happened."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from incubator.register.models import MemberEvent
from incubator.register.values import (
    ApplicantStanding,
    EventKind,
    ExpulsionGround,
    ImmediateGround,
    MembershipStanding,
    PersonKind,
    Ruling,
    TerminationGround,
)
from incubator.statutes.rules.leaving import BALANCE, INDEXED, PAID_IN

PERSONS = {PersonKind.NATURAL: _l("A person"), PersonKind.LEGAL: _l("A legal person")}
STANDINGS = {
    MembershipStanding.MEMBER: _l("Member"),
    MembershipStanding.SUSPENDED: _l("Suspended"),
    MembershipStanding.ENDED: _l("No longer a member"),
}
BADGES = {
    MembershipStanding.MEMBER: "done",
    MembershipStanding.SUSPENDED: "attention",
    MembershipStanding.ENDED: "later",
}
ORGANS = {
    "bestuur": _l("The board"),
    "ALV": _l("The general meeting"),
    "rvc": _l("The supervisory board"),
    "lid": _l("The member"),
    "akte van oprichting": _l("The deed of incorporation"),
}
APPLICANTS = {
    ApplicantStanding.APPLIED: _l("Waits for a decision"),
    ApplicantStanding.TRIAL: _l("On trial"),
    ApplicantStanding.REFUSED: _l("Refused"),
    ApplicantStanding.MISTAKE: _l("Not a member"),
}
# Why somebody leaves at once, in the order of the form.
IMMEDIATE = {
    ImmediateGround.UNREASONABLE.value: _l("At once: going on cannot reasonably be asked"),
    ImmediateGround.DUTIES.value: _l("At once: a decision took rights or added duties"),
    ImmediateGround.CONVERSION.value: _l("At once: conversion, merger or split"),
}
EVENTS = {
    EventKind.APPLICATION: _l("Asked to become a member"),
    EventKind.REFUSAL: _l("Refused as a member"),
    EventKind.TRIAL: _l("Works on trial"),
    EventKind.ADMISSION: _l("Admitted"),
    EventKind.CHANGE: _l("Data changed"),
    EventKind.ACKNOWLEDGEMENT: _l("Resignation confirmed in writing"),
    EventKind.SUSPENSION: _l("Suspended"),
    EventKind.LIFTING: _l("Suspension lifted"),
    EventKind.APPEAL: _l("Appealed"),
    EventKind.RULING: _l("Ruling on the appeal"),
    EventKind.TRANSFER: _l("Membership handed on"),
    EventKind.ERASURE: _l("Data erased"),
    EventKind.RESIGNATION: _l("Resigned"),
    EventKind.TERMINATION: _l("Membership ended by the cooperative"),
    EventKind.EXPULSION: _l("Expelled"),
    EventKind.DEATH: _l("Died"),
    EventKind.CORRECTION: _l("Correction"),
}
GROUNDS = {
    "": "",
    "transfer": _l("in the place of another member"),
    "all": _l("everything that names a person"),
    "contact": _l("the e-mail address"),
    Ruling.UPHELD.value: _l("The expulsion stands"),
    Ruling.ANNULLED.value: _l("The expulsion is undone"),
    **IMMEDIATE,
    TerminationGround.STATUTORY_CASE.value: _l("A case that the statutes name"),
    TerminationGround.REQUIREMENTS_LOST.value: _l("No longer meets the requirements"),
    TerminationGround.UNREASONABLE.value: _l("Going on cannot reasonably be asked"),
    ExpulsionGround.BREACH_STATUTES.value: _l("Acted against the statutes"),
    ExpulsionGround.BREACH_REGULATION.value: _l("Acted against a regulation"),
    ExpulsionGround.BREACH_DECISION.value: _l("Acted against a decision"),
    ExpulsionGround.UNREASONABLE_HARM.value: _l("Harmed the cooperative unreasonably"),
}


CLAIMS = {
    INDEXED: _l("What was paid in, raised with prices"),
    PAID_IN: _l("What was paid in"),
    BALANCE: _l("What is on the account"),
}
PERSONAL = {
    "name": _l("Name"),
    "address": _l("Address"),
    "email": _l("E-mail address"),
    "email_consent": _l("Invitations by e-mail"),
}
STEPS = {
    EventKind.APPEAL.value: _l("The member appealed"),
    EventKind.LIFTING.value: _l("The suspension was lifted"),
    EventKind.ACKNOWLEDGEMENT.value: _l("The board confirmed the resignation in writing"),
    Ruling.UPHELD.value: _l("The expulsion stands: the membership ends that day"),
    Ruling.ANNULLED.value: _l("The expulsion is undone: the member stays"),
}
OUTCOMES = {
    EventKind.ADMISSION.value: _l("Admitted"),
    EventKind.TRIAL.value: _l("On trial first"),
    EventKind.REFUSAL.value: _l("Refused"),
}


def immediate_to_choose() -> list[tuple[str, str]]:
    """Why at once; first the normal term."""
    return [("", gettext("No, by the normal term")), *((key, str(words)) for key, words in IMMEDIATE.items())]


def changed_in_words(event: MemberEvent) -> list[tuple[str, str, str]]:
    """What changed: its name, what it was and what it became."""
    lines = []
    for key, change in (event.details or {}).get("changes", {}).items():
        before, after = map(_value_in_words, change)
        lines.append((str(PERSONAL[key]), before, after))
    return lines


def _value_in_words(value: Any) -> str:
    if value is True:
        return gettext("yes")
    if value is False:
        return gettext("no")
    return str(value or gettext("nothing"))


def organ_in_words(organ: str) -> str:
    """The body that decided; one of a kind that only these statutes know keeps its own name."""
    return str(ORGANS.get(organ, organ))


def grounds_to_choose() -> list[tuple[str, str]]:
    """The grounds for ending a membership, first that none is needed."""
    grounds = [("", gettext("Not needed"))]
    for ground in (*TerminationGround, *ExpulsionGround):
        grounds.append((ground.value, str(GROUNDS[ground.value])))
    return grounds

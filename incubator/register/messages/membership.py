"""Words for who is a member and what happened."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from incubator.register.values import (
    EventKind,
    ExpulsionGround,
    MembershipStanding,
    PersonKind,
    TerminationGround,
)

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
EVENTS = {
    EventKind.ADMISSION: _l("Admitted"),
    EventKind.RESIGNATION: _l("Resigned"),
    EventKind.TERMINATION: _l("Membership ended by the cooperative"),
    EventKind.EXPULSION: _l("Expelled"),
    EventKind.DEATH: _l("Died"),
    EventKind.CORRECTION: _l("Correction"),
}
GROUNDS = {
    "": "",
    "immediate": _l("with immediate effect"),
    TerminationGround.STATUTORY_CASE.value: _l("A case that the statutes name"),
    TerminationGround.REQUIREMENTS_LOST.value: _l("No longer meets the requirements"),
    TerminationGround.UNREASONABLE.value: _l("Going on cannot reasonably be asked"),
    ExpulsionGround.BREACH_STATUTES.value: _l("Acted against the statutes"),
    ExpulsionGround.BREACH_REGULATION.value: _l("Acted against a regulation"),
    ExpulsionGround.BREACH_DECISION.value: _l("Acted against a decision"),
    ExpulsionGround.UNREASONABLE_HARM.value: _l("Harmed the cooperative unreasonably"),
}


def organ_in_words(organ: str) -> str:
    """The body that decided; one of a kind that only these statutes know keeps its own name."""
    return str(ORGANS.get(organ, organ))


def grounds_to_choose() -> list[tuple[str, str]]:
    """The grounds for ending a membership, first that none is needed."""
    grounds = [("", gettext("Not needed"))]
    for ground in (*TerminationGround, *ExpulsionGround):
        grounds.append((ground.value, str(GROUNDS[ground.value])))
    return grounds

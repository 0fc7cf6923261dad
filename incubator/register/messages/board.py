"""Words for the board register, in the reader's language."""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.core.formatting import as_date, number
from incubator.core.quantities import write_percent
from incubator.register.messages.membership import organ_in_words
from incubator.register.models.board import SeatEvent
from incubator.register.rules.owners import FROM_A_QUARTER, rule_on
from incubator.register.rules.signing import ALONE, TOGETHER, WHOLE_BOARD
from incubator.register.values.board import (
    BeneficialOwner,
    BoardOrgan,
    Office,
    SeatChange,
    SeatRow,
    SeatStanding,
)

BODIES = {
    BoardOrgan.BOARD: _l("Board"),
    BoardOrgan.SUPERVISORS: _l("Supervisory board"),
    BoardOrgan.COMMITTEE: _l("Audit committee"),
}
OFFICES = {
    Office.CHAIR: _l("chair"),
    Office.SECRETARY: _l("secretary"),
    Office.TREASURER: _l("treasurer"),
}
SEAT_STANDINGS = {
    SeatStanding.IN_OFFICE: _l("In office"),
    SeatStanding.SUSPENDED: _l("Suspended"),
    SeatStanding.TERM_OVER: _l("Term is over"),
    SeatStanding.ENDED: _l("Left"),
}
SEAT_BADGES = {
    SeatStanding.IN_OFFICE: "done",
    SeatStanding.SUSPENDED: "attention",
    SeatStanding.TERM_OVER: "attention",
    SeatStanding.ENDED: "later",
}
CHANGES = {
    SeatChange.APPOINTMENT: _l("Appointed"),
    SeatChange.REAPPOINTMENT: _l("Appointed again"),
    SeatChange.OFFICES: _l("Other office"),
    SeatChange.SUSPENSION: _l("Suspended"),
    SeatChange.LIFTING: _l("Suspension lifted"),
    SeatChange.RESIGNATION: _l("Stepped down"),
    SeatChange.DISMISSAL: _l("Dismissed"),
    SeatChange.DEATH: _l("Died"),
    SeatChange.CORRECTION: _l("Correction"),
}
# The addresses of what can happen to a seat.
ADDRESSES = {
    "herbenoemen": SeatChange.REAPPOINTMENT,
    "functie": SeatChange.OFFICES,
    "schorsen": SeatChange.SUSPENSION,
    "schorsing-opheffen": SeatChange.LIFTING,
    "aftreden": SeatChange.RESIGNATION,
    "ontslaan": SeatChange.DISMISSAL,
    "overleden": SeatChange.DEATH,
}
CLAUSES = {
    "": _l("the whole board together"),
    WHOLE_BOARD: _l("the whole board together"),
    TOGETHER: _l("two directors together"),
    ALONE: _l("every director alone"),
    "voorzitter+secretaris": _l("the chair and the secretary together"),
    "voorzitter+penningmeester": _l("the chair and the treasurer together"),
}


def offices_in_words(offices: Iterable[Office]) -> str:
    return ", ".join(str(OFFICES[office]) for office in offices)


def clause_in_words(representation: str) -> str:
    """What the statutes say on signing; a clause of one's own as it stands there."""
    return str(CLAUSES.get(representation, representation))


def since_and_until(row: SeatRow) -> str:
    """From when, and until when the term or the office lasts."""
    since = as_date(row.since)
    if row.ended_on is not None:
        return _("%(since)s to %(until)s", since=since, until=as_date(row.ended_on))
    if row.until is not None:
        return _("since %(since)s, term until %(until)s", since=since, until=as_date(row.until))
    return _("since %(since)s", since=since)


def decision_of(event: SeatEvent) -> str:
    """Who decided on it, and when."""
    day = as_date(event.decided_on)
    if event.by_others:
        return _("by others than the members, on %(date)s", date=day)
    if not event.decided_by:
        return _("notice of %(date)s", date=day)
    return _("%(organ)s, decision of %(date)s", organ=organ_in_words(event.decided_by), date=day)


def limit_in_words(day: date) -> str:
    """From how much on somebody is a beneficial owner, by the rule of that day."""
    if FROM_A_QUARTER.holds_on(day):
        return _(
            "A person with a quarter or more of the votes or of the surplus. With four equal members that is everyone, with five nobody."
        )
    return _(
        "A person with more than a quarter of the votes or of the surplus. With three equal members that is everyone, with four nobody."
    )


def limit_source(day: date) -> str:
    return rule_on(day).source


def owner_in_words(owner: BeneficialOwner, *, sure: bool = True) -> str:
    """Why somebody is a beneficial owner."""
    if owner.ground == "director" or owner.share is None:
        if not sure:
            return _("director, as long as it is not certain that somebody has so much that it counts")
        return _("director, because nobody has so much that it counts")
    share = write_percent(number(round(float(owner.share * 100), 2)))
    if owner.ground == "surplus":
        return _("%(share)s of the surplus", share=share)
    return _("%(share)s of the votes", share=share)

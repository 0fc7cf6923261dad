"""What decisions about people set going: in the register of members and in that of the board, by the verbs of those registers."""

from dataclasses import replace
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values.fact_meaning import plain
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_later
from incubator.meetings.models import Resolution
from incubator.meetings.values.holding import ActOutcome, ActState
from incubator.register import queries as register
from incubator.register import services as register_services
from incubator.register.models import BoardSeat, Member
from incubator.register.queries import board as seated
from incubator.register.rules import GENERAL_MEETING, appeal_months
from incubator.register.rules.board import chosen_for
from incubator.register.services import board
from incubator.register.values import Decision, EventKind, MembershipStanding, Person, Ruling
from incubator.register.values.board import BoardOrgan, Office, SeatChange, SeatRow, SeatStep

BOARD = "board"
GRANTED, STANDS = "granted", "stands"
MONTHS_OF_COMMITTEE = 12  # after the year: accounts are published by then, adopted or not (BW 2:394(3))
ENTERED = N_("%(name)s stands in the register of members.")
EXPELLED = N_(
    "The expulsion of %(name)s stands in the register. Send the reasons in writing without delay (BW 2:35(4))."
)
SEATED = N_("The audit committee for %(year)s: %(names)s.")
CHOSEN = N_("In the register of the board: %(names)s. Report it to the KVK within a week.")
DISMISSED = N_("%(name)s leaves the board on %(day)s: it stands in the register. Report it to the KVK within a week.")
ANNULLED = N_("The expulsion of %(name)s is off: the register of members says so. Let this member know.")
UPHELD = N_("The expulsion of %(name)s stands: the register of members says so. Let this member know.")
RULED = {Ruling.ANNULLED: ANNULLED, Ruling.UPHELD: UPHELD}
ADMITTED = N_("%(name)s is a member after all and stands in the register of members.")
STILL_REFUSED = N_("The refusal of %(name)s stands. Nothing changes in the register of members.")
AWAITS_NAME = N_("Enter the new member in the register: the agenda does not say who it is.")
AWAITS_MEMBER = N_("Enter this in the register of members: the agenda does not say who it is about.")
AWAITS_RULING = N_(
    "Enter the outcome of the appeal in the register of members: the agenda does not say what a yes means."
)
AWAITS_BOARD = N_("Enter in the register of the board who was chosen, and report it to the KVK within a week: %(text)s")
AWAITS_DISMISSED = N_("Enter in the register of the board who leaves: the agenda does not say who it is.")
TWO_OF_THE_NAME = N_("There are several members called %(name)s. Enter in the register of the board who was chosen.")
OTHER_BODY = N_("By the statutes another body decides on an expulsion: %(organ)s. Let that body decide.")
NO_APPEAL = N_("No appeal of %(name)s waits in the register. Enter the appeal there first, and then try again.")
OFFICES_ELSEWHERE = N_(
    "By the statutes the offices are given by: %(organ)s (article 2:37(7) BW). Take the office off the item."
)
ONE_OFFICE = N_(
    "An office is for a single person, and several were chosen. Enter in the register of the board who got it."
)
ALREADY_CHOSEN = N_("%(name)s was chosen for %(year)s already.")


def admit(resolution: Resolution, by: User, now: datetime) -> ActOutcome:
    """The new member enters the register."""
    subject = resolution.item.subject
    name = str(subject.get("name", "")).strip()
    if not name:
        return ActOutcome(ActState.AWAITS, AWAITS_NAME, owner=BOARD)
    person = Person(name, address=subject.get("address") or None, email=subject.get("email") or None)
    register_services.admit(resolution.meeting.cooperative, person, _decision(resolution), author=by, now=now)
    return ActOutcome(ActState.DONE, ENTERED, {"name": name})


def _decision(resolution: Resolution) -> Decision:
    day = resolution.decided_on
    return Decision(resolution.decided_by, day, day, note=resolution.reference)


def expel(resolution: Resolution, by: User, now: datetime) -> ActOutcome:
    """The membership ends; appeal and its term are for the register."""
    member = member_of_item(resolution)
    if member is None:
        return ActOutcome(ActState.AWAITS, AWAITS_MEMBER, owner=BOARD)
    day = resolution.decided_on
    statutes = register.statutes_in_force(member.cooperative, day)
    organ = register.organ_that_ends(statutes, EventKind.EXPULSION)
    if organ != resolution.decided_by:
        raise RuleViolation(OTHER_BODY, organ=organ)
    # Against the general meeting itself there is no appeal; else the membership lasts until the time for it is over.
    last = day
    if organ != GENERAL_MEETING:
        last = months_later(day, appeal_months(statutes.expulsion.appeal_months))
    ground, reason = str(resolution.item.subject.get("ground", "")), resolution.item.words or resolution.text
    decision = Decision(organ, day, last, ground, f"{reason} ({resolution.reference})")
    register_services.end(member, EventKind.EXPULSION, decision, author=by, now=now)
    return ActOutcome(ActState.DONE, EXPELLED, {"name": member.name})


def member_of_item(resolution: Resolution) -> Member | None:
    """The member that the item of the agenda is about, by the number in the register."""
    number = resolution.item.subject.get("member")
    for member in register.members(resolution.meeting.cooperative):
        if str(member.number) == str(number):
            return member
    return None


def rule_on_appeal(resolution: Resolution, by: User, now: datetime) -> ActOutcome:
    """The meeting ruled on an appeal. A yes to one question is a no to the other, so the agenda has to say which was put."""
    member, yes = member_of_item(resolution), resolution.item.subject.get("yes")
    if member is None:
        return ActOutcome(ActState.AWAITS, AWAITS_MEMBER, owner=BOARD)
    # Who refuses to confirm an expulsion has not said yet that the appeal succeeds: that takes a vote of its own.
    if yes not in {GRANTED, STANDS} or (yes == STANDS and not resolution.adopted):
        return ActOutcome(ActState.AWAITS, AWAITS_RULING, owner=BOARD)
    granted = yes == GRANTED and resolution.adopted
    before = register.counting_events(member)
    if before and before[-1].kind is EventKind.REFUSAL:
        return _after_refusal(resolution, member, granted=granted, by=by, now=now)
    return _after_expulsion(resolution, member, Ruling.ANNULLED if granted else Ruling.UPHELD, by=by, now=now)


def _after_expulsion(resolution: Resolution, member: Member, ruling: Ruling, *, by: User, now: datetime) -> ActOutcome:
    waiting = register_services.steps_of(member)
    for event in register.counting_events(member):
        if ruling.value in waiting.get(event.id, ()):
            day = resolution.decided_on
            register_services.follow(event, ruling.value, day, resolution.reference, author=by, now=now)
            return ActOutcome(ActState.DONE, RULED[ruling], {"name": member.name})
    raise RuleViolation(NO_APPEAL, name=member.name)


def _after_refusal(resolution: Resolution, applicant: Member, *, granted: bool, by: User, now: datetime) -> ActOutcome:
    if not granted:
        return ActOutcome(ActState.DONE, STILL_REFUSED, {"name": applicant.name})
    register_services.decide(applicant, EventKind.ADMISSION, _decision(resolution), author=by, now=now)
    return ActOutcome(ActState.DONE, ADMITTED, {"name": applicant.name})


def elect(resolution: Resolution, by: User, now: datetime) -> ActOutcome:
    """Everyone who was chosen gets a seat in the board, or a new term: all of them or, when the statutes do not allow it, nobody."""
    if not resolution.elected:
        return ActOutcome(ActState.AWAITS, AWAITS_BOARD, {"text": resolution.text}, BOARD)
    step = replace(_appointment(resolution), offices=_office_of(resolution))
    for name in resolution.elected:
        _seat(resolution, BoardOrgan.BOARD, name, step, by=by, now=now)
    return ActOutcome(ActState.DONE, CHOSEN, {"names": ", ".join(resolution.elected)})


def _office_of(resolution: Resolution) -> tuple[Office, ...]:
    """In which office the meeting chose, where the statutes let it; else the board divides its offices itself (BW 2:37(7))."""
    named = resolution.item.subject.get("office")
    if not named:
        return ()
    terms = seated.board_terms(resolution.meeting.cooperative, resolution.decided_on)
    if terms.officers_by != resolution.decided_by:
        raise RuleViolation(OFFICES_ELSEWHERE, organ=terms.officers_by)
    if len(resolution.elected) > 1:
        raise RuleViolation(ONE_OFFICE)
    return (Office(named),)


def seat_committee(resolution: Resolution, by: User, now: datetime) -> ActOutcome:
    """Who was chosen looks into the accounts of the year that the item names, else of the year of the meeting."""
    group, day = resolution.meeting.cooperative, resolution.decided_on
    year = resolution.accounts_year or seated.year_of(group, day)
    if not resolution.elected:
        return ActOutcome(ActState.AWAITS, AWAITS_BOARD, {"text": resolution.text}, BOARD)
    until = max(day, months_later(seated.year_end(group, year), MONTHS_OF_COMMITTEE))
    for name in resolution.elected:
        step = _appointment(resolution, until=until, year=year)
        _seat(resolution, BoardOrgan.COMMITTEE, name, step, by=by, now=now)
    return ActOutcome(ActState.DONE, SEATED, {"year": year, "names": ", ".join(resolution.elected)})


def _appointment(resolution: Resolution, *, until: date | None = None, year: int | None = None) -> SeatStep:
    day, note = resolution.decided_on, resolution.reference
    return SeatStep(SeatChange.APPOINTMENT, day, day, resolution.decided_by, until=until, note=note, year=year)


def _seat(resolution: Resolution, organ: BoardOrgan, name: str, step: SeatStep, *, by: User, now: datetime) -> None:
    """Appoint, or appoint again who sits there still."""
    group = resolution.meeting.cooperative
    member = _member_called(group, name, step.on)
    for seat, row in seated.in_office(group, step.on):
        if row.organ is organ and _is_theirs(row, member, name):
            if step.year is not None and chosen_for(row, step.year) is not None:
                raise RuleViolation(ALREADY_CHOSEN, name=name, year=step.year)
            again = SeatStep(
                SeatChange.REAPPOINTMENT,
                step.on,
                step.on,
                step.decided_by,
                until=step.until,
                note=step.note,
                year=step.year,
            )
            board.change(seat, again, author=by, now=now)
            if step.offices:
                board.change(seat, replace(step, kind=SeatChange.OFFICES, until=None), author=by, now=now)
            return
    # Who is chosen into the board cannot look into its accounts any more, so this person leaves the audit committee.
    board.appoint(group, organ, step, member=member, name=name, leaves_committee=True, author=by, now=now)


def _is_theirs(row: SeatRow, member: Member | None, name: str) -> bool:
    if member is not None:
        return row.member_id == member.id
    return plain(row.name) == plain(name)


def _member_called(group: Cooperative, name: str, day: date) -> Member | None:
    """The member whom a ballot named. The chair writes names as people say them, so capitals and accents do not count."""
    called = []
    for member in register.members(group):
        row = register.row_on(member, day)
        if row is not None and row.standing is not MembershipStanding.ENDED and plain(member.name) == plain(name):
            called.append(member)
    if len(called) > 1:
        raise RuleViolation(TWO_OF_THE_NAME, name=name)
    return called[0] if called else None


def dismiss(resolution: Resolution, by: User, now: datetime) -> ActOutcome:
    """A director leaves, on the day of the decision."""
    seat = seat_of_item(resolution)
    if seat is None:
        return ActOutcome(ActState.AWAITS, AWAITS_DISMISSED, owner=BOARD)
    day = resolution.decided_on
    step = SeatStep(SeatChange.DISMISSAL, day, day, resolution.decided_by, note=resolution.reference)
    board.change(seat, step, author=by, now=now)
    return ActOutcome(ActState.DONE, DISMISSED, {"name": seat.name, "day": f"{day:%d-%m-%Y}"})


def seat_of_item(resolution: Resolution) -> BoardSeat | None:
    """The seat that the item of the agenda is about."""
    for seat in seated.seats(resolution.meeting.cooperative):
        if seat.id == resolution.item.subject.get("seat"):
            return seat
    return None

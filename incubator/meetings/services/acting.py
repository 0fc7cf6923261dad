"""What a decision sets going: one list of acts by kind of item. What another feature does not do yet waits, with who does it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.meetings.models import CommitteeSeat, Resolution
from incubator.meetings.queries import deciding as queries
from incubator.meetings.services import minutes
from incubator.meetings.values import ItemKind
from incubator.meetings.values.holding import ActOutcome, ActState
from incubator.register import queries as register
from incubator.register import services as register_services
from incubator.register.models import Member
from incubator.register.rules import GENERAL_MEETING
from incubator.register.values import Decision, EventKind, Person
from incubator.statutes.services import versions
from incubator.statutes.values.states import VersionStep

Act = Callable[[Resolution, User, datetime], ActOutcome]

BOARD, NOTARY, TREASURER = "board", "notary", "treasurer"
ENTERED = N_("%(name)s stands in the register of members.")
EXPELLED = N_(
    "The expulsion of %(name)s stands in the register. Send the reasons in writing without delay (BW 2:35(4))."
)
SEATED = N_("The audit committee for %(year)s: %(names)s.")
APPROVED = N_("The minutes of “%(title)s” are approved.")
AWAITS_DEED = N_("Adopted, awaiting the deed: the old statutes hold until the notary has passed it (BW 2:43(5)).")
AWAITS_NAME = N_("Enter the new member in the register: the agenda does not say who it is.")
AWAITS_MEMBER = N_("Enter this in the register of members: the agenda does not say who it is about.")
AWAITS_APPEAL = N_("Enter the outcome of the appeal in the register of members.")
AWAITS_BOARD = N_(
    "Enter this in the register of the board, and register it with the trade register within eight days: %(names)s."
)
AWAITS_ACCOUNTS = N_(
    "File the annual accounts with the trade register within eight days after this decision (BW 2:394(1))."
)
AWAITS_BOOKING = N_("Book the distribution in the accounts of the members.")
AWAITS_TERM = N_("The term for the annual accounts is longer now: set the new day in the list of duties.")
AWAITS_LIQUIDATION = N_("Register the dissolution with the trade register, and say who settles what is left.")
NO_MINUTES = N_("There are no minutes of an earlier meeting to approve.")
DONE_ALREADY = N_("What this decision set going was done already.")
NOT_ADOPTED = N_("This was not adopted, so it sets nothing going.")


def act(resolution: Resolution, *, by: User, now: datetime) -> ActOutcome:
    """Do what this decision sets going. What is refused is kept with its reason, and can be tried again; the decision stands."""
    lock(resolution.meeting.cooperative)
    if not resolution.adopted or resolution.replaced_at is not None:
        raise RuleViolation(NOT_ADOPTED)
    if resolution.act_state is ActState.DONE:
        raise RuleViolation(DONE_ALREADY)
    try:
        with db.session.begin_nested():
            outcome = ACTS.get(resolution.kind, _nothing)(resolution, by, now)
    except RuleViolation as refusal:
        outcome = ActOutcome(ActState.FAILED, refusal.message, refusal.params, BOARD)
    resolution.act_state, resolution.act_owner = outcome.state, outcome.owner
    resolution.act_words = {
        "text": outcome.words,
        "params": {name: str(value) for name, value in outcome.params.items()},
    }
    resolution.acted_at = now if outcome.state is ActState.DONE else None
    db.session.flush()
    return outcome


def settle(resolution: Resolution, *, now: datetime) -> None:
    """Somebody did by hand what waited."""
    lock(resolution.meeting.cooperative)
    if resolution.act_state in {ActState.AWAITS, ActState.FAILED}:
        resolution.act_state, resolution.acted_at = ActState.DONE, now


def _nothing(_resolution: Resolution, _by: User, _now: datetime) -> ActOutcome:
    return ActOutcome(ActState.NOTHING)


def _awaits(words: str, owner: str) -> Act:
    def wait(resolution: Resolution, _by: User, _now: datetime) -> ActOutcome:
        return ActOutcome(ActState.AWAITS, words, {"names": ", ".join(resolution.elected) or resolution.text}, owner)

    return wait


def _admit(resolution: Resolution, by: User, now: datetime) -> ActOutcome:
    subject = resolution.item.subject
    name = str(subject.get("name", "")).strip()
    if not name:
        return ActOutcome(ActState.AWAITS, AWAITS_NAME, owner=BOARD)
    email = subject.get("email") or None
    person = Person(name, address=subject.get("address") or None, email=email)
    day = resolution.decided_on
    decision = Decision(GENERAL_MEETING, day, day, note=_reference(resolution))
    register_services.admit(resolution.meeting.cooperative, person, decision, author=by, now=now)
    return ActOutcome(ActState.DONE, ENTERED, {"name": name})


def _expel(resolution: Resolution, by: User, now: datetime) -> ActOutcome:
    member = _member(resolution)
    if member is None:
        return ActOutcome(ActState.AWAITS, AWAITS_MEMBER, owner=BOARD)
    day = resolution.decided_on
    ground, reason = str(resolution.item.subject.get("ground", "")), resolution.item.words or resolution.text
    decision = Decision(GENERAL_MEETING, day, day, ground, f"{reason} ({_reference(resolution)})")
    register_services.end(member, EventKind.EXPULSION, decision, author=by, now=now)
    return ActOutcome(ActState.DONE, EXPELLED, {"name": member.name})


def _member(resolution: Resolution) -> Member | None:
    """The member that the item of the agenda is about, by the number in the register."""
    number = resolution.item.subject.get("member")
    for member in register.members(resolution.meeting.cooperative):
        if str(member.number) == str(number):
            return member
    return None


def _seat_committee(resolution: Resolution, _by: User, _now: datetime) -> ActOutcome:
    """Who was chosen looks into the accounts of the year that the item names, else of the year of the meeting."""
    year = int(resolution.item.subject.get("year") or resolution.year)
    seated = []
    for member in register.members(resolution.meeting.cooperative):
        if member.name in resolution.elected:
            seated.append(member.name)
            seat = CommitteeSeat(cooperative_id=resolution.cooperative_id, year=year, member_id=member.id)
            seat.resolution_id = resolution.id
            db.session.add(seat)
    if len(seated) < len(resolution.elected):
        return ActOutcome(ActState.AWAITS, AWAITS_MEMBER, owner=BOARD)
    return ActOutcome(ActState.DONE, SEATED, {"year": year, "names": ", ".join(seated)})


def _adopt(resolution: Resolution, by: User, now: datetime) -> ActOutcome:
    """The version that lay before the meeting is adopted; it holds only after the deed."""
    version = resolution.item.statutes_version
    if version is not None:
        today = clock.local(now).date()
        versions.note_step(version, VersionStep.ADOPTED, resolution.decided_on, by=by, now=now, today=today)
    return ActOutcome(ActState.AWAITS, AWAITS_DEED, owner=NOTARY)


def _approve(resolution: Resolution, _by: User, now: datetime) -> ActOutcome:
    earlier = queries.minutes_to_approve(resolution.meeting)
    if earlier is None:
        raise RuleViolation(NO_MINUTES)
    minutes.approve(earlier, in_meeting=resolution.meeting, now=now)
    return ActOutcome(ActState.DONE, APPROVED, {"title": earlier.title})


def _reference(resolution: Resolution) -> str:
    return f"besluit {resolution.year}-{resolution.number}"


ACTS: Mapping[ItemKind, Act] = {
    ItemKind.ADMISSION: _admit,
    ItemKind.EXPULSION: _expel,
    ItemKind.AUDIT_COMMITTEE: _seat_committee,
    ItemKind.AMENDMENT: _adopt,
    ItemKind.MINUTES: _approve,
    ItemKind.APPEAL: _awaits(AWAITS_APPEAL, BOARD),
    ItemKind.ELECTION: _awaits(AWAITS_BOARD, BOARD),
    ItemKind.DISMISSAL: _awaits(AWAITS_BOARD, BOARD),
    ItemKind.ACCOUNTS: _awaits(AWAITS_ACCOUNTS, BOARD),
    ItemKind.DISTRIBUTION: _awaits(AWAITS_BOOKING, TREASURER),
    ItemKind.EXTENSION: _awaits(AWAITS_TERM, BOARD),
    ItemKind.DISSOLUTION: _awaits(AWAITS_LIQUIDATION, BOARD),
    ItemKind.CONVERSION: _awaits(AWAITS_DEED, NOTARY),
}

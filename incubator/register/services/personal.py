"""Verbs of a member's own data: a change that leaves the old readable, and what may go when nobody has to keep it any longer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from incubator.accounts.models import User
from incubator.core import audit, clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.register import queries, rules
from incubator.register.models import BoardSeat, Member, MemberEvent
from incubator.register.queries import board as seated
from incubator.register.queries.linking import all_memberships_of, seats_of
from incubator.register.queries.remaining import held
from incubator.register.services.elsewhere import erase_elsewhere, erase_seat_elsewhere
from incubator.register.services.membership import MEMBER
from incubator.register.services.recording import Besides, account_of, happen
from incubator.register.values import Decision, EventKind

ERASED = "gewist"


def change(member: Member, data: Mapping[str, Any], on: date, *, author: User | None, now: datetime) -> MemberEvent:
    """Another name, address, e-mail address or consent, from a day on; what it was stays readable. Raises `RuleViolation`."""
    lock(member.cooperative)
    rules.check_happened(on, clock.local(now).date())
    changes = _changes(member, data)
    for event in queries.counting_events(member):
        if event.kind is EventKind.CHANGE and event.on_date > on:
            raise RuleViolation(N_("There is a later change already."), field="on")
    for key, (_before, value) in changes.items():
        setattr(member, key, value)
    # An account once joined stays: another address must not hand a membership to another account.
    if "email" in changes and member.user_id is None:
        member.user_id = account_of(member.cooperative, member.email)
    decision = Decision(MEMBER, on, on)
    return happen(
        member, EventKind.CHANGE, decision, besides=Besides(details={"changes": changes}), author=author, now=now
    )


def _changes(member: Member, data: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What differs, each with what it was and what it becomes. Raises `RuleViolation` when nothing does."""
    changes = {}
    for key, value in data.items():
        before = getattr(member, key)
        # Nothing and an empty text are the same.
        if value != before and (value or before):
            changes[key] = [before, value]
    if not changes:
        raise RuleViolation(N_("Nothing has changed."))
    if not data["name"]:
        raise RuleViolation(N_("Fill in the name of the member."), field="name")
    return changes


def erase(member: Member, *, author: User | None, now: datetime) -> MemberEvent:
    """Take out what nobody has to keep: e-mail address and consent of who left; after the term of the law all that names a person."""
    lock(member.cooperative)
    today = clock.local(now).date()
    row = queries.row_on(member, today)
    last_day = queries.last_day_known(member)
    rules.check_erasure(row.standing if row else None, last_day, held(member, today))
    kept = queries.kept_until(member)
    everything = kept is not None and kept < today
    # Without a membership there is no reason to mail, so this goes at once; the rest waits for the term of the law.
    member.email, member.email_consent = None, False
    for event in member.events:
        _forget(event, everything=everything)
    # What features above the register hold goes by the same terms.
    erase_elsewhere(member, today, everything=everything)
    if everything:
        _forget_seats(member, today)
        member.name, member.address, member.user_id = erased_name(member), None, None
    decision = Decision(rules.BOARD, today, today, "all" if everything else "contact")
    db.session.flush()
    erased = happen(member, EventKind.ERASURE, decision, author=author, now=now)
    if everything:
        _forget_in_the_trail(member)
    return erased


def erase_of_account(user: User, *, now: datetime) -> None:
    """What may go with an account of what the register holds: of who left, and of seats of which the term of the law is over."""
    today = clock.local(now).date()
    for member in all_memberships_of(user):
        try:
            erase(member, author=None, now=now)
        except RuleViolation:
            continue  # a member stays in the register, and so does who is owed money: the page has said so
    for seat in seats_of(user):
        if seat.member_id is None and _may_be_forgotten(seat, today):
            erase_seat(seat, now=now)


def erase_seat(seat: BoardSeat, *, now: datetime) -> None:
    """Take out the name of who sat in a body, once nobody has to keep it. Raises `RuleViolation` before (BW 2:10(3))."""
    lock(seat.cooperative)
    today = clock.local(now).date()
    if seat.name == erased_seat_name(seat):
        raise RuleViolation(N_("The name was erased before."))
    if not _may_be_forgotten(seat, today):
        until = seated.kept_until(seat)
        if until is None:
            raise RuleViolation(N_("Who is in office stays in the register (article 2:10 BW)."))
        raise RuleViolation(N_("The name must stay in the register until %(day)s (article 2:10 BW)."), day=until)
    erase_seat_elsewhere(seat, erased_seat_name(seat), today)
    _forget_seat(seat, erased_seat_name(seat))
    seat.user_id = None
    db.session.flush()


def _may_be_forgotten(seat: BoardSeat, today: date) -> bool:
    until = seated.kept_until(seat)
    return until is not None and until < today


def erased_seat_name(seat: BoardSeat) -> str:
    """What stands where the name of somebody stood who was no member, or not any more."""
    return f"Zetel {seat.id} ({ERASED})"


def erased_name(member: Member) -> str:
    """What stands where the name stood."""
    return f"Lid {member.number} ({ERASED})"


def _forget_seats(member: Member, today: date) -> None:
    """The name goes out of the seats too, of which each has a term of its own: who left as a member may have been a director longer."""
    for seat in seated.seats(member.cooperative):
        if seat.member_id == member.id and _may_be_forgotten(seat, today):
            _forget_seat(seat, erased_name(member))


def _forget_seat(seat: BoardSeat, instead: str) -> None:
    seat.name = instead
    for event in seat.events:
        event.note = ""
    db.session.flush()
    audit.forget("board_seats", [seat.id], ("name",))
    audit.forget("seat_events", [event.id for event in seat.events], ("note",))


def _forget_in_the_trail(member: Member) -> None:
    """The trail keeps who changed what and when; the name itself, also the one of before, goes out of it."""
    for weight in member.weights:
        weight.reason = ERASED
    db.session.flush()
    audit.forget("members", [member.id], ("name", "address", "email"))
    audit.forget("member_events", [event.id for event in member.events], ("note", "details"))
    audit.forget("member_votes", [weight.id for weight in member.weights], ("reason",))


def _forget(event: MemberEvent, *, everything: bool) -> None:
    """Out of what changed go the e-mail addresses, or all of it with every note."""
    if everything:
        event.note, event.details = "", None
        return
    changes = (event.details or {}).get("changes")
    if changes is not None:
        left = {key: change for key, change in changes.items() if key not in {"email", "email_consent"}}
        event.details = {"changes": left}

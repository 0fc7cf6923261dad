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
from incubator.register.models import Member, MemberEvent
from incubator.register.queries import board as seated
from incubator.register.services.elsewhere import erase_elsewhere
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


def _held(member: Member, day: date) -> int:
    """What is still booked for a member: paid in (also of a later day), credited, to be paid out, owed."""
    return member.balance_cents + sum(each.cents for each in queries.held_besides(member, day))


def erase(member: Member, *, author: User | None, now: datetime) -> MemberEvent:
    """Take out what nobody has to keep: e-mail address and consent of who left; after the term of the law all that names a person."""
    lock(member.cooperative)
    today = clock.local(now).date()
    row = queries.row_on(member, today)
    last_day = queries.last_day_known(member)
    rules.check_erasure(row.standing if row else None, last_day, _held(member, today))
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


def erased_name(member: Member) -> str:
    """What stands where the name stood."""
    return f"Lid {member.number} ({ERASED})"


def _forget_seats(member: Member, today: date) -> None:
    """The name goes out of the seats too, of which each has a term of its own: who left as a member may have been a director longer."""
    for seat in seated.seats(member.cooperative):
        until = seated.kept_until(seat)
        if seat.member_id == member.id and until is not None and until < today:
            seat.name = erased_name(member)
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

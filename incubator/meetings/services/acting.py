"""What a decision sets going: one list of acts by kind of item. What another feature does not do yet waits, with who does it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.meetings.models import Resolution
from incubator.meetings.queries import deciding as queries
from incubator.meetings.services import acts_of_accounts, acts_of_people, acts_of_standing, minutes
from incubator.meetings.values import ItemKind
from incubator.meetings.values.holding import ActOutcome, ActState
from incubator.statutes.services import versions
from incubator.statutes.values.states import VersionStep

Act = Callable[[Resolution, User, datetime], ActOutcome]

BOARD, NOTARY = "board", "notary"
# An appeal that is turned down has consequences too: the expulsion that waited for it is final.
ACTS_EITHER_WAY = frozenset({ItemKind.APPEAL})
APPROVED = N_("The minutes of “%(title)s” are approved.")
AWAITS_DEED = N_("Adopted, awaiting the deed: the old statutes hold until the notary has passed it (BW 2:43(5)).")
AWAITS_LIQUIDATION = N_("Register the dissolution with the trade register, and say who settles what is left.")
NO_MINUTES = N_("There are no minutes of an earlier meeting to approve.")
DONE_ALREADY = N_("What this decision set going was done already.")
NOT_ADOPTED = N_("This was not adopted, so it sets nothing going.")


def sets_going(resolution: Resolution) -> bool:
    """Whether a decision has consequences: what was adopted, and an appeal whatever came of it."""
    return resolution.adopted or resolution.kind in ACTS_EITHER_WAY


def act(resolution: Resolution, *, by: User, now: datetime) -> ActOutcome:
    """Do what this decision sets going. What is refused is kept with its reason, and can be tried again; the decision stands."""
    lock(resolution.meeting.cooperative)
    if not sets_going(resolution) or resolution.replaced_at is not None:
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
    def wait(_resolution: Resolution, _by: User, _now: datetime) -> ActOutcome:
        return ActOutcome(ActState.AWAITS, words, owner=owner)

    return wait


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


ACTS: Mapping[ItemKind, Act] = {
    ItemKind.ADMISSION: acts_of_people.admit,
    ItemKind.EXPULSION: acts_of_people.expel,
    ItemKind.APPEAL: acts_of_people.rule_on_appeal,
    ItemKind.ELECTION: acts_of_people.elect,
    ItemKind.DISMISSAL: acts_of_people.dismiss,
    ItemKind.SUSPENSION: acts_of_standing.suspend_member,
    ItemKind.BOARD_SUSPENSION: acts_of_standing.suspend_director,
    ItemKind.OFFICES: acts_of_standing.divide_offices,
    ItemKind.AUDIT_COMMITTEE: acts_of_people.seat_committee,
    ItemKind.ACCOUNTS: acts_of_accounts.adopt_accounts,
    ItemKind.DISTRIBUTION: acts_of_accounts.distribute,
    ItemKind.DISCHARGE: acts_of_accounts.discharge,
    ItemKind.EXTENSION: acts_of_accounts.lengthen,
    ItemKind.AMENDMENT: _adopt,
    ItemKind.MINUTES: _approve,
    ItemKind.DISSOLUTION: _awaits(AWAITS_LIQUIDATION, BOARD),
    ItemKind.CONVERSION: _awaits(AWAITS_DEED, NOTARY),
}

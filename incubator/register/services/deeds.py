"""Verbs of the deed: somebody of the group or its coach enters it, a manager confirms or refuses it. Only what was confirmed counts."""

from dataclasses import replace
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.register import messages, queries, rules, services
from incubator.register.models import DeedProposal
from incubator.register.services import signing
from incubator.register.values import PRESENT_ANSWERS, EnteredDeed, Founding, ProposalState
from incubator.statutes import queries as statutes_queries
from incubator.statutes import services as statutes_services
from incubator.statutes.models import StatutesVersion
from incubator.statutes.services import versions

INCOMPLETE = N_(
    "A deed always says the name, the seat, the purpose and at least two founders (articles 2:27(4) and 2:54(1) BW). "
    "This text does not yet. Answer those questions of the statutes first, as they stand in the deed."
)
WAITS = N_("A deed was entered already. It waits for the manager to confirm it.")


def propose(group: Cooperative, entered: EnteredDeed, *, by: User, now: datetime) -> DeedProposal:
    """Enter the deed, for a manager to confirm. It names the version of the statutes that was signed, as it is at this moment.

    Raises `RuleViolation` when another deed waits, at a date that cannot be, of a text without what every deed of incorporation says,
    and when a deed that counts would change without a reason.
    """
    proposal = _enter(lock(group), entered, by=by, now=now)
    messages.tell_proposed(proposal, by, queries.confirmers())
    return proposal


def record(group: Cooperative, entered: EnteredDeed, *, by: User, now: datetime) -> DeedProposal:
    """Enter and confirm in one step, as a manager can. Raises `RuleViolation` as `propose` does."""
    proposal = _enter(lock(group), entered, by=by, now=now)
    _confirm(proposal, by=by, now=now)
    return proposal


def propose_returned(
    version: StatutesVersion, founding: Founding, take_over: bool, *, by: User, now: datetime
) -> DeedProposal:
    """Enter the deed that was brought of a version, as `propose` does; with `take_over` of a new version that says what it says."""
    return propose(version.cooperative, _returned(version, founding, take_over, by=by, now=now), by=by, now=now)


def record_returned(
    version: StatutesVersion, founding: Founding, take_over: bool, *, by: User, now: datetime
) -> DeedProposal:
    """As `propose_returned`, entered and confirmed in one step, as a manager can."""
    return record(version.cooperative, _returned(version, founding, take_over, by=by, now=now), by=by, now=now)


def _returned(version: StatutesVersion, founding: Founding, take_over: bool, *, by: User, now: datetime) -> EnteredDeed:
    group = lock(version.cooperative)
    # Before anything is made of it: a second time there is nothing left to enter.
    if queries.open_proposal(group) is not None:
        raise RuleViolation(WAITS)
    if version.deed_on is not None:
        raise RuleViolation(N_("The deed of this version was recorded already."))
    if not take_over:
        return EnteredDeed(founding, version.number)
    today = clock.local(now).date()
    return EnteredDeed(founding, versions.take_over(version, by=by, now=now, today=today).number)


def _enter(group: Cooperative, entered: EnteredDeed, *, by: User, now: datetime) -> DeedProposal:
    if queries.open_proposal(group) is not None:
        raise RuleViolation(WAITS)
    founding, today = entered.founding, clock.local(now).date()
    rules.check_founding(founding.signed_on, founding.filed_on, today=today)
    founding = replace(founding, kvk=signing.stored_kvk(founding.kvk))
    version = _version_signed(group, entered.version, by=by, now=now, today=today)
    recorded = queries.recorded_deed(group)
    # Of nothing no cooperative comes: its register would open with nobody in it, and the dossier would call defaults the deed.
    if recorded is None and statutes_queries.asked_by_every_deed(version.answers):
        raise RuleViolation(INCOMPLETE, field="version")
    # Another version of the statutes has a deed of its own.
    if recorded is not None and version.deed_on is not None:
        rules.check_correction(recorded, founding, entered.reason)
    proposal = DeedProposal(
        cooperative_id=group.id,
        version_id=version.id,
        corrects=recorded is not None,
        signed_on=founding.signed_on,
        notary=founding.notary,
        kvk=founding.kvk,
        filed_on=founding.filed_on,
        reason=entered.reason,
        state=ProposalState.PROPOSED,
        proposed_at=now,
        proposed_by_id=by.id,
    )
    db.session.add(proposal)
    db.session.flush()
    return proposal


def _version_signed(group: Cooperative, number: int, *, by: User, now: datetime, today: date) -> StatutesVersion:
    """The version with this number, or the answers as they are now, made into a version."""
    if number == PRESENT_ANSWERS and queries.answers_changed(group):
        return statutes_services.make_version(group, author=by, now=now, today=today)
    for version in queries.versions_to_sign(group):
        if number in {version.number, PRESENT_ANSWERS}:
            return version
    raise RuleViolation(N_("There is no such version of the statutes."), field="version")


def confirm(proposal: DeedProposal, *, by: User, now: datetime) -> None:
    """From now on this deed counts, and everyone concerned hears of it. Raises `RuleViolation` when it was decided already."""
    lock(proposal.cooperative)
    _confirm(proposal, by=by, now=now)


def _confirm(proposal: DeedProposal, *, by: User, now: datetime) -> None:
    _decide(proposal, ProposalState.CONFIRMED, by=by, now=now)
    today = clock.local(now).date()
    services.record_founding(
        proposal.cooperative, proposal.founding, author=by, now=now, today=today, version=proposal.version
    )
    messages.tell_confirmed(proposal, by, queries.concerned(proposal, without=by))


def refuse(proposal: DeedProposal, answer: str, *, by: User, now: datetime) -> None:
    """Something is not right; everyone concerned reads what. Raises `RuleViolation` when it was decided already."""
    lock(proposal.cooperative)
    _decide(proposal, ProposalState.REFUSED, by=by, now=now)
    proposal.answer = answer
    messages.tell_refused(proposal, by, queries.concerned(proposal, without=by))


def withdraw(proposal: DeedProposal, *, by: User, now: datetime) -> None:
    """Take back what one entered oneself. Raises `RuleViolation` when it was decided already."""
    lock(proposal.cooperative)
    _decide(proposal, ProposalState.WITHDRAWN, by=by, now=now)


def _decide(proposal: DeedProposal, state: ProposalState, *, by: User, now: datetime) -> None:
    rules.check_undecided(proposal.state)
    proposal.state, proposal.decided_by_id, proposal.decided_at = state, by.id, now
    db.session.flush()


def record_kvk(group: Cooperative, number: str, filed_on: date | None, *, by: User | None, now: datetime) -> None:
    """The trade register gave its number after the deed. The version that the deed names stays the one in force.

    Raises `RuleViolation` without a deed, at a number or date that cannot be, and when there is a number already.
    """
    group = lock(group)
    recorded, version = queries.recorded_deed(group), statutes_queries.effective(group)
    if recorded is None or version is None:
        raise RuleViolation(N_("First the deed, then the KVK number."))
    if recorded.kvk:
        raise RuleViolation(N_("The KVK number was recorded already: %(number)s."), field="kvk", number=recorded.kvk)
    rules.check_founding(recorded.signed_on, filed_on, today=clock.local(now).date())
    version.filed_on = filed_on or version.filed_on
    registered = replace(recorded, kvk=signing.stored_kvk(number), filed_on=version.filed_on)
    signing.record_registration(version, registered, author=by, now=now)

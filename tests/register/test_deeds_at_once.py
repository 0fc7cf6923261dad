"""The deed, when two people act at the same moment, on both databases."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.register import queries
from incubator.register.models import DeedProposal
from incubator.register.services import deeds
from incubator.register.values import EnteredDeed, Founding, ProposalState
from incubator.statutes import queries as statutes
from tests.at_once import at_once
from tests.factories import SOME_MOMENT
from tests.register.test_at_once import refused

pytestmark = pytest.mark.both_databases
ENTERED = EnteredDeed(Founding(date(2026, 9, 1), "mr. De Wit", ""), version=1)


def act(verb, model, row_id, *arguments, by):
    """A verb of the deed by somebody, as a request carries it out."""

    def action():
        row, person = db.session.get(model, row_id), db.session.get(User, by)
        with transaction(actor=SYSTEM):
            verb(row, *arguments, by=person, now=clock.now())
        return "done"

    return action


@pytest.fixture
def waiting(bezem):
    with transaction(actor=SYSTEM):
        return deeds.propose(bezem.group, ENTERED, by=bezem.coordinator, now=SOME_MOMENT).id


def test_a_deed_entered_twice_at_once_waits_once(app, bezem):
    group_id, people = bezem.group.id, (bezem.coordinator.id, bezem.coach.id)
    entering = [act(deeds.propose, Cooperative, group_id, ENTERED, by=person) for person in people]
    assert refused(at_once(app, *entering)) == 1
    assert len(queries.deed_proposals(bezem.group)) == 1


def test_a_deed_recorded_twice_at_once_counts_once(app, bezem):
    recording = act(deeds.record, Cooperative, bezem.group.id, ENTERED, by=bezem.manager.id)
    assert refused(at_once(app, recording, recording)) == 1
    assert [proposal.state for proposal in queries.deed_proposals(bezem.group)] == [ProposalState.CONFIRMED]
    assert len(queries.members(bezem.group)) == 5


def test_a_deed_confirmed_while_it_is_taken_back_is_one_of_both(app, bezem, waiting):
    confirming = act(deeds.confirm, DeedProposal, waiting, by=bezem.manager.id)
    taking_back = act(deeds.withdraw, DeedProposal, waiting, by=bezem.coordinator.id)
    assert refused(at_once(app, confirming, taking_back)) == 1
    founded = statutes.effective(bezem.group) is not None
    state = db.session.get(DeedProposal, waiting).state
    assert state is (ProposalState.CONFIRMED if founded else ProposalState.WITHDRAWN)
    assert len(queries.members(bezem.group)) == (5 if founded else 0)


def test_a_deed_confirmed_and_refused_at_once_is_one_of_both(app, bezem, waiting):
    manager = bezem.manager.id
    confirming = act(deeds.confirm, DeedProposal, waiting, by=manager)
    refusing = act(deeds.refuse, DeedProposal, waiting, "De datum is anders.", by=manager)
    assert refused(at_once(app, confirming, refusing)) == 1
    proposal = db.session.get(DeedProposal, waiting)
    assert (proposal.state is ProposalState.REFUSED) == bool(proposal.answer)


def test_two_numbers_at_once_are_one_number(app, bezem, waiting):
    at_once(app, act(deeds.confirm, DeedProposal, waiting, by=bezem.manager.id))
    numbers = [
        act(deeds.record_kvk, Cooperative, bezem.group.id, number, None, by=person)
        for number, person in (("12345678", bezem.coordinator.id), ("87654321", bezem.coach.id))
    ]
    assert refused(at_once(app, *numbers)) == 1
    kept = cooperatives.holding_values(bezem.group)["identity.kvk"]
    assert cooperatives.milestones(bezem.group)["kvk"].note == kept


def test_the_database_itself_refuses_a_second_deed_that_waits(app, bezem, waiting):
    proposal = db.session.get(DeedProposal, waiting)
    more = {"version_id": proposal.version_id, "signed_on": proposal.signed_on, "notary": "mr. B"}
    db.session.add(DeedProposal(cooperative_id=bezem.group.id, proposed_at=SOME_MOMENT, **more))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()

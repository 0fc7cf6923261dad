"""A certificate in the library of answers: its days, and what it means for go or no-go."""

from datetime import date, timedelta

import pytest

from incubator.bids.models import LibraryKind, Requirement, RequirementKind, RequirementOrigin, RequirementState
from incubator.bids.queries import cases
from incubator.bids.rules import deciding
from incubator.bids.services import answers, bidding
from incubator.bids.services.answers import AnswerTerms
from incubator.bids.values.deciding import KnockOutState
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from tests.factories import CooperativeFactory, ParticipationFactory
from tests.watch.factories import publication, store


@pytest.fixture
def bid(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin")
    ParticipationFactory(cooperative=group)
    (notice,) = store(publication(1))
    begun = bidding.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    asked = Requirement(bid_id=begun.id, kind=RequirementKind.SUITABILITY, origin=RequirementOrigin.OWN)
    asked.text, asked.state = "De inschrijver beschikt over een geldig VCA-certificaat.", RequirementState.CONFIRMED
    db.session.add(asked)
    db.session.commit()
    return begun


def keep(bid, **more):
    terms = AnswerTerms("VCA", **more)
    by, now, today = bid.cooperative.participations[0].user, clock.now(), clock.today()
    answers.add(bid.cooperative, LibraryKind.CERTIFICATE, terms, by=by, now=now, today=today)
    db.session.commit()


def state(bid):
    basis = cases.decision_basis(bid, now=clock.now())
    return next(knock.state for knock in deciding.knock_outs(basis) if knock.key == "certificate")


def test_a_certificate_of_the_library_counts_until_its_last_day(bid):
    assert state(bid) is KnockOutState.OPEN
    closes = clock.local(bid.work.deadline).date()
    keep(bid, valid_until=closes - timedelta(days=1))
    assert state(bid) is KnockOutState.OPEN
    keep(bid, valid_until=closes)
    assert state(bid) is KnockOutState.FINE


@pytest.mark.parametrize(
    ("issued", "until", "is_refused"),
    [
        (date(2024, 1, 10), date(2023, 1, 9), True),
        (date(2024, 1, 10), date(2024, 1, 10), False),
        (None, date(2023, 1, 9), False),
        (date(2024, 1, 10), None, False),
    ],
)
def test_a_certificate_ends_no_day_before_it_was_issued(bid, issued, until, is_refused):
    if is_refused:
        with pytest.raises(RuleViolation) as refused:
            keep(bid, begun_on=issued, valid_until=until)
        assert refused.value.field == "valid_until"
    else:
        keep(bid, begun_on=issued, valid_until=until)

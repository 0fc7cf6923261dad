"""The neighbourhood decides: one vote each until the end, counted after it, and rules from their day."""

from datetime import timedelta

import pytest

from incubator.accounts import services as account_services
from incubator.core import clock
from incubator.core.db import db, transaction
from incubator.core.errors import RuleViolation
from incubator.currency import jobs
from incubator.currency.models import CurrencyOffer, CurrencyVote
from incubator.currency.queries import deciding as queries
from incubator.currency.rules import terms as rules
from incubator.currency.services import accounts, deciding, market
from incubator.currency.values import CurrencyBallot, CurrencyVerdict, MarketCard, MarketSide
from incubator.neighbourhood.models import Neighbourhood
from tests.at_once import at_once
from tests.currency.factories import START, decided, later, neighbourhood_with_currency, terms
from tests.factories import UserFactory

CLOSES = 7


@pytest.fixture
def zon(app):
    return neighbourhood_with_currency("Anna", "Bilal", "Chris")


def proposed(zon, text="Meer ruimte voor nieuwe mensen.", quorum=25, **more):
    closes_on = clock.today() + timedelta(days=CLOSES)
    begins = closes_on + timedelta(days=2)
    return deciding.propose(
        zon.currency,
        terms(applies_from=begins, credit=3_000, **more),
        text,
        closes_on,
        quorum,
        by=zon.driver,
        now=clock.now(),
    )


def votes(zon, proposal, **choices):
    for name, choice in choices.items():
        deciding.vote(proposal, CurrencyBallot(choice), by=zon.people[name], now=clock.now())


def limit(zon):
    db.session.expire_all()
    return zon.accounts["Anna"].ledger_account.minimum_cents


@pytest.mark.both_databases
def test_an_accepted_proposal_becomes_the_rules_from_its_day(zon):
    proposal = proposed(zon)
    votes(zon, proposal, Anna="yes", Bilal="yes", Chris="no")
    assert deciding.settle_due(zon.currency, now=later(CLOSES)) == 0
    assert deciding.settle_due(zon.currency, now=later(CLOSES + 1)) == 1
    assert (proposal.state, proposal.yes, proposal.no, proposal.electors) == (CurrencyVerdict.ACCEPTED, 2, 1, 4)
    for days, credit in ((CLOSES + 1, 2_000), (CLOSES + 2, 3_000)):
        today = clock.today() + timedelta(days=days)
        accounts.follow_rules(zon.currency, today=today)
        assert (queries.rules_on(zon.currency, today).credit, limit(zon)) == (credit, -credit)
    assert deciding.settle_due(zon.currency, now=later(CLOSES + 2)) == 0


def test_a_rejected_proposal_changes_nothing(zon):
    proposal = proposed(zon)
    votes(zon, proposal, Anna="yes", Bilal="no")
    deciding.settle_due(zon.currency, now=later(CLOSES + 1))
    assert proposal.state is CurrencyVerdict.REJECTED
    assert len(queries.versions(zon.currency)) == 1


def test_each_votes_once_and_may_change_it_until_the_end(zon):
    proposal = proposed(zon)
    votes(zon, proposal, Anna="yes")
    votes(zon, proposal, Anna="blank")
    counts = queries.counts(proposal)
    assert (counts.yes, counts.no, counts.blank) == (0, 0, 1)
    with pytest.raises(RuleViolation) as refused:
        deciding.vote(proposal, CurrencyBallot.NO, by=zon.people["Bilal"], now=later(CLOSES + 1))
    assert refused.value.message == rules.VOTE_CLOSED


def test_who_voted_what_is_forgotten_once_it_was_counted(zon):
    votes(zon, proposed(zon), Anna="yes", Bilal="no")
    deciding.settle_due(zon.currency, now=later(CLOSES + 1))
    assert [(vote.user_id, vote.choice) for vote in db.session.scalars(db.select(CurrencyVote).order_by("id"))] == [
        (None, CurrencyBallot.YES),
        (None, CurrencyBallot.NO),
    ]


@pytest.mark.both_databases
def test_two_votes_of_one_person_at_once_are_one_vote(app, zon):
    proposal = proposed(zon)
    db.session.commit()
    number, user_id = proposal.id, zon.people["Anna"].id

    def voting(choice):
        def action():
            user = db.session.get(type(zon.driver), user_id)
            with transaction(actor=user):
                deciding.vote(db.session.get(type(proposal), number), choice, by=user, now=clock.now())

        return action

    at_once(app, voting(CurrencyBallot.YES), voting(CurrencyBallot.NO))
    assert db.session.scalar(db.select(db.func.count()).select_from(CurrencyVote)) == 1


def test_rules_never_hold_for_what_is_past(zon):
    yesterday = clock.today() - timedelta(days=1)
    with pytest.raises(RuleViolation) as refused:
        deciding.record(zon.currency, terms(applies_from=yesterday), decided("x"), by=zon.driver, now=clock.now())
    assert refused.value.field == "applies_from"
    with pytest.raises(RuleViolation) as refused:
        deciding.propose(
            zon.currency, terms(), "x", clock.today() + timedelta(days=3), 0, by=zon.driver, now=clock.now()
        )
    assert refused.value.field == "applies_from"


def test_the_same_decision_or_proposal_twice_is_one(zon):
    proposed(zon)
    for again in (
        lambda: proposed(zon),
        lambda: deciding.record(zon.currency, terms(), decided(), by=zon.driver, now=clock.now()),
    ):
        with pytest.raises(RuleViolation):
            again()


def test_before_there_are_rules_nobody_has_an_account(app, zon):
    place = Neighbourhood(slug="x", name="X", municipality="GM0344", created_at=clock.now())
    db.session.add(place)
    db.session.flush()
    bare = accounts.start(place, START, now=clock.now())
    with pytest.raises(RuleViolation):
        accounts.open_for(bare, UserFactory(), today=clock.today())
    with pytest.raises(RuleViolation):
        accounts.start(place, START, now=clock.now())


def test_who_goes_takes_cards_and_votes_along_and_leaves_a_number(zon):
    anna = zon.people["Anna"]
    votes(zon, proposed(zon), Anna="yes")
    card = MarketCard(MarketSide.OFFER, "Taart", "Bel mij.", "", clock.today(), 500, "06-99887766")
    market.place(zon.accounts["Anna"], card, by=anna, now=clock.now())
    account_services.delete_account(anna, known_as="voormalig deelnemer", now=clock.now())
    db.session.commit()
    assert db.session.scalar(db.select(CurrencyOffer)) is None
    assert db.session.scalar(db.select(CurrencyVote.user_id)) is None
    assert zon.accounts["Anna"].ledger_account.name == "Rekening 2"


def test_the_night_counts_and_forgets_by_itself(zon):
    deciding.propose(
        zon.currency,
        terms(applies_from=clock.today() + timedelta(days=2)),
        "Kort",
        clock.today() + timedelta(days=1),
        0,
        by=zon.driver,
        now=clock.now(),
    )
    db.session.commit()
    assert jobs.keep_currencies() == "0 votes counted, 0 periods of demurrage booked, 0 cards removed"


def test_old_cards_go_three_months_after_their_last_day(zon):
    card = MarketCard(MarketSide.NEED, "Wie maait mijn gras?", "Een keer.", "", clock.today())
    offer = market.place(zon.accounts["Anna"], card, by=zon.people["Anna"], now=clock.now())
    with pytest.raises(RuleViolation):
        market.place(zon.accounts["Anna"], card, by=zon.people["Anna"], now=clock.now())
    market.end(offer, now=clock.now())
    assert offer.until < clock.today()
    assert market.forget_old(now=later(60)) == 0
    assert market.forget_old(now=later(92)) == 1

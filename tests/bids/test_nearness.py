"""How near the work of a bid is to a group: in place, in kind, and by its age."""

from datetime import timedelta

import pytest

from incubator.bids.messages.deciding import sentence
from incubator.bids.queries import cases, nearness
from incubator.bids.rules import deciding
from incubator.bids.services import bidding
from incubator.core import clock
from incubator.core.reference import sectors
from incubator.watch.services import requests
from tests.factories import CooperativeFactory, FactFactory, MilestoneFactory, UserFactory


@pytest.fixture
def bid(app):
    group, by = CooperativeFactory(), UserFactory()
    work = requests.enter(
        group, requests.AskedWork("Beter Wonen", "Tuinen", place="Almelo"), author=by, now=clock.now()
    )
    return bidding.start_on_request(work, owner=by, now=clock.now(), today=clock.today())


def place_of(bid):
    basis = cases.decision_basis(bid, now=clock.now())
    (knock,) = [knock for knock in deciding.knock_outs(basis) if knock.key == "place"]
    return knock.state.value, sentence(knock.what)


@pytest.mark.parametrize(("own", "state"), [(["Almelo"], "fine"), (["Maastricht"], "attention"), (None, "unknown")])
def test_the_place_that_a_client_named_counts(bid, own, state):
    if own:
        FactFactory(cooperative=bid.cooperative, key="offer.places", value=own)
    shown = place_of(bid)
    assert shown[0] == state
    assert "Almelo" in shown[1]


def test_a_place_that_no_table_has_is_shown_as_it_was_typed(bid):
    bid.request.place = "Achter de kerk"
    FactFactory(cooperative=bid.cooperative, key="offer.places", value=["Almelo"])
    state, words = place_of(bid)
    assert (state, "Achter de kerk" in words) == ("unknown", True)


def test_work_of_another_sector_is_other_work_only_when_both_are_known():
    first, other = [sector for sector in sectors.sectors().values() if sector.cpv][:2]
    codes = [code for code in first.cpv if other not in sectors.sectors_of(code)]
    assert nearness.is_other_work([other.id], codes[:1], "")
    assert not nearness.is_other_work([first.id], codes[:1], "")
    assert not nearness.is_other_work(None, codes[:1], "")
    assert not nearness.is_other_work([other.id], [], "Zomaar iets")
    assert nearness.is_other_work([other.id], [], first.keywords[0])


@pytest.mark.parametrize(("days", "closed"), [(None, False), (0, False), (800, True)])
def test_a_young_cooperative_has_no_closed_book_year(bid, days, closed):
    if days is not None:
        signed = clock.today() - timedelta(days=days)
        MilestoneFactory(cooperative=bid.cooperative, key="deed")
        FactFactory(cooperative=bid.cooperative, key="identity.deed_date", value=signed.isoformat())
    assert cases.decision_basis(bid, now=clock.now()).has_closed_year is closed

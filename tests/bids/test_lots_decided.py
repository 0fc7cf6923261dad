"""A buyer decides on each lot: who won one and not another waits for the one, and asks why and objects for the other."""

from dataclasses import replace

import pytest

from incubator.bids.models import BidStage
from incubator.bids.queries import results as queries
from incubator.bids.rules.outcomes import LotEnds, ends_for
from incubator.cooperatives.models import FactState
from incubator.core.db import db
from incubator.formats import stored
from incubator.formats.values import ReadLot
from tests.bids.test_ends_of_bids import MAY_SIGN, OBJECT, decide, on_notice, standing, titles, words
from tests.factories import FactFactory

LOTS = ["LOT-0001", "LOT-0002"]


def on_two_lots(group, member, **more):
    bid, page = on_notice(group, member, **more)
    lots = tuple(ReadLot(number) for number in LOTS)
    bid.notice.data = stored.dump(replace(bid.notice.content, lots=lots))
    bid.lots = LOTS
    db.session.commit()
    return bid, page


@pytest.mark.parametrize(
    ("outcome", "won", "theirs", "ends"),
    [
        ("won", LOTS[:1], (), LotEnds("won", ("LOT-0001",), ("LOT-0002",))),
        ("won", LOTS[:1], LOTS[1:], LotEnds("lost", (), ("LOT-0002",))),
        ("won", LOTS[:1], LOTS[:1], LotEnds("won", ("LOT-0001",))),
        ("admitted", LOTS[:1], LOTS[1:], LotEnds("refused", (), ("LOT-0002",))),
        ("won", [], (), LotEnds("won")),
        ("lost", [], LOTS[1:], LotEnds("lost")),
    ],
)
def test_a_decision_ends_by_lot_for_the_bid_and_for_each_partner(outcome, won, theirs, ends):
    assert ends_for(outcome, LOTS, won, theirs=theirs) == ends


def test_of_a_lot_that_another_got_one_can_ask_why_and_object(group, member, client):
    bid, page = on_two_lots(group, member)
    assert decide(client, page, "won", lots_won=["LOT-0002"], reason="price").status_code == 302
    decision = standing(bid)
    assert (bid.stage, decision.reason) == (BidStage.WON, "price")
    assert {MAY_SIGN, OBJECT} <= titles(group)
    shown = client.get(page).text
    for paper in ("motivering.docx", "bezwaar.docx", "getekend"):
        assert f"{page}/{paper}" in shown
    letter = words(client.get(f"{page}/motivering.docx"))
    assert "voor Perceel 1," in letter
    assert "Perceel 2" not in letter
    draft = words(client.get(f"{page}/bezwaar.docx"))
    assert "Perceel 1" in draft
    assert "Perceel 2" not in draft
    # Signed for what was won: the day to object for the other stays.
    signed = client.post(f"{page}/getekend", data={"agreed_on": decision.sent_on.isoformat(), "because": "Haast"})
    assert signed.status_code == 302
    assert MAY_SIGN not in titles(group)
    assert OBJECT in titles(group)


def test_who_won_says_which_lots(group, member, client):
    bid, page = on_two_lots(group, member)
    refused = decide(client, page, "won")
    assert refused.status_code == 422
    assert standing(bid) is None
    assert decide(client, page, "won", lots_won=LOTS).status_code == 302
    assert not queries.ends_of(standing(bid)).is_against_us
    assert OBJECT not in titles(group)
    assert f"{page}/bezwaar.docx" not in client.get(page).text


def test_a_letter_names_lots_in_dutch_for_who_reads_english(group, member, client):
    _bid, page = on_two_lots(group, member)
    member.language = "en"
    db.session.commit()
    assert decide(client, page, "won", lots_won=["LOT-0001"]).status_code == 302
    assert "Perceel 2" in words(client.get(f"{page}/bezwaar.docx"))


def test_the_name_of_the_deed_is_our_own_name(group, member, client):
    """A letter names the winner as its deed does, and the site by the short name of the group."""
    FactFactory(cooperative=group, key="identity.name", value="Groenbedrijf Zonnewijk U.A.", state=FactState.APPROVED)
    bid, page = on_notice(group, member)
    assert decide(client, page, "lost", winner="Groenbedrijf Zonnewijk U.A.").status_code == 422
    assert decide(client, page, "won", winner="Groenbedrijf Zonnewijk U.A.").status_code == 302
    assert standing(bid).outcome == "won"

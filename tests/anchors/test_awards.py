"""What award notices show is a second source beside the list: only amounts that a notice gives a winner, and what it says of size."""

from datetime import date
from decimal import Decimal

import pytest

from incubator.anchors.queries import figures, purchases
from incubator.anchors.rules.awards import as_bought, parts_of
from incubator.anchors.rules.sums import is_local, is_small, share_of
from incubator.anchors.values.institutions import PromiseMeasure
from incubator.anchors.values.purchases import SpendAnswer
from incubator.core.db import db
from incubator.formats.values import Money, NoticeKind, ReadNotice, ReadOrganisation, Winner
from incubator.notices.models import Organisation
from tests.anchors.factories import anchor_in
from tests.moneymap.test_awards import awarded
from tests.neighbourhood.factories import neighbourhood, participant

UTRECHT = "GM0344"
DAY = date(2026, 3, 1)


def euros(amount):
    return Money(Decimal(amount), "EUR", "awarded")


def notice(*winners):
    towns = {"Groen Utrecht": "Utrecht", "Groot Groen": "Zwolle"}
    organisations = [ReadOrganisation(winner.name, role="winner", city=towns.get(winner.name)) for winner in winners]
    return ReadNotice("eforms", (), NoticeKind.AWARD, "Groen", winners=winners, organisations=tuple(organisations))


@pytest.mark.parametrize(
    ("size", "small"),
    [("small", "yes"), ("micro", "yes"), ("medium", "yes"), ("large", "no"), (None, "unknown"), ("reus", "unknown")],
)
def test_the_size_is_as_the_notice_names_it(size, small):
    (part,) = parts_of(1, "Groen", DAY, notice(Winner("Groen Utrecht", value=euros(10), size=size)), UTRECHT)
    assert part.small is SpendAnswer(small)


def test_shares_are_of_the_amounts_that_a_notice_gives_a_winner():
    winners = (
        Winner("Groen Utrecht", value=euros("30.10"), size="small"),
        Winner("Groot Groen", value=euros("60.20"), size="large"),
        Winner("Wie Weet", value=euros("9.70")),
        Winner("Zonder Bedrag"),
    )
    bought = as_bought(parts_of(1, "Groen", DAY, notice(*winners), UTRECHT))
    local, small = share_of(bought, is_local), share_of(bought, is_small)
    assert (local.yes, local.no, local.unknown, local.total) == (3010, 6020, 970, 10_000)
    assert (small.yes, small.no, small.unknown) == (3010, 6020, 970)


def test_the_awards_of_an_anchor_stand_on_its_page_by_the_name_of_the_buyer(client, sign_in, app):
    place, _driver = neighbourhood()
    sign_in(client, participant(place))
    assert purchases.awarded(anchor_in(place, "Zonder inkoper"), place.municipality) == []
    row = awarded()
    buyer = db.session.get(Organisation, row.buyer_id).name
    anchor = anchor_in(place, "Gemeente", buyer=f" {buyer.upper()} ")
    parts = purchases.awarded(anchor, place.municipality)
    assert [(part.winner, part.local, part.cents) for part in parts] == [
        ("Groenwerk Utrecht", SpendAnswer.YES, 24_000_000),
        ("Tuinman BV", SpendAnswer.NO, None),
    ]
    (figure,) = figures.from_awards(parts, PromiseMeasure.LOCAL)
    assert (figure.low, figure.high) == (1, 1)
    assert figures.from_awards(parts, PromiseMeasure.SOCIAL) == []
    page = client.get(f"/buurten/zonnewijk/ankers/{anchor.id}")
    assert page.status_code == 200
    assert "Groenwerk Utrecht" in page.text

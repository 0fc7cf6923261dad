"""Awards in the store become flows that are proposed, one by one."""

from datetime import date
from decimal import Decimal

import pytest

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import Conflict
from incubator.formats.values import Money, NoticeKind, ReadNotice, ReadOrganisation, Winner
from incubator.moneymap.models import AwardChoice, ChoiceState, MoneyFlow
from incubator.moneymap.queries import awards as queries
from incubator.moneymap.queries import maps
from incubator.moneymap.rules import awards as rules
from incubator.moneymap.services import awards as services
from incubator.moneymap.services import maps as map_services
from incubator.moneymap.values import FlowCertainty, NodeKind, Whereabouts
from incubator.notices.models import Notice
from incubator.notices.services import import_documents
from tests.moneymap.factories import UTRECHT, MapOfZonnewijk
from tests.world import publication

WINNERS = [
    {"name": "Groenwerk Utrecht", "value": {"amount": "240000", "currency": "EUR", "kind": "awarded"}},
    {"name": "Tuinman BV"},
]
PLACES = [
    {"name": "Groenwerk Utrecht", "role": "winner", "city": "Utrecht"},
    {"name": "Tuinman BV", "role": "winner", "city": "Zwolle"},
]


def awarded(number=1, winners=WINNERS, **columns):
    import_documents([publication(number, f"Groenonderhoud {number}", **columns)], now=clock.now())
    notice = db.session.scalars(db.select(Notice).order_by(Notice.id.desc())).first()
    notice.kind, notice.duration_months = NoticeKind.AWARD, 48
    notice.data = notice.data | {"winners": winners, "organisations": PLACES}
    db.session.commit()
    return notice


@pytest.fixture
def zonnewijk(session):
    return MapOfZonnewijk()


def accept(world, proposal, cents=6_000_000):
    with transaction(actor=SYSTEM):
        return services.accept(world.place, proposal, cents, "Groen", by=world.builder, now=clock.now())


def test_each_winner_of_the_municipality_is_proposed(zonnewijk):
    notice = awarded()
    first, second = queries.proposed(zonnewijk.place)
    assert (first.winner, first.cents, first.yearly_cents, first.months) == (
        "Groenwerk Utrecht",
        24_000_000,
        6_000_000,
        48,
    )
    assert (first.where, second.where) == (Whereabouts.HERE, Whereabouts.ELSEWHERE)
    assert (second.yearly_cents, second.notice_id) == (None, notice.id)


def test_another_municipality_is_not_proposed(zonnewijk):
    awarded(opdrachtgeverNaam="Gemeente Almere")
    assert queries.proposed(zonnewijk.place) == []


def test_a_call_to_bid_is_no_award(zonnewijk):
    awarded().kind = NoticeKind.COMPETITION
    db.session.commit()
    assert queries.proposed(zonnewijk.place) == []


def test_an_accepted_award_is_a_flow_with_its_notice(zonnewijk):
    notice = awarded()
    first, _second = queries.proposed(zonnewijk.place)
    flow = accept(zonnewijk, first)
    assert (flow.notice_id, flow.cents, flow.certainty) == (notice.id, 6_000_000, FlowCertainty.ESTIMATE)
    assert (flow.payer.kind, flow.receiver.whereabouts) == (NodeKind.GOVERNMENT, Whereabouts.HERE)
    assert [left.winner for left in queries.proposed(zonnewijk.place)] == ["Tuinman BV"]


def test_the_amount_that_the_notice_names_for_a_year_is_a_fact(zonnewijk):
    awarded().duration_months = 12
    db.session.commit()
    first, _second = queries.proposed(zonnewijk.place)
    assert accept(zonnewijk, first, 24_000_000).certainty is FlowCertainty.FACT


def test_an_award_is_decided_once(zonnewijk):
    awarded()
    first, _second = queries.proposed(zonnewijk.place)
    accept(zonnewijk, first)
    with pytest.raises(Conflict):
        accept(zonnewijk, first)
    with pytest.raises(Conflict), transaction(actor=SYSTEM):
        services.drop(zonnewijk.place, first, by=zonnewijk.builder, now=clock.now())
    assert len(maps.flows(zonnewijk.place.id)) == 1


def test_a_dropped_award_comes_back_when_asked(zonnewijk):
    awarded()
    first, _second = queries.proposed(zonnewijk.place)
    with transaction(actor=SYSTEM):
        services.drop(zonnewijk.place, first, by=zonnewijk.builder, now=clock.now())
    (decided,) = queries.decided(zonnewijk.place)
    assert decided.choice.state is ChoiceState.DROPPED
    with transaction(actor=SYSTEM):
        services.reopen(decided.choice)
    assert len(queries.proposed(zonnewijk.place)) == 2


def test_deciding_again_takes_the_flow_off_the_map(zonnewijk):
    awarded()
    accept(zonnewijk, queries.proposed(zonnewijk.place)[0])
    choice = db.session.scalars(db.select(AwardChoice)).one()
    with transaction(actor=SYSTEM):
        services.reopen(choice)
    assert db.session.scalars(db.select(MoneyFlow)).all() == []


def test_a_flow_that_was_removed_is_not_proposed_again(zonnewijk):
    awarded()
    flow = accept(zonnewijk, queries.proposed(zonnewijk.place)[0])
    with transaction(actor=SYSTEM):
        map_services.remove_flow(flow)
    (decided,) = queries.decided(zonnewijk.place)
    assert decided.choice.flow_id is None
    assert len(queries.proposed(zonnewijk.place)) == 1


@pytest.mark.parametrize(
    ("cents", "months", "yearly"),
    [(240_000_00, 48, 60_000_00), (100, None, 100), (100, 6, 100), (100, 12, 100), (100, 36, 33), (50, 16, 38)],
)
def test_a_longer_contract_is_a_part_each_year(cents, months, yearly):
    assert rules.yearly_cents(cents, months) == yearly


@pytest.mark.parametrize(
    ("place", "where"),
    [
        ("Utrecht", Whereabouts.HERE),
        ("Zwolle", Whereabouts.ELSEWHERE),
        ("", Whereabouts.UNKNOWN),
        ("Köln", Whereabouts.UNKNOWN),
    ],
)
def test_a_winner_is_local_by_its_town(place, where):
    assert rules.whereabouts(place, UTRECHT) is where


def read_notice(*winners, value=None):
    return ReadNotice("ocds", (), NoticeKind.AWARD, "Groen", winners=winners, value=value, published=date(2026, 1, 1))


def test_the_amount_of_all_winners_is_nobodys():
    both = (Winner("A"), Winner("B"))
    awarded_value = Money(Decimal("10"), kind="awarded")
    assert rules.amount_of(read_notice(*both, value=awarded_value), both[0]) == (None, True)
    assert rules.amount_of(read_notice(both[0], value=awarded_value), both[0]) == (1_000, False)
    assert rules.amount_of(read_notice(both[0], value=Money(Decimal("10"))), both[0]) == (None, False)
    dollars = Winner("A", value=Money(Decimal("10"), "USD"))
    assert rules.amount_of(read_notice(dollars), dollars) == (None, False)


def test_a_winner_is_found_by_its_number_too():
    party = ReadOrganisation("Tuinman B.V.", "winner", ids=("12345678",), city="Zwolle")
    notice = ReadNotice(
        "ocds", (), NoticeKind.AWARD, "Groen", organisations=(party,), winners=(Winner("Tuinman", "12345678"),)
    )
    assert rules.place_of(notice, notice.winners[0]) == "Zwolle"

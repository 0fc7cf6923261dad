"""Work that was agreed: recorded once, corrected, taken back; the earliest is the first contract of the group."""

from datetime import date, timedelta

import pytest
from lxml import html
from sqlalchemy import select

from incubator.bids.models import BidStage, Contract
from incubator.bids.queries import contracts as queries
from incubator.bids.rules.contracts import ContractTerms
from incubator.bids.rules.results import DecisionTerms
from incubator.bids.services import agreements, bidding, results
from incubator.bids.services import contracts as services
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives import services as groups
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.quantities import months_later
from incubator.formats.values import LegalRegime
from tests.bids.factories import handed_in
from tests.factories import CoachAssignmentFactory
from tests.watch.factories import publication, store

PAGE = "/cooperaties/de-tuin/opdrachten"
TYPED = {"name": "Tuinen van De Linde", "client": "Woonzorg De Linde", "agreed_on": "2026-10-01"}


def contracts():
    db.session.expire_all()
    return db.session.scalars(select(Contract).order_by(Contract.id)).all()


def first_on(group):
    milestone = cooperatives.milestones(group).get("first-contract")
    return milestone.on_date if milestone else None


def test_work_without_a_bid_is_recorded_as_people_write_it(group, member, client):
    typed = {**TYPED, "ends_on": "1-10-2027", "value_cents": "€ 48.000", "jobs_percent": "1,5"}
    assert client.post(f"{PAGE}/nieuw", data=typed).location == PAGE
    (contract,) = contracts()
    assert (contract.agreed_on, contract.ends_on) == (date(2026, 10, 1), date(2027, 10, 1))
    assert (contract.value_cents, contract.jobs_percent) == (4_800_000, 150)
    assert first_on(group) == date(2026, 10, 1)
    page = client.get(PAGE).text
    assert "Tuinen van De Linde" in page
    assert "€ 48.000" in page.replace("\xa0", " ")


def test_pressing_twice_records_it_once(group, member, client):
    for _time in range(2):
        client.post(f"{PAGE}/nieuw", data=TYPED)
    assert len(contracts()) == 1


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("agreed_on", "2099-01-01", "moet nog komen"),
        ("ends_on", "2026-09-30", "niet eindigen voordat"),
        ("jobs_percent", "1,5555", "hoogstens twee cijfers"),
        ("value_cents", "veel", "bedrag"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(group, member, client, field, typed, sentence):
    answer = client.post(f"{PAGE}/nieuw", data={**TYPED, field: typed})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert contracts() == []


def won(group, member, day=None):
    """A bid below the threshold that was won: the buyer has no term to wait for."""
    (notice,) = store(publication(1, opdrachtgeverNaam="Gemeente Utrecht"))
    notice.legal_regime = LegalRegime.NATIONAL
    bid = bidding.start(group, notice, owner=member, now=clock.now(), today=clock.today())
    handed_in(bid, by=member)
    notice.deadline = clock.now()
    terms = DecisionTerms("won", day or clock.today())
    results.record_decision(bid, terms, by=member, now=clock.now(), today=clock.today())
    db.session.commit()
    return bid


def test_a_bid_that_was_won_is_a_contract_once_it_is_signed(group, member, client):
    bid = won(group, member)
    assert (contracts(), first_on(group), group.phase) == ([], None, Phase.F6)
    page = f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/afloop/getekend"
    assert client.get(page).status_code == 200
    answer = client.post(page, data={"agreed_on": clock.today().isoformat()})
    (contract,) = contracts()
    assert answer.location == f"{PAGE}/{contract.id}"
    assert (contract.bid_id, contract.client, contract.agreed_on) == (bid.id, "Gemeente Utrecht", clock.today())
    assert contract.value_cents is None  # nobody said so
    db.session.expire_all()
    assert (first_on(group), group.phase) == (clock.today(), Phase.F7)
    assert client.post(page, data={"agreed_on": clock.today().isoformat()}).status_code == 302
    assert len(contracts()) == 1


@pytest.mark.parametrize("phase", [Phase.F1, Phase.F7])
def test_a_signature_moves_only_a_group_that_is_ready(group, member, phase):
    group.phase = phase
    bid = won(group, member)
    agreements.sign(bid, clock.today(), because="", by=member, now=clock.now())
    assert group.phase is phase


def test_a_contract_that_was_signed_by_mistake_takes_milestone_and_phase_along(group, member, client):
    bid = won(group, member)
    agreements.sign(bid, clock.today(), because="", by=member, now=clock.now())
    db.session.commit()
    client.post(f"{PAGE}/{contracts()[0].id}/verwijderen")
    db.session.expire_all()
    assert (contracts(), first_on(group), group.phase, bid.stage) == ([], None, Phase.F6, BidStage.WON)


def test_a_phase_that_a_person_chose_stays_when_a_contract_goes(group, member):
    bid = won(group, member)
    groups.move_to_phase(group, Phase.F7, now=clock.now(), by=member)
    contract = agreements.sign(bid, clock.today(), because="", by=member, now=clock.now())
    services.remove_contract(contract, now=clock.now())
    assert (first_on(group), group.phase) == (None, Phase.F7)


def test_nothing_is_signed_of_a_bid_that_was_not_won(group, member):
    (notice,) = store(publication(1))
    bid = bidding.start(group, notice, owner=member, now=clock.now(), today=clock.today())
    handed_in(bid, by=member)
    with pytest.raises(RuleViolation):
        agreements.sign(bid, clock.today(), because="", by=member, now=clock.now())


def test_the_client_extends_it_and_pressing_twice_extends_once(group, member, client):
    ends = clock.today() + timedelta(days=100)
    terms = ContractTerms("Perken", "", clock.today(), ends_on=ends, options=2, option_months=12)
    services.record_contract(group, terms, by=member, now=clock.now())
    db.session.commit()
    (contract,) = contracts()
    for _time in range(2):
        client.post(f"{PAGE}/{contract.id}/verlengd", data={"seen": ends.isoformat()})
    (contract,) = contracts()
    assert (contract.ends_on, contract.options) == (months_later(ends, 12), 1)


def test_the_first_contract_follows_the_earliest_day(group, member, client):
    earlier = clock.today() - timedelta(days=100)
    for name, day in (("Nieuw", clock.today()), ("Oud", earlier)):
        services.record_contract(group, ContractTerms(name, "", day), by=member, now=clock.now())
    db.session.commit()
    assert first_on(group) == earlier
    old = next(contract for contract in contracts() if contract.name == "Oud")
    client.post(f"{PAGE}/{old.id}/verwijderen")
    assert first_on(group) == clock.today()
    (only,) = contracts()
    client.post(f"{PAGE}/{only.id}/verwijderen")
    assert (queries.contracts(group), first_on(group)) == ([], None)


def test_a_coach_may_record_what_the_group_tells(group, client, sign_in):
    sign_in(client, CoachAssignmentFactory(cooperative=group).user)
    assert client.post(f"{PAGE}/nieuw", data=TYPED).status_code == 302


def test_who_corrects_at_the_same_time_sees_the_other(group, member, client):
    services.record_contract(group, ContractTerms("Tuinen", "De Linde", date(2026, 10, 1)), by=None, now=clock.now())
    db.session.commit()
    (contract,) = contracts()
    page = f"{PAGE}/{contract.id}"
    opened = html.document_fromstring(client.get(page).text).get_element_by_id("opened").value
    contract.client = "De Eik"
    db.session.commit()
    answer = client.post(page, data={**TYPED, "name": "Tuinen", "client": "De Beuk", "opened": opened})
    assert answer.status_code == 409
    assert "De Eik" in answer.text

"""What happens to who bids together: other terms need another yes, what was handed in stands, partners hear how it went on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.accounts.services import handing_over
from incubator.bids import jobs
from incubator.bids.documents.agreement import cooperation_agreement
from incubator.bids.documents.together import combination_statement
from incubator.bids.messages.partners import SHARED_BY_YES, joint_work
from incubator.bids.models import BidStage, Partner, PartnerAnswer, PartnerChange, PartnerRole, PartnerState
from incubator.bids.queries import checking, competing, party_changes, readiness
from incubator.bids.queries import declarations as declaration_queries
from incubator.bids.queries import partners as queries
from incubator.bids.queries.bidders import bidders_of
from incubator.bids.queries.results import standing_decision, standstill_of
from incubator.bids.rules import together as rules
from incubator.bids.rules.checking import Gravity
from incubator.bids.rules.results import DecisionTerms
from incubator.bids.rules.together import BiddingParty, LaterChange
from incubator.bids.services import bidding, partners, results
from incubator.bids.services.partners import Noted, PartnerTerms
from incubator.cooperatives.models import FactState, Milestone
from incubator.cooperatives.values import FACT_KEYS
from incubator.core import agenda, clock
from incubator.core.db import db
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.outbox import OutgoingMail
from tests.bids.factories import handed_in as hand_in
from tests.bids.test_together import (
    begin,
    bid,
    gardener,
    leader,
    meedoen,
    named,
    neighbour,
    notice,
    other,
    page,
    pages,
    samen,
    words,
)
from tests.factories import CoachAssignmentFactory, CoachFactory, FactFactory, ManagerFactory

__all__ = ["bid", "gardener", "leader", "neighbour", "notice", "other"]
DEED = "Coöperatie Houtwerk De Hoek U.A."
REASON = "De opdrachtgever wilde één aanspreekpunt."


def agreed(bid, **more):
    partner = named(bid, **more)
    partners.answer(partner, takes_part=True, now=clock.now())
    db.session.commit()
    return partner


def mails_to(person):
    rows = db.session.scalars(select(OutgoingMail).where(OutgoingMail.recipient == person.email))
    return [mail.subject for mail in rows]


def form_of(partner, **more):
    standing = {
        "name": partner.name,
        "role": partner.role.value,
        "task": partner.task,
        "revision": str(partner.revision),
    }
    return standing | more


def later(**more):
    today = clock.today().isoformat()
    return {"changed_on": today, "because": REASON, "asked_on": "", "consented_on": "", **more}


def with_buyer(bid, by):
    submission = hand_in(bid, by=by)
    db.session.commit()
    return submission


def statement(bid):
    return repr(combination_statement(joint_work(bid, clock.today(), bidders_of(bid)), made_at=clock.now()))


@pages
@pytest.mark.parametrize(
    ("before", "after"),
    [({}, {"role": "lead"}), ({"role": PartnerRole.SUBCONTRACTOR}, {"role": "member"}), ({}, {"task": "Ook de bomen"})],
)
def test_other_terms_put_a_partner_back_to_asked_with_a_mail(client, sign_in, bid, gardener, neighbour, before, after):
    partner = agreed(bid, **before)
    sign_in(client, gardener)
    known = len(mails_to(neighbour))
    assert client.post(samen(bid, partner.id), data=form_of(partner, **after)).status_code == 302
    db.session.expire_all()
    assert partner.state is PartnerState.INVITED
    assert len(mails_to(neighbour)) == known + 1
    # The old yes stays, with what it was given to.
    kept = db.session.scalars(select(PartnerAnswer).where(PartnerAnswer.partner_id == partner.id)).one()
    assert (kept.state, kept.terms["role"]) == (PartnerState.AGREED, before.get("role", PartnerRole.MEMBER).value)
    assert "De Hoek U.A." not in statement(bid)
    if partner.role in {PartnerRole.LEAD, PartnerRole.MEMBER}:
        assert "Nog geen ja van De Hoek" in statement(bid)
    # A new yes to what is asked now brings it back.
    sign_in(client, neighbour)
    asked = page(client, meedoen(partner))
    assert 'name="revision"' in asked
    old = {"do": "yes", "revision": str(partner.revision - 1)}
    client.post(meedoen(partner, "antwoord"), data=old)
    db.session.expire_all()
    assert partner.state is PartnerState.INVITED
    client.post(meedoen(partner, "antwoord"), data={"do": "yes", "revision": str(partner.revision)})
    db.session.expire_all()
    assert partner.state is PartnerState.AGREED


@pages
def test_another_share_asks_again_and_the_same_share_does_not(bid, other):
    partner = named(bid)
    own = queries.own_partner(bid)
    shares = {own.id: 6000, partner.id: 4000}
    assert partners.share_out(bid, shares, now=clock.now()) == []
    partners.answer(partner, takes_part=True, now=clock.now())
    assert partners.share_out(bid, shares, now=clock.now()) == []
    assert partner.state is PartnerState.AGREED
    assert partners.share_out(bid, {own.id: 5000, partner.id: 5000}, now=clock.now()) == [partner]
    assert partner.state is PartnerState.INVITED
    assert party_changes.last_yes(partner).share == 4000


@pages
def test_taking_the_lead_back_asks_who_led_again(bid, other):
    partner = named(bid)
    partners.change(partner, PartnerTerms("De Hoek", PartnerRole.LEAD), revision=0, now=clock.now())
    partners.answer(partner, takes_part=True, now=clock.now())
    own = queries.own_partner(bid)
    terms = PartnerTerms(own.name, PartnerRole.LEAD)
    assert partners.change(own, terms, revision=own.revision, now=clock.now()) == [partner]
    assert (partner.state, partner.role) == (PartnerState.INVITED, PartnerRole.MEMBER)


def test_a_contact_or_who_signs_needs_no_new_yes(bid, other):
    partner = agreed(bid)
    terms = PartnerTerms("De Hoek", PartnerRole.MEMBER, contact_name="Sam", signatories=("Sam",))
    assert partners.change(partner, terms, revision=partner.revision, now=clock.now()) == []
    assert partner.state is PartnerState.AGREED


@pages
def test_who_bid_stands_still_once_it_was_handed_in(client, sign_in, bid, gardener, neighbour):
    partner = agreed(bid)
    submission = with_buyer(bid, gardener)
    kept = [dict(party) for party in submission.parties]
    assert [party["name"] for party in kept] == ["De Tuin U.A.", "De Hoek U.A."]
    sign_in(client, gardener)
    # Without a day and a reason nothing changes, by whichever page.
    own = queries.own_partner(bid)
    shares = {f"share_{own.id}": "60", f"share_{partner.id}": "40"}
    outsider = {"name": "Jansen B.V.", "role": "subcontractor"}
    for path, data in (
        ((partner.id,), form_of(partner, role="subcontractor")),
        (("erbij",), outsider),
        ((partner.id, "stopt"), {}),
        (("verdeling",), shares),
    ):
        refused = client.post(samen(bid, *path), data=data)
        assert refused.status_code == 422, path
        db.session.expire_all()
        assert len(queries.partners(bid)) == 2
        assert (partner.role, partner.state) == (PartnerRole.MEMBER, PartnerState.AGREED)
    assert client.post(samen(bid, "erbij"), data=outsider | later()).status_code == 302
    assert client.post(samen(bid, partner.id, "stopt"), data=later()).status_code == 302
    db.session.expire_all()
    changes = party_changes.changes(bid)
    assert [(change.partner.name, change.before is None, change.after is None) for change in changes] == [
        ("Jansen B.V.", True, False),
        ("De Hoek", False, True),
    ]
    assert [change.reason for change in changes] == [REASON, REASON]
    # What was handed in is as it was, and the paper names who bid and what changed.
    assert party_changes.handed_in(bid).parties == kept
    paper = statement(bid)
    assert "De Hoek U.A." in paper
    assert REASON in paper
    assert "Toestemming vragen voor De Hoek" in paper


@pages
def test_the_consent_of_the_buyer_is_noted_afterwards_and_once(client, sign_in, bid, gardener, other):
    agreed(bid)
    with_buyer(bid, gardener)
    sign_in(client, gardener)
    client.post(samen(bid, "erbij"), data={"name": "Jansen B.V.", "role": "subcontractor"} | later())
    change = db.session.scalars(select(PartnerChange)).one()
    today = clock.today().isoformat()
    url = samen(bid, "veranderingen", change.id)
    without = client.post(url, data={"consented_on": today, "revision": "0"})
    assert without.status_code == 422
    assert client.post(url, data={"asked_on": today, "consented_on": today, "revision": "0"}).status_code == 302
    assert client.post(url, data={"asked_on": today, "revision": "0"}).status_code == 409
    db.session.expire_all()
    assert (change.asked_on, change.consented_on) == (clock.today(), clock.today())
    assert "Toestemming" not in statement(bid)


@pages
def test_a_partner_cannot_walk_out_of_or_into_what_was_handed_in(client, sign_in, bid, gardener, neighbour):
    partner = agreed(bid)
    with_buyer(bid, gardener)
    sign_in(client, neighbour)
    client.post(meedoen(partner, "antwoord"), data={"do": "stop"})
    db.session.expire_all()
    assert partner.state is PartnerState.AGREED
    partner.state = PartnerState.INVITED
    party_changes.handed_in(bid).parties = []
    db.session.commit()
    with pytest.raises(RuleViolation):
        partners.answer(partner, takes_part=True, now=clock.now())


@pages
def test_who_is_liable_hears_of_handing_in_and_of_the_outcome(client, sign_in, bid, gardener, neighbour):
    partner = agreed(bid)
    sign_in(client, gardener)
    where = f"/cooperaties/de-tuin/inschrijvingen/{bid.id}"
    today = clock.today().isoformat()
    with_buyer(bid, gardener)
    before = len(mails_to(neighbour))
    db.session.expire_all()
    bid.notice.deadline = clock.now()
    db.session.commit()
    assert (
        client.post(f"{where}/afloop/besluit", data={"outcome": "won", "sent_on": today, "version": "0"}).status_code
        == 302
    )
    assert len(mails_to(neighbour)) == before + 1
    term = standstill_of(standing_decision(bid))
    theirs = [entry.due_at for entry in agenda.entries([partner.cooperative_id], since=clock.now())]
    assert (term is None) == (theirs == [])
    own = queries.own_partner(bid)
    # What was won is a contract once it is signed; the term has not passed, which asks a reason.
    signed = client.post(f"{where}/afloop/getekend", data={"agreed_on": today, "because": "Er was een haast."})
    assert signed.status_code == 302
    contract = client.get(samen(bid, "opdracht"))
    assert contract.status_code == 200
    parts = {f"part_{own.id}": "600", f"part_{partner.id}": "400,50"}
    assert client.post(samen(bid, "opdracht"), data=parts).status_code == 302
    sign_in(client, neighbour)
    assert "400,50" in page(client, meedoen(partner))
    assert "400,50" in page(client, "/cooperaties/de-hoek/opdrachten")
    # What the others get, and the value of the whole, is not theirs to read.
    assert "600" not in page(client, "/cooperaties/de-hoek/opdrachten")


@pages
def test_handing_in_on_the_page_tells_the_partners(client, sign_in, bid, gardener, neighbour):
    agreed(bid)
    today = clock.today()
    bidding.move(bid, BidStage.WRITING, note="", now=clock.now(), today=today)
    db.session.commit()
    before = len(mails_to(neighbour))
    sign_in(client, gardener)
    form = {"when": "now", "place": "TenderNed", "open_because": "Alles is nagekeken."}
    assert client.post(f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/inleveren", data=form).status_code == 302
    assert len(mails_to(neighbour)) == before + 1


def test_a_decision_that_is_taken_back_leaves_no_term_and_no_part(client, sign_in, bid, gardener, neighbour):
    partner = agreed(bid)
    with_buyer(bid, gardener)
    bid.notice.deadline = clock.now()
    results.record_decision(
        bid, DecisionTerms("won", clock.today(), standstill_until=clock.today() + timedelta(days=20)),
        by=gardener, now=clock.now(), today=clock.today(),
    )  # fmt: skip
    partner.contract_cents = 500
    db.session.commit()
    assert len(agenda.entries([partner.cooperative_id], since=clock.now())) == 1
    sign_in(client, gardener)
    where = f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/afloop/ingetrokken"
    data = {"withdrawn_on": clock.today().isoformat(), "because": "Fout"}
    assert client.post(where, data=data).status_code == 302
    db.session.expire_all()
    assert partner.contract_cents is None
    assert agenda.entries([partner.cooperative_id], since=clock.now()) == []


def test_more_than_the_contract_is_not_divided():
    rules.check_amounts({"A": 60_00, "B": 40_00}, 100_00)
    rules.check_amounts({"A": 60_00, "B": None}, None)
    with pytest.raises(RuleViolation, match="100,01"):
        rules.check_amounts({"A": 60_00, "B": 40_01}, 100_00)
    assert rules.shared_out(100_01, {1: 3334, 2: 6666, 3: None}) == {1: 33_34, 2: 66_66, 3: None}


@pages
def test_a_group_without_a_deed_stops_the_handing_in_and_stands_as_such_in_papers(
    client, sign_in, bid, gardener, other
):
    partner = agreed(bid)
    assert readiness.without_deed(bid) == []
    db.session.delete(db.session.scalars(select(Milestone).where(Milestone.cooperative_id == other.id)).one())
    db.session.commit()
    assert readiness.without_deed(bid) == ["De Hoek"]
    points = checking.points(bid, now=clock.now())
    assert any(point.severity is Gravity.BLOCKS and point.number == partner.id for point in points)
    with pytest.raises(RuleViolation, match="De Hoek"):
        hand_in(bid, by=gardener)
    db.session.rollback()
    made = statement(bid) + repr(
        cooperation_agreement(joint_work(bid, clock.today(), bidders_of(bid)), made_at=clock.now())
    )
    assert "De Hoek U.A. (in oprichting)" in made
    assert "'De Hoek U.A.'" not in made
    sign_in(client, gardener)
    assert "2:4 BW" in page(client, samen(bid))


def test_nothing_is_shared_before_the_yes_and_after_it_what_the_page_names(client, sign_in, bid, gardener, other):
    """The page names name, number, board and another bid; every other fact of the dossier stays with the partner."""
    secret = {}
    for key, definition in FACT_KEYS.items():
        if key not in {"identity.name", "identity.kvk"} and definition.kind.value == "text":
            secret[key] = f"geheim-{len(secret)}-geheim"
            FactFactory(cooperative=other, key=key, value=secret[key])
    partner = named(bid)
    sign_in(client, gardener)

    def shown():
        where = f"/cooperaties/de-tuin/inschrijvingen/{bid.id}"
        texts = [
            page(client, f"{where}{part}") for part in ("", "/samen", "/uea", "/controleren", "/stukken", "/taken")
        ]
        texts.append(page(client, samen(bid, partner.id)))
        return (
            "".join(texts)
            + words(client.get(samen(bid, "verklaring.docx")))
            + words(client.get(samen(bid, "overeenkomst.docx")))
        )

    before = shown()
    assert "De Hoek U.A." not in before
    assert "87654321" not in before
    assert client.get(samen(bid, partner.id, "volmacht.docx")).status_code == 404
    partners.answer(partner, takes_part=True, now=clock.now())
    db.session.commit()
    after = shown()
    assert "De Hoek U.A." in after
    assert "87654321" in after
    assert secret
    assert [key for key, value in secret.items() if value in after] == []
    assert len(SHARED_BY_YES) == 4


@pages
def test_a_partner_that_is_let_out_gets_a_mail_and_without_a_lead_that_is_said(
    client, sign_in, bid, gardener, neighbour
):
    partner = named(bid)
    partners.change(partner, PartnerTerms("De Hoek", PartnerRole.LEAD), revision=0, now=clock.now())
    partners.answer(partner, takes_part=True, now=clock.now())
    db.session.commit()
    assert not queries.has_no_leader(bid)
    before = len(mails_to(neighbour))
    sign_in(client, gardener)
    assert client.post(samen(bid, partner.id, "stopt")).status_code == 302
    assert len(mails_to(neighbour)) == before + 1
    db.session.expire_all()
    assert queries.has_no_leader(bid)
    assert any(point.message == readiness.NO_LEADER for point in readiness.points(bid))


def test_what_a_partner_is_still_filling_in_is_not_told(bid, other, monkeypatch):
    partner = agreed(bid)
    monkeypatch.setattr("incubator.bids.queries.case_sides.has_ground", lambda known: known.partner_id == partner.id)
    assert not [point for point in readiness.points(bid) if point.message == readiness.GROUND]
    declaration_queries.declaration_of(partner).ready_at = clock.now()
    assert [point.number for point in readiness.points(bid) if point.message == readiness.GROUND] == [partner.id]


def test_a_coach_of_two_bidders_and_the_manager_are_told_and_nobody_else(
    client, sign_in, bid, gardener, neighbour, other, notice
):
    theirs = begin(other, notice)
    coach, manager = CoachFactory(), ManagerFactory()
    CoachAssignmentFactory(cooperative=bid.cooperative, user=coach)
    assert competing.guided_both(bid) == []
    CoachAssignmentFactory(cooperative=other, user=coach)
    db.session.commit()
    for reader in (coach, manager):
        assert [both.rival.id for both in competing.seen_by(reader, bid)] == [other.id]
        assert [both.rival.id for both in competing.seen_by(reader, theirs)] == [bid.cooperative_id]
        sign_in(client, reader)
        assert "2.87 lid 1" in page(client, f"/cooperaties/de-tuin/inschrijvingen/{bid.id}")
    sign_in(client, gardener)
    text = page(client, f"/cooperaties/de-tuin/inschrijvingen/{bid.id}")
    assert "2.87 lid 1" not in text
    assert "De Hoek" not in text


@pages
def test_a_handover_to_who_guides_a_competitor_is_told_before_and_after(bid, gardener, other, notice):
    begin(other, notice)
    stops, takes_over, manager = CoachFactory(name="Bo"), CoachFactory(name="Noor"), ManagerFactory()
    CoachAssignmentFactory(cooperative=bid.cooperative, user=stops)
    CoachAssignmentFactory(cooperative=other, user=takes_over)
    db.session.commit()
    held = "".join(name for holding in handing_over.holdings(stops) for name in holding.names)
    assert "Noor" in held
    assert "De Hoek" not in held
    handing_over.hand_over(stops, takes_over, now=clock.now())
    db.session.commit()
    keys = db.session.scalars(select(OutgoingMail.key).where(OutgoingMail.key.startswith("bid-one-coach:"))).all()
    assert {int(key.rsplit(":", 1)[1]) for key in keys} == {takes_over.id, manager.id}


def test_a_coach_who_comes_to_guide_two_bidders_is_mailed_once(bid, other, notice):
    """By being assigned, by claiming work, or because the second group began its bid later."""
    coach, manager = CoachFactory(), ManagerFactory()
    CoachAssignmentFactory(cooperative=bid.cooperative, user=coach)
    CoachAssignmentFactory(cooperative=other, user=coach)
    db.session.commit()
    assert jobs.tell_shared_guides() == "0 mails"
    begin(other, notice)
    assert jobs.tell_shared_guides() == "2 mails"
    assert jobs.tell_shared_guides() == "0 mails"
    assert (len(mails_to(coach)), len(mails_to(manager))) == (1, 1)


@pytest.mark.parametrize(
    ("ours", "others", "against"),
    [
        ([("A", 1)], [("B", 2)], {2}),
        ([("A", 1), ("B", 2)], [("B", 2), ("C", 3)], {3}),
        ([("A", 1, {"L1"})], [("B", 2, {"L2"})], set()),
        ([("A", 1, {"L1"})], [("B", 2)], {2}),
        ([("A", 1)], [("Outside", None)], set()),
    ],
)
def test_rivals_bid_on_the_same_lot_and_not_along(ours, others, against):
    def parties(rows):
        return [BiddingParty(row[0], row[1], "", frozenset(row[2] if len(row) > 2 else ())) for row in rows]

    assert rules.rivals(parties(ours), parties(others)) == against


def test_a_change_after_handing_in_has_a_day_a_reason_and_an_order():
    today = clock.today()
    LaterChange(today, REASON, today, today).check(today, today)
    for wrong in (
        LaterChange(),
        LaterChange(today),
        LaterChange(today, " "),
        LaterChange(today.replace(year=today.year - 1), REASON),
        LaterChange(today.replace(year=today.year + 1), REASON),
        LaterChange(today, REASON, None, today),
        LaterChange(today, REASON, today.replace(year=today.year + 1)),
    ):
        with pytest.raises(RuleViolation):
            wrong.check(today, today)


def test_a_yes_to_other_terms_than_stand_is_refused(bid, other):
    partner = named(bid)
    with pytest.raises(Conflict):
        partners.answer(partner, takes_part=True, now=clock.now(), seen=partner.revision - 1)
    partners.answer(partner, takes_part=True, now=clock.now(), seen=partner.revision)
    assert partner.state is PartnerState.AGREED


def test_noted_without_handing_in_records_nothing(bid, other):
    partner = agreed(bid)
    partners.withdraw(partner, now=clock.now(), noted=Noted(LaterChange(clock.today(), REASON)))
    assert party_changes.changes(bid) == []
    assert db.session.get(Partner, partner.id).state is PartnerState.WITHDRAWN


@pytest.mark.parametrize(
    "more",
    [{"name": "De Hoek"}, {"name": DEED}, {"kvk": "KVK 12 34 56 78"}, {"name": "De Tuin U.A."}, {"name": "De Tuin"}],
)
def test_a_firm_outside_does_not_become_a_cooperative_by_another_name(client, sign_in, bid, gardener, other, more):
    """Who belongs to this incubator says yes itself; by a corrected name it would take part without being asked."""
    FactFactory(cooperative=other, key="identity.kvk", value="12345678", state=FactState.APPROVED)
    FactFactory(cooperative=other, key="identity.name", value=DEED, state=FactState.APPROVED)
    outside = named(bid, "Jansen B.V.")
    assert outside.state is PartnerState.AGREED
    sign_in(client, gardener)
    refused = client.post(samen(bid, outside.id), data=form_of(outside, **more))
    assert refused.status_code == 422
    db.session.expire_all()
    assert outside.name == "Jansen B.V."
    # By the name of its deed it is that cooperative as well, and it is asked.
    asked = partners.add(bid, PartnerTerms(DEED.upper(), PartnerRole.MEMBER), now=clock.now())
    assert (asked.cooperative_id, asked.state) == (other.id, PartnerState.INVITED)
    kept = form_of(outside, name="Jansen Groen B.V.", kvk="KVK 11.22.33.44")
    assert client.post(samen(bid, outside.id), data=kept).status_code == 302
    db.session.expire_all()
    assert (outside.name, outside.kvk) == ("Jansen Groen B.V.", "11223344")


def test_what_is_no_number_of_the_trade_register_comes_back_as_it_was_typed(client, sign_in, bid, gardener):
    outside = named(bid, "Jansen B.V.")
    sign_in(client, gardener)
    refused = client.post(samen(bid, outside.id), data=form_of(outside, kvk="KVK 12 34. vier"))
    assert refused.status_code == 422
    assert 'value="KVK 12 34. vier"' in refused.text

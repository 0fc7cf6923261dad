"""Bidding together: partners who decide themselves, shares that are the whole work, two bids on one procurement, and who signs."""

import io
import re
from dataclasses import replace

import docx
import pytest
from sqlalchemy import select

from incubator.bids.documents.gaps import UEA, gaps_of
from incubator.bids.documents.together import combination_statement
from incubator.bids.messages.partners import joint_work, party_sheet
from incubator.bids.models import BidStage, Declaration, Partner, PartnerRole, PartnerState
from incubator.bids.queries import checking
from incubator.bids.queries import declarations as declaration_queries
from incubator.bids.queries import partners as queries
from incubator.bids.queries.bidders import bidders_of
from incubator.bids.rules import together as rules
from incubator.bids.rules.together import BiddingParty
from incubator.bids.services import bidding, partners
from incubator.bids.services.partners import PartnerTerms
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.formats import stored
from incubator.formats.espd_reading import read_response
from incubator.formats.values import ReadLot
from incubator.register.values.board import SigningOnDay
from tests.factories import CooperativeFactory, FactFactory, MilestoneFactory, ParticipationFactory
from tests.watch.factories import publication, store


def cooperative(slug, name, kvk=""):
    group = CooperativeFactory(slug=slug, name=name, phase=Phase.F6)
    FactFactory(cooperative=group, key="identity.name", value=f"{name} U.A.")
    if kvk:
        FactFactory(cooperative=group, key="identity.kvk", value=kvk)
    MilestoneFactory(cooperative=group, key="deed")
    return group


@pytest.fixture
def leader(app):
    return cooperative("de-tuin", "De Tuin", "12345678")


@pytest.fixture
def other(app):
    return cooperative("de-hoek", "De Hoek", "87654321")


@pytest.fixture
def gardener(leader):
    return ParticipationFactory(cooperative=leader).user


@pytest.fixture
def neighbour(other):
    return ParticipationFactory(cooperative=other).user


@pytest.fixture
def notice(app):
    (notice,) = store(publication(1))
    return notice


def begin(group, notice):
    bid = bidding.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    db.session.commit()
    return bid


@pytest.fixture
def bid(leader, notice):
    return begin(leader, notice)


def named(bid, name="De Hoek", role=PartnerRole.MEMBER, **more):
    partner = partners.add(bid, PartnerTerms(name, role, **more), now=clock.now())
    db.session.commit()
    return partner


def page(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.get_data(as_text=True)


def samen(bid, *more):
    return "/".join([f"/cooperaties/{bid.cooperative.slug}/inschrijvingen/{bid.id}/samen", *map(str, more)])


def meedoen(partner, *more):
    return "/".join([f"/cooperaties/{partner.cooperative.slug}/samen-inschrijven", *map(str, (partner.id, *more))])


pages = pytest.mark.both_databases


@pages
def test_a_consortium_of_two_cooperatives_has_two_declarations_in_two_sessions(
    client, sign_in, bid, gardener, neighbour
):
    sign_in(client, gardener)
    form = {"name": "De Hoek", "role": "member", "task": "Het hout", "contact_name": "", "contact_email": ""}
    assert client.post(samen(bid, "erbij"), data=form).status_code == 302
    partner = db.session.scalars(select(Partner).where(Partner.name == "De Hoek")).one()
    assert partner.state is PartnerState.INVITED
    mails = db.session.scalars(select(OutgoingMail).where(OutgoingMail.recipient == neighbour.email)).all()
    assert len(mails) == 1
    # Until they say yes there is nothing to fill in, and nothing to see of them.
    assert declaration_queries.declaration_of(partner) is None
    sign_in(client, neighbour)
    assert "Het hout" in page(client, meedoen(partner))
    assert (
        client.post(meedoen(partner, "antwoord"), data={"do": "yes", "revision": str(partner.revision)}).status_code
        == 302
    )
    theirs = declaration_queries.declaration_of(partner)
    own_page = f"/cooperaties/de-hoek/inschrijvingen/{bid.id}/uea/{partner.id}"
    client.post(f"{own_page}/bidder", data={"version": "0", "city": "Amersfoort"})
    sign_in(client, gardener)
    client.post(f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/uea/begin")
    own = queries.own_partner(bid)
    client.post(
        f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/uea/{own.id}/bidder", data={"version": "0", "city": "Utrecht"}
    )
    mine = read_response(client.get(f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/uea/{own.id}/uea.xml").data)
    sign_in(client, neighbour)
    hers = read_response(client.get(f"{own_page}/uea.xml").data)
    assert (mine.operator.name, mine.operator.city, mine.operator.role) == ("De Tuin U.A.", "Utrecht", "group-lead")
    assert (hers.operator.name, hers.operator.city, hers.operator.role) == ("De Hoek U.A.", "Amersfoort", "group-mem")
    assert db.session.query(Declaration).count() == 2
    assert theirs.number != declaration_queries.declaration_of(own).number


@pages
def test_neither_sees_what_is_the_others(client, sign_in, bid, gardener, neighbour):
    partner = named(bid)
    partners.answer(partner, takes_part=True, now=clock.now())
    own = queries.own_partner(bid)
    db.session.commit()
    theirs_of_leader = f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/uea/{partner.id}"
    sign_in(client, gardener)
    for path in ("", "/insolvency", "/uea.xml", "/uea.docx", "/uitsluiting/verklaren"):
        assert client.get(theirs_of_leader + path).status_code == 404, path
    assert client.get(f"/cooperaties/de-hoek/inschrijvingen/{bid.id}/uea/{partner.id}").status_code == 404
    sign_in(client, neighbour)
    for path in (
        f"/cooperaties/de-tuin/inschrijvingen/{bid.id}",
        f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/uea/{own.id}",
        f"/cooperaties/de-hoek/inschrijvingen/{bid.id}",
        f"/cooperaties/de-hoek/inschrijvingen/{bid.id}/uea",
        f"/cooperaties/de-hoek/inschrijvingen/{bid.id}/uea/{own.id}",
        f"/cooperaties/de-hoek/inschrijvingen/{bid.id}/samen",
        f"/cooperaties/de-hoek/samen-inschrijven/{own.id}",
        samen(bid),
    ):
        assert client.get(path).status_code == 404, path


@pages
def test_who_leads_reads_a_declaration_once_it_was_given(client, sign_in, bid, gardener, neighbour):
    partner = named(bid)
    partners.answer(partner, takes_part=True, now=clock.now())
    known = declaration_queries.declaration_of(partner)
    known.ready_at = clock.now()
    db.session.commit()
    sign_in(client, gardener)
    where = f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/uea"
    assert f"{where}/{partner.id}/uea.xml" in page(client, where)
    assert client.get(f"{where}/{partner.id}/uea.xml").status_code == 200
    # The file, not the page where it is filled in.
    assert client.get(f"{where}/{partner.id}").status_code == 404


@pages
def test_a_partner_that_stops_is_named_and_its_declaration_kept_and_left_out(client, sign_in, bid, gardener, neighbour):
    partner = named(bid)
    partners.answer(partner, takes_part=True, now=clock.now())
    declaration_queries.declaration_of(partner).ready_at = clock.now()
    partner.share_hundredths = 4000
    db.session.commit()
    sign_in(client, neighbour)
    assert client.post(meedoen(partner, "antwoord"), data={"do": "stop"}).status_code == 302
    sign_in(client, gardener)
    together = page(client, samen(bid))
    assert "De Hoek" in together
    assert "40%" not in together
    where = f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/uea"
    assert f"{where}/{partner.id}/uea.xml" not in page(client, where)
    assert client.get(f"{where}/{partner.id}/uea.xml").status_code == 404
    db.session.expire_all()
    assert declaration_queries.declaration_of(partner) is not None
    assert client.post(samen(bid, partner.id, "terug")).status_code == 302
    db.session.expire_all()
    assert partner.state is PartnerState.INVITED


@pages
def test_a_cooperative_that_says_no_shares_nothing(client, sign_in, bid, neighbour):
    partner = named(bid)
    sign_in(client, neighbour)
    client.post(meedoen(partner, "antwoord"), data={"do": "no"})
    again = client.post(meedoen(partner, "antwoord"), data={"do": "yes", "revision": str(partner.revision)})
    assert again.status_code == 302
    db.session.expire_all()
    assert partner.state is PartnerState.DECLINED
    assert declaration_queries.declaration_of(partner) is None
    assert client.get(f"/cooperaties/de-hoek/inschrijvingen/{bid.id}/uea/{partner.id}").status_code == 404


@pages
def test_shares_are_the_whole_work_and_nothing_typed_is_lost(client, sign_in, bid, gardener):
    partner = named(bid, "Jansen B.V.")
    own = queries.own_partner(bid)
    sign_in(client, gardener)
    url = samen(bid, "verdeling")
    for theirs, sentence in (("30", "10"), ("50", "10")):
        refused = client.post(url, data={f"share_{own.id}": "60", f"share_{partner.id}": theirs})
        assert refused.status_code == 422
        text = refused.get_data(as_text=True)
        assert f"{sentence}%" in text
        assert f'value="{theirs}"' in text
    assert client.post(url, data={f"share_{own.id}": "66,5", f"share_{partner.id}": "33,5"}).status_code == 302
    db.session.expire_all()
    assert (own.share_hundredths, partner.share_hundredths) == (6650, 3350)
    assert "66,5%" in page(client, samen(bid))


@pages
def test_the_same_cooperative_in_two_bids_is_said_to_whom_it_concerns_and_nothing_more(
    client, sign_in, bid, gardener, neighbour, notice, other
):
    partner = named(bid)
    partners.answer(partner, takes_part=True, now=clock.now())
    db.session.commit()
    sign_in(client, gardener)
    assert (
        "alert" not in page(client, samen(bid)).replace("alert--", "").split("main", 1)[1] or queries.twice(bid) == []
    )
    theirs = begin(other, notice)
    assert [party.name for party in queries.twice(bid)] == ["De Hoek"]
    assert [party.name for party in queries.twice(theirs)] == ["De Hoek"]
    text = page(client, samen(bid))
    assert "De Hoek doet ook mee" in text or "De Hoek also takes part" in text
    assert f"inschrijvingen/{theirs.id}" not in text
    sign_in(client, neighbour)
    assert "alert" in page(client, meedoen(partner))
    theirs.stage = BidStage.WITHDRAWN
    db.session.commit()
    assert queries.twice(bid) == []


@pages
def test_a_firm_outside_is_recognised_by_its_kvk_number(bid, other, notice):
    named(bid, "Jansen B.V.", PartnerRole.SUBCONTRACTOR, kvk="11112222")
    theirs = begin(other, notice)
    named(theirs, "Jansen Tuinen", PartnerRole.MEMBER, kvk="11112222")
    assert [party.name for party in queries.twice(bid)] == ["Jansen B.V."]
    assert [party.name for party in queries.twice(theirs)] == ["Jansen Tuinen"]


@pages
def test_a_cooperative_is_found_by_its_number_and_named_once(bid, other):
    partner = named(bid, "Een andere naam", kvk="87654321")
    assert partner.cooperative is other
    assert partner.name == "De Hoek"
    with pytest.raises(RuleViolation):
        named(bid, "De Hoek")
    with pytest.raises(RuleViolation):
        named(bid, "Jansen", PartnerRole.LEAD)


@pages
def test_the_lead_is_one_and_can_be_handed_over(bid, other):
    partner = named(bid)
    partners.answer(partner, takes_part=True, now=clock.now())
    partners.change(partner, PartnerTerms("De Hoek", PartnerRole.LEAD), revision=0, now=clock.now())
    db.session.commit()
    assert [each.name for each in queries.partners(bid) if each.role is PartnerRole.LEAD] == ["De Hoek"]
    with pytest.raises(Conflict):
        partners.change(partner, PartnerTerms("De Hoek", PartnerRole.MEMBER), revision=0, now=clock.now())
    with pytest.raises(RuleViolation):
        partners.withdraw(queries.own_partner(bid), now=clock.now())


@pages
def test_two_who_change_a_partner_at_once_see_both(client, sign_in, bid, gardener):
    partner = named(bid, "Jansen B.V.", task="Snoeien")
    sign_in(client, gardener)
    form = {"name": "Jansen B.V.", "role": "member", "task": "Maaien", "revision": "0"}
    assert client.post(samen(bid, partner.id), data=form).status_code == 302
    late = client.post(samen(bid, partner.id), data=form | {"task": "Vegen"})
    text = late.get_data(as_text=True)
    assert late.status_code == 409
    assert "Maaien" in text
    assert ">Vegen</textarea>" in text or "Vegen" in text
    revision = re.search(r'name="revision"[^>]*value="(\d+)"', text).group(1)
    assert client.post(samen(bid, partner.id), data=form | {"task": "Vegen", "revision": revision}).status_code == 302


def words(answer):
    document = docx.Document(io.BytesIO(answer.data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


@pages
def test_who_bids_on_one_lot_is_not_made_liable_for_another(client, sign_in, bid, gardener, neighbour):
    lots = ("LOT-0001", "LOT-0002")
    bid.notice.data = stored.dump(replace(bid.notice.content, lots=tuple(map(ReadLot, lots))))
    bid.lots = list(lots)
    partner = named(bid, task="Het hout", lots=lots[1:])
    partners.answer(partner, takes_part=True, now=clock.now())
    db.session.commit()
    sign_in(client, gardener)
    statement, agreement = (words(client.get(samen(bid, f"{paper}.docx"))) for paper in ("verklaring", "overeenkomst"))
    assert "die daar volgens de tabel aan meedoet hoofdelijk aansprakelijk" in statement
    assert "elk heel perceel waaraan die volgens de tabel meedoet" in agreement
    # When the buyer stops nobody stays bound not to bid with others.
    assert "als de opdrachtgever de procedure stopt" in agreement


@pages
def test_the_papers_name_everyone_and_leave_open_what_is_not_agreed(client, sign_in, bid, gardener, neighbour):
    partner = named(bid, task="Het hout")
    named(
        bid,
        "Jansen B.V.",
        PartnerRole.RELIED_ON,
        kvk="11112222",
        task="Het VCA-certificaat",
        signatories=("J. Jansen, directeur",),
    )
    own = queries.own_partner(bid)
    partners.share_out(bid, {own.id: 6000, partner.id: 4000}, now=clock.now())
    partners.answer(partner, takes_part=True, now=clock.now())
    db.session.commit()
    sign_in(client, gardener)
    statement = words(client.get(samen(bid, "verklaring.docx")))
    assert "De Tuin U.A." in statement
    assert "40%" in statement
    assert "hoofdelijk" in statement
    assert "Jansen" not in statement
    agreement = words(client.get(samen(bid, "overeenkomst.docx")))
    assert "De Hoek U.A. doet: Het hout" in agreement
    assert "Wie beslist bij onenigheid" in agreement
    outside = next(known for known in queries.partners(bid) if known.name == "Jansen B.V.")
    third = words(client.get(samen(bid, outside.id, "verklaring-derde.docx")))
    assert "Het VCA-certificaat" in third
    assert "J. Jansen, directeur" in third
    assert "11112222" in third
    proxy = words(client.get(samen(bid, outside.id, "volmacht.docx")))
    assert "Jansen B.V." in proxy
    assert "Open punten" not in proxy + third + statement
    sign_in(client, neighbour)
    assert client.get(meedoen(partner, "overeenkomst.docx")).status_code == 200
    assert client.get(meedoen(partner, "volmacht.docx")).status_code == 200


@pytest.mark.parametrize(
    ("shares", "sentence"),
    [
        ({"A": 6000, "B": 3000}, "90%. 10%"),
        ({"A": 6000, "B": 5000}, "110%. That is 10%"),
        ({"A": 10000, "B": None}, "for B too"),
        ({"A": 3333, "B": 3333, "C": 3333}, "99,99%. 0,01%"),
    ],
)
def test_shares_that_are_not_the_whole_are_refused_in_words(shares, sentence):
    with pytest.raises(RuleViolation, match=re.escape(sentence)):
        rules.check_shares(shares)


def test_shares_of_a_third_are_possible():
    rules.check_shares({"A": 3334, "B": 3333, "C": 3333})


@pytest.mark.parametrize(
    ("value", "differs", "two"),
    [
        ("twee_bestuurders", False, True), ("zelfstandig", False, False), ("voorzitter+secretaris", False, True),
        ("twee_bestuurders", True, None), ("zelfstandig", True, None), ("het hele bestuur", False, None),
    ],
)  # fmt: skip
def test_who_signs_follows_from_the_statutes_unless_the_deed_reads_otherwise(value, differs, two):
    rule = rules.signing_rule(SigningOnDay(value, "12", differs))
    assert (rule.two, rule.article) == (two, "artikel 12")


@pytest.mark.parametrize(
    ("ours", "theirs", "meets"),
    [
        (("A", 1, ""), ("B", 1, ""), True), (("A", None, "1"), ("B", None, "1"), True), (("A", None, ""), ("B", None, ""), False),
        (("A", 1, "", {"L1"}), ("B", 1, "", {"L2"}), False), (("A", 1, "", {"L1"}), ("B", 1, "", {"L1", "L2"}), True),
        (("A", 1, "", {"L1"}), ("B", 1, ""), True), (("A", None, "1"), ("B", 2, "1"), True),
    ],
)  # fmt: skip
def test_the_same_firm_on_the_same_lot_is_a_double_bid(ours, theirs, meets):
    sides = [BiddingParty(*side[:3], frozenset(side[3] if len(side) > 3 else ())) for side in (ours, theirs)]
    assert sides[0].meets(sides[1]) is meets


def messages_of(bid):
    db.session.expire_all()
    return {point.message % point.params: point.place for point in checking.points(bid, now=clock.now())}


def test_what_is_not_settled_with_partners_is_named_before_handing_in(bid, leader, other, notice):
    partner = named(bid)
    begin(other, notice)
    seen = messages_of(bid)
    assert seen["De Hoek has not said yet whether it bids along."] == "partners"
    # Of who was only asked nobody is told what else it does.
    another = "De Hoek takes part in another bid on this work too. The buyer may leave out both."
    assert another not in seen
    assert seen["The own declaration (UEA) of De Tuin U.A. is not ready yet."] == "declarations"
    assert seen["Fill in a share for De Tuin U.A. too; it may be 0."] == "partners"
    own = queries.own_partner(bid)
    partners.share_out(bid, {own.id: 6000, partner.id: 4000}, now=clock.now())
    partners.answer(partner, takes_part=True, now=clock.now())
    for declaration in declaration_queries.declarations(bid):
        declaration.ready_at = clock.now()
    db.session.commit()
    assert messages_of(bid)[another] == "partners"
    assert not {"declarations"} & set(messages_of(bid).values())
    assert not any("share" in message or "has not said" in message for message in messages_of(bid))


def test_the_tasks_follow_who_bids_along(bid, other):
    partner = named(bid)
    assert f"exclusion-{partner.id}" in {task.key for task in bid.tasks}
    partners.withdraw(partner, now=clock.now())
    assert f"exclusion-{partner.id}" not in {task.key for task in bid.tasks}


@pages
def test_a_cooperative_that_said_yes_stands_in_the_papers_as_its_own_dossier_names_it(bid, other):
    partner = named(bid)
    today = clock.today()
    assert queries.identities([partner]) == {partner.id: ("De Hoek", "")}
    partners.answer(partner, takes_part=True, now=clock.now())
    sheet = party_sheet(partner, today)
    assert (sheet.name, sheet.kvk) == ("De Hoek U.A.", "87654321")
    in_work = next(party for party in joint_work(bid, today, bidders_of(bid)).parties if party.number == partner.id)
    assert in_work == sheet


@pages
def test_the_statement_claims_that_all_declared_only_when_they_did(bid, other):
    partner = named(bid)
    partners.answer(partner, takes_part=True, now=clock.now())
    claim = "Ieder van ons heeft een eigen UEA ingevuld en ondertekend."

    def statement():
        db.session.flush()
        made = combination_statement(joint_work(bid, clock.today(), bidders_of(bid)), made_at=clock.now())
        return repr(made), [gap.what for gap in gaps_of("Verklaring", made) if gap.page == UEA]

    text, gaps = statement()
    assert claim not in text
    assert gaps == ["UEA van De Tuin U.A. en De Hoek U.A."]
    for known in declaration_queries.declarations(bid):
        known.ready_at = clock.now()
    text, gaps = statement()
    assert claim in text
    assert gaps == []

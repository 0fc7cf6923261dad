"""The whole set of a bid: the UEA of each, the papers of who bids together, and the questions that people wrote."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import docx
import pytest

from incubator.bids import documents
from incubator.bids.messages import evidence, sources
from incubator.bids.models import BuyerQuestion, Partner, PartnerRole, PartnerState
from incubator.bids.queries import declarations as declaration_queries
from incubator.bids.queries import documents as document_queries
from incubator.bids.services import bidding, making, partners
from incubator.bids.services.belonging import belonging_to
from incubator.bids.services.partners import PartnerTerms
from incubator.bids.values.documents import Audience, ProcurementRoute
from incubator.cooperatives.values import Phase
from incubator.core import clock, files
from incubator.core.db import db
from incubator.core.word import open_points
from incubator.formats.espd_reading import read_response
from incubator.formats.values import LegalRegime
from tests.factories import CooperativeFactory, FactFactory, ParticipationFactory
from tests.watch.factories import publication, store


@pytest.fixture
def bid(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin", phase=Phase.F6)
    (notice,) = store(publication(1))
    begun = bidding.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    db.session.commit()
    return begun


def make(bid, only=None):
    done = making.make(bid, by=None, now=clock.now(), base_url="http://localhost", only=only)
    db.session.commit()
    return done


def belonging(bid):
    return belonging_to(bid, now=clock.now(), base_url="")


def kinds(bid):
    return {row.key[0] for row in belonging(bid)}


def joined(bid, role, name="De Hoek"):
    group = CooperativeFactory(name=name, phase=Phase.F6)
    partner = partners.add(bid, PartnerTerms(name, role), now=clock.now())
    assert partner.cooperative_id == group.id
    partners.answer(partner, takes_part=True, now=clock.now())
    db.session.commit()
    return partner


def words_of(content):
    word = docx.Document(io.BytesIO(content))
    texts = [paragraph.text for paragraph in word.paragraphs]
    texts += [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join(texts)


def test_who_bids_along_stands_in_letter_and_statement_by_its_statutory_name_with_one_full_stop(bid):
    partner = joined(bid, PartnerRole.MEMBER)
    FactFactory(cooperative=partner.cooperative, key="identity.name", value="Coöperatie De Hoek U.A.")
    db.session.commit()
    made = {row.kind: words_of(files.content_of(row.file)) for row in make(bid).made if row.file.name.endswith(".docx")}
    assert "Samen met Coöperatie De Hoek U.A. willen wij inschrijven als combinatie." in made["letter"]
    for kind in ("letter", "plan", "combination"):
        assert "Coöperatie De Hoek U.A." in made[kind], kind
        assert "U.A.." not in made[kind], kind


def test_the_own_declaration_is_in_the_set_to_read_and_as_xml(bid):
    uea, espd = (make(bid, only=(kind, "", str(_own(bid)))).made[0] for kind in ("uea", "espd"))
    assert "Uniform Europees Aanbestedingsdocument" in words_of(files.content_of(uea.file))
    assert uea.open_count
    assert espd.file.name.endswith(".xml")
    assert read_response(files.content_of(espd.file)).operator.name == "De Tuin"
    assert {uea.audience, espd.audience} == {Audience.BUYER}


def _own(bid):
    return partners.ensure_own(bid, now=clock.now()).id


def test_the_declaration_of_a_partner_enters_the_set_when_it_gives_it_and_leaves_when_it_stops(bid):
    partner = joined(bid, PartnerRole.MEMBER)
    key = ("uea", "", str(partner.id))
    assert key not in {row.key for row in belonging(bid)}
    declaration_queries.declaration_of(partner).ready_at = clock.now()
    db.session.commit()
    assert key in {row.key for row in belonging(bid)}
    partners.withdraw(partner, now=clock.now())
    db.session.commit()
    assert key not in {row.key for row in belonging(bid)}


def test_what_a_partner_took_back_is_no_longer_in_the_file_for_the_buyer(bid, client, sign_in):
    sign_in(client, ParticipationFactory(cooperative=bid.cooperative).user)
    partner = joined(bid, PartnerRole.MEMBER)
    known = declaration_queries.declaration_of(partner)
    known.ready_at = clock.now()
    db.session.commit()
    make(bid, only=("espd", "", str(partner.id)))
    make(bid, only=("combination", "", ""))
    address = f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/stukken/opdrachtgever.zip"
    assert len(zipfile.ZipFile(io.BytesIO(client.get(address).data)).namelist()) == 2
    known.ready_at = None
    db.session.commit()
    names = zipfile.ZipFile(io.BytesIO(client.get(address).data)).namelist()
    assert len(names) == 1
    assert "combinatie" in names[0].casefold()


def test_alone_there_is_no_combination_and_together_there_is_a_statement_and_an_agreement(bid):
    partners.ensure_own(bid, now=clock.now())
    assert not kinds(bid) & {"combination", "agreement", "third-party", "proxy"}
    joined(bid, PartnerRole.MEMBER)
    by_kind = {row.key[0]: row for row in belonging(bid)}
    assert by_kind["combination"].audience is Audience.BUYER
    # What partners agree among themselves is not for the buyer.
    assert by_kind["agreement"].audience is Audience.INTERNAL
    assert "De Hoek" in words_of(by_kind["combination"].make()[0])


def test_who_lends_what_is_missing_states_so_and_for_whom_two_sign_there_is_a_proxy(bid):
    partner = joined(bid, PartnerRole.RELIED_ON)
    firm = partners.add(bid, PartnerTerms("Bouw BV", PartnerRole.SUBCONTRACTOR, two_sign=True), now=clock.now())
    by_kind = {row.key[0]: row for row in belonging(bid)}
    assert by_kind["third-party"].key[2] == str(partner.id)
    assert by_kind["proxy"].key[2] == str(firm.id)
    assert "Bouw BV" in words_of(by_kind["proxy"].make()[0])


def test_who_was_only_asked_stands_in_no_paper(bid):
    partners.ensure_own(bid, now=clock.now())
    group = CooperativeFactory(name="De Brug")
    asked = Partner(bid=bid, cooperative=group, name="De Brug", role=PartnerRole.MEMBER, state=PartnerState.INVITED)
    asked.lots, asked.signatories, asked.added_at = [], [], clock.now()
    db.session.add(asked)
    db.session.commit()
    assert "combination" not in kinds(bid)


def test_the_questions_that_people_wrote_go_before_the_drafted_ones(bid):
    key = ("questions", "", "")
    drafted = make(bid, only=key).made[0]
    assert "Welke kleur" not in words_of(files.content_of(drafted.file))
    for text, ours in (("Welke kleur heeft het hek?", True), ("Mag het ook later?", False)):
        db.session.add(BuyerQuestion(bid=bid, text=text, ours=ours, added_at=clock.now()))
    db.session.commit()
    text = words_of(files.content_of(make(bid, only=key).made[0].file))
    assert "Welke kleur heeft het hek?" in text
    # The question of another bidder is not ours to ask again.
    assert "Mag het ook later?" not in text
    assert len(document_queries.newest_documents(bid)) == 1


def test_above_the_threshold_a_letter_without_an_own_declaration_says_so(bid):
    bid.notice.legal_regime = LegalRegime.EU
    db.session.commit()
    source = sources.source_of(bid, made_at=clock.now(), base_url="")
    for route, is_named in ((ProcurementRoute.EU, True), (ProcurementRoute.NATIONAL, False)):
        letter = next(row for row in documents.planned_of(replace(source, route=route)) if row.kind.key == "letter")
        asked = [what for _where, what in open_points(letter.kind.make(letter.source))]
        assert any("UEA" in what and "begonnen" in what for what in asked) is is_named


def test_what_is_known_from_practice_has_no_empty_brackets(bid):
    bid.notice.deadline = clock.now()
    db.session.commit()
    late = clock.now() + timedelta(days=1)
    noted, _doubts = evidence.risks(bid, late)
    assert noted
    assert not [risk for risk in noted if "()" in risk.what]

"""Which law governs a procurement, and that no paper names the law of another country; and where a bid is handed in."""

import io
import re
from dataclasses import replace
from datetime import date

import docx
import openpyxl
import pytest

from incubator.bids import documents
from incubator.bids.documents import objections, reasons
from incubator.bids.documents.correspondence import LetterSource
from incubator.bids.documents.decided import DecisionFacts
from incubator.bids.documents.questions import DRAFTS, draft
from incubator.bids.messages import sources
from incubator.bids.models import BidStage, PartnerRole
from incubator.bids.queries import asking, submissions
from incubator.bids.rules import governing
from incubator.bids.rules.procurement import RULES, source_under
from incubator.bids.rules.requirements.of_notice import asked_in_notice
from incubator.bids.rules.submitting import TENDERNED, place_of
from incubator.bids.services import bidding, partners
from incubator.bids.services.partners import PartnerTerms
from incubator.bids.values.documents import Audience, ProcurementRoute
from incubator.bids.values.law import ProcurementLaw
from incubator.cooperatives.values import Phase
from incubator.core import clock, files
from incubator.core.db import db
from incubator.core.word import open_points, plain, to_bytes
from incubator.formats.values import Identity, NoticeKind, ReadNotice, ReadOrganisation, Reserved, Scheme
from incubator.watch.services import requests
from tests.bids.test_documents import source as source_on
from tests.factories import CooperativeFactory, MilestoneFactory, ParticipationFactory
from tests.watch.factories import publication, store

OURS, BELGIAN, BRITISH = ProcurementLaw(), ProcurementLaw("BE"), ProcurementLaw("GB")
EUROPOL = ProcurementLaw("NL", is_own=True)
# Acts, courts and habits of the Netherlands alone; the Civil Code stays, for a cooperative acts by its own statutes.
DUTCH_LAW = re.compile(
    r"Aw 2012|Aanbestedingswet|nota(?:'s)? van inlichtingen|Aanbestedingsexperts|kort geding|klachtenmeldpunt|Wmo|Waadi|Wtta"
)
OF_UNION = "2014/24/EU"


def notice(country=None, kind=None, **more):
    buyer = ReadOrganisation("Stad", "buyer", country=country, type=kind)
    return ReadNotice("eforms", (), NoticeKind.COMPETITION, "Groen", buyer=buyer, **more)


@pytest.mark.parametrize(
    ("written", "known", "law"),
    [
        (notice("NL"), None, OURS),
        (notice(), None, OURS),
        (notice("BE"), None, BELGIAN),
        (notice("NL"), "BE", BELGIAN),
        (notice("GB"), None, BRITISH),
        # Europol sits in The Hague and buys by rules of its own.
        (notice("NL", "eu"), "NL", EUROPOL),
        (notice("NL", "international"), None, EUROPOL),
    ],
)
def test_the_law_is_that_of_the_buyer(written, known, law):
    assert governing.law_of(written, known) == law


@pytest.mark.parametrize(
    ("law", "cited"),
    [(OURS, "art. 2.92 Aw 2012"), (BELGIAN, "art. 63 Richtlijn"), (BRITISH, ""), (EUROPOL, "")],
)
def test_an_article_is_named_only_where_it_holds(law, cited):
    assert law.cite("art. 2.92 Aw 2012", "art. 63 Richtlijn") == cited
    assert law.bracketed("art. 2.92 Aw 2012", "art. 63 Richtlijn") == (f" ({cited})" if cited else "")


@pytest.mark.parametrize("number", sorted(RULES))
def test_abroad_a_rule_rests_on_the_directive_or_on_ourselves_else_it_says_nothing(number):
    here, belgian, british = (source_under(number, law) for law in (OURS, BELGIAN, BRITISH))
    assert here.articles == RULES[number][0].articles
    if belgian is not None:
        assert not DUTCH_LAW.search(belgian.articles)
        assert OF_UNION in belgian.articles or belgian.articles == here.articles
    assert british is None or OF_UNION not in british.articles


def test_terms_amounts_and_ages_of_dutch_law_are_not_checked_abroad():
    assert {number for number in RULES if source_under(number, BELGIAN) is None} == {
        "P-05", "P-06", "P-07", "P-09", "P-11", "P-14", "P-23", "P-24", "P-25",
    }  # fmt: skip
    assert {number for number in RULES if source_under(number, BRITISH)} == {"P-19", "P-20", "P-21"}


@pytest.mark.parametrize("rule", sorted(DRAFTS))
def test_a_drafted_question_names_the_article_of_its_rule_and_none_of_another_law(rule):
    assert source_under(rule, OURS).articles in draft(rule, OURS)
    assert not DUTCH_LAW.search(draft(rule, BELGIAN))
    assert draft(rule, BRITISH) == ""


def begin(country):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin", phase=Phase.F6)
    MilestoneFactory(cooperative=group, key="deed")
    (published,) = store(publication(1))
    published.buyer.country = country
    begun = bidding.start(group, published, owner=None, now=clock.now(), today=clock.today())
    for terms in (
        PartnerTerms("De Hoek", PartnerRole.MEMBER),
        PartnerTerms("Reus BV", PartnerRole.RELIED_ON),
        PartnerTerms("Bouw BV", PartnerRole.MEMBER, two_sign=True),
    ):
        partners.add(begun, terms, now=clock.now())
    db.session.commit()
    return begun


def words_of(content):
    """Everything that a file reads, Word or a workbook."""
    try:
        word = docx.Document(io.BytesIO(content))
    except ValueError:
        book = openpyxl.load_workbook(io.BytesIO(content))
        return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value)
    texts = [paragraph.text for paragraph in word.paragraphs]
    texts += [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join(texts)


def papers_of(bid):
    source = sources.source_of(bid, made_at=clock.now(), base_url="")
    source = replace(source, notice=replace(source.notice, reserved=Reserved.SHELTERED))
    made = {}
    for planned in documents.planned_of(source):
        # Without lines there is no price sheet; and the XML has no articles.
        if planned.kind.key != "price" and planned.kind.file_kind is not files.XML:
            made[planned.kind.key] = words_of(documents.made(planned).content)
    return made


def test_no_paper_for_a_belgian_buyer_names_dutch_law_on_procurement(app):
    papers = papers_of(begin("BE"))
    assert {"combination", "third-party", "proxy", "uea", "reserved", "questions", "risks", "internal"} <= set(papers)
    for kind, text in papers.items():
        assert not DUTCH_LAW.search(text), kind
    assert OF_UNION in papers["third-party"]
    assert "België" in papers["internal"]
    assert "advocaat" in papers["internal"]
    assert "België" in papers["risks"]


def test_the_same_papers_for_a_dutch_buyer_do_name_it(app):
    papers = papers_of(begin("NL"))
    for kind in ("third-party", "uea", "reserved", "questions"):
        assert DUTCH_LAW.search(papers[kind]), kind
    assert "advocaat" not in papers["internal"]


def test_for_a_buyer_outside_the_union_no_directive_is_named_either(app):
    papers = papers_of(begin("GB"))
    for kind in ("third-party", "uea", "reserved"):
        assert OF_UNION not in papers[kind], kind


DECISION = DecisionFacts(
    outcome="lost",
    sent_on=date(2026, 11, 2),
    made_on=date(2026, 11, 3),
    winner="Ander BV",
    place=2,
    price_place=None,
    bids_number=4,
    reason="",
    term=None,
    in_letter=False,
    reasons_by_law=False,
    reasons_asked_on=None,
    submitted_on=date(2026, 10, 1),
    scores=(),
)


def letter_of(law):
    return LetterSource(notice("BE"), "Stad", "De Tuin", {}, (), clock.now(), law=law)


@pytest.mark.parametrize("law", [BELGIAN, BRITISH, EUROPOL])
@pytest.mark.parametrize("write", [objections.objection, reasons.reasons])
def test_after_the_award_abroad_nothing_is_named_that_we_do_not_know(law, write):
    made = write(letter_of(law), DECISION)
    text = words_of(to_bytes(made))
    assert not DUTCH_LAW.search(text)
    assert (("2014/24/EU" in text) or ("89/665/EEG" in text)) is law.has_directives


def test_an_objection_abroad_asks_for_a_lawyer_of_that_law(app):
    asked = [what for _where, what in open_points(objections.objection(letter_of(BELGIAN), DECISION))]
    assert any("advocaat" in why and "België" in why for why in asked)
    assert DUTCH_LAW.search(words_of(to_bytes(objections.objection(letter_of(OURS), DECISION))))


@pytest.mark.parametrize(
    ("address", "law", "place"),
    [
        ("https://www.tenderned.nl/aankondigingen/overzicht/1", OURS, TENDERNED),
        ("www.tenderned.nl/tap", OURS, TENDERNED),
        ("https://niettenderned.nl/x", OURS, "https://niettenderned.nl/x"),
        ("https://eten.publicprocurement.be/etendering/1", BELGIAN, "https://eten.publicprocurement.be/etendering/1"),
        ("https://www.publicprocurement.be/" + "a" * 300, BELGIAN, "www.publicprocurement.be"),
        (None, BELGIAN, ""),
        (None, OURS, ""),
    ],
)
def test_a_bid_is_handed_in_where_the_notice_says(address, law, place):
    assert place_of(notice(submission_url=address), law) == place


def test_what_tenderned_published_itself_is_handed_in_there_and_of_another_source_nothing_is_guessed():
    published = replace(notice(), identities=(Identity(Scheme.TENDERNED, "1"),))
    assert place_of(published, OURS) == TENDERNED
    assert place_of(published, BELGIAN) == ""


@pytest.mark.parametrize(("country", "place"), [("NL", "TenderNed"), ("BE", "")])
@pytest.mark.parametrize("path", ["inleveren", "afloop/gemist"])
def test_the_page_of_handing_in_begins_with_the_place_of_the_notice(client, sign_in, app, country, place, path):
    bid = begin(country)
    bid.stage = BidStage.WRITING
    if path == "afloop/gemist":
        bid.notice.deadline = clock.now()
    db.session.commit()
    sign_in(client, ParticipationFactory(cooperative=bid.cooperative).user)
    page = client.get(f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/{path}").text
    field = re.search(r'<input[^>]*name="place"[^>]*>', page)[0]
    assert re.search(r'value="([^"]*)"', field)[1] == place


@pytest.mark.parametrize("path", ["", "uea", "prijs", "samen", "controleren", "vragen", "beslissen", "schrijven"])
def test_no_page_of_a_bid_abroad_names_dutch_law_on_procurement(client, sign_in, app, path):
    bid = begin("BE")
    assert asking.law_of(bid) == BELGIAN
    sign_in(client, ParticipationFactory(cooperative=bid.cooperative).user)
    answer = client.get(f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/{path}".rstrip("/"))
    assert answer.status_code == 200
    body = re.sub(r"<(?:nav|footer|header)\b.*?</(?:nav|footer|header)>", "", answer.text, flags=re.DOTALL)
    assert not re.search(r"Aw 2012|Aanbestedingswet", body)


@pytest.mark.parametrize(
    ("law", "article"),
    [(OURS, "(art. 2.82 Aanbestedingswet 2012)."), (BELGIAN, "(art. 20 Richtlijn 2014/24/EU)."), (BRITISH, "meedoen.")],
)
def test_for_whom_a_contract_is_reserved_names_the_law_of_the_buyer(law, article):
    (asked,) = asked_in_notice(notice(reserved=Reserved.SHELTERED), "", (), law)
    assert asked.text.endswith(article)


def test_what_a_client_asked_is_handed_in_with_that_client(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin", phase=Phase.F6)
    MilestoneFactory(cooperative=group, key="deed")
    author = ParticipationFactory(cooperative=group).user
    asked_work = requests.AskedWork("Stichting De Spil", "De binnentuin bijhouden")
    work = requests.enter(group, asked_work, author=author, now=clock.now())
    begun = bidding.start_on_request(work, owner=author, now=clock.now(), today=clock.today())
    assert submissions.place_of(begun) == "Stichting De Spil"


def test_in_flanders_one_asks_to_take_part_in_one_word_throughout():
    """The letter, the paper that it names and its heading are one thing to a buyer: an aanvraag tot deelneming."""
    asked = replace(source_on(), route=ProcurementRoute.SELECTION, law=BELGIAN)
    papers = [
        planned
        for planned in documents.planned_of(asked, Audience.BUYER)
        if planned.kind.key in {"request", "request-letter"}
    ]
    assert len(papers) == 2
    for planned in papers:
        text = plain(planned.kind.make(planned.source))
        assert "anvraag tot deelneming" in text
        assert "anmeld" not in f"{planned.title} {planned.file_name} {text}"
    here = replace(asked, law=OURS)
    assert "aanmelding" in "".join(planned.file_name for planned in documents.planned_of(here, Audience.BUYER))

"""A bid began from a notice, a challenge or a question of a client: its pages, documents and tasks say which, and nothing of another."""

import io
import re
from datetime import UTC, date, datetime, timedelta

import docx
import pytest
from sqlalchemy import select

from incubator.bids.messages.bidding import WRITTEN_FOR, in_words_of
from incubator.bids.models import Bid, BidDocument, BidStage, BuyerQuestion
from incubator.bids.queries import bidding as queries
from incubator.bids.queries import documents as kept
from incubator.bids.rules import checking as checking_rules
from incubator.bids.rules import reuse
from incubator.bids.rules.deciding import NO_PLACE
from incubator.bids.rules.origins import DIRECT_ROUTES, origin_of
from incubator.bids.rules.planning import DIRECT_WORDS
from incubator.bids.rules.reuse import ReusedText
from incubator.bids.services import bidding, making
from incubator.bids.values.documents import DIRECT, PRICED_KINDS, ProcurementRoute
from incubator.bids.values.origins import WorkOrigin
from incubator.challenges.services import challenging
from incubator.challenges.services.challenging import ChallengeTerms
from incubator.core import clock, files
from incubator.core.db import db
from incubator.core.i18n import counted, in_words
from incubator.watch.models import RequestState
from incubator.watch.queries import requests as asked_work
from incubator.watch.services import requests
from tests.watch.factories import publication, store

BOARD = "/cooperaties/de-tuin/inschrijvingen"


def of_challenge(group, member):
    terms = ChallengeTerms("Groen in de wijk", "Gemeente Utrecht", task="Maaien.")
    challenge = challenging.begin(group, terms, by=member, now=clock.now(), today=clock.today())
    return bidding.start_on_challenge(challenge, owner=member, now=clock.now(), today=clock.today())


def of_client(group, member):
    asked = requests.AskedWork("Woonzorg", "Tuin", due_on=clock.today() + timedelta(days=20))
    entered = requests.enter(group, asked, author=member, now=clock.now())
    return bidding.start_on_request(entered, owner=member, now=clock.now(), today=clock.today())


def of_notice(group, member):
    (notice,) = store(publication(1))
    return bidding.start(group, notice, owner=member, now=clock.now(), today=clock.today())


def written(bid):
    making.make(bid, by=None, now=clock.now(), base_url="")
    bid.stage = BidStage.WRITING
    db.session.commit()
    return {row.kind for row in db.session.scalars(select(BidDocument).where(BidDocument.bid_id == bid.id))}


@pytest.mark.parametrize(
    ("begin", "origin", "document", "route"),
    [
        (of_notice, WorkOrigin.NOTICE, "plan", None),
        (of_challenge, WorkOrigin.CHALLENGE, "proposal", ProcurementRoute.CHALLENGE),
        (of_client, WorkOrigin.REQUEST, "quotation", ProcurementRoute.PRIVATE),
    ],
)
def test_each_origin_has_its_own_document_route_and_heading(group, member, client, begin, origin, document, route):
    bid = begin(group, member)
    assert bid.origin is origin
    assert (route is None) is (kept.route_of(bid) not in DIRECT)
    if route is not None:
        assert kept.route_of(bid) is route
    assert written(bid) & {"plan", "proposal", "quotation"} == {document}
    page = client.get(f"{BOARD}/{bid.id}").text
    assert f"<h2>{WRITTEN_FOR[origin]}</h2>" in "".join(page.split("\n")).replace("<h2>      ", "<h2>")


def test_the_proposal_of_a_challenge_calls_itself_no_quotation_and_nor_do_its_pages(group, member, client):
    bid = of_challenge(group, member)
    written(bid)
    row = db.session.scalars(select(BidDocument).where(BidDocument.kind == "proposal")).one()
    word = docx.Document(io.BytesIO(files.content_of(row.file)))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts[0] == "Voorstel"
    assert "Aan Gemeente Utrecht" in texts
    assert not [text for text in texts if "offerte" in text.lower() or "Uw vraag" in text]
    for path in ("", "/stukken", "/controleren", "/prijs", "/prijs/uitgangspunten", "/taken", "/beslissen"):
        main = client.get(f"{BOARD}/{bid.id}{path}").text.split("<main")[1].split("</main")[0].lower()
        assert "offerte" not in main, path
        assert "quotation" not in main, path
    assert f"/uitdagingen/{bid.request.challenge_id}" in client.get(f"{BOARD}/{bid.id}").text


def test_the_work_of_a_challenge_is_not_listed_as_asked_by_a_client(group, member):
    of_challenge(group, member)
    theirs = of_client(group, member)
    long_ago = clock.now() - timedelta(days=1)
    assert list(asked_work.requests_of(group, RequestState.OPEN)) == [theirs.request]
    assert list(asked_work.entered_since(group, long_ago)) == [theirs.request]


def test_every_origin_is_told_apart_in_one_place_and_has_words_everywhere():
    assert origin_of(has_notice=True, is_of_challenge=False) is WorkOrigin.NOTICE
    assert origin_of(has_notice=False, is_of_challenge=True) is WorkOrigin.CHALLENGE
    assert origin_of(has_notice=False, is_of_challenge=False) is WorkOrigin.REQUEST
    assert set(WRITTEN_FOR) == set(NO_PLACE) == set(WorkOrigin)
    assert set(DIRECT_ROUTES) == set(DIRECT_WORDS) == set(WorkOrigin) - {WorkOrigin.NOTICE}
    assert set(DIRECT_ROUTES.values()) == DIRECT
    assert {"quotation", "proposal"} <= PRICED_KINDS


def test_a_bid_that_nobody_decided_about_offers_no_hand_in_and_leads_to_the_decision(group, member, client):
    bid = of_notice(group, member)
    db.session.commit()
    place = f"{BOARD}/{bid.id}/inleveren"
    decide = f"{BOARD}/{bid.id}/beslissen"
    page = client.get(place).text.split("<main")[1]
    assert 'name="reference"' not in page
    assert decide in page
    checked = client.get(f"{BOARD}/{bid.id}/controleren").text.split("<main")[1]
    assert decide in checked
    assert place not in checked
    refused = client.post(place, data={"when": "now", "place": "TenderNed", "reference": "T-1"})
    assert refused.status_code == 422
    assert decide in refused.text
    assert "T-1" in refused.text
    assert db.session.get(Bid, bid.id).stage is BidStage.DECIDING


def test_a_bid_that_was_stopped_says_to_take_it_up_again(group, member, client):
    bid = of_notice(group, member)
    bidding.move(bid, BidStage.WITHDRAWN, note="", now=clock.now(), today=clock.today())
    db.session.commit()
    page = client.get(f"{BOARD}/{bid.id}/inleveren").text.split("<main")[1]
    assert 'name="reference"' not in page
    assert f"{BOARD}/{bid.id}/stap" in page
    assert queries.bid_on(group, bid.notice) is bid


def test_days_and_counts_in_what_stands_out_are_written_as_people_write_them(app):
    with app.test_request_context():
        one_part = checking_rules.CheckPoint(
            checking_rules.Gravity.WARNS,
            checking_rules.OPEN,
            {"title": "Plan", "parts": counted("%(num)d part", "%(num)d parts", 1)},
        )
        assert re.search(r"\b1 (part|onderdeel)\b", in_words_of(one_part))
        ended = ReusedText(1, reuse.ENDED, {"name": "Groenkeur", "day": date(2027, 3, 12)})
        assert "12 maart 2027" in in_words_of(ended)
        moved = in_words("%(moment)s", {"moment": datetime(2027, 3, 12, 9, 0, tzinfo=UTC)})
        assert moved == "12 maart 2027, 10.00 uur"


# What only a procurement has, in the English of the source and in Dutch.
OF_PROCUREMENT = re.compile(r"(the notice|tender|bidder|de aankondiging|aanbesteding|inschrijvers?\b)", re.IGNORECASE)


@pytest.mark.parametrize("part", ["eisen", "eisen/voorstellen", "schrijven", "vragen", "vragen/nieuw"])
@pytest.mark.parametrize("begin", [of_client, of_challenge])
def test_work_that_was_asked_of_one_group_knows_no_notice_and_no_other_bidders(group, member, client, begin, part):
    bid = begin(group, member)
    db.session.commit()
    page = client.get(f"{BOARD}/{bid.id}/{part}")
    assert page.status_code == 200
    main = re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2].partition("</main>")[0])
    assert OF_PROCUREMENT.findall(main) == []


def test_a_question_to_a_client_is_ours_without_saying_so(group, member, client):
    bid = of_client(group, member)
    db.session.commit()
    place = f"{BOARD}/{bid.id}/vragen"
    assert 'name="ours"' not in client.get(f"{place}/nieuw").text
    client.post(f"{place}/nieuw", data={"text": "Waar staan de emmers?", "requirement_id": ""})
    (asked,) = db.session.scalars(select(BuyerQuestion))
    assert (asked.text, asked.ours) == ("Waar staan de emmers?", True)

"""What an edition of eForms changes is told to who bids: which lots it stops, how one hands in, and what the buyer writes about it."""

import html
import json
import re
from email import message_from_bytes, policy

import pytest
from sqlalchemy import func, select

from incubator.bids import jobs
from incubator.bids.messages import corrections as messages
from incubator.bids.models import BidStage
from incubator.bids.queries import corrections as queries
from incubator.bids.rules.corrections import DifferenceKind
from incubator.bids.services import bidding
from incubator.bids.services import corrections as services
from incubator.core import clock
from incubator.core.db import db
from incubator.core.outbox import OutgoingMail
from incubator.formats.values import LotState, Scheme
from incubator.notices.messages import lot_name
from incubator.notices.queries import publications
from incubator.notices.services import SourceDocument, import_documents
from tests.notices.eforms_editions import NAMES, changes, edition, lot

pytestmark = pytest.mark.both_databases
ADDRESS = "/cooperaties/de-tuin/inschrijvingen"
LOTS = (lot(1), lot(2), lot(3))


def bring(content):
    import_documents([SourceDocument("x", content)], now=clock.now())
    db.session.commit()
    db.session.expire_all()


@pytest.fixture
def bid(group):
    bring(edition(1, LOTS))
    notice = publications.by_identity(Scheme.TED, "1-2026")
    made = bidding.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    db.session.commit()
    return made


def kinds(bid):
    return {(difference.kind, difference.lot) for difference in queries.news_of(bid).differences}


def words_of(page):
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def mailed():
    (content,) = db.session.scalars(select(OutgoingMail.content).where(OutgoingMail.key.like("bid:%")))
    letter = message_from_bytes(content, policy=policy.default)
    return letter.get_body(("plain",)).get_content()


def test_a_cancellation_of_one_lot_stops_that_lot_alone(bid):
    bring(edition(2, LOTS, changes("LOT-0002", reason="cancel")))
    news = queries.news_of(bid)
    assert (news.ending, news.moved) == ("", True)
    assert [each.state for each in news.after.lots] == [LotState.OPEN, LotState.CANCELLED, LotState.OPEN]
    services.take_over(bid, seen=news.digest, now=clock.now())
    assert bid.lots == ["LOT-0001", "LOT-0003"]


@pytest.mark.parametrize(
    "sections", [(), ("PROCEDURE",), ("LOT-0001", "LOT-0002", "LOT-0003"), ("LOT-0002", "PROCEDURE")]
)
def test_a_cancellation_of_no_lot_in_particular_stops_them_all(bid, sections):
    bring(edition(2, LOTS, changes(*sections, reason="cancel")))
    assert queries.news_of(bid).ending == "cancelled"


@pytest.mark.parametrize(
    ("after", "kind", "of"),
    [
        (edition(2, [lot(number, site="https://anders.example/") for number in (1, 2, 3)]), "submission", ""),
        (edition(2, LOTS, procedure="restricted"), "procedure", ""),
        (edition(2, LOTS, most_bid=1), "most-bid", ""),
        (edition(2, [lot(1, day=""), lot(2, day=""), lot(3, day="")]), "deadline-gone", ""),
        (edition(2, [lot(1), lot(2), lot(3, day="")]), "deadline-gone", "LOT-0003"),
    ],
)
def test_what_changes_for_handing_in_is_told(bid, member, client, after, kind, of):
    bring(after.replace(b"<efac:NoticeSubType>", changes("PROCEDURE").encode() + b"<efac:NoticeSubType>", 1))
    assert (DifferenceKind(kind), of) in kinds(bid)
    assert client.get(f"{ADDRESS}/{bid.id}/wijzigingen").text.count("<h2>") >= 2


def test_another_page_of_the_same_site_is_no_other_place_to_hand_in(bid):
    lots = [lot(number, site="https://www.tenderned.nl/inleveren/2") for number in (1, 2, 3)]
    bring(edition(2, lots, changes("PROCEDURE")))
    assert not kinds(bid)


def test_the_mail_says_what_the_buyer_writes_about_it(bid, member):
    bring(edition(2, LOTS, changes("PROCEDURE", text="De schouw is een week later.")))
    jobs.follow_corrections()
    assert "De schouw is een week later." in mailed()


@pytest.mark.parametrize("reason", ["update-add", "susp-review", "cor-buy"])
@pytest.mark.parametrize(
    "sections", [(), ("LOT-0001", "LOT-0002"), ("PROCEDURE", "ORG-0001"), ("LOT-0001", "RES-0001")]
)
def test_codes_of_eforms_reach_nobody(bid, member, client, reason, sections):
    bring(edition(2, LOTS, changes(*sections, reason=reason)))
    jobs.follow_corrections()
    newest = queries.news_of(bid).newest
    pages = [
        client.get(address).text for address in (f"{ADDRESS}/{bid.id}/wijzigingen", f"/aankondigingen/{newest.id}")
    ]
    for text in (*map(words_of, pages), mailed()):
        assert not [code for code in (reason, "LOT-0", "PROCEDURE", "ORG-0", "RES-0") if code in text]


def found_by_search():
    """The first edition as the search of TED tells it: without lots, value and criteria."""
    deadlines = ["2027-01-20T12:00:00+01:00"] * 3
    names = {"notice-identifier": [f"{NAMES}1"], "notice-version": "01", "procedure-identifier": f"{NAMES}9"}
    written = {"publication-number": "1-2026", "notice-type": "cn-standard", "publication-date": "2026-11-21+01:00"}
    texts = {"notice-title": {"nld": "Groenonderhoud"}, "buyer-name": {"nld": ["Gemeente Utrecht"]}}
    return json.dumps({"notices": [{**written, **names, **texts, "deadline": deadlines}]}).encode()


def test_what_another_source_tells_of_the_same_notice_is_no_change_of_the_buyer(group, member, client):
    bring(found_by_search())
    notice = publications.by_identity(Scheme.TED, "1-2026")
    bid = bidding.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    db.session.commit()
    bring(edition(1, LOTS))
    jobs.follow_corrections()
    news = queries.news_of(bid)
    assert (news.is_change, news.moved, news.changed) == (False, True, ())
    assert {each.kind for each in news.told_first} >= {DifferenceKind.LOT_ADDED, DifferenceKind.CRITERION_ADDED}
    assert db.session.scalar(select(func.count()).select_from(OutgoingMail).where(OutgoingMail.key.like("bid:%"))) == 0
    assert client.get(f"{ADDRESS}/{bid.id}/wijzigingen").text.count("<ins>") == len(
        [each for each in news.told_first if each.kind is not DifferenceKind.LOT_ADDED]
    )
    assert "wijzigingen" in client.get(f"{ADDRESS}/{bid.id}").text
    # What the buyer changes after that is told as its change.
    bring(edition(2, [lot(1), lot(2), lot(3, day="2027-02-20")], changes("LOT-0003")))
    assert queries.news_of(bid).is_change


def test_the_words_of_each_edition_since_are_shown(bid):
    bring(edition(2, LOTS, changes("PROCEDURE", text="De schouw is later.")))
    later = changes("PROCEDURE", text="De bijlage is vervangen.").replace(f"{NAMES}1-01", f"{NAMES}1-02")
    bring(edition(3, LOTS, later))
    described = [change.description for change in queries.news_of(bid).described]
    assert described == ["De schouw is later.", "De bijlage is vervangen."]


def test_many_changes_do_not_make_a_page_of_no_end(bid, member, client):
    lots = []
    for number in range(1, 12):
        weights = (("Plan", 50 + number), ("Prijs", 50 - number))
        lots.append(lot(number, months=24 + number, day=f"2027-01-{20 + number}", weights=weights))
    bring(edition(2, lots, changes("PROCEDURE", text="Zie de lijst. " * 200)))
    page = client.get(f"{ADDRESS}/{bid.id}/wijzigingen").text
    at_once = page.split('<ul class="list-rows">')[1].split("<details>")[0]
    assert at_once.count("<li>") == 8
    assert page.count("Zie de lijst.") >= 198  # where the text folds a sentence may be cut


def amendment(*lots, closes="2027-02-01T12:00:00+01:00", tag="tenderAmendment"):
    """A later release of OCDS of the same procurement, which calls its lots 1, 2, 3."""
    part = {"id": "t", "title": "Groenonderhoud", "status": "active", "tenderPeriod": {"endDate": closes}}
    named = {"ocid": "ocds-1l04xe-777", "id": "27", "date": "2026-11-27T09:00:00Z", "tag": [tag]}
    written = {**named, "buyer": {"name": "Gemeente Utrecht"}, "tender": {**part, "lots": list(lots)}}
    return json.dumps({"version": "1.1", "releases": [written]}).encode()


def on_tenderned():
    """The first edition as TenderNed has it, under the number of the procurement that its releases go by."""
    names = {"publicatieId": 100, "kenmerk": 777, "pbNummerTed": "1-2026", "publicatieDatum": "2026-11-21"}
    written = {"aanbestedingNaam": "Groenonderhoud", "opdrachtgeverNaam": "Gemeente Utrecht", "cpvCodes": []}
    codes = {"aankondigingCode": {"code": "AAO"}, "publicatieCode": {"code": "EF16"}}
    return json.dumps({**names, **written, **codes, "sluitingsDatum": "2027-01-20T12:00:00"}).encode()


def test_lots_are_the_same_lots_whichever_source_corrects_them(bid):
    bring(on_tenderned())
    bring(amendment({"id": "1"}, {"id": "2"}, {"id": "3", "status": "cancelled"}))
    news = queries.news_of(bid)
    assert kinds(bid) == {(DifferenceKind.DEADLINE, ""), (DifferenceKind.LOT_STATE, "LOT-0003")}
    assert {lot.deadline.day for lot in news.after.lots} == {1}
    assert queries.deadline_of(bid).day == 1
    services.take_over(bid, seen=news.digest, now=clock.now())
    assert bid.lots == ["LOT-0001", "LOT-0002"]


def test_what_follows_in_many_lots_names_each_and_folds(bid, member, client):
    bid.lots = []  # nobody chose: it is on all of them
    lots = [lot(number, weights=(("Plan", 40), (f"Vraag {number}", 60))) for number in range(1, 21)]
    bring(edition(2, lots, changes("PROCEDURE")))
    services.take_over(bid, seen=queries.news_of(bid).digest, now=clock.now())
    db.session.commit()
    page = client.get(f"{ADDRESS}/{bid.id}/vragen").text
    first, more = page.split('id="gevolgen"')[1].split("<details>")
    assert first.count("<li>") == 10
    named = {number for number in range(1, 4) if f"{lot_name(f'LOT-{number:04d}')}: " in words_of(first + more)}
    assert named == {1, 2, 3}


def test_many_lots_to_choose_fold_behind_the_chosen_ones(group, member, client):
    bring(edition(1, [lot(number) for number in range(1, 31)], most_bid=3))
    notice = publications.by_identity(Scheme.TED, "1-2026")
    bid = bidding.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    bid.stage, bid.lots = BidStage.WRITING, ["LOT-0030"]
    db.session.commit()
    choice = client.get(f"{ADDRESS}/{bid.id}").text.split('name="lots"')
    assert len(choice) == 31
    assert 'value="LOT-0030" checked' in choice[1]
    assert [position for position, part in enumerate(choice) if "<summary>" in part][-1] >= 8


def test_the_same_change_in_many_lots_is_told_once(bid):
    bring(edition(2, [lot(number, months=36) for number in range(1, 41)], changes("PROCEDURE")))
    lines = messages.shown(queries.news_of(bid).differences)
    assert len([line for line in lines if line.before]) == 1
    (longer,) = [line for line in lines if line.before]
    assert all(lot_name(f"LOT-000{number}") in longer.about for number in (1, 2, 3))
    assert len(lines) == 2  # and the lots that came

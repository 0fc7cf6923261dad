"""What a buyer changes reaches the bid lot by lot; what was confirmed out of the notice goes along, what came out of papers is marked."""

import json
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from incubator.bids import jobs
from incubator.bids.messages import corrections as messages
from incubator.bids.models import (
    BidEffect,
    EffectKind,
    Requirement,
    RequirementKind,
    RequirementOrigin,
    RequirementState,
)
from incubator.bids.queries import corrections as queries
from incubator.bids.rules.following import EditionAsks, KnownDemand, follow, otherwise
from incubator.bids.rules.requirements.of_notice import asked_in_notice
from incubator.bids.services import bidding, requirements
from incubator.bids.services import corrections as services
from incubator.core import clock
from incubator.core.db import db
from incubator.core.outbox import OutgoingMail
from incubator.formats.values import Criterion, Identity, LotState, NoticeKind, ReadLot, ReadNotice, Scheme
from incubator.notices.queries import publications
from incubator.notices.services import SourceDocument, import_documents
from tests.notices.editions import CORRIGENDUM, ORIGINAL, corrigendum

pytestmark = pytest.mark.both_databases
ADDRESS = "/cooperaties/de-tuin/inschrijvingen"
QUALITY = {"type": "quality", "name": "Plan", "numbers": [{"number": 40, "weight": "percentageExact"}]}
PRICE = {"type": "price", "name": "Prijs", "numbers": [{"number": 60, "weight": "percentageExact"}]}


def lot(number, status="active", weights=(40, 60)):
    criteria = []
    for known, weight in zip((QUALITY, PRICE), weights, strict=True):
        criteria.append({**known, "numbers": [{"number": weight, "weight": "percentageExact"}]})
    return {"id": number, "title": f"Wijk {number}", "status": status, "awardCriteria": {"criteria": criteria}}


def release(number, tag="tender", closes="2027-01-15", lots=(), **more):
    tender_part = {
        "id": "t",
        "title": "Groen in percelen",
        "status": "active",
        "lots": list(lots) or [lot("1"), lot("2")],
    }
    tender_part["tenderPeriod"] = {"endDate": f"{closes}T12:00:00+01:00"}
    written = {"ocid": "ocds-abc-1", "id": str(number), "date": f"2026-11-{number:02d}T09:00:00Z", "tag": [tag]}
    written |= {"buyer": {"name": "Gemeente Utrecht"}, "tender": tender_part, **more}
    bring(json.dumps({"version": "1.1", "releases": [written]}).encode())
    return publications.by_identity(Scheme.OCDS_RELEASE, f"ocds-abc-1/{number}")


def bring(content):
    import_documents([SourceDocument("x", content)], now=clock.now())
    db.session.commit()
    db.session.expire_all()


def begin(group, notice, lots=None):
    bid = bidding.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    if lots is not None:
        bid.lots = lots
    requirements.propose_from_notice(bid)
    for row in of_bid(bid):
        row.state = RequirementState.CONFIRMED
    db.session.commit()
    return bid


def of_bid(bid, **values):
    statement = select(Requirement).where(Requirement.bid_id == bid.id).filter_by(**values)
    return db.session.scalars(statement.order_by(Requirement.id)).all()


def take_over(bid):
    moved = services.take_over(bid, seen=queries.news_of(bid).digest, now=clock.now())
    db.session.commit()
    return moved


def mails():
    return db.session.scalar(select(func.count()).select_from(OutgoingMail).where(OutgoingMail.key.like("bid:%")))


def award(number, *lots):
    awards = [
        {"id": f"a{name}", "status": status, "relatedLots": [name], "suppliers": [{"name": "De Tuin"}]}
        for name, status in lots
    ]
    return release(number, "award", awards=awards)


def test_the_result_of_one_lot_is_told_as_that_of_one_lot(group, member, client):
    bid = begin(group, release(1, lots=[lot("1"), lot("2"), lot("3")]))
    award(2, ("1", "active"), ("2", "unsuccessful"))
    for _time in range(2):
        jobs.follow_corrections()
    assert mails() == 1
    news = queries.news_of(bid)
    assert news.ending == ""
    assert [outcome.state for outcome in news.lots] == [LotState.AWARDED, LotState.CANCELLED, LotState.OPEN]
    page = client.get(f"{ADDRESS}/{bid.id}").text
    assert all(line in page for line in messages.lots(news))
    take_over(bid)
    assert bid.lots == ["1", "3"]
    award(3, ("3", "active"))
    assert queries.news_of(bid).ending == "awarded"


@pytest.mark.parametrize(("lots", "ending"), [(["1"], "awarded"), (["2"], "cancelled"), (["1", "2"], "awarded")])
def test_a_bid_ends_when_all_its_own_lots_have_ended(group, lots, ending):
    bid = begin(group, release(1, lots=[lot("1"), lot("2"), lot("3")]), lots)
    award(2, ("1", "active"), ("2", "unsuccessful"))
    assert queries.news_of(bid).ending == ending


def test_a_later_release_reaches_the_bid_and_its_mail(group, member, client):
    bid = begin(group, release(1))
    release(2, "tenderAmendment", "2026-12-20", [lot("1"), lot("2", "cancelled")])
    jobs.follow_corrections()
    jobs.follow_corrections()
    assert mails() == 1
    assert client.get(f"{ADDRESS}/{bid.id}/wijzigingen").text.count("<del>") >= 2
    take_over(bid)
    assert (bid.lots, bid.deadline.day) == (["1"], 20)
    (term,) = of_bid(bid, kind=RequirementKind.TERM)
    assert "20 december 2026" in term.text
    # What was asked for the lot that is gone stops nobody.
    states = {(row.lot, row.state) for row in of_bid(bid, kind=RequirementKind.AWARD) if row.lot}
    assert ("2", RequirementState.CONFIRMED) not in states


def test_what_was_confirmed_out_of_the_notice_follows_it_and_its_old_value_stays_known(group):
    bid = begin(group, release(1, lots=[lot("1"), lot("2", weights=(30, 70))]))
    release(2, "tenderUpdate", lots=[lot("1"), lot("2", weights=(50, 50))])
    take_over(bid)
    assert [row.weight for row in of_bid(bid, lot="2")] == ["50", "50"]
    effects = db.session.scalars(select(BidEffect).where(BidEffect.kind == EffectKind.REQUIREMENT_CHANGED)).all()
    assert {(effect.params["before"], effect.params["after"]) for effect in effects} == {("30%", "50%"), ("70%", "50%")}


def test_a_weight_that_somebody_wrote_over_stays(group):
    bid = begin(group, release(1, lots=[lot("1"), lot("2", weights=(30, 70))]))
    (row, _price) = of_bid(bid, lot="2")
    row.weight = "35"
    db.session.commit()
    release(2, "tenderUpdate", lots=[lot("1"), lot("2", weights=(50, 50))])
    take_over(bid)
    assert row.weight == "35"


def of_papers(bid, text, **more):
    row = Requirement(bid_id=bid.id, text=text, origin=RequirementOrigin.FILE, state=RequirementState.CONFIRMED, **more)
    db.session.add(row)
    db.session.commit()
    return row


@pytest.mark.parametrize(("adopt", "weight"), [("1", "50"), ("0", "30")])
def test_what_the_papers_say_is_marked_and_settled_with_one_tap(group, member, client, adopt, weight):
    bid = begin(group, release(1, lots=[lot("1"), lot("2", weights=(30, 70))]))
    row = of_papers(bid, "K1 Plan", kind=RequirementKind.AWARD, lot="2", weight="30", weight_unit="percentage")
    term = of_papers(bid, "Inschrijven kan tot 15 januari 2027.", kind=RequirementKind.TERM)
    release(2, "tenderUpdate", "2027-01-25", [lot("1"), lot("2", weights=(50, 50))])
    take_over(bid)
    assert (row.weight, term.text) == ("30", "Inschrijven kan tot 15 januari 2027.")
    marked = {
        effect.requirement_id: effect for effect in db.session.scalars(select(BidEffect)) if effect.params.get("adopt")
    }
    assert set(marked) == {row.id, term.id}
    page = client.get(f"{ADDRESS}/{bid.id}/eisen?soort=award&pagina=1").text
    assert f"/gevolgen/{marked[row.id].id}" in page or f"/gevolgen/{marked[term.id].id}" in page
    for effect in marked.values():
        client.post(f"{ADDRESS}/{bid.id}/vragen/gevolgen/{effect.id}", data={"done": "1", "adopt": adopt})
    db.session.expire_all()
    assert row.weight == weight
    assert ("25 januari 2027" in term.text) is (adopt == "1")
    assert all(effect.done_at for effect in marked.values())


def test_a_corrigendum_moves_the_bid_and_leaves_its_lots(group, member, client):
    bring(ORIGINAL)
    bid = begin(group, publications.by_ted("754136-2026"))
    bring(CORRIGENDUM)
    news = queries.news_of(bid)
    assert "IV.2.2" not in client.get(f"{ADDRESS}/{bid.id}/wijzigingen").text
    assert messages.described(news) == []
    take_over(bid)
    assert bid.lots == ["1", "2"]
    assert clock.local(bid.deadline).isoformat()[:16] == "2027-01-12T09:00"


def test_what_a_corrigendum_changes_beyond_us_is_a_point_to_look_at(group, member, client):
    bring(ORIGINAL)
    bid = begin(group, publications.by_ted("754136-2026"))
    bring(corrigendum("754900-2026", "20261127", ("III.1.2", "", "EUR 1000", "EUR 2000")))
    page = client.get(f"{ADDRESS}/{bid.id}/wijzigingen").text
    assert "EUR 2000" in page
    assert "III.1.2" not in page
    take_over(bid)
    effect = db.session.scalars(select(BidEffect).where(BidEffect.kind == EffectKind.OTHER)).one()
    assert (effect.params["before"], effect.params["after"]) == ("EUR 1000", "EUR 2000")
    assert "EUR 2000" in client.get(f"{ADDRESS}/{bid.id}/vragen").text


def edition(weight=40, closes="15 januari 2027", description=""):
    criterion = Criterion("quality", "Plan", weight=Decimal(weight), weight_kind="percentage")
    read = ReadNotice(
        "eforms",
        (Identity(Scheme.TED, "1-2026"),),
        NoticeKind.COMPETITION,
        "Groen",
        description=description,
        lots=(ReadLot("LOT-0001", criteria=(criterion,)),),
    )
    return EditionAsks(read, asked_in_notice(read, closes, []), closes, closes)


def test_what_the_group_took_off_the_list_does_not_come_back_with_other_words():
    result = follow([], edition(), edition(closes="25 januari 2027"))
    assert result.fresh == []


def test_what_a_new_text_asks_is_new():
    asks = edition(description="De inschrijver moet beschikken over certificaat RPS.")
    result = follow([], edition(), asks)
    assert [demand.kind for demand in result.fresh] == [RequirementKind.SUITABILITY]


def test_papers_that_differed_before_are_not_marked():
    row = KnownDemand(1, RequirementKind.AWARD, "Plan", None, "45")
    assert list(otherwise([row], edition(40), edition(40))) == []
    assert [words.weight for words in otherwise([row], edition(40), edition(50))] == ["50"]

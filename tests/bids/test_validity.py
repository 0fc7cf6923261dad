"""How long a bid must stay valid, from the notice into the list of requirements, the letter and the agenda."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from incubator.bids.documents.letters import cover_letter
from incubator.bids.messages.sources import source_of
from incubator.bids.models import BidStage, Requirement, RequirementKind, RequirementOrigin, RequirementState
from incubator.bids.queries import validity as queries
from incubator.bids.rules.requirements.of_notice import asked_in_notice
from incubator.bids.rules.validity import in_dutch, last_day, terms_of
from incubator.bids.services import bidding, submitting
from incubator.bids.services.submitting import HandedIn
from incubator.core import agenda, clock
from incubator.core.db import db
from incubator.core.word.blocks import plain
from incubator.formats import stored
from incubator.formats.tender_terms import DeadlineFor, Validity
from incubator.formats.values import ReadLot
from tests.bids.test_writing import begin
from tests.factories import CooperativeFactory, MilestoneFactory, ParticipationFactory

CLOSES = datetime(2030, 3, 1, 11, 0, tzinfo=UTC)
LATER = datetime(2030, 4, 1, 10, 0, tzinfo=UTC)
DAYS, MONTHS = Validity(90, "day"), Validity(4, "month")


@pytest.fixture
def group(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin")
    MilestoneFactory(cooperative=group, key="deed")
    return group


def noticed(bid, **changed):
    """The notice of a bid with other terms."""
    notice = bid.notice
    notice.data = stored.dump(replace(notice.content, **{"deadline": CLOSES, **changed}))
    notice.deadline = notice.last_deadline = CLOSES
    db.session.commit()
    return bid


def letter_of(bid):
    return plain(cover_letter(source_of(bid, made_at=clock.now(), base_url="")))


def test_the_letter_counts_the_day_from_the_closing_day(group):
    bid = noticed(begin(group), validity=DAYS)
    assert "Wij doen ons aanbod gestand tot en met 30 mei 2030 (90 dagen" in letter_of(bid)
    noticed(bid, validity=DAYS, deadline=LATER)
    assert "tot en met 30 juni 2030" in letter_of(bid)


def test_what_the_documents_ask_goes_before_the_notice_and_without_either_it_is_open(group):
    bid = noticed(begin(group))
    assert "[tot wanneer?" in letter_of(bid)
    noticed(bid, validity=DAYS)
    asked = Requirement(
        bid=bid, text="De inschrijver doet zijn aanbod 120 dagen gestand.", kind=RequirementKind.TERM,
        state=RequirementState.CONFIRMED, origin=RequirementOrigin.FILE,
    )  # fmt: skip
    db.session.add(asked)
    db.session.commit()
    assert "120 dagen gestand" in letter_of(bid)
    assert "30 mei 2030" not in letter_of(bid)


def test_lots_that_differ_have_their_own_day_from_their_own_closing(group):
    lots = (
        ReadLot("LOT-0001", deadline=CLOSES, validity=DAYS),
        ReadLot("LOT-0002", deadline=LATER, validity=MONTHS),
    )
    bid = noticed(begin(group, lots=lots), lots=lots)
    bid.lots = ["LOT-0001", "LOT-0002"]
    db.session.commit()
    words = letter_of(bid)
    assert "voor perceel 1 tot en met 30 mei 2030" in words
    assert "voor perceel 2 tot en met 1 augustus 2030" in words
    assert queries.last_day(bid) == date(2030, 8, 1)
    bid.lots = ["LOT-0001"]
    db.session.commit()
    assert queries.last_day(bid) == date(2030, 5, 30)
    assert "augustus" not in letter_of(bid)


def test_the_term_stands_in_the_list_of_requirements(group):
    bid = noticed(begin(group), validity=DAYS)
    terms = [each.text for each in asked_in_notice(bid.notice.content, "", ()) if each.kind is RequirementKind.TERM]
    assert any("gestand blijven tot en met 30 mei 2030" in text for text in terms)


def test_after_handing_in_the_last_day_stands_in_the_agenda_until_the_buyer_decides(group):
    writer = ParticipationFactory(cooperative=group).user
    bid = noticed(begin(group), validity=DAYS)
    key = f"bid:{bid.id}:valid"
    assert not agenda.holds(key)
    submitting.submit(
        bid, HandedIn(clock.now(), "TenderNed", open_because="Wij leveren dit na."), by=writer, now=clock.now()
    )
    db.session.commit()
    entry = db.session.scalar(select(agenda.AgendaEntry).where(agenda.AgendaEntry.key == key))
    assert (clock.local(entry.due_at).date(), entry.whole_day) == (date(2030, 5, 30), True)
    bidding.move(bid, BidStage.LOST, note="", now=clock.now(), today=clock.today())
    assert not agenda.holds(key)


def test_in_a_procedure_in_two_stages_the_day_is_not_counted_from_the_request(group):
    notice = begin(group).notice.content
    asked = replace(notice, deadline=CLOSES, deadline_for=DeadlineFor.REQUEST, validity=DAYS)
    (term,) = terms_of(asked, ())
    assert (term.last, last_day([term])) == (None, None)
    assert in_dutch(term) == "tot 90 dagen na de uiterste dag van indienen"
    (known,) = terms_of(asked, (), LATER)
    assert known.last == date(2030, 6, 30)
    (named,) = terms_of(replace(asked, tenders_due=LATER), ())
    assert named.last == date(2030, 6, 30)

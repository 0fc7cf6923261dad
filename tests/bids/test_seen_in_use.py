"""What went wrong when people used bids: two closing days, a declared ground, what was written under another name or not at all."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from incubator.bids.documents import approach, offers, sets, written
from incubator.bids.messages import sections as asked_of_people
from incubator.bids.models import BidStage, LibraryKind, RequirementKind, RequirementState
from incubator.bids.queries import case_sides, checking
from incubator.bids.queries.readiness import ABOVE_VALUE, GROUND, OTHER_DAY
from incubator.bids.rules.requirements.table_heads import head_of
from incubator.bids.rules.requirements.tables import criterion_text
from incubator.bids.rules.requirements.terms import closing_day
from incubator.bids.values.documents import OwnChapter, ProcurementRoute, ScoredCriterion, ThreeParts
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.quantities import write_day
from incubator.core.word import plain
from incubator.formats import stored
from incubator.formats.values import Money
from tests.bids.test_prices import LINES, priced, source
from tests.bids.test_writing import add, begin, requirement
from tests.factories import CooperativeFactory, MilestoneFactory, ParticipationFactory


@pytest.fixture
def bid(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin")
    MilestoneFactory(cooperative=group, key="deed")
    ParticipationFactory(cooperative=group)
    return begin(group)


def other_days(bid):
    return [point for point in checking.points(bid, now=clock.now()) if point.message == OTHER_DAY]


@pytest.mark.parametrize(("days", "is_named"), [(-16, True), (0, False), (9, True)])
def test_another_closing_day_in_the_papers_of_the_buyer_is_named_before_handing_in(bid, days, is_named):
    due = clock.local(bid.deadline).date()
    day = due + timedelta(days=days)
    row = requirement(bid, f"Sluiting inschrijving – {write_day(day)} om 10.00 uur", RequirementKind.TERM)
    named = other_days(bid)
    assert [point.number for point in named] == [row.id] * is_named
    if is_named:
        assert named[0].params == {"day": day, "due": due}


def test_a_later_closing_day_beside_the_same_one_and_a_day_that_nobody_confirmed_are_not_named(bid):
    due = clock.local(bid.deadline).date()
    for days, state in ((0, "confirmed"), (40, "confirmed"), (-5, "proposed")):
        text = f"Inschrijven kan uiterlijk {write_day(due + timedelta(days=days))}."
        requirement(bid, text, RequirementKind.TERM, RequirementState(state))
    assert other_days(bid) == []


@pytest.mark.parametrize(
    "text",
    [
        "De offerte is geldig tot 1 maart 2027.",
        "Vragen over de inschrijving kunnen tot 3 december 2026.",
        "De overeenkomst start op 1 februari 2027.",
        "Uw inschrijving sluit op 31 februari 2027.",
        "Uw inschrijving sluit op 18 december.",
    ],
)
def test_what_is_no_closing_day_with_its_year_is_none(text):
    assert closing_day(text) is None


def test_a_ground_that_the_declaration_says_yes_to_is_named_before_handing_in(bid, client, sign_in, monkeypatch):
    sign_in(client, bid.cooperative.participations[0].user)
    client.post(f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/uea/begin")
    for declares in (False, True):
        monkeypatch.setattr(case_sides, "has_ground", lambda _own, declares=declares: declares)
        named = [point for point in checking.points(bid, now=clock.now()) if point.message == GROUND]
        assert len(named) == declares


@pytest.mark.parametrize(("price", "is_named"), [("12500", False), ("16556", True), (None, False)])
def test_a_price_above_what_the_work_is_worth_is_named_before_handing_in(bid, monkeypatch, price, is_named):
    bid.notice.data = stored.dump(replace(bid.notice.content, value=Money(Decimal(12500))))
    db.session.flush()
    known = (None if price is None else Decimal(price), None)
    monkeypatch.setattr(case_sides, "price_and_cost", lambda _bid: known)
    named = [point for point in checking.points(bid, now=clock.now()) if point.message == ABOVE_VALUE]
    assert [point.params for point in named] == [{"price": 16556, "value": 12500}] * is_named


@pytest.mark.parametrize("page", ["stukken", "prijs"])
def test_what_is_made_after_handing_in_is_not_taken_for_what_was_handed_in(bid, client, sign_in, page):
    sign_in(client, bid.cooperative.participations[0].user)
    address = f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/{page}"
    assert "Jullie leverden in op" not in client.get(address).text
    bid.stage, bid.submitted_at = BidStage.SUBMITTED, clock.now()
    db.session.commit()
    assert "Jullie leverden in op" in client.get(address).text


def test_the_parts_of_a_text_have_one_name_in_every_document_and_ask_what_the_page_asks():
    assert [name for name, _heading, _asked in approach.PARTS] == list(asked_of_people.PARTS)
    assert {name: heading for name, heading, _asked in approach.PARTS} == written.PART_NAMES
    asked = {name: question for name, _heading, question in approach.PARTS}
    assert "meten of bekijken" in asked["view"]
    assert "blijkt" in asked["proof"]


def test_what_was_written_for_a_client_stands_in_the_quotation():
    criteria = (
        ScoredCriterion("quality", "Werkwijze", "40 punten", "", "", "", ThreeParts(what="Elke week een vaste ploeg.")),
        ScoredCriterion("price", "Prijs", "60 punten", "", "", "", ThreeParts(what="Onze prijs is scherp.")),
        ScoredCriterion("quality", "Nog niet begonnen", "", "", "", ""),
    )
    chapters = (OwnChapter("Onze mensen", "", ThreeParts(what="Wij zijn met zeven.")),)
    asked = replace(source(priced(), route=ProcurementRoute.PRIVATE), criteria=criteria, chapters=chapters)
    text = plain(offers.quotation(asked))
    assert "Elke week een vaste ploeg." in text
    assert "Wij zijn met zeven." in text
    assert "Onze prijs is scherp." not in text
    assert "Nog niet begonnen" not in text
    assert {"sections", "requirements"} <= sets.BY_KEY["quotation"].reads


def test_a_sum_that_lacks_a_line_is_open():
    lines = (*LINES, replace(LINES[0], quantity_hundredths=None, what="Machines"))
    text = plain(offers.quotation(source(priced(lines), route=ProcurementRoute.PRIVATE)))
    assert "Totaal met btw" not in text
    assert "[nog niet bekend]" in text


def test_a_letter_grows_old_with_everything_that_it_names():
    for key in ("letter", "request-letter"):
        assert {"library", "declarations", "joint"} <= sets.BY_KEY[key].reads


@pytest.mark.parametrize(
    ("heading", "cell", "text"),
    [
        ("Maximaal aantal pagina's", "3 A4", "G1 Werkwijze (max. 3 pagina's)"),
        ("Omvang", "5", "G1 Werkwijze (max. 5 pagina's)"),
        ("Lengte", "max. 4 pagina's", "G1 Werkwijze (max. 4 pagina's)"),
        ("Toelichting", "3 A4-formulieren", "G1 Werkwijze: 3 A4-formulieren"),
    ],
)
def test_a_column_of_pages_is_how_long_the_answer_may_be(heading, cell, text):
    head, _is_head = head_of(["Code", "Criterium", "Punten", heading], "award")
    assert criterion_text(["G1", "Werkwijze", "40", cell], head) == text


def test_work_that_has_yet_to_begin_is_no_reference(bid):
    user = bid.cooperative.participations[0].user
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(RuleViolation, match="still to come"):
        add(bid.cooperative, user, LibraryKind.REFERENCE, begun_on=tomorrow)
    add(bid.cooperative, user, LibraryKind.REFERENCE, begun_on=clock.today(), ended_on=tomorrow)

"""What goes to a buyer says what is true, and says it to whom it is meant."""

from dataclasses import replace

import pytest

from incubator.bids.documents.letters import cover_letter
from incubator.bids.documents.offers import quotation
from incubator.bids.documents.people import others
from incubator.bids.documents.plan import plan_of_approach
from incubator.bids.messages import sources
from incubator.bids.services import bidding
from incubator.bids.values.documents import OwnChapter, ProcurementRoute, ThreeParts
from incubator.bids.values.joint import MEMBER, SUBCONTRACTOR, THIRD, PartySheet
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import db
from incubator.core.word import open_points, plain
from incubator.watch.services import requests
from tests.bids.test_documents import NOTICE, source
from tests.factories import CooperativeFactory, UserFactory


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        (MEMBER, "Samen met Jansen schrijven wij in als combinatie."),
        (SUBCONTRACTOR, "Als onderaannemer zetten wij in: Jansen, voor de omzet."),
        (THIRD, "Wij doen een beroep op Jansen voor de omzet."),
    ],
)
def test_who_takes_part_is_called_what_it_is(role, sentence):
    party = PartySheet("Jansen", "12345678", role, task="de omzet.")
    joined = source(partners=(party,))
    for paper in (plan_of_approach(joined), cover_letter(joined)):
        assert sentence in plain(paper)
    assert len(list(others(joined))) == 1


def test_without_a_task_it_is_open_for_what_we_rely_on_somebody():
    joined = source(partners=(PartySheet("Jansen", "", THIRD),))
    assert "Waarvoor doet Jansen mee?" in str(list(others(joined)))


def test_a_complete_paper_of_a_group_without_a_deed_is_a_draft():
    letter = cover_letter(replace(source(), has_deed=False))
    assert letter.version == "concept"
    assert "onvoorwaardelijk" not in plain(letter)


def test_the_summary_promises_no_criterion_behind_headings_of_our_own():
    chaptered = source(chapters=(OwnChapter("Wat wij nog doen", "", ThreeParts("a", "b", "c")),))
    text = plain(plan_of_approach(chaptered))
    assert "Elk hoofdstuk hierna" not in text
    assert "Elk gunningscriterium heeft hierna een eigen hoofdstuk" in text


def test_a_quotation_repeats_the_question_and_no_term():
    asked = replace(NOTICE, description="Kunnen jullie elke week de tuin doen?")
    text = plain(quotation(replace(source(asked), route=ProcurementRoute.PRIVATE)))
    assert "Kunnen jullie elke week de tuin doen?" in text
    assert "Inleveren voor" not in text


def test_the_overview_of_a_quotation_lists_what_is_open_in_it(app):
    group, author = CooperativeFactory(slug="de-tuin", phase=Phase.F6), UserFactory()
    asked = requests.enter(group, requests.AskedWork("Buurthuis", "Schoonmaak"), author=author, now=clock.now())
    bid = bidding.start_on_request(asked, owner=author, now=clock.now(), today=clock.today())
    db.session.commit()
    questions = [question for _place, question in open_points(sources.main_document_of(bid, made_at=clock.now()))]
    assert "Hoe lang geldt de offerte?" in questions
    assert not [question for question in questions if "gunningscriteria" in question]

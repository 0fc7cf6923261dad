"""When the work of a bid starts: what the buyer answered or somebody confirmed goes before the notice, and both are shown."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from incubator.bids.documents.planning import planning
from incubator.bids.messages.sources import source_of
from incubator.bids.models import BidStage, BuyerQuestion, EffectKind, Requirement, RequirementKind, RequirementState
from incubator.bids.queries import cases, checking, work_terms
from incubator.bids.queries.readiness import OTHER_START
from incubator.bids.rules.work_terms import end_day, settled, start_day
from incubator.bids.services import asking, bidding, making, requirements, tasks
from incubator.bids.services.asking import EffectTerms
from incubator.bids.values.work_terms import StatedDay, TermOrigin, WorkTerm
from incubator.core import agenda, clock
from incubator.core.db import db
from incubator.core.word.blocks import plain
from incubator.formats import stored
from tests.bids.test_writing import begin
from tests.factories import CooperativeFactory, MilestoneFactory, ParticipationFactory

BY_NOTICE, IN_PAPERS, ANSWERED = date(2030, 1, 1), date(2030, 3, 1), date(2030, 4, 15)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("De opdracht begint op 1 maart 2030.", date(2030, 3, 1), None),
        (
            "De overeenkomst gaat in op 1 maart 2030 en eindigt op 28 februari 2032.",
            date(2030, 3, 1),
            date(2032, 2, 28),
        ),
        ("Ingangsdatum: 01-03-2030", date(2030, 3, 1), None),
        ("De overeenkomst loopt van 1 maart 2030 tot en met 28 februari 2032.", date(2030, 3, 1), date(2032, 2, 28)),
        ("Looptijd: 1-3-2030 t/m 28-2-2032", date(2030, 3, 1), date(2032, 2, 28)),
        ("Met ingang van 1 maart 2030 voert u het werk uit.", date(2030, 3, 1), None),
        ("Start van de werkzaamheden: 1 maart 2030", date(2030, 3, 1), None),
        ("De inschrijving moet uiterlijk 1 maart 2030 om 12.00 uur binnen zijn.", None, None),
        ("Vragen stelt u tot en met 1 maart 2030.", None, None),
        ("De gunning van de opdracht begint op 1 maart 2030.", None, None),
        ("De tarieven gelden met ingang van 1 maart 2030.", None, None),
        ("De opdracht begint na de zomer.", None, None),
    ],
)
def test_a_sentence_about_the_start_gives_its_day_and_no_other_sentence_does(text, start, end):
    assert (start_day(text), end_day(text)) == (start, end)


def test_an_answer_goes_before_the_papers_and_the_papers_before_the_notice():
    notice = WorkTerm(BY_NOTICE, date(2031, 12, 31), 24)
    papers = [StatedDay(BY_NOTICE, "aankondiging", 1), StatedDay(IN_PAPERS, "leidraad", 2)]
    alone = settled(notice, papers[:1], [], None)
    assert (alone.start, alone.contradicts, alone.others) == (BY_NOTICE, False, ())
    confirmed = settled(notice, papers, [], None)
    assert (confirmed.start, confirmed.start_from, confirmed.place) == (IN_PAPERS, TermOrigin.PAPERS, 2)
    assert (confirmed.contradicts, confirmed.start_by_notice) == (True, BY_NOTICE)
    # The end moves along where only the length is known, and stays where the papers name it.
    assert confirmed.end == date(2032, 2, 29)
    assert settled(notice, papers, [StatedDay(date(2033, 1, 1))], None).end == date(2033, 1, 1)
    answered = settled(notice, papers, [], StatedDay(ANSWERED, "antwoord"))
    assert (answered.start, answered.start_from, answered.others) == (ANSWERED, TermOrigin.ANSWER, (IN_PAPERS,))


@pytest.fixture
def group(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin")
    MilestoneFactory(cooperative=group, key="deed")
    return group


@pytest.fixture
def member(group, client, sign_in):
    person = ParticipationFactory(cooperative=group).user
    sign_in(client, person)
    return person


@pytest.fixture
def bid(group, member):
    bid = begin(group)
    bid.notice.data = stored.dump(replace(bid.notice.content, contract_start=BY_NOTICE, duration_months=24))
    tasks.plan_anew(bid, now=clock.now())
    db.session.commit()
    return bid


def written(text, **more):
    empty = {"lot": None, "weight": None, "weight_unit": None, "knock_out": False, "owner_id": None}
    return {"kind": RequirementKind.TERM, "text": text, "answered_in": "", "evidence": "", **empty, **more}


def task_of(bid):
    return next((task for task in bid.tasks if task.key == "start"), None)


def in_agenda(bid):
    entry = db.session.scalar(select(agenda.AgendaEntry).where(agenda.AgendaEntry.key == f"bid:{bid.id}:start"))
    return None if entry is None else clock.local(entry.due_at).date()


def test_a_confirmed_start_is_where_the_planning_begins_and_both_days_are_shown(bid, member, client):
    assert (task_of(bid), in_agenda(bid)) == (None, None)
    document = making.make(bid, by=member, now=clock.now(), base_url="", only=("planning", "", "")).made
    assert len(document) == 1
    row = Requirement(bid_id=bid.id, kind=RequirementKind.TERM, text="De opdracht begint op 1 maart 2030.", position=99)
    row.origin, row.state = "file", RequirementState.PROPOSED
    db.session.add(row)
    db.session.commit()
    assert not work_terms.of_bid(bid).is_confirmed
    requirements.decide(bid, [row.id], keep=True, now=clock.now())
    db.session.commit()
    assert task_of(bid).params == {"day": "1 maart 2030"}
    assert in_agenda(bid) == IN_PAPERS
    assert cases.decision_basis(bid, now=clock.now()).work_starts == IN_PAPERS
    text = plain(planning(source_of(bid, made_at=clock.now(), base_url="")))
    for words in ("1 maart 2030", "1 januari 2030", "de stukken van de opdrachtgever", "29 februari 2032"):
        assert words in text
    (point,) = [each for each in checking.points(bid, now=clock.now()) if each.message == OTHER_START]
    assert (point.place, point.number) == ("requirements", row.id)
    # What was made before is older now.
    assert [line.is_older for line in making.standing(bid, now=clock.now()) if line.document.kind == "planning"] == [
        True
    ]
    shown = client.get(f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/taken").text
    assert "De opdracht begint op 1 maart 2030." in shown
    requirements.drop(row, now=clock.now())
    db.session.commit()
    assert (task_of(bid), in_agenda(bid)) == (None, None)


def test_a_start_that_the_answer_of_the_buyer_moved_is_taken_over_after_the_hand_in_too(bid, member):
    requirements.add(bid, written("De opdracht begint op 1 maart 2030."), now=clock.now())
    question = BuyerQuestion(bid_id=bid.id, text="Kan het later?", ours=True, rule="", answer="Begin: 15 april.")
    question.added_at, question.added_by_id = clock.now(), member.id
    db.session.add(question)
    db.session.flush()
    terms = EffectTerms(EffectKind.START, due_on=ANSWERED)
    asking.add_effect(bid, question, terms, now=clock.now())
    db.session.commit()
    term = work_terms.of_bid(bid)
    assert (term.start, term.start_from, term.words) == (ANSWERED, TermOrigin.ANSWER, "Begin: 15 april.")
    assert (task_of(bid).params, in_agenda(bid)) == ({"day": "15 april 2030"}, ANSWERED)
    key = f"bid:{bid.id}:answered-deadline"
    assert db.session.scalar(select(agenda.AgendaEntry).where(agenda.AgendaEntry.key == key)) is None
    bidding.note_handed_in(bid, at=clock.now())
    asking.add_effect(
        bid, question, EffectTerms(EffectKind.START, due_on=ANSWERED + timedelta(days=1)), now=clock.now()
    )
    db.session.commit()
    assert (bid.stage, in_agenda(bid)) == (BidStage.SUBMITTED, ANSWERED + timedelta(days=1))

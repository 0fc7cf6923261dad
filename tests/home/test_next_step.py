"""The next step of a group: the same card on every page, in the words of who reads it."""

import re
from types import SimpleNamespace

import pytest

from incubator.cooperatives.models import Cooperative, ParticipationRole
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.home import queries, rules
from incubator.home.values import StepKind
from incubator.learning import queries as lessons
from incubator.learning import services as learning
from incubator.learning.queries import Place
from incubator.reviews import services as reviews
from incubator.reviews.values import RoundStage, Work, WorkItem
from incubator.statutes import services as statutes
from incubator.statutes.values.schema import example
from tests.factories import (
    SOME_MOMENT,
    CoachAssignmentFactory,
    CooperativeFactory,
    FactFactory,
    ManagerFactory,
    MilestoneFactory,
    ParticipationFactory,
)
from tests.world import WRITTEN

SECTIONS = (
    "/cooperaties/de-bezem",
    "/cooperaties/de-bezem/voortgang",
    "/leren/de-bezem",
    "/cooperaties/de-bezem/dossier",
    "/cooperaties/de-bezem/statuten/",
    "/cooperaties/de-bezem/leden/",
    "/cooperaties/de-bezem/kansen",
    "/cooperaties/de-bezem/inschrijvingen",
)


@pytest.fixture
def bezem(app):
    """A group with a founder and a coach, whose second lesson can be handed in."""
    group = CooperativeFactory(name="De Bezem", slug="de-bezem")
    founder = ParticipationFactory(cooperative=group).user
    coach = CoachAssignmentFactory(cooperative=group).user
    where = Place(group, lessons.library().lessons["samen-beslissen"])
    return SimpleNamespace(group=group, founder=founder, coach=coach, manager=ManagerFactory(), where=where)


def hand_in(bezem):
    with transaction(actor=SYSTEM):
        learning.save(bezem.where, WRITTEN, began_with=0, by=bezem.founder, now=SOME_MOMENT)
        return learning.hand_in(bezem.where, by=bezem.founder, now=SOME_MOMENT)


def decide(bezem, work, how):
    with transaction(actor=SYSTEM):
        reviews.claim(work, coach=bezem.coach, now=SOME_MOMENT)
        how(work, "Maak het preciezer.", coach=bezem.coach, now=SOME_MOMENT)


def kind_of(bezem):
    return rules.next_step(queries.situation_of(bezem.group, now=clock.now())).kind


def card_of(page):
    (card,) = re.findall(r'<section class="next-step.*?</section>', page, re.DOTALL)
    return card


@pytest.mark.parametrize(("language", "title"), [("nl", "title"), ("en", "title_en")])
def test_the_next_lesson_has_its_title_in_the_language_of_the_page(client, sign_in, app, language, title):
    founder = ParticipationFactory(cooperative__phase=Phase.F0).user
    founder.language = language
    client.set_cookie("language", language)
    sign_in(client, founder)
    first = lessons.library().first_track.lessons[0]
    titles = [getattr(first, name) for name in ("title", "title_en")]
    page = client.get("/").text
    shown = [name for name in titles if f">{name}</h3>" in page]
    assert shown == [getattr(first, title)]


def test_the_remarks_of_the_coach_are_one_click_away(client, sign_in, bezem):
    decide(bezem, hand_in(bezem), reviews.return_to_group)
    sign_in(client, bezem.founder)
    card = card_of(client.get("/").text)
    (address,) = re.findall(r'<a class="btn" href="([^"]+)">Naar de opmerkingen</a>', card)
    assert address == "/leren/de-bezem/samen-beslissen/opdracht"
    assert "Maak het preciezer." in client.get(address).text


@pytest.mark.parametrize("reader", ["founder", "coach", "manager"])
def test_the_same_card_stands_at_the_top_of_every_section(client, sign_in, bezem, reader):
    MilestoneFactory(cooperative=bezem.group, key="deed")
    sign_in(client, getattr(bezem, reader))
    cards = {card_of(client.get(path).text) for path in SECTIONS}
    assert len(cards) == 1


def test_a_founder_reads_the_card_of_the_group_page_on_the_start_page(client, sign_in, bezem):
    sign_in(client, bezem.founder)
    start = card_of(client.get("/").text).replace("h3", "h2")
    assert start == card_of(client.get("/cooperaties/de-bezem").text)


WAYS = [
    ("nothing yet", lambda bezem: None),
    ("handed in", hand_in),
    ("returned", lambda bezem: decide(bezem, hand_in(bezem), reviews.return_to_group)),
    ("approved", lambda bezem: decide(bezem, hand_in(bezem), reviews.approve)),
    ("at the notary", lambda bezem: MilestoneFactory(cooperative=bezem.group, key="statutes-approved")),
    ("without a number", lambda bezem: MilestoneFactory(cooperative=bezem.group, key="deed")),
]


@pytest.mark.parametrize("reader", ["coach", "manager"])
@pytest.mark.parametrize("happened", [way for _name, way in WAYS], ids=[name for name, _way in WAYS])
def test_who_guides_a_group_never_reads_jullie_in_its_card(client, sign_in, bezem, happened, reader):
    happened(bezem)
    sign_in(client, getattr(bezem, reader))
    card = card_of(client.get("/cooperaties/de-bezem").text)
    assert "De Bezem" in card
    assert "jullie" not in card.lower()


def test_the_group_page_speaks_of_the_group_to_its_coach(client, sign_in, bezem):
    FactFactory(cooperative=bezem.group, key="people.roles", value="A", state="proposed")
    sign_in(client, bezem.coach)
    assert "jullie" not in client.get("/cooperaties/de-bezem").text.lower()


def test_a_coach_goes_from_the_group_to_the_work_that_waits(client, sign_in, bezem):
    work = hand_in(bezem)
    sign_in(client, bezem.coach)
    assert f'href="/nakijken/{work.id}"' in card_of(client.get("/cooperaties/de-bezem").text)


def test_a_coach_finds_how_to_reach_the_group_and_the_group_its_coach(client, sign_in, bezem):
    sign_in(client, bezem.coach)
    assert f'href="mailto:{bezem.founder.email}"' in client.get("/cooperaties/de-bezem").text
    sign_in(client, bezem.founder)
    page = client.get("/cooperaties/de-bezem").text
    assert f'href="mailto:{bezem.coach.email}"' in page
    assert f'href="mailto:{bezem.founder.email}"' not in page


def test_work_without_a_coach_is_the_managers_turn(client, sign_in, app):
    group = CooperativeFactory(name="De Bezem", slug="de-bezem")
    founder, manager = ParticipationFactory(cooperative=group).user, ManagerFactory()
    bezem = SimpleNamespace(
        group=group, founder=founder, where=Place(group, lessons.library().lessons["samen-beslissen"])
    )
    hand_in(bezem)
    sign_in(client, founder)
    assert "Nog niemand leest jullie werk" in card_of(client.get("/").text)
    sign_in(client, manager)
    page = client.get("/").text
    assert "Dit wacht op jou" in page
    assert '<a href="/cooperaties/de-bezem/coach">De Bezem wacht op antwoord en heeft geen coach</a>' in page


@pytest.mark.parametrize("gone", ["closed", "no coach any more"])
def test_a_coach_who_is_gone_guides_nobody(bezem, session, gone):
    hand_in(bezem)
    with transaction(actor=SYSTEM):
        if gone == "closed":
            bezem.coach.is_active, bezem.coach.deactivated_at = False, SOME_MOMENT
        else:
            bezem.coach.role = bezem.founder.role
    assert kind_of(bezem) is StepKind.COACH_MISSING


def test_who_reads_along_is_led_to_pages_that_they_may_open(client, sign_in, bezem):
    with transaction(actor=SYSTEM):
        bezem.group.phase = Phase.F4
        for lesson in lessons.library().lessons.values():
            if lesson.phase.place > Phase.F4.place:
                continue
            work = Work("exercise", lesson.slug, lesson.title)
            done = reviews.hand_in(bezem.group, work, [WorkItem("a", "A", "B")], by=bezem.founder, now=SOME_MOMENT)
            reviews.claim(done, coach=bezem.coach, now=SOME_MOMENT)
            done.move_to(RoundStage.APPROVED)
    assert kind_of(bezem) is StepKind.STATUTES_OPEN
    observer = ParticipationFactory(cooperative=bezem.group, role=ParticipationRole.OBSERVER).user
    sign_in(client, observer)
    (address,) = re.findall(r'<a class="btn[^"]*" href="([^"]+)"', card_of(client.get("/").text))
    assert client.get(address).status_code == 200


def test_the_statutes_go_from_writing_to_the_notary(bezem):
    """Begun, handed in, returned or approved: each has its own step."""
    MilestoneFactory(cooperative=CooperativeFactory(), key="deed")  # of another group
    steps = []
    with transaction(actor=SYSTEM):
        bezem.group.phase = Phase.F4
        statutes.import_answers(bezem.group, example(), author=bezem.founder, now=SOME_MOMENT)
    situation = queries.situation_of(bezem.group, now=clock.now())
    steps.append(rules.steps.statutes_complete(situation).kind)
    with transaction(actor=SYSTEM):
        work = statutes.hand_in(bezem.group, by=bezem.founder, now=SOME_MOMENT)
    steps.append(kind_of(bezem))
    decide(bezem, work, reviews.return_to_group)
    steps.append(kind_of(bezem))
    with transaction(actor=SYSTEM):
        work = statutes.hand_in(bezem.group, by=bezem.founder, now=SOME_MOMENT)
    decide(bezem, work, reviews.approve)
    steps.append(kind_of(bezem))
    with transaction(actor=SYSTEM):
        statutes.make_version(bezem.group, author=bezem.founder, now=SOME_MOMENT, today=SOME_MOMENT.date())
    steps.append(kind_of(bezem))
    assert steps == [
        StepKind.STATUTES_COMPLETE,
        StepKind.STATUTES_READ,
        StepKind.STATUTES_RETURNED,
        StepKind.VERSION_MISSING,
        StepKind.DEED_AWAITED,
    ]


def test_where_forty_groups_stand_takes_as_many_questions_as_for_one(app, count_queries):
    for _number in range(40):
        CoachAssignmentFactory(cooperative=ParticipationFactory().cooperative)
    groups = db.session.scalars(db.select(Cooperative).order_by(Cooperative.id)).all()
    queries.situations(groups[1:2], now=clock.now())  # what is asked once in a transaction, whatever the group
    count_queries()
    queries.situations(groups[:1], now=clock.now())
    for_a_single_group = count_queries()
    assert len(queries.situations(groups, now=clock.now())) == 40
    assert count_queries() == for_a_single_group


def test_no_groups_ask_nothing(app, count_queries):
    count_queries()
    assert queries.situations([], now=clock.now()) == {}
    assert count_queries() == 0

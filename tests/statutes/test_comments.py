"""Comments on clauses: they stay with the clause whatever its number, everyone concerned hears of them, and they are settled."""

from datetime import date

import pytest
from sqlalchemy import select

from incubator.accounts import services as accounts
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.outbox import OutgoingMail
from incubator.questions import queries as questions
from incubator.questions import services as threads
from incubator.statutes import services as statutes
from incubator.statutes.documents import articles
from incubator.statutes.documents.places import places
from incubator.statutes.queries.comments import comments, open_comments, ref_of
from incubator.statutes.values import read
from tests.factories import SOME_MOMENT, CoachAssignmentFactory, CooperativeFactory, ParticipationFactory
from tests.statutes.answers import answers

TODAY = date(2026, 11, 24)
PATH = "/cooperaties/bezem/statuten/versies"


@pytest.fixture
def group(app):
    return CooperativeFactory(slug="bezem", name="De Bezem")


@pytest.fixture
def founder(group):
    return ParticipationFactory(cooperative=group).user


def made(group, **changes):
    with transaction(actor=SYSTEM):
        statutes.import_answers(group, answers(**changes), author=None, now=SOME_MOMENT)
        return statutes.make_version(group, author=None, now=SOME_MOMENT, today=TODAY)


def mailed_about(message):
    """Who gets a mail about this message."""
    statement = select(OutgoingMail.recipient).where(OutgoingMail.key.startswith(f"question:{message.id}:"))
    return sorted(db.session.scalars(statement))


def remarked(version, clause, text, by):
    with transaction(actor=SYSTEM):
        return threads.comment(
            version.cooperative, "Artikel", text, by=by, now=SOME_MOMENT, ref=ref_of(version, clause)
        )


def test_a_comment_stands_beside_its_clause_whatever_its_number(client, sign_in, group, founder):
    made(group)
    sign_in(client, founder)
    assert client.get(f"{PATH}/1/bepaling/toelating-van-wie").status_code == 404
    assert "Het lidmaatschap is persoonlijk" in client.get(f"{PATH}/1/bepaling/persoonlijk").text
    placed = client.post(f"{PATH}/1/bepaling/persoonlijk", data={"text": "Wat als ik ziek word?"})
    assert placed.location.endswith("/versies/1#persoonlijk")
    # Without article 4 the clause stands in article 4 and no longer in 5.
    made(group, third_party_dealings__allowed=False)
    page = client.get(f"{PATH}/2").text
    assert "Wat als ik ziek word?" in page
    assert f'href="{PATH}/1#persoonlijk"' in page
    assert page.index("Artikel 4, lid 2") < page.index("Wat als ik ziek word?")
    assert "Artikel 5, lid 2 (versie 1)" in page


def test_a_comment_on_a_clause_that_went_stays_with_the_old_version(client, sign_in, group, founder):
    first = made(group)
    remarked(first, "niet-leden-mag", "Moet dit?", founder)
    made(group, third_party_dealings__allowed=False)
    sign_in(client, founder)
    assert "Moet dit?" in client.get(f"{PATH}/1").text
    assert "Moet dit?" not in client.get(f"{PATH}/2").text


def test_an_older_version_does_not_show_what_was_said_of_a_newer(group, founder):
    first, second = made(group), made(group)
    remarked(second, "zetel", "Waarom Utrecht?", founder)
    assert comments(first) == {}
    (comment,) = comments(second)["zetel"]
    assert (comment.number, comment.thread.messages[0].text) == (2, "Waarom Utrecht?")


def test_what_is_open_comes_first_and_is_counted(client, sign_in, group, founder):
    first, second = made(group), made(group)
    settled = remarked(second, "zetel", "Eerste.", founder)
    remarked(first, "zetel", "Tweede.", founder)
    remarked(second, "zetel", "Derde.", founder)
    with transaction(actor=SYSTEM):
        threads.settle(settled, now=SOME_MOMENT)
    texts = [comment.thread.messages[0].text for comment in comments(second)["zetel"]]
    assert texts == ["Derde.", "Tweede.", "Eerste."]
    assert open_comments(group) == {1: 1, 2: 1}
    sign_in(client, founder)
    assert client.get(f"/cooperaties/{group.slug}/statuten/").text.count("1 open opmerking") == 2


def test_everyone_concerned_hears_of_a_comment_and_then_who_wrote_of_it(group, founder):
    coach = CoachAssignmentFactory(cooperative=group).user
    other, third = (ParticipationFactory(cooperative=group).user for _each in range(2))
    thread = remarked(made(group), "zetel", "Waarom Utrecht?", founder)
    assert mailed_about(thread.messages[0]) == sorted([other.email, third.email, coach.email])
    with transaction(actor=SYSTEM):
        answer = threads.answer(thread, "Daar wonen wij.", by=other, now=SOME_MOMENT)
    assert mailed_about(answer) == sorted([founder.email, coach.email])


def test_an_answer_and_settling_come_back_to_the_clause(client, sign_in, group, founder):
    thread = remarked(made(group), "zetel", "Waarom Utrecht?", founder)
    sign_in(client, founder)
    page = client.get(f"/cooperaties/bezem/vragen/{thread.id}").text
    assert f'href="{PATH}/1#zetel"' in page
    assert client.post(f"/cooperaties/bezem/vragen/{thread.id}", data={"text": "Om de leden."}).status_code == 302
    settled = client.post(f"/cooperaties/bezem/vragen/{thread.id}/klaar")
    assert settled.location == f"{PATH}/1#zetel"
    assert open_comments(group) == {}


def test_a_comment_is_no_question_that_waits_for_the_coach(client, sign_in, group, founder):
    coach = CoachAssignmentFactory(cooperative=group).user
    remarked(made(group), "zetel", "Waarom Utrecht?", founder)
    assert questions.threads(group) == []
    assert questions.waiting_for_coach(coach) == []
    assert questions.count_waiting_for_coach(coach) == 0
    sign_in(client, coach)
    assert client.post(f"{PATH}/1/bepaling/zetel", data={"text": "Mooi."}).status_code == 302


def test_pressed_twice_it_stands_there_once_and_nothing_is_said_with_nothing(client, sign_in, group, founder):
    version = made(group)
    sign_in(client, founder)
    for _time in range(2):
        client.post(f"{PATH}/1/bepaling/zetel", data={"text": "Waarom Utrecht?"})
    assert len(comments(version)["zetel"]) == 1
    assert client.post(f"{PATH}/1/bepaling/zetel", data={"text": " "}).status_code == 422
    long = client.post(f"{PATH}/1/bepaling/zetel", data={"text": "a" * 5001})
    assert long.status_code == 422
    assert "a" * 5001 in long.text
    assert "data-keep" in long.text


def test_who_leaves_takes_the_name_along_and_what_was_said_stays(client, sign_in, group, founder):
    remarked(made(group), "zetel", "Waarom Utrecht?", founder)
    name = founder.name
    with transaction(actor=SYSTEM):
        accounts.delete_account(founder, known_as="voormalig deelnemer", now=SOME_MOMENT)
    sign_in(client, ParticipationFactory(cooperative=group).user)
    page = client.get(f"{PATH}/1").text
    assert "Waarom Utrecht?" in page
    assert "voormalig deelnemer" in page
    assert name not in page


def test_a_clause_is_named_as_people_speak_of_it():
    named = {
        place.id: place.name for article in places(articles(read(answers()))) for place in article.clauses if place.id
    }
    assert named["zetel"] == "artikel 2, lid 2"
    assert named["begrip-bestuur"] == "artikel 1, onder b"
    assert len(named) == len(set(named.values())) > 80

"""Group and coach go on below the answers; a remark is settled by either side; coaches note what is theirs alone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.accounts.services import export_account
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.reviews import services
from incubator.reviews.models import Round
from incubator.reviews.models.talk import ReviewNote, ReviewReply
from incubator.reviews.queries import talk
from incubator.reviews.services import talking
from tests.factories import CoachAssignmentFactory, ManagerFactory, ParticipationFactory, UserFactory
from tests.reviews.conftest import claimed, hand_in


@pytest.fixture
def returned(people, approved, session):
    """Work that came back with one remark."""
    work = claimed(people)
    services.save_remarks(work, {"a": "Voor wie?"}, "", coach=people[2], now=clock.now())
    services.return_to_group(work, "", coach=people[2], now=clock.now())
    session.commit()
    return work


def mailed(session):
    keys = OutgoingMail.key.like("review-reply:%")
    return list(session.scalars(select(OutgoingMail.recipient).where(keys).order_by(OutgoingMail.id)))


def test_what_a_group_writes_reaches_the_coach_and_the_other_way_round(people, returned, session):
    _group, founder, coach = people
    asked = talking.reply(returned, "a", "Wat bedoel je?", by=founder, now=clock.now())
    answered = talking.reply(returned, "a", "Welke klant koopt dit?", by=coach, now=clock.now())
    assert (asked.from_group, answered.from_group) == (True, False)
    assert mailed(session) == [coach.email, founder.email]
    assert [reply.text for reply in talk.replies(returned)["a"]] == ["Wat bedoel je?", "Welke klant koopt dit?"]


def test_pressed_twice_it_stands_there_once(people, returned, session):
    now = clock.now()
    for seconds in (0, 5):
        talking.reply(returned, "a", "Wat bedoel je?", by=people[1], now=now + timedelta(seconds=seconds))
    assert len(session.scalars(select(ReviewReply)).all()) == 1
    talking.reply(returned, "a", "Wat bedoel je?", by=people[1], now=now + timedelta(minutes=5))
    assert len(session.scalars(select(ReviewReply)).all()) == 2


@pytest.mark.parametrize(
    ("part", "text", "reason"), [("a", "  ", "nothing to send"), ("gone", "Ja", "not in the work")]
)
def test_nothing_and_nowhere_cannot_be_written(people, returned, part, text, reason):
    with pytest.raises(RuleViolation, match=reason):
        talking.reply(returned, part, text, by=people[1], now=clock.now())


def test_without_the_coach_who_read_it_the_others_hear(people, returned, session):
    other = CoachAssignmentFactory(cooperative=people[0]).user
    people[2].deactivated_at = clock.now()
    session.flush()
    talking.reply(returned, "a", "Wat bedoel je?", by=people[1], now=clock.now())
    assert mailed(session) == [other.email]


def test_without_any_coach_the_managers_hear(people, returned, session):
    boss = ManagerFactory()
    people[2].deactivated_at = clock.now()
    session.flush()
    talking.reply(returned, "a", "Wat bedoel je?", by=people[1], now=clock.now())
    assert mailed(session) == [boss.email]


def test_a_message_stays_when_its_author_leaves(people, returned, session):
    parting = ParticipationFactory(cooperative=people[0]).user
    reply = talking.reply(returned, "a", "Wat bedoel je?", by=parting, now=clock.now())
    reply.author_id = None
    session.commit()
    assert reply.from_group
    assert talk.replies(returned)["a"][0].text == "Wat bedoel je?"


@pytest.mark.parametrize("side", [1, 2])
def test_either_side_settles_a_remark_and_opens_it_again(client, sign_in, people, returned, session, side):
    remark = returned.remarks[0]
    sign_in(client, people[side])
    assert "Dit is afgerond" in client.get(f"/nakijken/werk/{returned.id}").text
    client.post(f"/nakijken/opmerking/{remark.id}/afgehandeld")
    session.refresh(remark)
    assert (remark.resolved_by_id, remark.resolved_at is not None) == (people[side].id, True)
    assert people[side].name in client.get(f"/nakijken/werk/{returned.id}").text
    client.post(f"/nakijken/opmerking/{remark.id}/open")
    session.refresh(remark)
    assert (remark.resolved_by_id, remark.resolved_at) == (None, None)


def test_who_settles_second_changes_nothing(people, returned):
    remark = returned.remarks[0]
    talking.resolve(remark, by=people[1], now=clock.now())
    talking.resolve(remark, by=people[2], now=clock.now())
    assert remark.resolved_by == people[1]


def test_what_is_open_is_carried_on_until_it_is_settled(client, sign_in, people, returned, session):
    second = hand_in(people)  # nothing was changed
    assert [remark.text for remark in talk.open_remarks(second)["a"]] == ["Voor wie?"]
    session.commit()
    sign_in(client, people[2])
    assert "Opmerking bij poging 1, nog open" in client.get(f"/nakijken/{second.id}").text
    assert "bij poging 1" in client.get(f"/nakijken/werk/{second.id}").text
    talking.resolve(returned.remarks[0], by=people[2], now=clock.now())
    session.commit()
    assert talk.open_remarks(second) == {}
    assert f"afgerond door {people[2].name}" in client.get(f"/nakijken/{second.id}").text


def test_it_is_carried_over_two_rounds_and_settled_by_another_answer(people, returned):
    second = hand_in(people)
    services.claim(second, coach=people[2], now=clock.now())
    services.return_to_group(second, "Nog eens.", coach=people[2], now=clock.now())
    third = hand_in(people, "Wij maken scholen schoon.")
    assert talk.open_remarks(third) == {}
    assert returned.remarks[0].resolved_at is not None
    assert returned.remarks[0].resolved_by is None


def test_a_remark_that_the_group_cannot_read_yet_cannot_be_settled(client, sign_in, people, approved, session):
    work = claimed(people)
    services.save_remarks(work, {"a": "Voor wie?"}, "", coach=people[2], now=clock.now())
    session.commit()
    sign_in(client, people[1])
    assert client.post(f"/nakijken/opmerking/{work.remarks[0].id}/afgehandeld").status_code == 404
    assert "Voor wie?" not in client.get(f"/nakijken/werk/{work.id}").text


def test_one_writes_below_an_answer_on_a_page_of_its_own(client, sign_in, people, returned):
    sign_in(client, people[1])
    address = f"/nakijken/werk/{returned.id}/onderdeel/a"
    assert "Voor wie?" in client.get(address).text
    assert client.post(address, data={"text": " "}).status_code == 422
    long = client.post(address, data={"text": "x" * 5001})
    assert (long.status_code, "x" * 5001 in long.text) == (422, True)
    answer = client.post(address, data={"text": "Voor scholen."})
    assert answer.location.endswith(f"/nakijken/werk/{returned.id}#item-a")
    assert "Voor scholen." in client.get(answer.location).text
    sign_in(client, people[2])
    assert "Voor scholen." in client.get(f"/nakijken/{returned.id}").text
    assert client.get(f"/nakijken/werk/{returned.id}/onderdeel/weg").status_code == 404


def test_what_is_written_is_shown_as_text(client, sign_in, people, returned):
    sign_in(client, people[1])
    client.post(f"/nakijken/werk/{returned.id}/onderdeel/a", data={"text": "<script>alert(1)</script>"})
    page = client.get(f"/nakijken/werk/{returned.id}").text
    assert "&lt;script&gt;alert(1)" in page


def test_a_note_is_for_coaches_and_never_for_the_group(client, sign_in, people, returned, session):
    _group, founder, coach = people
    sign_in(client, coach)
    address = f"/nakijken/{returned.id}/notities"
    assert client.post(address, data={"text": ""}).status_code == 422
    assert client.post(address, data={"text": "Samir twijfelt."}).status_code == 302
    assert "Samir twijfelt." in client.get(address).text
    sign_in(client, CoachAssignmentFactory(cooperative=people[0]).user)
    assert "Samir twijfelt." in client.get(address).text
    note = session.scalars(select(ReviewNote)).one()
    assert client.post(f"/nakijken/notities/{note.id}/verwijderen").status_code == 404  # of a colleague
    sign_in(client, founder)
    assert client.get(address).status_code == 403
    for page in (f"/nakijken/werk/{returned.id}", f"/nakijken/werk/{returned.id}/onderdeel/a"):
        assert "Samir twijfelt." not in client.get(page).text


def test_a_note_counts_at_every_attempt_and_its_author_removes_it(client, sign_in, people, returned, session):
    talking.note(returned, "Samir twijfelt.", by=people[2], now=clock.now())
    second = hand_in(people, "Wij koken.")
    session.commit()
    sign_in(client, people[2])
    assert "Notities voor coaches (1)" in client.get(f"/nakijken/{second.id}").text
    note = session.scalars(select(ReviewNote)).one()
    client.post(f"/nakijken/notities/{note.id}/verwijderen")
    assert talk.notes(session.get(Round, second.id)) == []


def test_a_download_holds_ones_own_words_alone(people, returned, session):
    _group, founder, coach = people
    talking.note(returned, "Samir twijfelt.", by=coach, now=clock.now())
    talking.reply(returned, "a", "Voor scholen.", by=founder, now=clock.now())
    own = {"reply": "Voor scholen."}
    assert [entry.items() >= own.items() for entry in export_account(founder)["review_talk"]] == [True]
    assert [entry["note"] for entry in export_account(coach)["review_talk"]] == ["Samir twijfelt."]


def test_the_notes_of_an_account_go_with_it(people, returned, session):
    talking.note(returned, "Samir twijfelt.", by=people[2], now=clock.now())
    talking.forget(people[2], clock.now())
    assert session.scalars(select(ReviewNote)).all() == []


def test_strangers_read_and_write_nothing(client, sign_in, people, returned):
    sign_in(client, UserFactory())
    remark = returned.remarks[0].id
    assert client.get(f"/nakijken/werk/{returned.id}").status_code == 404
    assert client.post(f"/nakijken/werk/{returned.id}/onderdeel/a", data={"text": "Hoi"}).status_code == 404
    assert client.post(f"/nakijken/opmerking/{remark}/afgehandeld").status_code == 404

"""Before a meeting: planning it, its agenda, who is called by which road, and what became of it."""

from datetime import date, timedelta
from io import BytesIO

import docx
import pytest

from incubator.core import agenda, files, outbox
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.meetings.queries.case import Delivery, call_standings
from incubator.meetings.queries.roads import usual_roads
from incubator.meetings.services import convening, convening_agenda, convening_calls
from incubator.meetings.values import Channel, ItemKind, MeetingKind, MeetingPurpose, MeetingState
from incubator.meetings.values.planning import MeetingPlan, PlannedItem
from tests.factories import CooperativeFactory, UserFactory
from tests.meetings.convening import AMENDMENT, EVENING, NOW, TODAY, cooperative, planned


@pytest.fixture
def house(app):
    return cooperative()


def doing(action, *args, **values):
    with transaction(actor=SYSTEM):
        return action(*args, **values)


def call(house, meeting, **changes):
    roads = usual_roads(meeting, now=NOW) | changes.pop("roads", {})
    return doing(convening_calls.convene, meeting, roads, by=house.fatima, now=NOW)


def test_a_meeting_is_planned_with_the_items_of_its_kind(house):
    kinds = [item.kind for item in planned(house, purpose=MeetingPurpose.YEARLY).items]
    assert {ItemKind.ACCOUNTS, ItemKind.DISCHARGE, ItemKind.AUDIT_COMMITTEE} <= set(kinds)
    assert kinds.index(ItemKind.ACCOUNTS) < kinds.index(ItemKind.DISCHARGE)


def test_the_accounts_are_those_of_the_year_that_ended(house):
    meeting = planned(house, purpose=MeetingPurpose.YEARLY)
    assert [item.subject for item in meeting.items if item.kind is ItemKind.ACCOUNTS] == [{"year": 2025}]


def test_pressed_twice_it_is_planned_once(house):
    assert planned(house).id == planned(house).id


def test_without_a_deed_nothing_is_convened(app):
    group = CooperativeFactory()
    with pytest.raises(RuleViolation):
        doing(convening.plan, group, MeetingPlan("Vergadering"), by=UserFactory(), now=NOW)


def test_a_meeting_in_the_past_is_refused(house):
    with pytest.raises(RuleViolation):
        planned(house, begins_at=NOW - timedelta(minutes=1))


def test_the_agenda_of_the_group_shows_the_meeting_and_the_last_day_to_call(house):
    meeting = planned(house)
    dates = agenda.entries([house.group.id], since=NOW)
    assert [due.due_at.date() for due in dates if due.title == convening.GENERAL] == [EVENING.date()]
    last = next(due for due in dates if due.title == convening.LAST_DAY_TO_CALL)
    doing(convening.cancel, meeting, "Te weinig tijd", by=house.fatima, now=NOW)
    assert last.due_at < meeting.begins_at
    assert agenda.entries([house.group.id], since=NOW) == []


def test_everyone_is_called_by_a_road_that_is_open_to_them(house):
    meeting = planned(house)
    count = call(house, meeting)
    roads = {standing.call.member.name: standing.call.channel for standing in call_standings(meeting)}
    assert roads == {"Fatima": Channel.EMAIL, "Samir": Channel.EMAIL, "Ans": Channel.LETTER, "Bo": Channel.LETTER}
    assert (count.mails, count.letters) == (2, 2)


def test_who_did_not_agree_to_email_cannot_be_mailed(house):
    meeting = planned(house)
    with pytest.raises(RuleViolation, match="did not agree"):
        call(house, meeting, roads={house.members["bo"].id: Channel.EMAIL})
    assert meeting.state is MeetingState.DRAFT


def test_a_mail_that_never_left_was_no_convocation(house):
    meeting = planned(house)
    call(house, meeting)
    mail = db.session.scalars(db.select(OutgoingMail).where(OutgoingMail.recipient == "samir@example.org")).one()
    mail.state = outbox.MailState.DEAD
    db.session.commit()
    known = {standing.call.member.name: standing.delivery for standing in call_standings(meeting)}
    assert known["Samir"] is Delivery.FAILED
    assert known["Fatima"] is Delivery.UNDERWAY


def test_the_day_on_which_a_mail_left_counts(house):
    meeting = planned(house)
    call(house, meeting)
    mail = db.session.scalars(db.select(OutgoingMail).where(OutgoingMail.recipient == "samir@example.org")).one()
    mail.state, mail.sent_at = outbox.MailState.SENT, NOW + timedelta(days=2)
    db.session.commit()
    days = {standing.call.member.name: standing.on for standing in call_standings(meeting)}
    assert days["Samir"] == TODAY + timedelta(days=2)
    assert days["Fatima"] == TODAY


def test_a_letter_counts_from_the_day_on_which_it_was_posted(house):
    meeting = planned(house)
    call(house, meeting)
    ans = next(call for call in meeting.called if call.member.name == "Ans")
    assert ans.sent_on is None
    doing(convening_calls.note_sent, ans, TODAY, road=Channel.LETTER, by=house.fatima, now=NOW)
    assert ans.sent_on == TODAY


@pytest.mark.parametrize("days", [-1, 1])
def test_a_letter_was_not_posted_before_it_was_made_nor_tomorrow(house, days):
    meeting = planned(house)
    call(house, meeting)
    ans = next(call for call in meeting.called if call.member.name == "Ans")
    with pytest.raises(RuleViolation):
        doing(
            convening_calls.note_sent,
            ans,
            TODAY + timedelta(days=days),
            road=Channel.LETTER,
            by=house.fatima,
            now=NOW,
        )


def test_what_went_out_is_kept(house):
    meeting = planned(house)
    call(house, meeting)
    text = _text(files.content_of(meeting.rounds[-1].file))
    assert "donderdag 17 december 2026 om 20.00 uur" in text
    assert "De Spil" in text
    assert "Rondvraag en sluiting" in text


def _text(content):
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_the_mail_has_the_agenda_and_the_convocation_with_it(house):
    meeting = planned(house)
    call(house, meeting)
    mail = db.session.scalars(db.select(OutgoingMail).where(OutgoingMail.recipient == "samir@example.org")).one()
    assert "Vergadering van december" in mail.subject
    assert b".docx" in mail.content


def test_after_the_call_the_agenda_stays(house):
    meeting = planned(house)
    call(house, meeting)
    for verb in (
        lambda: convening_agenda.add_item(meeting, PlannedItem("Nog iets")),
        lambda: convening_agenda.remove_item(meeting.items[0]),
        lambda: convening.change(meeting, MeetingPlan("Anders"), now=NOW),
    ):
        with pytest.raises(RuleViolation, match="have been called"):
            doing(verb)


def test_calling_anew_is_a_new_round_and_the_first_stays_readable(house):
    meeting = planned(house)
    call(house, meeting)
    doing(convening_calls.take_back, meeting, by=house.fatima)
    doing(convening.set_moment, meeting, EVENING + timedelta(days=7), now=NOW)
    call(house, meeting)
    assert meeting.round == 2
    assert [made.number for made in meeting.rounds] == [1, 2]
    assert (len(meeting.convocations), len(meeting.called)) == (8, 4)


def test_what_was_called_off_tells_who_was_mailed(house):
    meeting = planned(house)
    call(house, meeting)
    assert doing(convening.cancel, meeting, "De zaal is dicht.", by=house.fatima, now=NOW) == 2
    assert meeting.state is MeetingState.CANCELLED
    with pytest.raises(RuleViolation):
        doing(convening.cancel, meeting, "Nog eens", by=house.fatima, now=NOW)


def test_to_a_board_meeting_only_the_board_is_called(house):
    meeting = planned(house, kind=MeetingKind.BOARD, title="Bestuur")
    roads = {house.members["bo"].id: Channel.EMAIL, house.members["samir"].id: Channel.EMAIL}
    doing(convening_calls.convene, meeting, roads, by=house.fatima, now=NOW)
    assert {call.member.name for call in meeting.called} == {"Bo", "Samir"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"begins_at": None}, "day and the hour"), ({"place": ""}, "where the meeting is")],
)
def test_nobody_is_called_to_a_meeting_without_a_day_or_a_place(house, changes, words):
    meeting = planned(house, **changes)
    with pytest.raises(RuleViolation, match=words):
        call(house, meeting)


def test_items_move_within_the_agenda_and_new_ones_come_before_the_last(house):
    meeting = planned(house)
    item = doing(
        convening_agenda.add_item, meeting, PlannedItem("Contributie", ItemKind.ORDINARY, proposal="Tien euro.")
    )
    assert [known.title for known in meeting.items][-2:] == ["Contributie", "Rondvraag en sluiting"]
    doing(convening_agenda.move_item, item, up=False)
    assert [known.title for known in meeting.items][-1] == "Contributie"
    doing(convening_agenda.move_item, item, up=False)
    assert [known.position for known in meeting.items] == list(range(1, len(meeting.items) + 1))


def test_a_decision_needs_its_words(house):
    meeting = planned(house)
    with pytest.raises(RuleViolation, match="word for word"):
        doing(convening_agenda.add_item, meeting, PlannedItem("Contributie", ItemKind.ORDINARY))


def test_an_amendment_needs_the_version_that_is_proposed(house):
    meeting = planned(house, **AMENDMENT)
    proposal = PlannedItem("Nieuwe statuten", ItemKind.AMENDMENT, proposal="De statuten worden gewijzigd.")
    with pytest.raises(RuleViolation, match="2:42"):
        doing(convening_agenda.add_item, meeting, proposal)
    with pytest.raises(RuleViolation, match="cannot be proposed"):
        doing(
            convening_agenda.add_item,
            meeting,
            PlannedItem("Nieuwe statuten", ItemKind.AMENDMENT, proposal="Ja.", statutes_version=1),
        )


def test_who_left_before_the_meeting_is_not_called(house):
    meeting = planned(house)
    from_register = usual_roads(meeting, now=NOW)
    assert set(from_register) == {member.id for member in house.members.values()}


def test_the_day_of_sending_and_of_the_meeting_do_not_count(house):
    """Worked example of the law: an amendment on Thursday 17 December 2026 is called by Wednesday 9 December."""
    from_seven = cooperative("zeven", convening__notice_days=7)
    meeting = planned(from_seven, begins_at=EVENING)
    last = next(
        due for due in agenda.entries([from_seven.group.id], since=NOW) if due.title == convening.LAST_DAY_TO_CALL
    )
    assert meeting.begins_at.date() == date(2026, 12, 17)
    assert (last.due_at + timedelta(hours=2)).date() == date(2026, 12, 9)

"""A director who is no member: linked by invitation, called by mail, votes on a phone, and sees nothing once the seat has ended."""

import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.duties.services.reminding import directors_outside
from incubator.duties.values import DueDay, Duty, DutyOwner, DutySource
from incubator.meetings.models import Meeting, NamedBallot
from incubator.meetings.queries.meetings import directors_to_mail, directors_to_tell
from incubator.meetings.services import convening_calls, holding
from incubator.meetings.values import Channel, ItemKind, MeetingKind, MeetingState
from incubator.meetings.values.holding import PresenceKind, VotingWay
from incubator.register.queries import board as seated
from incubator.register.queries.linking import own_seat, seats_held_by
from incubator.register.services import board, linking
from incubator.register.services.elsewhere import end_links
from incubator.register.values.board import BoardOrgan, SeatChange, SeatStep
from tests.factories import SOME_MOMENT, UserFactory
from tests.meetings.assembly import opened
from tests.meetings.sitting import DAY, put, sitting

TOKEN = "a" * 32


@pytest.fixture
def here(app):
    return sitting(kind=MeetingKind.BOARD, board__outsiders_allowed=True, board__max=7)


@pytest.fixture
def seat(here):
    return seat_of(here, "Olga")


def seat_of(here, name, organ=BoardOrgan.BOARD):
    with transaction(actor=SYSTEM):
        step = SeatStep(SeatChange.APPOINTMENT, DAY, DAY, "ALV")
        return board.appoint(here.group, organ, step, name=name, author=None, now=SOME_MOMENT)


def link(here, seat, email="olga@example.org"):
    olga = UserFactory(name=seat.name, email=email)
    with transaction(actor=SYSTEM):
        invitation, _secret = linking.ask(seat, email, by=here.chair, now=SOME_MOMENT)
        linking.accept(invitation, olga, SOME_MOMENT)
    return olga


def step_down(seat, on=DAY - timedelta(days=1)):
    with transaction(actor=SYSTEM):
        seat.events[0].on_date = on - timedelta(days=30)
        board.change(seat, SeatStep(SeatChange.RESIGNATION, on, on), author=None, now=SOME_MOMENT)


def base(here):
    return f"/cooperaties/{here.group.slug}"


def test_nothing_is_linked_before_the_yes(here, seat):
    with transaction(actor=SYSTEM):
        invitation, _secret = linking.ask(seat, "olga@example.org", by=here.chair, now=SOME_MOMENT)
    assert seat.user_id is None
    olga = UserFactory(name="Olga", email="olga@example.org")
    with transaction(actor=SYSTEM):
        linking.accept(invitation, olga, SOME_MOMENT)
    assert seat.holder == olga
    assert seats_held_by(olga, DAY)[0][0] == seat


def test_the_seat_of_a_member_uses_the_link_of_the_membership(here):
    of_member = next(known for known in seated.seats(here.group) if known.member_id is not None)
    with pytest.raises(RuleViolation, match="register of members"):
        linking.ask(of_member, "wie@example.org", by=here.chair, now=SOME_MOMENT)
    db.session.rollback()
    user = UserFactory(name="Iemand")
    of_member.member.user_id = user.id
    db.session.commit()
    assert [known for known, _row in seats_held_by(user, DAY)] == [of_member]


def test_an_account_of_a_member_is_not_that_of_somebody_from_outside(here, seat):
    user = UserFactory(name="Bram", email="bram@example.org")
    here.members[-1].user_id = user.id
    db.session.commit()
    with transaction(actor=SYSTEM):
        invitation, _secret = linking.ask(seat, "bram@example.org", by=here.chair, now=SOME_MOMENT)
    with pytest.raises(RuleViolation, match="somebody else"):
        linking.accept(invitation, user, SOME_MOMENT)


def test_who_left_cannot_be_linked_any_more(here, seat):
    step_down(seat)
    with pytest.raises(RuleViolation, match="not in office"):
        linking.ask(seat, "olga@example.org", by=here.chair, now=SOME_MOMENT)


def test_the_convocation_of_the_board_goes_to_the_account(here, seat):
    planned = Meeting(
        cooperative_id=here.group.id,
        number=9,
        kind=MeetingKind.BOARD,
        title="Bestuur",
        state=MeetingState.DRAFT,
        begins_at=SOME_MOMENT + timedelta(days=10),
        place="De Spil",
        created_at=SOME_MOMENT,
    )
    db.session.add(planned)
    db.session.commit()
    here.meeting = planned
    put(here, ItemKind.TALK)
    db.session.expire_all()
    assert directors_to_tell(planned, today=SOME_MOMENT) == ["Olga"]
    olga = link(here, seat)
    assert directors_to_tell(planned, today=SOME_MOMENT) == []
    assert directors_to_mail(planned, today=SOME_MOMENT) == [seat]
    with transaction(actor=SYSTEM):
        count = convening_calls.convene(planned, {}, by=here.chair, now=SOME_MOMENT)
    assert count.mails == 1
    (call,) = planned.called
    assert (call.seat, call.member, call.channel, call.address) == (seat, None, Channel.EMAIL, olga.email)
    row = db.session.scalars(db.select(OutgoingMail).order_by(OutgoingMail.id.desc())).first()
    assert row.recipient == olga.email
    text = message_from_bytes(row.content, policy=default).get_body(("plain",)).get_content()
    assert re.search(r"/vergaderingen/9/\S*stemmen", text)


def test_a_director_from_outside_votes_on_the_own_phone_once(app, sign_in, here, seat):
    olga = link(here, seat)
    browser = sign_in(app.test_client(), olga)
    with transaction(actor=SYSTEM):
        holding.arrive(here.meeting, seat, PresenceKind.ROOM, by=here.chair, now=SOME_MOMENT)
    voted_on = opened(here, VotingWay.NAMED, item=put(here, ItemKind.ORDINARY))
    entry = next(known for known in voted_on.roll if known.seat_id == seat.id)
    page = f"{base(here)}/vergaderingen/{here.meeting.number}"
    assert voted_on.question in browser.get(f"{page}/stemmen").text
    sent = {f"stem{entry.id}-choice": "for", f"stem{entry.id}-token": TOKEN}
    cast = f"{page}/stemmingen/{voted_on.number}/stem/{entry.id}"
    assert browser.post(cast, data=sent).status_code == 302
    browser.post(cast, data=sent)
    stored = db.session.scalars(db.select(NamedBallot).where(NamedBallot.seat_id == seat.id)).all()
    assert [ballot.choices for ballot in stored] == [["for"]]


def test_a_director_from_outside_sees_the_own_page_and_nothing_of_the_register(app, sign_in, here, seat):
    browser = sign_in(app.test_client(), link(here, seat))
    own = browser.get(f"{base(here)}/bestuur/mijn")
    assert own.status_code == 200
    assert "Vergadering" in own.text
    for path in ("", "/leden/", "/bestuur/", f"/bestuur/{seat.id}", "/kapitaal/", "/plichten/", "/vergaderingen/"):
        assert browser.get(f"{base(here)}{path}").status_code == 404, path
    assert browser.get(f"{base(here)}/besluiten").status_code == 200


def test_with_the_end_of_the_seat_the_access_ends(app, sign_in, here, seat):
    olga = link(here, seat)
    browser = sign_in(app.test_client(), olga)
    page = f"{base(here)}/vergaderingen/{here.meeting.number}/stemmen"
    assert browser.get(page).status_code == 200
    step_down(seat)
    for path in (page, f"{base(here)}/bestuur/mijn", f"{base(here)}/besluiten"):
        assert browser.get(path).status_code == 404, path


def test_who_is_suspended_keeps_the_own_page_and_sees_no_meetings(app, sign_in, here, seat):
    olga = link(here, seat)
    with transaction(actor=SYSTEM):
        board.change(seat, SeatStep(SeatChange.SUSPENSION, DAY, DAY, "ALV"), author=None, now=SOME_MOMENT)
    browser = sign_in(app.test_client(), olga)
    assert browser.get(f"{base(here)}/bestuur/mijn").status_code == 200
    assert browser.get(f"{base(here)}/vergaderingen/{here.meeting.number}/stemmen").status_code == 404


def test_a_link_that_is_taken_away_opens_nothing_any_more(here, seat):
    olga = link(here, seat)
    with transaction(actor=SYSTEM):
        linking.unlink(seat)
    assert own_seat(olga, here.group.slug, DAY) is None


def test_an_account_that_goes_leaves_the_seat_as_it_is(here, seat):
    olga = link(here, seat)
    with transaction(actor=SYSTEM):
        end_links(olga)
    assert (seat.user_id, seat.name) == (None, "Olga")


def test_the_mail_about_a_duty_of_the_board_goes_to_who_sits_there_from_outside(here, seat):
    olga = link(here, seat)
    sitting_now = seated.in_office(here.group, DAY)
    mails = {owner: directors_outside(here.group, _duty(owner), sitting_now) for owner in DutyOwner}
    assert mails[DutyOwner.BOARD] == [olga]
    # Another holds the office, and the members and the audit committee are not the board.
    for owner in set(DutyOwner) - {DutyOwner.BOARD}:
        assert mails[owner] == []


def _duty(owner):
    source = DutySource("A-01", "BW 2:58(1)", DAY)
    return Duty("x", source, DueDay(DAY, DAY), owner, "Titel", "Reden")

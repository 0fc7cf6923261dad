"""One mail for each person and moment."""

from dataclasses import asdict, replace
from datetime import timedelta
from email import message_from_string, policy
from secrets import token_urlsafe

import pytest
import time_machine

from incubator.accounts.messages import way_out
from incubator.core import clock, digests, jobs, outbox
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.mail import Letter, MailKind, MailLine, Pace, Recipient
from incubator.core.outbox import MailState, OutgoingMail, queue_mail
from incubator.core.ways_out import way_out_of_all
from tests.factories import CoachFactory, ManagerFactory, UserFactory

MONDAY_MORNING = "2026-11-23T07:00:00+00:00"  # nine o'clock in Utrecht


def letter(number):
    return Letter(
        f"Groep {number} leverde in",
        (f"Lees het werk van groep {number}.",),
        why="Je bent coach.",
        action=("Lezen", f"/nakijken/{number}"),
        items=(MailLine(f"Deel van {number}", "/deel"),),
    )


def queue(number, to, kind=MailKind.WORK):
    with transaction(actor=SYSTEM):
        return queue_mail(letter(number), to=to, key=f"k{number}", kind=kind)


@pytest.fixture
def sent(monkeypatch):
    """What the timetable sends, as it leaves the house."""
    taken = []

    class Carrier:
        def __enter__(self):
            return self

        def __exit__(self, *reason):
            return None

        def carry(self, content, to):
            taken.append((to, content.decode()))

    monkeypatch.setattr(jobs, "carrier", lambda settings: Carrier())
    return taken


def test_what_came_together_for_one_coach_is_one_mail(app, sent):
    """123 groups hand in at the same moment: one mail, with a link to each."""
    coach, other = CoachFactory(), CoachFactory()
    for number in range(123):
        queue(number, coach)
    queue(999, other)
    jobs.send_mail()
    assert [to for to, _content in sent] == [other.email, coach.email]
    together = sent[1][1]
    assert "Subject: 123 berichten" in together
    for number in (0, 60, 122):
        assert f"/nakijken/{number}\r" in together.replace("=\r\n", "")
    assert "Groep 999 leverde in" in sent[0][1]
    assert outbox.mail_counts()[MailState.SENT] == 125
    assert db.session.scalars(db.select(OutgoingMail).where(OutgoingMail.letter.is_not(None))).all() == []
    jobs.send_mail()
    assert len(sent) == 2


def test_after_a_mail_the_next_ones_wait_and_come_together(app, sent):
    coach = CoachFactory()
    with time_machine.travel(MONDAY_MORNING, tick=False) as travel:
        queue(1, coach)
        jobs.send_mail()
        queue(2, coach)
        queue(3, coach)
        jobs.send_mail()
        assert len(sent) == 1
        travel.shift(digests.PAUSE)
        jobs.send_mail()
    assert len(sent) == 2
    assert "Subject: 2 berichten: Groep 2 leverde in; Groep 3 leverde in" in sent[1][1].replace("\r\n ", " ")


def test_a_mail_without_a_kind_goes_at_once_and_alone(app, sent):
    """A link to choose a password waits for nothing, and nobody can switch it off."""
    coach = CoachFactory(mail_work=Pace.NONE, mail_reminders=Pace.NONE)
    with time_machine.travel(MONDAY_MORNING, tick=False):
        queue(1, coach, kind=None)
        queue(2, coach, kind=None)
        jobs.send_mail()
    assert len(sent) == 2


@pytest.mark.parametrize(
    ("pace", "now", "due"),
    [
        (Pace.AT_ONCE, "2026-11-25T10:00:00+00:00", "2026-11-25T10:00:00+00:00"),
        (Pace.DAILY, "2026-11-25T06:59:00+00:00", "2026-11-25T07:00:00+00:00"),
        (Pace.DAILY, "2026-11-25T07:00:00+00:00", "2026-11-26T07:00:00+00:00"),
        (Pace.WEEKLY, "2026-11-25T10:00:00+00:00", "2026-11-30T07:00:00+00:00"),
        (Pace.WEEKLY, "2026-11-23T06:00:00+00:00", "2026-11-23T07:00:00+00:00"),
        (Pace.DAILY, "2026-10-24T10:00:00+00:00", "2026-10-25T07:00:00+00:00"),  # the clock goes back that night
    ],
)
def test_a_pace_says_when(pace, now, due):
    moment = type(clock.now()).fromisoformat
    assert digests.due_at(pace, moment(now)) == moment(due)


def test_who_wants_none_gets_none(app, sent):
    assert queue(1, CoachFactory(mail_work=Pace.NONE)) is False
    assert queue(2, CoachFactory(mail_work=Pace.NONE), kind=MailKind.REMINDERS) is True
    jobs.send_mail()
    assert len(sent) == 1


def test_daily_mails_wait_for_the_morning_and_are_one(app, sent):
    coach = CoachFactory(mail_work=Pace.DAILY)
    with time_machine.travel("2026-11-25T10:00:00+00:00", tick=False) as travel:
        for number in range(4):
            queue(number, coach)
        jobs.send_mail()
        assert sent == []
        travel.shift(timedelta(hours=21))
        jobs.send_mail()
    assert len(sent) == 1


def test_a_person_chooses_the_pace_on_the_account_page(client, sign_in):
    coach = CoachFactory()
    data = {"mail_work": "daily", "mail_reminders": "none"}
    assert sign_in(client, coach).post("/account/mails", data=data).status_code == 302
    assert (coach.mail_work, coach.mail_reminders) == (Pace.DAILY, Pace.NONE)
    page = client.get("/account/mails").text
    assert '<option selected value="daily">Eén keer per dag</option>' in page


def test_a_letter_to_an_address_without_account_has_no_pace(app):
    assert queue(1, Recipient("x@example.org")) is True


def test_notices_and_sources_have_a_pace_of_their_own(client, sign_in):
    manager, founder = ManagerFactory(), UserFactory(mail_sources=Pace.WEEKLY)
    data = {"mail_notices": "weekly", "mail_sources": "none"}
    assert sign_in(client, manager).post("/account/mails", data=data).status_code == 302
    assert (manager.mail_notices, manager.mail_sources) == (Pace.WEEKLY, Pace.NONE)
    assert queue(1, manager, kind=MailKind.SOURCES) is False
    assert sign_in(client, founder).post("/account/mails", data=data).status_code == 302
    assert (founder.mail_notices, founder.mail_sources) == (Pace.WEEKLY, Pace.WEEKLY)
    assert 'name="mail_sources"' not in client.get("/account/mails").text


@pytest.mark.parametrize("ways_out", [("/uit/1", "/uit/1"), ("/uit/1", "/uit/2"), ("/uit/1", ""), ("", "")])
def test_several_mails_in_one_keep_their_way_out(app, ways_out):
    letters = [asdict(replace(letter(number), unsubscribe_url=url)) for number, url in enumerate(ways_out)]
    joined = digests.together(letters, Recipient("x@example.org"))
    linked = [address for item in joined.items for _label, address in item.links]
    assert linked == list(filter(None, ways_out))
    # A bare address in the text would make the mail wider than a phone.
    assert not any("/uit/" in line for item in joined.items for line in item.lines)
    assert bool(joined.unsubscribe_url) is any(ways_out)


def test_one_click_stops_all_that_a_mail_of_several_kinds_was_about(app, client, sent):
    coach, other = CoachFactory(), CoachFactory()
    for number, kind in enumerate((MailKind.WORK, MailKind.REMINDERS, MailKind.NOTICES)):
        with transaction(actor=SYSTEM):
            stoppable = replace(letter(number), unsubscribe_url=way_out(coach, kind))
            queue_mail(stoppable, to=coach, key=f"k{number}", kind=kind)
    jobs.send_mail()
    ((_to, content),) = sent
    mail = message_from_string(content, policy=policy.default)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip(" <>").removeprefix("http://localhost")
    assert "Stop deze mails" in client.get(address).text
    db.session.expire_all()
    assert coach.mail_work is Pace.AT_ONCE  # a mail program opens links by itself
    assert client.post(address, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    db.session.expire_all()
    assert (coach.mail_work, coach.mail_reminders, coach.mail_notices) == (Pace.NONE, Pace.NONE, Pace.NONE)
    assert (other.mail_work, coach.mail_sources) == (Pace.AT_ONCE, Pace.AT_ONCE)
    assert client.post(address[:-2], data={"List-Unsubscribe": "One-Click"}).status_code == 410


def test_so_many_ways_out_that_they_fit_no_header_stay_in_the_mail(app):
    assert way_out_of_all(f"/uit/{token_urlsafe(150)}" for _number in range(9)) == ""

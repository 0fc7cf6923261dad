"""A mail is sent when what it tells about is true, once, and never forgotten silently."""

import contextlib
from datetime import timedelta

import pytest
import time_machine

from incubator.config import ConfigurationError
from incubator.core import clock, jobs, outbox
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.delivery import (
    FolderCarrier,
    NoConnection,
    NotDelivered,
    SmtpCarrier,
    carrier,
    mail_server,
    parse,
)
from incubator.core.errors import RuleViolation
from incubator.core.mail import Letter, Recipient
from incubator.core.outbox import MailState, OutgoingMail, deliver_due, queue_mail
from incubator.core.web import settings
from tests.core import outbox_process
from tests.processes import begin, ended

READER = Recipient("fatma@example.org", "Fatma")
LETTER = Letter("Een bericht", ("Lees dit vandaag.",), why="Je doet mee.")


def queue(key="k", to=READER):
    with transaction(actor=SYSTEM):
        return queue_mail(LETTER, to=to, key=key)


def only_mail():
    db.session.expire_all()
    (mail,) = outbox.mails()
    return mail


class Recorder:
    """Takes every mail, or fails as it is told."""

    def __init__(self, *failures, unreachable=None):
        self.failures = list(failures)
        self.unreachable = unreachable
        self.taken = []

    def __enter__(self):
        if self.unreachable:
            raise self.unreachable
        return self

    def __exit__(self, *reason):
        return None

    def carry(self, content, to):
        if self.failures:
            raise self.failures.pop(0)
        self.taken.append((parse(content)["Message-ID"], to))


@pytest.mark.both_databases
def test_a_queued_mail_is_sent_once(app, database):
    queue()
    taken = Recorder()
    assert deliver_due(taken).sent == 1
    assert deliver_due(taken).sent == 0
    assert [to for _id, to in taken.taken] == ["fatma@example.org"]
    assert only_mail().state is MailState.SENT


def test_what_was_sent_loses_its_text(app):
    """It may hold a link that signs someone in."""
    queue()
    deliver_due(Recorder())
    assert only_mail().content is None


def test_nothing_is_sent_for_what_did_not_happen(app):
    with contextlib.suppress(RuntimeError), transaction(actor=SYSTEM):
        queue_mail(LETTER, to=READER, key="k")
        raise RuntimeError("it went wrong after all")
    taken = Recorder()
    deliver_due(taken)
    assert taken.taken == []


@pytest.mark.both_databases
def test_one_occasion_gives_one_mail(app, database):
    assert queue("hand-in-12") is True
    assert queue("hand-in-12") is False
    assert len(outbox.mails()) == 1


def test_who_has_no_address_gets_nothing(app):
    assert queue(to=Recipient(None, "Iemand")) is False
    assert outbox.mails() == []


def test_a_failure_is_tried_again_later_with_the_same_message_id(app):
    queue()
    first, second = Recorder(NotDelivered("451 later")), Recorder()
    with time_machine.travel(clock.now(), tick=False) as travel:
        assert deliver_due(first).failed == 1
        mail = only_mail()
        assert (mail.state, mail.attempts, mail.last_error) == (MailState.FAILED, 1, "451 later")
        assert deliver_due(second).sent == 0
        travel.shift(timedelta(minutes=1, seconds=1))
        assert deliver_due(second).sent == 1
    assert second.taken == [(mail.message_id, "fatma@example.org")]


def test_an_address_that_does_not_exist_is_given_up_at_once(app):
    queue()
    assert deliver_due(Recorder(NotDelivered("550 no such mailbox", final=True))).dead == 1
    assert only_mail().state is MailState.DEAD


def test_after_many_attempts_a_mail_is_given_up(app):
    queue()
    with time_machine.travel(clock.now(), tick=False) as travel:
        for _attempt in range(len(outbox.WAITS) + 1):
            deliver_due(Recorder(NotDelivered("451 later")))
            travel.shift(timedelta(days=2))
        assert only_mail().state is MailState.DEAD
        assert str(deliver_due(Recorder())) == "0 sent, 0 to be tried again, 0 given up"


def test_what_was_given_up_can_be_tried_again(app):
    queue()
    deliver_due(Recorder(NotDelivered("550", final=True)))
    with transaction(actor=SYSTEM):
        outbox.try_again(only_mail(), now=clock.now())
    assert deliver_due(Recorder()).sent == 1
    with pytest.raises(RuleViolation):
        outbox.try_again(only_mail(), now=clock.now())


def test_a_mail_server_that_is_down_costs_no_attempt(app):
    queue()
    done = deliver_due(Recorder(unreachable=NoConnection("smtp://mail: refused")))
    assert done.no_connection == "smtp://mail: refused"
    assert (only_mail().state, only_mail().attempts) == (MailState.QUEUED, 0)


def test_a_process_that_stops_halfway_leaves_the_mail_for_another(app):
    queue()
    with time_machine.travel(clock.now(), tick=False) as travel:
        with pytest.raises(KeyboardInterrupt):
            deliver_due(Recorder(KeyboardInterrupt()))
        with transaction(actor=SYSTEM):  # as if even the failure could not be written down
            mail = only_mail()
            mail.state, mail.claim, mail.claimed_until = MailState.SENDING, "gone", clock.now() + outbox.CLAIM
        assert deliver_due(Recorder()).sent == 0
        travel.shift(outbox.CLAIM + timedelta(seconds=1))
        assert deliver_due(Recorder()).sent == 1


@pytest.mark.both_databases
def test_a_mail_that_one_process_has_claimed_is_not_sent_by_another(app, database):
    queue()

    class Meanwhile(Recorder):
        def carry(self, content, to):
            assert deliver_due(other).sent == 0
            super().carry(content, to)

    other, busy = Recorder(), Meanwhile()
    assert deliver_due(busy).sent == 1
    assert other.taken == []


def test_one_mail_that_fails_does_not_hold_up_the_next(app):
    queue("one")
    queue("two", Recipient("sam@example.org", "Sam"))
    taken = Recorder(NotDelivered("450"))
    done = deliver_due(taken)
    assert (done.sent, done.failed) == (1, 1)


def test_the_manager_sees_how_many_mails_are_where(app):
    queue("one")
    queue("two")
    deliver_due(Recorder(NotDelivered("550", final=True)))
    counts = outbox.mail_counts()
    assert (counts[MailState.SENT], counts[MailState.DEAD], counts[MailState.QUEUED]) == (1, 1, 0)
    assert [mail.key for mail in outbox.mails(MailState.DEAD)] == ["one"]


def test_an_address_can_be_forgotten(app):
    queue()
    with transaction(actor=SYSTEM):
        outbox.forget_recipient("fatma@example.org")
    assert outbox.mails() == []


def test_what_was_sent_long_ago_is_forgotten_and_what_waits_is_not(app):
    queue("sent")
    deliver_due(Recorder())
    queue("waits")
    with transaction(actor=SYSTEM):
        assert outbox.forget_old(now=clock.now() + timedelta(days=181)) == 1
    assert only_mail().key == "waits"


def test_a_real_mail_server_receives_the_mail(app, mailbox):
    queue()
    assert deliver_due(SmtpCarrier(mail_server(mailbox.url))).sent == 1
    (message,) = mailbox.messages
    assert message["Subject"] == "Een bericht"
    assert message["To"] == "Fatma <fatma@example.org>"
    assert mailbox.recipients == [["fatma@example.org"]]
    assert "Lees dit vandaag." in mailbox.text()
    assert "Lees dit vandaag." in mailbox.html()


def test_several_mails_share_one_connection(app, mailbox):
    for number in range(3):
        queue(f"k{number}")
    assert deliver_due(SmtpCarrier(mail_server(mailbox.url))).sent == 3
    assert len({message["Message-ID"] for message in mailbox.messages}) == 3


def test_a_refused_address_is_final_and_a_full_mailbox_is_not(app, mailbox):
    mailbox.refuse("fatma@example.org", "550 no such mailbox")
    mailbox.refuse("sam@example.org", "452 mailbox full")
    queue("one")
    queue("two", Recipient("sam@example.org", "Sam"))
    done = deliver_due(SmtpCarrier(mail_server(mailbox.url)))
    assert (done.dead, done.failed, done.sent) == (1, 1, 0)
    assert "no such mailbox" in outbox.mails(MailState.DEAD)[0].last_error


def test_user_and_password_are_used(app, mailbox):
    queue()
    with_password = mailbox.url.replace("smtp://", "smtp://post:secret@")
    assert deliver_due(SmtpCarrier(mail_server(with_password))).sent == 1


def test_a_wrong_password_is_told_without_the_password(app, mailbox):
    queue()
    wrong = mailbox.url.replace("smtp://", "smtp://post:guessed@")
    done = deliver_due(SmtpCarrier(mail_server(wrong)))
    assert "does not accept our user name" in done.no_connection
    assert "guessed" not in done.no_connection


def test_the_job_fails_visibly_when_the_mail_server_is_down(make_app, app, monkeypatch):
    monkeypatch.setattr(jobs, "carrier", lambda _settings: Recorder(unreachable=NoConnection("mail server away")))
    queue()
    with pytest.raises(jobs.MailNotSent, match="mail server away"):
        jobs.send_mail()


def test_without_a_mail_server_mails_land_in_a_folder(app, tmp_path):
    queue()
    for _twice in range(2):
        with FolderCarrier(tmp_path / "mail") as folder:
            folder.carry(only_mail().content, "fatma@example.org")
    (path,) = (tmp_path / "mail").iterdir()
    assert path.suffix == ".eml"
    assert parse(path.read_bytes())["Subject"] == "Een bericht"


def test_the_job_sends_into_the_folder_of_development(app):
    queue()
    assert jobs.send_mail().startswith("1 sent")


def test_mails_keep_no_audit_trail(app):
    assert OutgoingMail.__audit__ is False


@pytest.mark.parametrize("url", ["http://mail", "smtp://", "mail.example.org", "smtp://host:port", "smtp://[::1"])
def test_a_wrong_mail_address_is_a_clear_error(url):

    with pytest.raises(ConfigurationError, match="INCUBATOR_MAIL_URL"):
        mail_server(url)


def test_the_settings_choose_how_mail_leaves(make_app):

    with make_app(mail_url="smtps://post:secret@mail.example.org").app_context():
        chosen = carrier(settings())
        assert isinstance(chosen, SmtpCarrier)
        assert str(chosen.server) == "smtps://mail.example.org:465"


@pytest.mark.both_databases
def test_three_processes_send_every_mail_once(app, database, mailbox, tmp_path):
    for number in range(30):
        queue(f"k{number}")
    records = [tmp_path / f"sent-{number}" for number in range(3)]
    arguments = (str(tmp_path), app.config["SQLALCHEMY_DATABASE_URI"], mailbox.url)
    processes = [begin(outbox_process.main, *arguments, str(record)) for record in records]
    assert [ended(process) for process in processes] == [0, 0, 0]
    assert sum(int(record.read_text()) for record in records) == 30
    arrived = [message["Message-ID"] for message in mailbox.messages]
    assert len(arrived) == len(set(arrived)) == 30
    assert outbox.mail_counts()[MailState.SENT] == 30

"""What became of a convocation by mail is written down with it: the day it left, or that it reached nobody and a letter must go."""

import io
import re
from datetime import timedelta

import docx
import pytest
import time_machine

from incubator.core import clock, outbox
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.outbox import MailState, OutgoingMail
from incubator.meetings import jobs
from incubator.meetings.models import Convocation
from incubator.meetings.queries.case import Delivery, call_standings, case_of
from incubator.meetings.queries.roads import usual_roads
from incubator.meetings.rules.legality import findings_of
from incubator.meetings.services import convening, convening_calls
from incubator.meetings.values import Channel
from tests.meetings.convening import NOW, TODAY, cooperative, planned

NEXT_DAY = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def house(app):
    return cooperative()


@pytest.fixture
def meeting(house):
    made = planned(house)
    with transaction(actor=SYSTEM):
        convening_calls.convene(made, usual_roads(made, now=NOW), by=house.fatima, now=NOW)
    return made


def fate(address, state, sent_at=None):
    mail = db.session.scalars(
        db.select(OutgoingMail).where(OutgoingMail.recipient == address, OutgoingMail.key.startswith("convocation:"))
    ).one()
    mail.state, mail.sent_at = state, sent_at
    db.session.commit()


def call_of(house, name):
    db.session.expire_all()
    member_id = house.members[name].id
    return db.session.scalars(db.select(Convocation).where(Convocation.member_id == member_id)).one()


def standings(house, meeting):
    return {standing.call.member.name: standing.delivery for standing in call_standings(meeting)}


def warnings():
    about = OutgoingMail.key.startswith("convocation-unreached")
    return db.session.scalars(db.select(OutgoingMail).where(about)).all()


def test_the_day_on_which_it_left_is_kept_and_counts(house, meeting):
    fate("samir@example.org", MailState.SENT, NEXT_DAY)
    jobs.note_fates()
    call = call_of(house, "samir")
    assert (call.left_on, call.sent_on, call.failed) == (NEXT_DAY.date(), NEXT_DAY.date(), False)
    assert warnings() == []


def test_it_stays_true_when_the_outbox_has_forgotten(house, meeting):
    fate("samir@example.org", MailState.DEAD)
    fate("fatima@example.org", MailState.SENT, NEXT_DAY)
    jobs.note_fates()
    with transaction(actor=SYSTEM):
        outbox.forget_occasion("convocation:")
    known = standings(house, meeting)
    assert (known["Samir"], known["Fatima"]) == (Delivery.FAILED, Delivery.SENT)


def test_who_called_hears_once_who_was_not_reached(house, meeting):
    fate("samir@example.org", MailState.DEAD)
    fate("fatima@example.org", MailState.DEAD)
    for _look in range(3):
        jobs.note_fates()
    (mail,) = warnings()
    assert mail.recipient == house.fatima.email
    assert b"Samir" in mail.content
    assert b"Fatima" in mail.content


def test_who_was_not_reached_is_red_in_the_case_and_gets_a_letter(house, meeting, client, sign_in):
    fate("samir@example.org", MailState.DEAD)
    jobs.note_fates()
    sent = {each.member: each for each in case_of(meeting, today=TODAY).sent}
    assert sent[str(house.members["samir"].id)].failed
    assert any(finding.name for finding in findings_of(case_of(meeting, today=TODAY)))
    sign_in(client, house.fatima)
    page = client.get("/cooperaties/de-bezem/vergaderingen/1").text
    warned = re.search(r"(?:not reached|niet bereikt)</h\d>\s*<p>([^<]*)</p>", page)
    assert warned[1] == "Samir"


def test_a_letter_for_every_mail_that_failed_also_before_it_was_written_down(house, meeting, client, sign_in):
    fate("samir@example.org", MailState.DEAD)
    sign_in(client, house.fatima)
    for written_down in (False, True):
        if written_down:
            jobs.note_fates()
        letters = docx.Document(io.BytesIO(client.get("/cooperaties/de-bezem/vergaderingen/1/brieven.docx").data))
        text = "\n".join(paragraph.text for paragraph in letters.paragraphs)
        assert "Samir" in text
        assert "Fatima" not in text


def test_a_mail_that_still_waits_is_underway(house, meeting):
    fate("samir@example.org", MailState.FAILED)
    jobs.note_fates()
    call = call_of(house, "samir")
    assert (call.left_on, call.failed) == (None, False)
    assert standings(house, meeting)["Samir"] is Delivery.UNDERWAY


def test_a_mail_that_was_tried_again_and_left_counts_after_all(house, meeting):
    fate("samir@example.org", MailState.DEAD)
    jobs.note_fates()
    fate("samir@example.org", MailState.SENT, NEXT_DAY)
    jobs.note_fates()
    assert standings(house, meeting)["Samir"] is Delivery.SENT


def test_what_came_back_after_it_left_stays_failed(house, meeting):
    fate("samir@example.org", MailState.SENT, NOW)
    with transaction(actor=SYSTEM):
        convening_calls.note_failed(call_of(house, "samir"), by=house.fatima)
    jobs.note_fates()
    assert call_of(house, "samir").failed
    assert standings(house, meeting)["Samir"] is Delivery.FAILED


def test_a_letter_in_its_place_is_not_touched_by_the_mail(house, meeting):
    fate("samir@example.org", MailState.DEAD)
    jobs.note_fates()
    with transaction(actor=SYSTEM):
        convening_calls.note_sent(call_of(house, "samir"), TODAY, road=Channel.LETTER, by=house.fatima, now=NOW)
    jobs.note_fates()
    call = call_of(house, "samir")
    assert (call.channel, call.sent_on, call.failed) == (Channel.LETTER, TODAY, False)


def test_after_a_meeting_that_was_called_off_nobody_is_warned(house, meeting):
    with transaction(actor=SYSTEM):
        convening.cancel(meeting, "Geen zaal", by=house.fatima, now=NOW)
    fate("samir@example.org", MailState.DEAD)
    jobs.note_fates()
    assert warnings() == []


def test_an_address_that_no_mail_can_have_is_failed_from_the_start(house):
    house.members["samir"].email = "geen adres"
    db.session.commit()
    made = planned(house)
    with transaction(actor=SYSTEM):
        convening_calls.convene(made, usual_roads(made, now=clock.now()), by=house.fatima, now=NOW)
    jobs.note_fates()
    assert call_of(house, "samir").failed

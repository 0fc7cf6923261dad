"""From the notary to the KVK number, as four people go through it."""

from datetime import UTC, datetime, timedelta

import time_machine

from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.values import Phase
from incubator.core.delivery import SmtpCarrier, mail_server
from incubator.core.outbox import deliver_due
from incubator.register import queries
from tests.factories import ParticipationFactory, UserFactory
from tests.home.test_next_step import card_of

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
GROUP = "/cooperaties/de-bezem"
FIELDS = {"signed_on": "2026-11-23", "notary": "mr. De Wit te Utrecht", "version": "1", "kvk": "", "filed_on": ""}


def post_arrives(mailbox):
    """Who got which mail since the last time."""
    mailbox.messages.clear()
    deliver_due(SmtpCarrier(mail_server(mailbox.url)))
    return sorted((message["To"].addresses[0].display_name, message["Subject"]) for message in mailbox.messages)


def steps(browser, *people):
    return {person: card_of(browser(person).get(GROUP).text) for person in people}


def test_a_deed_goes_from_the_notary_to_the_kvk_number(bezem, browser, mailbox):
    ParticipationFactory(cooperative=bezem.group, user=UserFactory(name="Lotte"), role=ParticipationRole.OBSERVER)
    with time_machine.travel(START) as clock:
        assert all("notaris" in card for card in steps(browser, "coordinator", "coach", "manager").values())
        _enters(browser, {"signed_on": "2026-11-25"}, status=422)  # a day that is still to come
        _enters(browser, {})
        _waits(bezem, browser, mailbox)
        clock.shift(timedelta(hours=2))
        _is_refused(bezem, browser, mailbox)
        clock.shift(timedelta(hours=2))
        _enters(browser, {"notary": "mr. De Zwart te Utrecht"})
        assert [name for name, _subject in post_arrives(mailbox)] == ["Manon"]
        clock.shift(timedelta(hours=2))
        _is_confirmed(bezem, browser, mailbox)
        clock.shift(timedelta(days=7))
        _gets_its_number(browser)


def _enters(browser, changes, status=302):
    answer = browser("coordinator").post(f"{GROUP}/akte/invullen", data=FIELDS | changes)
    assert answer.status_code == status


def _waits(bezem, browser, mailbox):
    assert post_arrives(mailbox) == [("Manon", "Bevestig de akte van De Bezem")]
    assert "Fatima heeft de akte van De Bezem ingevuld" in mailbox.text()
    cards = steps(browser, "coordinator", "member", "coach", "manager")
    assert all("wacht op bevestiging door de beheerder" in card for card in cards.values())
    assert all("24 nov" in card for card in cards.values())
    assert "Dit wacht op jou" in cards["manager"]
    assert "Dit wacht op jou" not in cards["coach"] + cards["coordinator"]
    start = browser("manager").get("/").text
    assert "Dit wacht op jou" in start
    assert f'href="{GROUP}/akte"' in start
    assert queries.members(bezem.group) == []


def _is_refused(bezem, browser, mailbox):
    proposal = queries.open_proposal(bezem.group)
    path = f"{GROUP}/akte/{proposal.id}/niet-goed"
    assert browser("coordinator").post(path, data={"answer": "Nee"}).status_code == 403
    assert browser("manager").post(path, data={"answer": ""}).status_code == 422
    assert browser("manager").post(path, data={"answer": "De notaris is mr. De Zwart."}).status_code == 302
    subject = "Er klopt iets niet in de akte van De Bezem"
    assert post_arrives(mailbox) == [(name, subject) for name in ("Coby", "Fatima", "Lotte", "Samir")]
    assert "De notaris is mr. De Zwart." in mailbox.text()
    assert "De notaris is mr. De Zwart." in browser("member").get(f"{GROUP}/akte").text
    assert all("notaris" in card for card in steps(browser, "coordinator", "coach").values())
    assert "Dit wacht op jou" not in browser("manager").get("/").text


def _is_confirmed(bezem, browser, mailbox):
    proposal = queries.open_proposal(bezem.group)
    path = f"{GROUP}/akte/{proposal.id}/bevestigen"
    assert browser("coach").post(path).status_code == 403
    browser("manager").post(path)
    subject = "De Bezem is opgericht"
    assert post_arrives(mailbox) == [(name, subject) for name in ("Coby", "Fatima", "Lotte", "Samir")]
    assert "Het KVK-nummer volgt nog" in mailbox.text()
    assert len(queries.members(bezem.group)) == 5
    assert bezem.group.phase is Phase.F5
    page = browser("member").get(f"{GROUP}/akte").text
    assert "mr. De Zwart te Utrecht" in page
    assert "23 november 2026" in page


def _gets_its_number(browser):
    coordinator = browser("coordinator")
    assert "Vul het KVK-nummer in" in card_of(coordinator.get(GROUP).text)
    assert "wacht op het KVK-nummer" in card_of(browser("coach").get(GROUP).text)
    assert f'href="{GROUP}/akte/kvk"' in coordinator.get(f"{GROUP}/akte").text
    assert browser("member").get(f"{GROUP}/akte/kvk").status_code == 403
    wrong = coordinator.post(f"{GROUP}/akte/kvk", data={"kvk": "1234567", "filed_on": ""})
    assert (wrong.status_code, "Een KVK-nummer heeft 8 cijfers." in wrong.text) == (422, True)
    right = {"kvk": "1234 5678", "filed_on": "2026-11-30"}
    assert coordinator.post(f"{GROUP}/akte/kvk", data=right).status_code == 302
    assert "12345678" in coordinator.get(f"{GROUP}/akte").text
    for person in ("coordinator", "coach", "manager"):
        assert "KVK-nummer" not in card_of(browser(person).get(GROUP).text)

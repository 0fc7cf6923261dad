"""The notary's deed, brought as a file, becomes the deed: its date is read, the answers follow it, the manager confirms it."""

import io
from datetime import date

import docx
import pytest

from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import ParticipationRole
from incubator.core import files
from incubator.core.db import SYSTEM, transaction
from incubator.core.word.reading import lines
from incubator.register import queries
from incubator.register.services import deeds
from incubator.statutes import queries as statutes_queries
from incubator.statutes import services as statutes
from incubator.statutes.documents.deed_facts import deed_facts
from incubator.statutes.queries.in_force import in_force
from incubator.statutes.services import versions
from incubator.statutes.values.prefilling import value_at
from tests.factories import (
    SOME_MOMENT,
    CoachAssignmentFactory,
    CooperativeFactory,
    ManagerFactory,
    ParticipationFactory,
)
from tests.statutes import notarial_deeds
from tests.statutes.answers import answers
from tests.statutes.test_returned_deeds import NOTICE, by_the_notary

MADE_ON = date(2026, 11, 24)
OPENING = "Op 1 december 2026 verschenen voor mij"
SIGNED = date(2026, 10, 1)
EMAIL = ("Oproepen per e-mail", "Een oproeping langs elektronische weg")
PATH = "/cooperaties/bezem/akte/van-de-notaris"


@pytest.fixture
def group(app):
    return CooperativeFactory(slug="bezem", name="De Bezem")


@pytest.fixture
def coach(group):
    return CoachAssignmentFactory(cooperative=group).user


def made(group, **changes):
    changes.setdefault("deed__signed_on", SIGNED.isoformat())
    with transaction(actor=SYSTEM):
        statutes.import_answers(group, answers(**changes), author=None, now=SOME_MOMENT)
        return statutes.make_version(group, author=None, now=SOME_MOMENT, today=MADE_ON)


def brought(version, *changes):
    with transaction(actor=SYSTEM):
        versions.keep_returned(version, by_the_notary(version, *changes), "akte.docx", now=SOME_MOMENT)
    return version


def opening(text):
    word = docx.Document()
    for line in (text, "Artikel 1. Naam", "De naam is De Bezem, opgericht bij akte van 3 mei 2020."):
        word.add_paragraph(line)
    return notarial_deeds.saved(word)


@pytest.mark.parametrize(
    ("text", "day", "notary"),
    [
        ("Op 1 december 2026 verschenen voor mij, mr. A. de Wit, notaris te Utrecht:", date(2026, 12, 1), "mr. A. de Wit"),
        ("Heden, één december tweeduizend zesentwintig, verscheen voor mij, mr. B. Bos, notaris:", date(2026, 12, 1), "mr. B. Bos"),
        ("Heden, de eenentwintigste mei tweeduizendzevenentwintig verschenen voor mij, mr. C, notaris", date(2027, 5, 21), "mr. C"),
        ("Op acht maart tweeduizend en dertig verscheen voor mij, mr. D. Dam, kandidaat-notaris te Goes", date(2030, 3, 8), "mr. D. Dam"),
        ("Op de derde april 2027 verscheen Noor, geboren te Utrecht op 4 april 1990", date(2027, 4, 3), ""),
        ("Heden, de dertigste november, verscheen voor mij, mr. J. van Voorbeeld, notaris te Deventer:", None, "mr. J. van Voorbeeld"),
        ("Op 30 februari 2027 verscheen voor mij, [naam van de notaris], notaris", None, ""),
        ("Op 1 mei 2027 of 2 mei 2027 verscheen voor mij, mr. E, notaris", None, "mr. E"),
        ("Statuten van 1 mei 2027", None, ""),
    ],
)  # fmt: skip
def test_the_day_and_the_notary_are_read_where_the_deed_says_them(text, day, notary):
    read = deed_facts(opening(text))
    assert (read.signed_on, read.notary) == (day, notary)


def test_a_coordinator_enters_the_deed_from_the_file_and_the_manager_confirms_it(client, sign_in, group, coach):
    version = brought(made(group), NOTICE, EMAIL)
    sign_in(client, coach)
    page = client.get("/cooperaties/bezem/statuten/versies/1/akte/verschillen").text
    assert f'href="{PATH}/1"' in page
    form = client.get(f"{PATH}/1").text
    assert 'value="2026-10-01"' in form
    assert "mr. A. Voorbeeld te Utrecht" in form
    assert "“14”" in form
    assert "21" in form
    # The article on amendments names the same days: once the answers say 21, its 14 is of the notary.
    assert [f"Artikel {number}. " in form for number in (19, 30, 31)] == [True, True, False]
    sent = {"signed_on": "2026-10-01", "notary": "mr. A. Voorbeeld", "take_over": "y"}
    assert client.post(f"{PATH}/1", data=sent).location == "/cooperaties/bezem/akte"
    proposal = queries.open_proposal(group)
    assert (proposal.signed_on, proposal.version.number) == (SIGNED, 2)
    assert proposal.version.returned.digest == version.returned.digest
    assert value_at(statutes_queries.answers(group), "convening.notice_days") == 21
    assert statutes_queries.effective(group) is None
    with transaction(actor=SYSTEM):
        deeds.confirm(proposal, by=ManagerFactory(), now=SOME_MOMENT)
    terms = in_force(group, date(2026, 11, 1))
    assert terms.version == 2
    assert (terms.term("notice_days").value, terms.term("notice_days").differs) == (21, True)
    assert not terms.term("pay_ratio").differs


def test_without_taking_over_the_answers_stay_and_the_articles_are_marked(client, sign_in, group, coach):
    brought(made(group), NOTICE)
    sign_in(client, coach)
    assert client.post(f"{PATH}/1", data={"signed_on": "2026-10-01", "notary": "mr. A"}).status_code == 302
    proposal = queries.open_proposal(group)
    assert proposal.version.number == 1
    assert value_at(statutes_queries.answers(group), "convening.notice_days") == 14
    assert [kept["differs"] for kept in proposal.version.returned_articles].count(True) == 1


def test_a_manager_records_it_at_once(client, sign_in, group):
    brought(made(group), NOTICE)
    sign_in(client, ManagerFactory())
    sent = {"signed_on": "2026-10-01", "notary": "mr. A", "take_over": "y"}
    assert client.post(f"{PATH}/1", data=sent).status_code == 302
    assert statutes_queries.effective(group).number == 2


@pytest.mark.parametrize("sent", [{"signed_on": "2099-01-01", "notary": "mr. A"}, {"signed_on": "", "notary": "mr. A"}])
def test_a_day_that_cannot_be_is_refused_and_makes_no_version(client, sign_in, group, coach, sent):
    brought(made(group), NOTICE)
    sign_in(client, coach)
    assert client.post(f"{PATH}/1", data={**sent, "take_over": "y"}).status_code == 422
    assert [version.number for version in statutes_queries.versions(group)] == [1]


def test_a_deed_that_waits_is_not_entered_twice(client, sign_in, group, coach):
    brought(made(group), NOTICE)
    sign_in(client, coach)
    sent = {"signed_on": "2026-10-01", "notary": "mr. A", "take_over": "y"}
    assert client.post(f"{PATH}/1", data=sent).status_code == 302
    assert client.post(f"{PATH}/1", data=sent).status_code == 422
    assert len(statutes_queries.versions(group)) == 2
    assert len(queries.deed_proposals(group)) == 1


def test_a_member_who_does_not_coordinate_cannot_enter_it(client, sign_in, group):
    brought(made(group))
    sign_in(client, ParticipationFactory(cooperative=group, role=ParticipationRole.MEMBER).user)
    assert client.get(f"{PATH}/1").status_code == 403
    assert "van-de-notaris" not in client.get("/cooperaties/bezem/statuten/versies/1/akte/verschillen").text


def test_a_version_without_the_file_has_no_such_page(client, sign_in, group, coach):
    made(group)
    sign_in(client, coach)
    assert client.get(f"{PATH}/1").status_code == 404


def test_the_deed_of_an_amendment_leaves_the_day_of_the_founding(client, sign_in, group, coach):
    first = brought(made(group))
    manager = ManagerFactory()
    sign_in(client, manager)
    client.post(f"{PATH}/{first.number}", data={"signed_on": "2026-10-01", "notary": "mr. A", "kvk": "12345678"})
    second = made(group, convening__notice_days=28)
    assert second.amends is first
    word = io.BytesIO(files.content_of(second.file))
    with transaction(actor=SYSTEM):
        versions.keep_returned(second, word.getvalue(), "akte.docx", now=SOME_MOMENT)
    sign_in(client, coach)
    sent = {"signed_on": "2026-10-20", "notary": "mr. B", "kvk": "12345678", "filed_on": "2026-10-22"}
    assert client.post(f"{PATH}/2", data=sent).status_code == 302
    assert "Wijziging van de statuten die wacht" in client.get("/cooperaties/bezem/akte").text
    with transaction(actor=SYSTEM):
        deeds.confirm(queries.open_proposal(group), by=manager, now=SOME_MOMENT)
    facts = cooperatives.holding_values(group)
    assert facts["identity.deed_date"] == "2026-10-01"
    known = cooperatives.milestones(group)
    assert (known["deed"].on_date, known["kvk"].on_date) == (SIGNED, SIGNED)
    assert statutes_queries.effective(group) is second
    assert "28 dagen" in "\n".join(line.written for line in lines(files.content_of(second.file)))

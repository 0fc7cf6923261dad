"""A group is part of a neighbourhood when its coordinator says so; who asks does not learn which groups there are."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.accounts.services.handing_over import holdings
from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.neighbourhood.models import NeighbourhoodGroup
from incubator.neighbourhood.queries import groups as queries
from incubator.neighbourhood.services import groups as services
from incubator.neighbourhood.values import GroupAnswer
from tests.factories import CoachAssignmentFactory, CooperativeFactory, ParticipationFactory
from tests.neighbourhood.factories import neighbourhood

ASK = "/buurten/zonnewijk/groepen/vragen"


def asked(place, group, driver):
    with transaction(actor=SYSTEM):
        return services.ask(place, group.name, by=driver, now=clock.now())


def agree(row, by, *, is_public=True):
    with transaction(actor=SYSTEM):
        services.answer(row, agrees=True, is_public=is_public, by=by, now=clock.now())


@pytest.mark.parametrize("name", ["De Bezem", "de  bezem", "Bestaat Niet"])
def test_asking_says_the_same_whether_there_is_such_a_group_or_not(client, sign_in, app, name):
    _place, driver = neighbourhood()
    coordinator = ParticipationFactory(cooperative__name="De Bezem").user
    ParticipationFactory(cooperative=CooperativeFactory(name="De Bezem", phase=Phase.STOPPED))
    sign_in(client, driver)
    assert client.post(ASK, data={"name": name}).location == "/buurten/zonnewijk/groepen"
    page = client.get("/buurten/zonnewijk/groepen")
    assert " ".join(name.split()) in page.text
    if name != "De Bezem":  # as it was typed, until the group agrees
        assert "De Bezem" not in page.text
    mails = db.session.scalars(select(OutgoingMail)).all()
    assert [mail.recipient for mail in mails] == ([] if name == "Bestaat Niet" else [coordinator.email])
    again = client.post(ASK, data={"name": name.upper()})
    assert again.status_code == 422
    assert name.upper() in again.text


def test_only_who_coordinates_answers_and_the_group_is_part_from_then_on(client, sign_in, app):
    place, driver = neighbourhood()
    group = CooperativeFactory(name="De Bezem", slug="de-bezem")
    coordinator = ParticipationFactory(cooperative=group).user
    member = ParticipationFactory(cooperative=group, role=ParticipationRole.MEMBER).user
    row = asked(place, group, driver)
    page = f"/cooperaties/de-bezem/buurten/{row.id}"
    sign_in(client, member)
    assert client.get(page).status_code == 403
    assert client.get("/cooperaties/de-bezem/buurten").status_code == 200
    sign_in(client, coordinator)
    assert page in client.get("/buurten").text
    assert client.post(page, data={}).status_code == 422
    assert client.post(page, data={"agrees": "yes", "is_public": "y"}).status_code == 302
    assert queries.public(place) == ["De Bezem"]
    assert page not in client.get("/buurten").text
    assert client.get("/buurten/zonnewijk").status_code == 404  # the group is part, its people are not


def test_a_group_decides_about_its_name_and_stops_when_it_wants(client, sign_in, app):
    place, driver = neighbourhood()
    group = CooperativeFactory(name="De Bezem", slug="de-bezem")
    coordinator = ParticipationFactory(cooperative=group).user
    row = asked(place, group, driver)
    agree(row, coordinator)
    sign_in(client, coordinator)
    page = f"/cooperaties/de-bezem/buurten/{row.id}"
    client.post(page, data={"agrees": "yes"})
    assert (row.answer, queries.public(place)) == (GroupAnswer.AGREED, [])
    client.post(page, data={"agrees": "no", "is_public": "y"})
    assert (row.answer, row.is_public) == (GroupAnswer.LEFT, False)
    assert client.get(page).status_code == 404


def test_a_no_is_asked_again_after_a_month(app):
    place, driver = neighbourhood()
    group = CooperativeFactory(name="De Bezem")
    row = asked(place, group, driver)
    now = clock.now()
    with transaction(actor=SYSTEM):
        services.answer(row, agrees=False, is_public=True, by=driver, now=now)
    assert (row.answer, row.is_public) == (GroupAnswer.REFUSED, False)
    with pytest.raises(RuleViolation):
        services.ask(place, "de bezem", by=driver, now=now + timedelta(days=29))
    with transaction(actor=SYSTEM):
        again = services.ask(place, "de bezem", by=driver, now=now + timedelta(days=31))
    assert again.id == row.id
    assert again.answer is GroupAnswer.WAITING


def test_a_withdrawn_question_cannot_be_answered_and_nothing_is_ended_twice(client, sign_in, app):
    place, driver = neighbourhood()
    row = asked(place, CooperativeFactory(name="De Bezem"), driver)
    sign_in(client, driver)
    stop = f"/buurten/zonnewijk/groepen/{row.id}/stoppen"
    assert client.post(stop).status_code == 302
    assert row.answer is GroupAnswer.WITHDRAWN
    with pytest.raises(RuleViolation):
        services.answer(row, agrees=True, is_public=True, by=driver, now=clock.now())
    with pytest.raises(RuleViolation):
        services.stop(row, now=clock.now())


def test_a_group_that_stopped_is_not_shown_to_visitors(app):
    place, driver = neighbourhood()
    group = CooperativeFactory(name="De Bezem")
    agree(asked(place, group, driver), driver)
    assert queries.public(place) == ["De Bezem"]
    group.phase = Phase.STOPPED
    db.session.flush()
    assert queries.public(place) == []


def test_the_coach_of_a_group_that_is_part_looks_and_builds_nothing(client, sign_in, app):
    place, driver = neighbourhood()
    assignment = CoachAssignmentFactory(cooperative__name="De Bezem")
    row = asked(place, assignment.cooperative, driver)
    sign_in(client, assignment.user)
    assert client.get("/buurten/zonnewijk").status_code == 404
    agree(row, driver)
    assert client.get("/buurten/zonnewijk").status_code == 200
    assert client.get("/buurten/zonnewijk/panden/nieuw").status_code == 403
    assert holdings(assignment.user)[0].names == ("De Bezem",)
    with transaction(actor=SYSTEM):
        services.stop(row, now=clock.now())
    assert client.get("/buurten/zonnewijk").status_code == 404


def test_a_name_with_a_link_is_asked_nothing(client, sign_in, app):
    _place, driver = neighbourhood()
    sign_in(client, driver)
    answer = client.post(ASK, data={"name": "win.example.org"})
    assert answer.status_code == 422
    assert db.session.scalars(select(NeighbourhoodGroup)).all() == []


def test_who_asks_by_another_name_does_not_learn_that_the_group_was_asked(client, sign_in, app):
    place, driver = neighbourhood()
    group = ParticipationFactory(cooperative__name="De Bezem").cooperative
    row = asked(place, group, driver)
    with transaction(actor=SYSTEM):
        group.name = "De Nieuwe Bezem"
    sign_in(client, driver)
    mails = db.session.query(OutgoingMail).count()
    # The same as for a name that no group has, and the group is not asked a second time.
    for name in ("De Nieuwe Bezem", "Bestaat Niet"):
        assert client.post(ASK, data={"name": name}).status_code == 302
        assert client.post(ASK, data={"name": name}).status_code == 422
    assert db.session.query(OutgoingMail).count() == mails
    assert queries.of_group(group) == [row]
    with transaction(actor=SYSTEM):
        for each in queries.of_place(place):
            services.stop(each, now=clock.now())
            each.asked_at -= timedelta(days=31)
    # What was answered long ago stands below the name of then.
    assert client.post(ASK, data={"name": "De Nieuwe Bezem"}).status_code == 302
    assert [each.asked_name for each in queries.of_group(group)] == ["De Nieuwe Bezem"]

"""The deed: who enters it, who confirms it, what counts meanwhile, and which text it names."""

from dataclasses import replace
from datetime import date

import pytest

from incubator.cooperatives import queries as cooperatives
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.register import queries, rules, services
from incubator.register.services import deeds
from incubator.register.values import EnteredDeed, Founding, ProposalState
from incubator.statutes import queries as statutes_queries
from incubator.statutes import services as statutes
from incubator.statutes.values.prefilling import value_at
from tests.factories import SOME_MOMENT, CoachFactory
from tests.statutes.answers import answers

TODAY = date(2026, 11, 24)
SIGNED = Founding(date(2026, 9, 1), "mr. De Wit", "")
FIELDS = {"signed_on": "2026-09-01", "notary": "mr. De Wit", "kvk": "", "filed_on": ""}
PATH = "/cooperaties/de-bezem/akte"
RECORDED = replace(SIGNED, kvk="12345678", filed_on=date(2026, 9, 4))


def proposed(bezem, founding=SIGNED, *, by="coordinator", **more):
    entered = EnteredDeed(founding, **{"version": 1, **more})
    with transaction(actor=SYSTEM):
        return deeds.propose(bezem.group, entered, by=getattr(bezem, by), now=SOME_MOMENT)


def recorded(bezem, founding=SIGNED, **more):
    with transaction(actor=SYSTEM):
        return deeds.record(bezem.group, EnteredDeed(founding, **more), by=bezem.manager, now=SOME_MOMENT)


def decided(verb, proposal, *arguments, by):
    with transaction(actor=SYSTEM):
        verb(proposal, *arguments, by=by, now=SOME_MOMENT)


def new_version(bezem, **changes):
    with transaction(actor=SYSTEM):
        statutes.import_answers(bezem.group, answers(**changes), author=None, now=SOME_MOMENT)
        return statutes.make_version(bezem.group, author=None, now=SOME_MOMENT, today=TODAY)


@pytest.mark.parametrize(
    ("entered", "reason", "field"),
    [
        (RECORDED, "Nog eens.", None),
        (replace(RECORDED, notary="mr. B"), "", "reason"),
        (replace(RECORDED, kvk="87654321"), "", "reason"),
        (replace(RECORDED, signed_on=date(2026, 9, 2)), "", "reason"),
    ],
)
def test_a_deed_that_counts_changes_only_with_a_reason_and_into_something_else(entered, reason, field):
    with pytest.raises(RuleViolation) as refused:
        rules.check_correction(RECORDED, entered, reason)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("before", "entered", "reason"),
    [
        (SIGNED, RECORDED, ""),  # the number comes later
        (RECORDED, replace(RECORDED, filed_on=date(2026, 9, 5)), ""),
        (RECORDED, replace(RECORDED, notary="mr. B"), "Een schrijffout."),
    ],
)
def test_a_deed_is_completed_without_a_reason_and_corrected_with_one(before, entered, reason):
    rules.check_correction(before, entered, reason)


def test_what_was_entered_counts_only_after_the_manager_confirmed_it(bezem):
    proposal = proposed(bezem)
    assert statutes_queries.effective(bezem.group) is None
    assert queries.members(bezem.group) == []
    assert cooperatives.milestones(bezem.group).keys() == {"statutes-approved"}
    decided(deeds.confirm, proposal, by=bezem.manager)
    assert statutes_queries.effective(bezem.group).notary == "mr. De Wit"
    assert len(queries.members(bezem.group)) == 5
    assert cooperatives.holding_values(bezem.group)["identity.deed_date"] == "2026-09-01"


@pytest.mark.parametrize("first", [deeds.withdraw, deeds.confirm])
@pytest.mark.parametrize("second", [deeds.withdraw, deeds.confirm])
def test_a_deed_is_decided_once(bezem, first, second):
    proposal = proposed(bezem)
    decided(first, proposal, by=bezem.manager)
    state = proposal.state
    with pytest.raises(RuleViolation, match="already"):
        decided(second, proposal, by=bezem.manager)
    assert proposal.state is state


def test_a_deed_waits_alone(bezem):
    proposed(bezem)
    with pytest.raises(RuleViolation, match="entered already"):
        proposed(bezem, by="coach")
    with pytest.raises(RuleViolation, match="entered already"):
        recorded(bezem)


def test_a_version_made_after_the_proposal_is_not_the_one_that_was_signed(bezem):
    proposal = proposed(bezem)
    assert new_version(bezem, board__max=4).number == 2
    decided(deeds.confirm, proposal, by=bezem.manager)
    assert statutes_queries.effective(bezem.group).number == 1


@pytest.mark.parametrize("late", ["one step", "corrected", "directly"])
def test_the_number_that_comes_later_keeps_the_version_of_the_deed(bezem, late):
    recorded(bezem, version=1)
    new_version(bezem, board__max=4)
    with transaction(actor=SYSTEM):
        if late == "one step":
            deeds.record_kvk(bezem.group, "1234 5678", date(2026, 9, 4), by=bezem.coordinator, now=SOME_MOMENT)
        elif late == "corrected":
            deeds.record(bezem.group, EnteredDeed(RECORDED, version=1), by=bezem.manager, now=SOME_MOMENT)
        else:
            services.record_founding(bezem.group, RECORDED, author=None, now=SOME_MOMENT, today=TODAY)
    in_force = statutes_queries.effective(bezem.group)
    assert (in_force.number, in_force.filed_on) == (1, date(2026, 9, 4))
    assert [version.deed_on for version in statutes_queries.versions(bezem.group)] == [None, date(2026, 9, 1)]
    kvk = cooperatives.milestones(bezem.group)["kvk"]
    assert (kvk.note, kvk.on_date) == ("12345678", date(2026, 9, 4))
    assert cooperatives.holding(bezem.group, "identity.kvk").source_ref == "version/1/identity.kvk"


@pytest.mark.parametrize(
    ("number", "filed_on", "before", "field"),
    [
        ("12345678", None, None, None),
        ("1234567", None, SIGNED, "kvk"),
        ("12345678", date(2026, 8, 31), SIGNED, "filed_on"),
        ("87654321", None, RECORDED, "kvk"),
    ],
)
def test_a_number_is_refused_before_the_deed_twice_or_when_it_cannot_be(bezem, number, filed_on, before, field):
    if before:
        recorded(bezem, before, version=1)
    known = cooperatives.holding_values(bezem.group).get("identity.kvk")
    with pytest.raises(RuleViolation) as refused, transaction(actor=SYSTEM):
        deeds.record_kvk(bezem.group, number, filed_on, by=None, now=SOME_MOMENT)
    assert refused.value.field == field
    assert cooperatives.holding_values(bezem.group).get("identity.kvk") == known


def test_the_answers_of_now_become_the_version_of_the_deed_when_they_were_signed(bezem):
    with transaction(actor=SYSTEM):
        statutes.import_answers(bezem.group, answers(board__max=4), author=None, now=SOME_MOMENT)
    recorded(bezem)
    assert statutes_queries.effective(bezem.group).number == 2


def test_a_version_that_is_none_is_refused(bezem):
    with pytest.raises(RuleViolation, match="no such version"):
        proposed(bezem, version=9)


def test_the_coach_sends_a_deed_to_the_manager_and_takes_it_back(bezem, browser):
    coach = browser("coach")
    assert coach.post(f"{PATH}/invullen", data=FIELDS | {"version": "1"}).status_code == 302
    proposal = queries.open_proposal(bezem.group)
    page = coach.get(PATH).text
    assert "wacht op bevestiging door de beheerder" in page
    assert "niet-goed" not in page
    assert "wacht op bevestiging door de beheerder" in browser("member").get(PATH).text
    assert "Er wacht al een akte" in browser("coordinator").get(f"{PATH}/invullen").text
    assert "wacht op bevestiging" in browser("member").get("/cooperaties/de-bezem/leden/").text
    coach.post(f"{PATH}/{proposal.id}/terugnemen")
    assert db.session.get(type(proposal), proposal.id).state is ProposalState.WITHDRAWN
    assert queries.open_proposal(bezem.group) is None
    page = coach.get(f"{PATH}/invullen").text
    assert 'value="mr. De Wit"' in page  # nothing is typed twice


def test_the_manager_records_in_one_step(bezem, browser):
    manager = browser("manager")
    assert manager.post(f"{PATH}/invullen", data=FIELDS | {"kvk": "123"}).status_code == 422
    assert manager.post(f"{PATH}/invullen", data=FIELDS | {"kvk": "12345678"}).status_code == 302
    page = manager.get(PATH).text
    assert "12345678" in page
    assert "versie 1" in page
    assert "Samuel Adeyemi" in manager.get("/cooperaties/de-bezem/leden/").text


def test_a_correction_waits_too_and_says_why(bezem, browser):
    recorded(bezem, version=1)
    coordinator = browser("coordinator")
    wrong = coordinator.post(f"{PATH}/invullen", data=FIELDS | {"notary": "mr. De Zwart"})
    assert (wrong.status_code, "Schrijf op waarom" in wrong.text) == (422, True)
    answer = coordinator.post(f"{PATH}/invullen", data=FIELDS | {"notary": "mr. De Zwart", "reason": "Verkeerde naam."})
    assert answer.status_code == 302
    assert statutes_queries.effective(bezem.group).notary == "mr. De Wit"
    page = browser("manager").get(PATH).text
    assert "Verbetering die wacht" in page
    assert "Verkeerde naam." in page
    decided(deeds.confirm, queries.open_proposal(bezem.group), by=bezem.manager)
    assert statutes_queries.effective(bezem.group).notary == "mr. De Zwart"
    assert len(queries.members(bezem.group)) == 5


def test_the_deed_of_another_group_is_not_there(bezem, browser, sign_in, client):
    proposal = proposed(bezem)
    sign_in(client, CoachFactory())
    assert client.get(PATH).status_code == 404
    assert client.post(f"{PATH}/{proposal.id}/bevestigen").status_code == 404


@pytest.mark.parametrize(
    ("left_out", "question"),
    [({"name": ""}, "naam"), ({"seat__municipality": ""}, "zetel"), ({"deed__founders": []}, "oprichters")],
)
def test_a_deed_of_a_text_that_no_deed_can_have_is_refused_and_the_page_names_the_question(
    bezem, browser, left_out, question
):
    new_version(bezem, **left_out)
    page = browser("coordinator").get(f"{PATH}/invullen")
    assert f"/cooperaties/de-bezem/statuten/vragen/{question}" in page.text
    with pytest.raises(RuleViolation) as refused:
        proposed(bezem, version=2)
    assert refused.value.field == "version"
    assert queries.deed_proposals(bezem.group) == []


def test_one_person_alone_founds_no_cooperative_whoever_records_it(bezem):
    founders = value_at(answers(), "deed.founders")
    new_version(bezem, deed__founders=founders[:1])
    with pytest.raises(RuleViolation):
        recorded(bezem, version=2)
    assert statutes_queries.effective(bezem.group) is None

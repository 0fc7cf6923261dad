"""A phase closes by its list: who says what about a document, and who may go on all the same."""

import pytest

from incubator.cooperatives import services as cooperatives
from incubator.cooperatives.models import PhaseDocument, PhaseMove
from incubator.cooperatives.values import DocumentState, Phase
from incubator.core import clock
from incubator.core.audit import AuditEntry
from incubator.core.db import SYSTEM, db, transaction
from incubator.home import queries, rules
from tests.factories import CoachAssignmentFactory, CooperativeFactory, MilestoneFactory, ParticipationFactory

PLAN = "/cooperaties/de-bezem/voortgang/ondernemingsplan"
PHASE = "/cooperaties/de-bezem/fase"
OPEN = ["ondernemingsplan", "begroting_3j", "liquiditeit_24m", "financieringsmix", "beloningsbeleid"]


@pytest.fixture
def bezem(app):
    return CooperativeFactory(name="De Bezem", slug="de-bezem", phase=Phase.F3)


@pytest.fixture
def founder(bezem):
    return ParticipationFactory(cooperative=bezem).user


@pytest.fixture
def coach(bezem):
    return CoachAssignmentFactory(cooperative=bezem).user


def settle(bezem, *, but=()):
    """Everything of the list is done."""
    with transaction(actor=SYSTEM):
        for key in set(OPEN) - set(but):
            db.session.add(
                PhaseDocument(cooperative=bezem, key=key, state=DocumentState.DONE, note="", at=clock.now(), by_id=None)
            )


def standing(bezem):
    situation = queries.situation_of(bezem, now=clock.now())
    return {item.document: item.state for item in rules.exit_list(situation)}["ondernemingsplan"]


def test_the_group_says_that_a_document_is_ready_and_the_coach_that_it_is_good(client, sign_in, bezem, founder, coach):
    sign_in(client, founder)
    assert client.post(PLAN, data={"state": "with-coach", "note": "In de map."}).status_code == 302
    assert standing(bezem) is DocumentState.WITH_COACH
    assert "In de map." in client.get("/cooperaties/de-bezem/voortgang").text
    sign_in(client, coach)
    assert client.post(PLAN, data={"state": "done", "note": "In de map."}).status_code == 302
    assert standing(bezem) is DocumentState.DONE


def test_the_group_cannot_call_its_own_document_good(client, sign_in, bezem, founder):
    sign_in(client, founder)
    assert client.post(PLAN, data={"state": "done", "note": ""}).status_code == 422
    assert standing(bezem) is DocumentState.MISSING


def test_what_is_not_needed_has_a_reason(client, sign_in, bezem, coach):
    sign_in(client, coach)
    assert client.post(PLAN, data={"state": "not-needed", "note": ""}).status_code == 422
    assert client.post(PLAN, data={"state": "not-needed", "note": "Er is al een plan van de wijk."}).status_code == 302
    assert standing(bezem) is DocumentState.NOT_NEEDED


def test_a_document_that_no_phase_asks_does_not_exist(client, sign_in, bezem, founder):
    sign_in(client, founder)
    assert client.get("/cooperaties/de-bezem/voortgang/verlanglijst").status_code == 404


def test_a_list_that_is_done_needs_no_reason(client, sign_in, bezem, coach):
    settle(bezem)
    sign_in(client, coach)
    assert '<option selected value="F4">' in client.get(PHASE).text
    assert client.post(PHASE, data={"phase": "F4", "reason": ""}).status_code == 302
    assert bezem.phase is Phase.F4
    (move,) = queries.phase_moves(bezem)
    assert (move.from_phase, move.to_phase, move.overruled, move.reason) == (Phase.F3, Phase.F4, [], "")


def test_one_open_document_holds_the_phase(client, sign_in, bezem, coach):
    settle(bezem, but=["begroting_3j"])
    sign_in(client, coach)
    refused = client.post(PHASE, data={"phase": "F4", "reason": " "})
    assert refused.status_code == 422
    assert "Nog niet alles van deze fase is klaar" in refused.text
    assert bezem.phase is Phase.F3


def test_a_coach_overrules_with_a_reason_that_is_kept_audited_and_shown(client, sign_in, bezem, founder, coach):
    sign_in(client, coach)
    assert client.post(PHASE, data={"phase": "F4", "reason": "De bank zei al ja."}).status_code == 302
    (move,) = queries.phase_moves(bezem)
    assert (move.overruled, move.reason, move.by) == (OPEN, "De bank zei al ja.", coach)
    (entry,) = db.session.scalars(db.select(AuditEntry).where(AuditEntry.table_name == "phase_moves")).all()
    assert entry.changes["reason"] == [None, "De bank zei al ja."]
    assert entry.actor == coach.audit_name
    sign_in(client, founder)
    page = client.get("/cooperaties/de-bezem/voortgang").text
    assert "De bank zei al ja." in page
    assert "Begroting voor drie jaar" in page


def test_nobody_passes_the_founding_by_hand(client, sign_in, bezem, coach):
    sign_in(client, coach)
    refused = client.post(PHASE, data={"phase": "F6", "reason": "De notaris is op vakantie."})
    assert refused.status_code == 422
    assert bezem.phase is Phase.F3


def test_the_figures_of_the_manager_count_deeds_and_not_phases(client, sign_in, bezem):
    with transaction(actor=SYSTEM):
        bezem.phase = Phase.F6
    assert queries.manager_start(ParticipationFactory().user, now=clock.now()).founded == 0
    MilestoneFactory(cooperative=bezem, key="deed")
    MilestoneFactory(cooperative=bezem, key="first-contract")
    with transaction(actor=SYSTEM):
        cooperatives.move_to_phase(bezem, Phase.STOPPED, now=clock.now(), reason="Klaar.")
    figures = queries.manager_start(ParticipationFactory().user, now=clock.now())
    assert (figures.founded, figures.contracts) == (1, 1)


def test_a_move_to_the_same_phase_is_no_move(bezem):
    with transaction(actor=SYSTEM):
        cooperatives.move_to_phase(bezem, Phase.F3, now=clock.now())
    assert db.session.scalars(db.select(PhaseMove)).all() == []

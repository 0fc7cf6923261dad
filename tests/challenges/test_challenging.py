"""Pages of a challenge: begun, written, moved, read by those who may."""

import html
import re
from datetime import date, timedelta

import pytest

from incubator.challenges.messages import papers
from incubator.challenges.models.challenges import Challenge
from incubator.challenges.queries import challenging as queries
from incubator.challenges.values.challenging import CaseKind, ChallengeState, MoverKind, PaperKind
from incubator.core import agenda, clock
from incubator.core.db import db
from tests.challenges.factories import challenge, moved
from tests.factories import CoachAssignmentFactory, CoachFactory, ParticipationFactory
from tests.watch.factories import publication, store

pytestmark = pytest.mark.both_databases
TERMS = {
    "title": "Groen in de wijk",
    "authority": "Gemeente Amsterdam",
    "task": "Maaien en snoeien.",
    "variant": "take-over",
    "provider": "",
    "contract_end": "",
    "contact": "",
}


@pytest.fixture
def group(client, sign_in):
    """Whose coordinator is signed in."""
    participation = ParticipationFactory()
    sign_in(client, participation.user)
    return participation.cooperative


def stored():
    db.session.expire_all()
    return db.session.scalars(db.select(Challenge)).one()


def path(asked, rest=""):
    return f"/cooperaties/{asked.cooperative.slug}/uitdagingen/{asked.id}{rest}"


def test_a_challenge_begins_from_a_notice_with_what_the_notice_says(app, client, group):
    (notice,) = store(publication(1, "Groenonderhoud", opdrachtgeverNaam="Gemeente Amsterdam"))
    address = f"/cooperaties/{group.slug}/uitdagingen/nieuw?notice={notice.id}"
    page = client.get(address).text
    assert 'value="Groenonderhoud"' in page
    assert 'value="Gemeente Amsterdam"' in page
    answer = client.post(address, data=TERMS)
    assert answer.status_code == 302
    begun = stored()
    assert (begun.authority_code, begun.notice_id, begun.state) == ("GM0363", notice.id, ChallengeState.SIGNAL)
    assert client.get(answer.location).status_code == 200
    assert client.post(address, data=TERMS).location == answer.location  # once from one notice


def test_what_was_typed_stays_when_something_is_wrong(app, client, group):
    answer = client.post(
        f"/cooperaties/{group.slug}/uitdagingen/nieuw", data=TERMS | {"authority": "", "task": "Mijn werk"}
    )
    assert answer.status_code == 422
    assert "Mijn werk" in answer.text


def test_a_step_gives_the_day_of_the_decision_by_the_rules_of_the_authority(app, client, group):
    asked = challenge(group)
    day = clock.today() - timedelta(days=3)
    db.session.get_one(Challenge, asked.id).since = day
    db.session.commit()
    data = {"seen": "signaal", "state": "ingediend", "on": day.isoformat(), "note": ""}
    assert client.post(path(asked, "/stap"), data=data).status_code == 302
    due = queries.decision_due(stored(), clock.today())
    assert due.on == day + timedelta(weeks=26)
    assert due.complex_on == day + timedelta(weeks=52)
    (entry,) = db.session.scalars(db.select(agenda.AgendaEntry)).all()
    assert clock.local(entry.due_at).date() == due.on
    assert due.source in client.get(path(asked)).text


def test_a_challenge_leads_to_the_buyer_the_window_the_roads_and_the_rules(app, client, group):
    asked = challenge(group, contract_end=date(2099, 12, 31))
    page = html.unescape(client.get(path(asked)).text)
    of_group = f"/cooperaties/{group.slug}"
    links = (
        f"{of_group}/uitdagen/termijn?einde=2099-12-31&gemeente=GM0363",
        f"{of_group}/uitdagen/routes?gemeente=GM0363",
        f"{of_group}/opdrachtgevers?naam=Amsterdam",
        "/uitdagen/amsterdam",
    )
    for link in links:
        assert f'href="{link}"' in page
        assert client.get(link).status_code == 200
    assert 'value="Amsterdam"' in client.get(links[1]).text
    unknown = challenge(group, authority="Stichting Woonstad", title="Onbekend")
    assert client.get(path(unknown)).status_code == 200


def test_without_a_known_term_no_day_is_invented(app, client, group):
    asked = moved(challenge(group, authority="Gemeente Rotterdam"), ChallengeState.SUBMITTED)
    assert queries.decision_due(asked, clock.today()) is None
    assert db.session.scalars(db.select(agenda.AgendaEntry)).all() == []
    assert client.get(path(asked)).status_code == 200


def test_of_two_who_take_a_step_the_second_hears_it(app, client, group):
    asked = challenge(group)
    day = clock.today().isoformat()
    first = {"seen": "signaal", "state": "verkenning", "on": day, "note": ""}
    assert client.post(path(asked, "/stap"), data=first).status_code == 302
    second = {"seen": "signaal", "state": "vraag_informatie", "on": day, "note": "Gebeld met de afdeling."}
    answer = client.post(path(asked, "/stap"), data=second)
    assert answer.status_code == 409
    assert "Gebeld met de afdeling." in answer.text
    assert stored().state is ChallengeState.EXPLORING


def test_a_step_is_taken_back_with_a_reason_and_both_stay_in_the_history(app, client, group):
    asked = moved(challenge(group), ChallengeState.SUBMITTED)
    assert client.post(path(asked, "/stap-terug"), data={"seen": "ingediend", "note": ""}).status_code == 422
    assert client.post(path(asked, "/stap-terug"), data={"seen": "ingediend", "note": "Vergissing"}).status_code == 302
    back = stored()
    assert (back.state, back.handed_in_on) == (ChallengeState.SIGNAL, None)
    assert [step.state.value for step in back.steps] == ["signaal", "ingediend", "signaal"]
    assert db.session.scalars(db.select(agenda.AgendaEntry)).all() == []
    again = client.post(path(asked, "/stap-terug"), data={"seen": "signaal", "note": "Nog eens"})
    assert again.status_code == 422  # before the first there is nothing


def test_who_stops_says_why(app, client, group):
    asked = challenge(group)
    data = {"seen": "signaal", "state": "gestopt", "on": clock.today().isoformat(), "note": ""}
    assert client.post(path(asked, "/stap"), data=data).status_code == 422
    assert client.post(path(asked, "/stap"), data=data | {"note": "Geen tijd"}).status_code == 302
    assert stored().ended_on == clock.today()


def test_a_coach_reads_and_judges_but_does_not_write(app, client, sign_in, group):
    coach = CoachFactory()
    CoachAssignmentFactory(user=coach, cooperative=group)
    asked = moved(challenge(group), ChallengeState.WRITTEN)
    assert queries.mover(asked) is MoverKind.COACH
    sign_in(client, coach)
    assert client.get(path(asked)).status_code == 200
    assert client.get(path(asked, "/stap")).status_code == 403
    points = dict.fromkeys(("task", "support", "value", "cost", "capability", "continuity", "route", "partners"), "2")
    assert client.post(path(asked, "/beoordeling"), data=points | {"note": "Ga door."}).status_code == 302
    judged = stored()
    assert sum(judged.coach_scores.values()) == 16
    assert queries.mover(judged) is MoverKind.GROUP
    assert "Ga door." in client.get(path(asked)).text


def test_costs_come_to_a_difference_and_what_the_authority_asks_is_an_open_point(app, client, group):
    asked = challenge(group, authority="Gemeente Rotterdam")
    now = {"label": "Maaien", "quantity": "12", "unit": "maanden", "price_cents": "1.000", "explanation": "Woo"}
    assert client.post(path(asked, "/regels/now"), data=now).status_code == 302
    assert (
        client.post(path(asked, "/uurprijs"), data={"wage": "18,50", "premiums": "4", "indirect": "2,25"}).status_code
        == 302
    )
    then = {"label": "Uren", "quantity": "600", "unit": "uur", "price_cents": "", "by_hour_price": "y"}
    assert client.post(path(asked, "/regels/then"), data=then).status_code == 302
    assert client.post(path(asked, "/regels/then"), data=then).status_code == 302  # pressed twice
    case = queries.business_case(stored(), None)
    assert (case.hour_price, case.sums.now, case.sums.then, case.sums.difference) == (
        2475,
        1_200_000,
        1_485_000,
        285_000,
    )
    assert case.warning
    assert client.get(path(asked)).status_code == 200
    (row,) = [row for row in stored().case_rows if row.kind is CaseKind.NOW]
    assert client.post(path(asked, f"/regels/{row.id}/verwijderen")).status_code == 302
    assert queries.business_case(stored(), None).sums.now is None


def test_an_answer_brings_its_facts_to_the_challenge_with_their_source(app, client, group):
    asked = challenge(group)
    sent = clock.today() - timedelta(days=10)
    question = {"items": ["costs", "end"], "own_words": "Hoeveel bomen?", "sent_on": sent.isoformat()}
    assert client.post(path(asked, "/informatie"), data=question).status_code == 302
    due = queries.information_due(queries.information(stored()))
    assert (due.on, due.usual) == (sent + timedelta(weeks=4), True)
    assert client.post(path(asked, "/informatie"), data=question | {"is_extended": "y"}).status_code == 302
    assert queries.information_due(queries.information(stored())).on == sent + timedelta(weeks=6)
    answer = {
        "answered_on": clock.today().isoformat(),
        "answer": "Een lijst.",
        "cost_now_cents": "12000",
        "contract_end": "2027-12-31",
    }
    assert client.post(path(asked, "/informatie/antwoord"), data=answer).status_code == 302
    answered = stored()
    assert (answered.cost_now_cents, answered.contract_end) == (1_200_000, date(2027, 12, 31))
    assert "antwoord van Gemeente Amsterdam" in answered.contract_end_source
    assert db.session.scalars(db.select(agenda.AgendaEntry)).all() == []


@pytest.mark.parametrize("kind", PaperKind)
def test_every_document_is_made_in_word(app, client, group, kind):
    asked = challenge(group)
    answer = client.post(path(asked, f"/documenten/{kind.value}.docx"))
    assert answer.status_code == 200
    assert answer.data[:2] == b"PK"
    assert (stored().made_at is not None) == (kind is PaperKind.PLAN)


def test_two_municipalities_with_other_rules_lead_to_two_plans(app, client, group):
    headings = {}
    for authority in ("Gemeente Amsterdam", "Gemeente Middelburg"):
        asked = challenge(group, authority=authority)
        page = client.get(path(asked, "/plan")).text
        plan = papers.paper_of(asked, PaperKind.PLAN, made_at=clock.now())
        headings[authority] = [block.text for block in plan.blocks if type(block).__name__ == "Heading"]
        in_form = re.findall(r'<label for="[a-z0-9-]+">\s*([^<]+?)\s*<', page)
        assert [name for name in in_form if name in headings[authority]] == [
            name for name in headings[authority] if name in in_form
        ]
    amsterdam, middelburg = headings.values()
    assert amsterdam[:4] == ["Samenvatting", "De taak", "Het budget", "Onze rechtsvorm"]
    assert amsterdam != middelburg
    assert "Verder" in amsterdam


def test_own_words_stand_under_their_heading_and_what_is_missing_is_an_open_point(app, client, group):
    asked = challenge(group)
    before = papers.open_points(asked, at=clock.now())
    assert client.post(path(asked, "/plan"), data={"risks": "Een bus kan stuk gaan."}).status_code == 302
    after = papers.open_points(stored(), at=clock.now())
    assert len(after) == len(before) - 1
    assert "mis kan gaan" not in str(after)


def test_a_decision_gives_a_last_day_to_object_only_when_that_may_exist(app, client, group):
    asked = moved(moved(challenge(group), ChallengeState.SUBMITTED), ChallengeState.REFUSED)
    due = queries.objection_due(asked)
    assert due.on == clock.today() + timedelta(weeks=6)
    decision = {"decision": "Nee.", "reasons": "Te duur.", "formal": "no"}
    assert client.post(path(asked, "/besluit"), data=decision).status_code == 302
    assert queries.objection_due(stored()) is None
    assert db.session.scalars(db.select(agenda.AgendaEntry)).all() == []


def test_hostile_words_do_no_harm(app, client, group):
    asked = challenge(group, title="<script>alert(1)</script>", task="{result} {nothing} =SUM(A1)")
    assert "<script>alert(1)" not in client.get(path(asked)).text
    for kind in PaperKind:
        assert client.post(path(asked, f"/documenten/{kind.value}.docx")).status_code == 200
    assert client.post(path(asked, "/documenten/../../x.docx")).status_code == 404
    assert client.post(path(asked, "/regels/geen"), data={}).status_code == 404

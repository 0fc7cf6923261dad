"""The pages of the dossier: what someone records, approves, withdraws and reads back."""

import pytest

from incubator.cooperatives import queries, services
from incubator.cooperatives.models import FactState
from incubator.cooperatives.values import FACT_KEYS, FactSource, FactSourceKind
from incubator.core.db import db
from tests.factories import SOME_MOMENT, FactFactory

INTERVIEW = FactSource(FactSourceKind.INTERVIEW, "name", "vraag 1")


def propose(group, value, key="identity.name"):
    fact = services.propose_fact(group, key, value, source=INTERVIEW, author=None, now=SOME_MOMENT)
    db.session.commit()
    return fact


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("identity.name", " De Bezem U.A. ", "De Bezem U.A."),
        ("identity.kvk", "1234 5678", "12345678"),
        ("identity.deed_date", "24-11-2026", "2026-11-24"),
        ("identity.legal_form_suffix", "U.A.", "U.A."),
        ("people.members_count", "6.100", "6100"),
        ("capital.contribution", "€ 1.250,50", "1250.50"),
        ("offer.keywords", "snoeien\r\nmaaien", ["snoeien", "maaien"]),
        ("people.founders", "Fatima | f@example.org", [{"name": "Fatima", "email": "f@example.org"}]),
    ],
)
def test_every_kind_of_fact_is_typed_saved_and_shown_again(browser, people, bezem, key, typed, kept):
    coordinator = browser("coordinator")
    path = f"/cooperaties/de-bezem/dossier/{key}"
    assert coordinator.get(path).status_code == 200
    assert coordinator.post(path, data={"value": typed}).status_code == 302
    assert queries.holding_values(bezem) == {key: kept}
    assert coordinator.get("/cooperaties/de-bezem/dossier").status_code == 200
    page = coordinator.get(path).text
    assert FACT_KEYS[key].as_text(kept, "nl").splitlines()[0] in page


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("identity.kvk", "1234", "Een KVK-nummer heeft 8 cijfers."),
        ("identity.legal_form_suffix", "B.V.", "keuze"),
        ("people.members_count", "veel", "Vul een heel getal in"),
        ("people.founders", "a | b | c", "Op een regel staan te veel kolommen."),
        ("offer.keywords", ";;", "Vul een lijst in."),
        ("identity.name", "", "Dit veld is vereist"),
    ],
)
def test_what_a_fact_cannot_be_is_refused_beside_what_was_typed(browser, people, bezem, key, typed, sentence):
    answer = browser("coordinator").post(f"/cooperaties/de-bezem/dossier/{key}", data={"value": typed})
    assert answer.status_code == 422
    assert sentence in answer.text
    if key != "identity.legal_form_suffix":
        assert typed in answer.text
    assert queries.facts(bezem) == []


@pytest.mark.parametrize(
    ("person", "state"),
    [
        ("member", FactState.PROPOSED),
        ("coordinator", FactState.APPROVED),
        ("coach", FactState.APPROVED),
        ("manager", FactState.APPROVED),
    ],
)
def test_who_may_decide_records_what_holds_and_a_member_proposes(browser, people, bezem, person, state):
    browser(person).post("/cooperaties/de-bezem/dossier/identity.name", data={"value": "De Bezem U.A."})
    (fact,) = queries.facts(bezem)
    assert (fact.state, fact.author, fact.source_kind) == (state, people[person], FactSourceKind.ENTERED)


def test_an_observer_reads_and_does_not_write(browser, people, bezem):
    observer = browser("observer")
    page = observer.get("/cooperaties/de-bezem/dossier").text
    assert "nog niet bekend" in page
    assert "/dossier/identity.name" not in page
    path = "/cooperaties/de-bezem/dossier/identity.name"
    assert observer.post(path, data={"value": "Van mij"}).status_code == 403
    assert queries.facts(bezem) == []


@pytest.mark.parametrize("rest", ["identity.shoe_size", "identity.shoe_size/geschiedenis"])
def test_a_fact_that_the_dossier_does_not_have_has_no_page(browser, people, rest):
    assert browser("coordinator").get(f"/cooperaties/de-bezem/dossier/{rest}").status_code == 404


def test_a_proposal_is_shown_beside_what_holds_and_approved(browser, people, bezem):
    FactFactory(cooperative=bezem, value="De Oude Naam", recorded_at=SOME_MOMENT.replace(hour=1))
    proposal = propose(bezem, "De Nieuwe Naam")
    coordinator = browser("coordinator")
    page = coordinator.get("/cooperaties/de-bezem/dossier").text
    assert "De Oude Naam" in page
    assert "De Nieuwe Naam" in page
    assert coordinator.post(f"/cooperaties/de-bezem/dossier/feiten/{proposal.id}/goedkeuren").status_code == 302
    assert queries.holding_values(bezem) == {"identity.name": "De Nieuwe Naam"}
    assert queries.open_points(bezem) == []
    assert "De Oude Naam" not in coordinator.get("/cooperaties/de-bezem/dossier").text


def test_a_proposal_is_withdrawn_and_what_held_still_holds(browser, people, bezem):
    FactFactory(cooperative=bezem, value="De Oude Naam", recorded_at=SOME_MOMENT.replace(hour=1))
    proposal = propose(bezem, "De Nieuwe Naam")
    assert browser("coach").post(f"/cooperaties/de-bezem/dossier/feiten/{proposal.id}/intrekken").status_code == 302
    assert proposal.state is FactState.WITHDRAWN
    assert queries.holding_values(bezem) == {"identity.name": "De Oude Naam"}


def test_what_holds_is_not_withdrawn_and_the_page_says_why(browser, people, bezem):
    held = FactFactory(cooperative=bezem)
    coordinator = browser("coordinator")
    coordinator.post(f"/cooperaties/de-bezem/dossier/feiten/{held.id}/intrekken")
    assert "trek je niet in" in coordinator.get("/cooperaties/de-bezem/dossier").text
    assert queries.holding_facts(bezem)["identity.name"] is held


def test_who_approves_what_was_withdrawn_meanwhile_is_asked_to_look_again(browser, people, bezem):
    proposal = propose(bezem, "De Nieuwe Naam")
    services.withdraw_fact(proposal)
    coordinator = browser("coordinator")
    coordinator.post(f"/cooperaties/de-bezem/dossier/feiten/{proposal.id}/goedkeuren")
    assert "Kijk wat er nu geldt" in coordinator.get("/cooperaties/de-bezem/dossier").text
    assert queries.holding_values(bezem) == {}


@pytest.mark.parametrize("verb", ["goedkeuren", "intrekken"])
@pytest.mark.parametrize("person", ["member", "observer"])
def test_who_may_not_decide_changes_nothing(browser, people, bezem, verb, person):
    proposal = propose(bezem, "De Nieuwe Naam")
    answer = browser(person).post(f"/cooperaties/de-bezem/dossier/feiten/{proposal.id}/{verb}")
    assert answer.status_code == 403
    assert proposal.state is FactState.PROPOSED


def test_the_history_has_every_answer_newest_first_with_its_source(browser, people, bezem):
    FactFactory(
        cooperative=bezem, value="Eerste", author=people["coordinator"], recorded_at=SOME_MOMENT.replace(hour=1)
    )
    FactFactory(cooperative=bezem, value="Tweede", recorded_at=SOME_MOMENT.replace(hour=2))
    services.withdraw_fact(propose(bezem, "Vierde"))
    page = browser("observer").get("/cooperaties/de-bezem/dossier/identity.name/geschiedenis").text
    assert page.index("Vierde") < page.index("Tweede") < page.index("Eerste")
    for shown in ("Fatima", "vraag 1", "geldt nu", "ingetrokken"):
        assert shown in page


def test_a_history_without_answers_says_so(browser, people):
    page = browser("observer").get("/cooperaties/de-bezem/dossier/identity.kvk/geschiedenis").text
    assert "Er is nog niets geantwoord." in page

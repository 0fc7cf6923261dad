"""The pages of the dossier: what someone records, approves, withdraws and reads back."""

import pytest
from lxml import html

from incubator.cooperatives import queries, services
from incubator.cooperatives.messages import DOSSIER_PARTS
from incubator.cooperatives.models import FactState
from incubator.cooperatives.values import FACT_KEYS, FactSource, FactSourceKind, Widget
from incubator.core.db import db
from tests.factories import SOME_MOMENT, FactFactory

INTERVIEW = FactSource(FactSourceKind.INTERVIEW, "name", "vraag 1")


def address(key):
    return f"/cooperaties/de-bezem/dossier/{FACT_KEYS[key].name}"


def filled_in(response):
    """What the form of a page would send."""
    page = html.document_fromstring(response.text)
    form = next(form for form in page.iter("form") if form.xpath(".//input[@name='opened']"))
    return dict(form.form_values())


def propose(group, value, key="identity.name"):
    fact = services.record_fact(group, key, value, source=INTERVIEW, author=None, now=SOME_MOMENT)
    db.session.commit()
    return fact


@pytest.mark.parametrize(
    ("key", "typed", "kept", "shown"),
    [
        ("identity.name", {"value": " De Bezem U.A. "}, "De Bezem U.A.", "De Bezem U.A."),
        ("identity.kvk", {"value": "1234 5678"}, "12345678", "12345678"),
        ("identity.deed_date", {"value": "24-11-2026"}, "2026-11-24", "24 november 2026"),
        ("identity.legal_form_suffix", {"value": "U.A."}, "U.A.", "U.A."),
        ("identity.seat", {"value": "gemeente den haag"}, "'s-Gravenhage", "&#39;s-Gravenhage"),
        ("people.members_count", {"value": "6.100"}, "6100", "6.100"),
        ("capital.contribution", {"value": "€ 1.250,50"}, "1250.50", "€ 1.250,50"),
        ("offer.keywords", {"value": "snoeien\r\nmaaien"}, ["snoeien", "maaien"], "snoeien"),
        ("offer.sectors", {"value": ["Schoonmaak"]}, ["schoonmaak"], "Schoonmaak"),
        (
            "offer.places",
            {"value-0-place": "provincie Utrecht", "value-3-place": ""},
            ["provincie Utrecht"],
            "provincie Utrecht",
        ),
        ("offer.cpv", {"value": "77310000-6 Beplanten"}, ["77310000"], "Beplanten en onderhouden"),
        (
            "people.founders",
            {"value-0-name": "Fatima", "value-0-email": "f@example.org"},
            [{"name": "Fatima", "email": "f@example.org"}],
            "Fatima (f@example.org)",
        ),
        (
            "evidence.references",
            {"value-1-client": "School", "value-1-work": "ramen", "value-1-year": "2025", "value-1-value": "38000"},
            [{"client": "School", "work": "ramen", "year": "2025", "value": "38000"}],
            "School, ramen (2025, € 38.000)",
        ),
    ],
)
def test_every_kind_of_fact_is_typed_saved_and_shown_again(browser, people, bezem, key, typed, kept, shown):
    coordinator = browser("coordinator")
    path = address(key)
    assert coordinator.get(path).status_code == 200
    assert coordinator.post(path, data=typed).status_code == 302
    assert queries.holding_values(bezem) == {key: kept}
    assert shown in coordinator.get("/cooperaties/de-bezem/dossier").text
    again = filled_in(coordinator.get(path))
    assert coordinator.post(path, data=again).status_code == 302
    assert queries.holding_values(bezem) == {key: kept}
    assert len(queries.facts(bezem)) == 1


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("identity.kvk", "1234", "Een KVK-nummer heeft 8 cijfers."),
        ("identity.legal_form_suffix", "B.V.", "keuze"),
        ("identity.seat", "Zaanstat", "Bedoelen jullie Zaanstad"),
        ("people.members_count", "veel", "Vul een heel getal in"),
        ("people.founders", "a | b | c", "Dit veld is vereist"),
        ("offer.keywords", ";;", "Vul een lijst in."),
        ("offer.sectors", "tandarts", "geldige keuze"),
        ("contact.email", "geen-adres", "Dit is geen e-mailadres."),
        ("identity.name", "", "Dit veld is vereist"),
    ],
)
def test_what_a_fact_cannot_be_is_refused_beside_what_was_typed(browser, people, bezem, key, typed, sentence):
    answer = browser("coordinator").post(address(key), data={"value": typed})
    assert answer.status_code == 422
    assert sentence in answer.text
    if FACT_KEYS[key].editor.widget in {Widget.LINE, Widget.PARAGRAPHS, Widget.MUNICIPALITY}:
        assert typed in answer.text
    assert queries.facts(bezem) == []


def test_a_place_that_does_not_exist_is_asked_about_in_its_row(browser, people, bezem):
    answer = browser("coordinator").post(address("offer.places"), data={"value-0-place": "Zaanstat"})
    assert answer.status_code == 422
    assert "Bedoelen jullie Zaanstad" in answer.text
    assert 'value="Zaanstat"' in answer.text


def test_a_row_is_added_and_taken_away_without_a_script(browser, people, bezem):
    coordinator, path = browser("coordinator"), address("people.founders")
    rows = {"value-0-name": "Fatima", "value-0-email": "", "value-1-name": "Samir", "value-1-email": ""}
    more = coordinator.post(path, data=rows | {"rows": "add"})
    assert more.status_code == 200
    assert "value-3-name" in more.text
    fewer = coordinator.post(path, data=rows | {"rows": "drop-0"})
    assert "Fatima" not in filled_in(fewer).values()
    assert "Samir" in filled_in(fewer).values()
    assert queries.facts(bezem) == []
    nonsense = coordinator.post(path, data=rows | {"rows": "drop-77"})
    assert "Fatima" in filled_in(nonsense).values()


def test_choices_and_names_are_offered_in_words(browser, people, bezem):
    coordinator = browser("coordinator")
    suffix = coordinator.get(address("identity.legal_form_suffix"))
    assert "leden betalen nooit mee aan schulden" in suffix.text
    assert 'type="radio"' in suffix.text
    sectors = coordinator.get(address("offer.sectors")).text
    assert "Wmo huishoudelijke ondersteuning" in sectors
    assert "wmo_hh" not in sectors
    assert '<option value="provincie Utrecht">' in coordinator.get(address("offer.places")).text


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
    browser(person).post(address("identity.name"), data={"value": "De Bezem U.A."})
    (fact,) = queries.facts(bezem)
    assert (fact.state, fact.author, fact.source_kind) == (state, people[person], FactSourceKind.ENTERED)


def test_an_observer_reads_and_does_not_write(browser, people, bezem):
    observer = browser("observer")
    page = observer.get("/cooperaties/de-bezem/dossier").text
    assert "nog niet bekend" in page
    assert address("identity.name") not in page.replace("/geschiedenis", "")
    assert observer.post(address("identity.name"), data={"value": "Van mij"}).status_code == 403
    assert queries.facts(bezem) == []


@pytest.mark.parametrize("rest", ["schoenmaat", "schoenmaat/geschiedenis", "identity.name"])
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
    services.withdraw_fact(proposal, by=None, now=SOME_MOMENT)
    coordinator = browser("coordinator")
    coordinator.post(f"/cooperaties/de-bezem/dossier/feiten/{proposal.id}/goedkeuren")
    assert "Kijk wat er nu staat" in coordinator.get("/cooperaties/de-bezem/dossier").text
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
    services.withdraw_fact(propose(bezem, "Vierde"), by=people["coach"], now=SOME_MOMENT)
    page = browser("observer").get(f"{address('identity.name')}/geschiedenis").text
    assert page.index("Vierde") < page.index("Tweede") < page.index("Eerste")
    for shown in ("Fatima", "vragen over de statuten", "geldt nu", "niet overgenomen"):
        assert shown in page


def test_a_history_without_answers_says_so(browser, people):
    page = browser("observer").get(f"{address('identity.kvk')}/geschiedenis").text
    assert "Er is nog niets geantwoord." in page


def test_every_fact_stands_in_one_part_of_the_dossier():
    subjects = [subject for _title, listed in DOSSIER_PARTS for subject in listed]
    assert len(subjects) == len(set(subjects))
    assert {key.partition(".")[0] for key in FACT_KEYS} == set(subjects)

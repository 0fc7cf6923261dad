"""A commitment is a promise until there is proof, and goes stale in sight of everyone."""

import io
from dataclasses import replace
from datetime import date, timedelta

import docx
import openpyxl
import pytest

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.errors import RuleViolation
from incubator.steps.queries import commitments as queries
from incubator.steps.rules import commitments as rules
from incubator.steps.services import commitments as services
from incubator.steps.values.commitments import (
    BudgetPeriod,
    CommitmentKind,
    CommitmentState,
    CommitmentTerms,
    HeardKind,
    HeardOf,
    SeatTerms,
    SecondmentTerms,
    StaleReason,
)

TODAY = date(2026, 11, 29)
TERMS = CommitmentTerms(
    CommitmentKind.EXCHANGE,
    "Een ambtenaar in de wijk",
    "Twaalf uur per week.",
    "Gemeente",
    "wethouder economie",
    CommitmentState.PROMISED,
    date(2026, 9, 1),
)
PROOF = HeardOf(
    HeardKind.PROOF, date(2026, 10, 1), "Detachering getekend", "Gemeente", url="https://example.org/besluit"
)
FORM = {
    "kind": "exchange",
    "title": "Een ambtenaar in de wijk",
    "promise": "Twaalf uur per week.",
    "promised_on": "1-9-2026",
    "owner": "Gemeente",
    "owner_function": "wethouder economie",
    "state": "promised",
}


@pytest.fixture
def commitment(place):
    with transaction(actor=SYSTEM):
        return services.promise(place, TERMS, now=clock.now(), today=clock.today())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"promised_on": date(2026, 12, 1)}, "promised_on"),
        ({"promised_on": date(1900, 1, 1)}, "promised_on"),
        ({"decided_on": date(2026, 12, 1)}, "decided_on"),
        ({"due_on": date(2026, 8, 1)}, "due_on"),
        ({"next_report_on": date(2126, 8, 1)}, "next_report_on"),
        ({"budget_cents": 0, "budget_period": BudgetPeriod.YEAR}, "budget_cents"),
        ({"budget_cents": 100}, "budget_period"),
        ({"budget_period": BudgetPeriod.YEAR}, "budget_cents"),
        ({"state": CommitmentState.DECIDED}, "decision_body"),
        ({"state": CommitmentState.DECIDED, "decision_body": "Raad"}, "decided_on"),
        ({"state": CommitmentState.DONE}, "state"),
        ({"state": CommitmentState.WITHDRAWN}, "reason"),
        ({"decision_url": "javascript:alert(1)"}, "decision_url"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(change, field):
    with pytest.raises(RuleViolation) as refused:
        rules.check_commitment(replace(TERMS, **change), today=TODAY, proofs=0)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("state", "heard", "due", "report", "expected"),
    [
        (CommitmentState.PROMISED, date(2026, 5, 28), None, None, (StaleReason.SILENT,)),
        (CommitmentState.PROMISED, date(2026, 5, 29), None, None, ()),
        (CommitmentState.RUNNING, date(2026, 11, 1), date(2026, 11, 28), None, (StaleReason.OVERDUE,)),
        (CommitmentState.RUNNING, date(2026, 11, 1), date(2026, 11, 29), None, ()),
        (CommitmentState.RUNNING, date(2026, 11, 1), None, date(2026, 11, 10), (StaleReason.REPORT_MISSED,)),
        (CommitmentState.RUNNING, date(2026, 11, 10), None, date(2026, 11, 10), ()),
        (CommitmentState.DONE, date(2020, 1, 1), date(2020, 1, 1), None, ()),
        (CommitmentState.WITHDRAWN, date(2020, 1, 1), date(2020, 1, 1), None, ()),
    ],
)
def test_a_commitment_goes_stale_by_silence_or_by_its_days(state, heard, due, report, expected):
    assert rules.stale_reasons(state, heard, due_on=due, report_on=report, today=TODAY) == expected


@pytest.mark.both_databases
def test_a_button_pressed_twice_is_one_commitment(place, database):
    for _press in range(2):
        with transaction(actor=SYSTEM):
            services.promise(place, TERMS, now=clock.now(), today=clock.today())
    assert len(queries.of_neighbourhood(place.id)) == 1


def test_done_needs_proof_and_each_state_stays_in_the_line(commitment):
    done = replace(TERMS, state=CommitmentState.DONE)
    with pytest.raises(RuleViolation), transaction(actor=SYSTEM):
        services.change(commitment, done, now=clock.now(), today=clock.today())
    with transaction(actor=SYSTEM):
        services.hear(commitment, PROOF, now=clock.now(), today=clock.today())
        services.change(commitment, done, now=clock.now(), today=clock.today())
    states = [entry.state for entry in commitment.entries if entry.kind is HeardKind.STATE]
    assert sorted(states) == ["done", "promised"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"on_date": date(2026, 8, 1)}, "on_date"),
        ({"on_date": date(2026, 12, 1)}, "on_date"),
        ({"url": ""}, "url"),
        ({"notice": "12"}, "url"),
        ({"url": "http://example.org"}, "url"),
    ],
)
def test_proof_proves_something_on_a_day_that_can_be(change, field):
    with pytest.raises(RuleViolation) as refused:
        rules.check_heard(replace(PROOF, **change), promised_on=TERMS.promised_on, today=TODAY)
    assert refused.value.field == field


def test_a_notice_that_we_do_not_have_is_no_proof(commitment):
    with pytest.raises(RuleViolation) as refused, transaction(actor=SYSTEM):
        services.hear(commitment, replace(PROOF, url="", notice="4711"), now=clock.now(), today=clock.today())
    assert refused.value.field == "notice"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"to_organisation": "gemeente"}, "to_organisation"),
        ({"hours_hundredths": 0}, "hours"),
        ({"hours_hundredths": 4001}, "hours"),
        ({"ends_on": date(2026, 1, 1)}, "ends_on"),
    ],
)
def test_a_secondment_goes_somewhere_for_some_time(change, field):
    terms = SecondmentTerms(
        "beleidsmedewerker", "Gemeente", "Buurtraad", 1200, date(2026, 10, 1), None, "Samen plannen"
    )
    with pytest.raises(RuleViolation) as refused:
        rules.check_secondment(replace(terms, **change))
    assert refused.value.field == field


def test_a_seat_does_not_end_before_it_begins():
    with pytest.raises(RuleViolation):
        rules.check_seat(SeatTerms("Gebiedstafel", "Buurtraad", date(2026, 10, 1), date(2026, 9, 1)), today=TODAY)


def test_who_takes_part_writes_down_a_commitment_and_adds_proof(client, sign_in, place, neighbour):
    sign_in(client, neighbour)
    answer = client.post(f"/buurten/{place.slug}/beloften/nieuw", data=FORM)
    assert answer.status_code == 302
    page = answer.location
    proof = {"kind": "proof", "title": "Getekend", "on_date": "1-10-2026", "source": "Gemeente"}
    sent = {**proof, "file": (io.BytesIO(b"%PDF-1.4 besluit"), "besluit.pdf")}
    assert client.post(f"{page}/bewijs", data=sent, content_type="multipart/form-data").status_code == 302
    assert "Getekend" in client.get(page).text


def test_what_was_typed_comes_back_with_a_sentence(client, sign_in, place, neighbour):
    sign_in(client, neighbour)
    typed = FORM | {"decided_on": "1-1-2099", "decision_body": "De raad", "budget_cents": "veel"}
    answer = client.post(f"/buurten/{place.slug}/beloften/nieuw", data=typed)
    assert answer.status_code == 422
    assert "veel" in answer.text
    assert "De raad" in answer.text
    assert queries.of_neighbourhood(place.id) == []


def test_nothing_is_public_before_a_driver_says_so(client, place, driver, commitment):
    assert client.get(f"/buurt/{place.slug}/beloften").status_code == 404
    assert queries.public_rows(today=TODAY) == []
    with transaction(actor=SYSTEM):
        services.publish(place, now=clock.now())
    # The neighbourhood itself is not public yet.
    assert client.get(f"/buurt/{place.slug}/beloften").status_code == 404
    assert queries.public_rows(today=TODAY) == []
    with transaction(actor=SYSTEM):
        place.published_at = clock.now()
    assert commitment.title in client.get(f"/buurt/{place.slug}/beloften").text
    assert [row.title for row in queries.public_rows(today=TODAY)] == [commitment.title]
    with transaction(actor=SYSTEM):
        services.withdraw(place)
    assert client.get(f"/buurt/{place.slug}/beloften").status_code == 404


def test_the_report_links_promise_to_proof_in_word_and_in_excel(client, sign_in, place, neighbour, commitment):
    with transaction(actor=SYSTEM):
        services.hear(commitment, PROOF, now=clock.now(), today=clock.today())
    sign_in(client, neighbour)
    paper = docx.Document(io.BytesIO(client.get(f"/buurten/{place.slug}/beloften.docx").data))
    assert any(PROOF.url in paragraph.text for paragraph in paper.paragraphs)
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/buurten/{place.slug}/beloften.xlsx").data))
    cells = [cell.value for cell in next(book.worksheets[0].iter_rows(min_row=2))]
    assert commitment.title in cells
    assert 1 in cells


def test_six_months_of_silence_stand_on_the_page(client, sign_in, place, neighbour, commitment):
    with transaction(actor=SYSTEM):
        commitment.promised_on = clock.today() - timedelta(days=400)
    sign_in(client, neighbour)
    assert "badge--attention" in client.get(f"/buurten/{place.slug}/beloften").text

"""Anchors are written down together; a list is stored exactly as it was shown; nothing of a person becomes public."""

import io
import json

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from incubator.accounts.services.mentions import mentions
from incubator.anchors.documents.open_purchases import PURCHASES
from incubator.anchors.models import (
    AnchorContact,
    AnchorNeed,
    AnchorOrganisation,
    AnchorPromise,
    CategoryMark,
    RespendSurvey,
    SpendLine,
    SpendList,
)
from incubator.anchors.queries import leaks, needs
from incubator.core import clock
from incubator.core.audit import AuditEntry
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.open_data import DataRequest
from incubator.neighbourhood.services import PARTS
from tests.anchors.factories import CREDITORS, MANY_SUPPLIERS, anchor_in, list_of
from tests.anchors.world import anchor_world
from tests.neighbourhood.factories import neighbourhood, participant

HOME = "/buurten/zonnewijk/ankers"
SAID = {"certainty": "fact", "source": "Jaarrekening", "said_by": "inkoopadviseur", "said_on": "2026-10-01"}
TYPED = {"name": "Zorgcentrum De Linde", "kind": "care", "kvk": "1234.5678", **SAID}
LIST = {"year": "2025", "persons": "replace", **SAID}


@pytest.fixture
def place(client, sign_in, app):
    place, _driver = neighbourhood()
    sign_in(client, participant(place, name="Pien Anker"))
    return place


def rows(model):
    db.session.expire_all()
    return db.session.scalars(select(model).order_by(model.id)).all()


def hidden(page, name):
    return page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0].replace("&#34;", '"')


def preview(client, anchor, text=CREDITORS, **about):
    shown = client.post(f"{HOME}/{anchor.id}/lijst", data={**LIST, "text": text, **about})
    assert shown.status_code == 200, shown.text
    return shown.text


def store(client, anchor, seen, text=CREDITORS, **about):
    return client.post(f"{HOME}/{anchor.id}/lijst", data={**LIST, "text": text, "seen": seen, "do": "save", **about})


def test_an_anchor_is_in_the_register_once(client, place):
    assert client.post(f"{HOME}/nieuw", data=TYPED).status_code == 302
    again = client.post(f"{HOME}/nieuw", data={**TYPED, "name": " zorgcentrum  DE LINDE"})
    assert again.status_code == 422
    assert "zorgcentrum  DE LINDE" in again.text
    (anchor,) = rows(AnchorOrganisation)
    assert (anchor.kvk, anchor.certainty, anchor.source) == ("12345678", "fact", "Jaarrekening")
    assert "Zorgcentrum De Linde" in client.get(HOME).text


@pytest.mark.parametrize(
    "name", ["P.C. Hooftschool", "Stichting Mevrouw Jansen", "Mevrouw De Boer BV", "MSC Rotterdam"]
)
def test_an_organisation_may_be_called_after_a_person(client, place, name):
    assert client.post(f"{HOME}/nieuw", data={**TYPED, "name": name}).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kvk": "123"}, "kvk"),
        ({"source": ""}, "source"),
        ({"buyer": "Onbekende Koper"}, "buyer"),
        ({"name": ""}, "name"),
        ({"name": "Mevrouw J. de Vries"}, "name"),
    ],
)
def test_what_is_wrong_is_shown_at_its_field_with_what_was_typed(client, place, wrong, field):
    refused = client.post(f"{HOME}/nieuw", data={**TYPED, "about": "Koopt veel eten", **wrong})
    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text
    assert "Koopt veel eten" in refused.text
    assert rows(AnchorOrganisation) == []


def test_a_list_is_stored_as_it_was_shown(client, place):
    anchor = anchor_in(place)
    page = preview(client, anchor)
    assert rows(SpendList) == []
    assert "Landelijk Schoon NV" in page
    assert store(client, anchor, hidden(page, "seen")).status_code == 302
    (row,) = rows(SpendList)
    assert (row.year, len(row.lines), row.footer_cents) == (2025, 6, 21_000_000)
    shown = client.get(f"{HOME}/{anchor.id}/lijst/2025")
    assert shown.status_code == 200
    assert shown.text.count("<svg") >= 2


def test_a_preview_of_something_else_is_not_stored(client, place):
    anchor = anchor_in(place)
    seen = hidden(preview(client, anchor), "seen")
    other = store(client, anchor, seen, CREDITORS.replace("40.000,00", "41.000,00"))
    assert other.status_code == 409
    assert store(client, anchor, seen, year="2024").status_code == 409
    assert store(client, anchor, "").status_code == 409
    assert rows(SpendList) == []


def test_of_two_who_store_a_list_of_a_year_the_second_looks_again(client, place):
    anchor = anchor_in(place)
    seen = hidden(preview(client, anchor), "seen")
    assert store(client, anchor, seen).status_code == 302
    refused = store(client, anchor, seen)
    assert refused.status_code == 409
    assert "Schoon Utrecht BV" in refused.text
    assert store(client, anchor, hidden(refused.text, "seen")).status_code == 302
    assert [len(row.lines) for row in rows(SpendList)] == [6]
    assert len(rows(SpendLine)) == 6


def test_of_a_list_with_a_wrong_line_nothing_is_stored(client, place):
    anchor = anchor_in(place)
    text = CREDITORS.replace("15.000,00", "veel")
    refused = client.post(f"{HOME}/{anchor.id}/lijst", data={**LIST, "text": text, "do": "save"})
    assert refused.status_code == 422
    assert "veel" in refused.text
    assert rows(SpendList) == []


def test_a_file_is_read_like_what_is_pasted(client, place):
    anchor = anchor_in(place)
    file = (io.BytesIO(CREDITORS.encode("cp1252")), "lijst.csv")
    shown = client.post(f"{HOME}/{anchor.id}/lijst", data={**LIST, "file": file})
    assert shown.status_code == 200
    assert "Landelijk Schoon NV" in shown.text


def test_a_name_of_a_person_is_replaced_and_never_in_the_trail(client, place):
    anchor = anchor_in(place)
    text = "Naam;Bedrag;Postcode;KVK\nJ. de Vries;10;3511 AA;12345678\nJ. de Vries;5;3511 AA;12345678\nK. Bakker;7;;\n"
    page = preview(client, anchor, text)
    assert store(client, anchor, hidden(page, "seen"), text).status_code == 302
    kept = [(line.supplier, line.supplier_key, line.kvk, line.postcode) for line in rows(SpendLine)]
    assert kept == [("zelfstandige 1", "zelfstandige 1", "", "3511")] * 2 + [
        ("zelfstandige 2", "zelfstandige 2", "", "")
    ]
    assert "Vries" not in "".join(str(vars(entry)) for entry in rows(AuditEntry))


def test_categories_and_the_survey_answer_the_last_questions(client, place):
    anchor = anchor_in(place)
    list_of(anchor, whole_cents=25_000_000)
    here = f"{HOME}/{anchor.id}/lijst/2025"
    mark = {"reach": "bound", "until": "2027-01-01", **SAID}
    assert client.get(f"{here}/categorie/99").status_code == 404
    assert client.post(f"{here}/categorie/4", data={**mark, "until": ""}).status_code == 422
    assert client.post(f"{here}/categorie/4", data=mark).status_code == 302
    assert [(row.category, row.reach) for row in rows(CategoryMark)] == [("Schoonmaak", "bound")]
    survey = {"asked": "10", "answered": "4", "share": "40", **SAID}
    assert client.post(f"{here}/navraag", data={**survey, "answered": "11"}).status_code == 422
    assert client.post(f"{here}/navraag", data=survey).status_code == 302
    assert [row.share_hundredths for row in rows(RespendSurvey)] == [4000]
    # 60.000 euros stay in Utrecht, of which 40 % is spent here again.
    assert "24.000" in client.get(here).text


def test_parts_are_written_down_changed_and_taken_away(client, place):
    anchor = anchor_in(place)
    here = f"{HOME}/{anchor.id}"
    typed = {
        "werk": {"role": "Kok", "people": "3", "hours": "24", "open_to": "zonder diploma", **SAID},
        "belofte": {"text": "Meer uit de buurt", "measure": "local", "target": "25", **SAID},
        "behoefte": {"what": "Wasgoed wassen", "category": "Wasserij", "value": "50000", "cpv": "98310000", **SAID},
        "contact": {
            "on_date": "2026-10-01",
            "kind": "talk",
            "with_whom": "hoofd inkoop",
            "person_ground": "no-person",
            "agreed": "Lijst komt",
            "next_step": "Bellen",
            "next_owner": "Pien",
            "next_on": "2026-12-01",
        },
    }
    for part, data in typed.items():
        assert client.post(f"{here}/{part}/nieuw", data=data).status_code == 302, part
        assert client.post(f"{here}/{part}/nieuw", data=data).status_code == 302, part
        assert client.get(f"{here}/{part}/1").status_code == 200
        assert client.post(f"{here}/{part}/1", data=data).status_code == 302
    page = client.get(here).text
    for text in ("Kok", "Meer uit de buurt", "Wasgoed wassen", "Lijst komt"):
        assert page.count(text) >= 1
    # Pressed twice is written once.
    assert [len(rows(model)) for model in (AnchorNeed, AnchorPromise, AnchorContact)] == [1, 1, 1]
    (need,) = needs.of_neighbourhood(place.id)
    assert (need.anchor, need.cpv, need.cents) == (anchor.name, "98310000", 5_000_000)
    for part in typed:
        assert client.post(f"{here}/{part}/1/verwijderen").status_code == 302
    assert rows(AnchorContact) == []
    assert client.get(f"{here}/werk/1").status_code == 404


@pytest.mark.parametrize(
    ("part", "data", "field"),
    [
        ("belofte", {"text": "Meer", "measure": "local", **SAID}, "target"),
        ("belofte", {"text": "Meer", "measure": "local", "target": "101", **SAID}, "target"),
        ("werk", {"role": "Kok", "people": "0", **SAID}, "people"),
        ("behoefte", {"what": "Was", "cpv": "123", **SAID}, "cpv"),
        (
            "contact",
            {"on_date": "2026-10-01", "kind": "talk", "with_whom": "x", "agreed": "y", "person_ground": "no-person"}
            | {"next_step": "Bellen"},
            "next_owner",
        ),
    ],
)
def test_a_part_that_cannot_be_is_refused_at_its_field(client, place, part, data, field):
    refused = client.post(f"{HOME}/{anchor_in(place).id}/{part}/nieuw", data=data)
    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text


def test_two_who_change_a_promise_at_once_lose_nothing(client, place):
    anchor = anchor_in(place)
    here = f"{HOME}/{anchor.id}/belofte"
    promise = {"text": "Meer uit de buurt", "measure": "local", "target": "25", **SAID}
    client.post(f"{here}/nieuw", data=promise)
    opened = hidden(client.get(f"{here}/1").text, "opened")
    assert client.post(f"{here}/1", data={**promise, "target": "30", "opened": opened}).status_code == 302
    refused = client.post(f"{here}/1", data={**promise, "target": "40", "opened": opened})
    assert refused.status_code == 409
    assert json.loads(hidden(refused.text, "opened"))["target"] == "3000"
    assert rows(AnchorPromise)[0].target_hundredths == 3000


def test_the_scoreboard_puts_a_promise_beside_the_list(client, place):
    anchor = anchor_in(place)
    promise = {"text": "Een kwart uit de buurt", "measure": "local", "target": "25", **SAID}
    client.post(f"{HOME}/{anchor.id}/belofte/nieuw", data=promise)
    list_of(anchor)
    page = client.get(f"{HOME}/scorebord").text
    assert "29%" in page
    assert "badge-done" in page or "badge--done" in page


def test_categories_that_leak_are_named_for_others(client, place):
    list_of(anchor_in(place))
    list_of(anchor_in(place, "Ziekenhuis"), CREDITORS.replace("Schoonmaak", "schoonmaak"))
    first, second, third = leaks.of_neighbourhood(place.id)
    assert (first.category, first.gap_cents, first.anchors) == (
        "Schoonmaak",
        23_000_000,
        ("Zorgcentrum De Linde", "Ziekenhuis"),
    ) or first.gap_cents == 23_000_000
    assert (second.gap_cents, second.unknown_cents) == (5_000_100, 0)
    assert (third.gap_cents, third.unknown_cents) == (1_999_900, 1_999_900)


def publish(client, sign_in, place):
    driver = participant(place, name="Dora Drijver")
    with transaction(actor=SYSTEM):
        place.published_at = clock.now()
        place.people[-1].role = "driver"
    sign_in(client, driver)
    assert client.post(f"{HOME}/openbaar", data={"shown": "yes"}).status_code == 302


def test_what_is_public_names_no_supplier_and_rests_on_three_of_them(client, sign_in, place):
    anchor = anchor_in(place)
    list_of(anchor, MANY_SUPPLIERS)
    few = anchor_in(place, "Kleine School")
    list_of(few, "Naam;Bedrag;Plaats\nEnige BV;12.345;Utrecht\n")
    assert client.get("/buurt/zonnewijk/ankers").status_code == 404
    assert PARTS["anchors"].published(place) is None
    publish(client, sign_in, place)
    page = client.get("/buurt/zonnewijk/ankers").text
    assert "Firma" not in page
    assert "Enige" not in page
    assert "12.345" not in page
    assert "50%" in page
    given = [row.values for row in PURCHASES.rows(DataRequest())]
    assert {(row["anchor"], row["question"]) for row in given} == {
        (anchor.name, "local"),
        (anchor.name, "small"),
        (anchor.name, "social"),
    }
    assert "Firma" not in str(given)


def test_the_page_of_the_neighbourhood_gives_no_share_from_which_a_small_list_can_be_reckoned(
    client, sign_in, app, place
):
    list_of(anchor_in(place), MANY_SUPPLIERS)
    publish(client, sign_in, place)
    assert sentences_of(app, place) == 2
    list_of(anchor_in(place, "Kleine School"), "Naam;Bedrag;Plaats\nEnige BV;12.345;Utrecht\n")
    assert sentences_of(app, place) == 1


def sentences_of(app, place):
    with app.test_request_context():
        return len(PARTS["anchors"].published(place).sentences)


def test_papers_hold_the_answers_and_no_supplier(client, place):
    anchor = anchor_in(place)
    list_of(anchor)
    here = f"{HOME}/{anchor.id}/lijst/2025"
    sheet = load_workbook(io.BytesIO(client.get(f"{here}.xlsx").data)).worksheets[0]
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert 60_000 in cells
    assert not any("Schoon Utrecht" in str(cell) for cell in cells)
    assert client.get(f"{here}.docx").data.startswith(b"PK")
    for ask in ("lijst", "gesprek"):
        assert client.get(f"{HOME}/{anchor.id}/brief/{ask}.docx").data.startswith(b"PK")


def test_who_wants_to_know_where_their_name_stands_is_told(client, app, place):
    anchor = anchor_in(place)
    user = participant(place, name="Zwaantje Quist")
    contact = {"on_date": "2026-10-01", "kind": "talk", "with_whom": "Zwaantje Quist", "person_ground": "consent"}
    client.post(f"{HOME}/{anchor.id}/contact/nieuw", data={**contact, "agreed": "Praten"})
    assert "Zwaantje" not in "".join(
        str(vars(entry)) for entry in rows(AuditEntry) if entry.table_name == "anchor_contacts"
    )
    with app.test_request_context():
        assert [mention.url for mention in mentions(user)] == [f"{HOME}/{anchor.id}/contact/1"]


def test_every_page_of_a_full_register_is_shown(client, place):
    with transaction(actor=SYSTEM):
        ids = anchor_world(place)
    here = f"/{ids['anchor_number']}"
    for page in (
        *("", "/nieuw", "/scorebord", here, f"{here}/wijzigen", f"{here}/lijst", f"{here}/lijst/2025"),
        *(f"{here}/lijst/2025/navraag", f"{here}/lijst/2025/categorie/2"),
        *(f"{here}/{part}/nieuw" for part in ("werk", "belofte", "behoefte", "contact")),
    ):
        assert client.get(f"{HOME}{page}").status_code == 200, page

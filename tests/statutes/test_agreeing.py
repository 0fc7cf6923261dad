"""Two who write at once, and two sources that disagree: both are shown, someone decides."""

import io
import re
from datetime import timedelta

import docx
import pytest

from incubator.cooperatives import services as cooperatives_services
from incubator.cooperatives.values import FactSource, FactSourceKind
from incubator.statutes import queries, services
from incubator.statutes.values import read
from tests.factories import SOME_MOMENT, CooperativeFactory, ParticipationFactory
from tests.statutes.answers import answers, as_lines


@pytest.fixture
def group(app):
    return CooperativeFactory(name="De Bezem")


@pytest.fixture
def founder(group):
    return ParticipationFactory(cooperative=group).user


def test_who_was_second_sees_both_versions_and_can_save_again(group, founder, client, sign_in):
    sign_in(client, founder)
    page = f"/cooperaties/{group.slug}/statuten/vragen/inleg"
    assert client.post(page, data={"capital__contribution_cents": "100", "revision": "0"}).status_code == 302
    second = client.post(page, data={"capital__contribution_cents": "250", "revision": "0"})
    assert second.status_code == 409
    assert "Iemand anders veranderde hetzelfde antwoord" in second.text
    assert "100,00" in second.text
    assert 'value="250,00"' in second.text
    revision = re.search(r'name="revision"[^>]*value="(\d+)"', second.text).group(1)
    again = client.post(page, data={"capital__contribution_cents": "250", "revision": revision})
    assert again.status_code == 302
    assert queries.answers(group)["statutes"]["capital"]["contribution_cents"] == 25_000


def test_what_is_not_agreed_is_shown_where_it_is_used_and_in_the_document(group, founder, client, sign_in, session):
    for number, (kind, name) in enumerate(
        ((FactSourceKind.EXERCISE, "Coöperatief A U.A."), (FactSourceKind.INTERVIEW, "Coöperatief B U.A."))
    ):
        cooperatives_services.record_fact(
            group,
            "identity.name",
            name,
            source=FactSource(kind),
            author=founder,
            now=SOME_MOMENT + timedelta(minutes=number),
            approved=True,
        )
    session.commit()
    sign_in(client, founder)
    for path in ("", "vragen/naam"):
        page = client.get(f"/cooperaties/{group.slug}/statuten/{path}")
        assert "Coöperatief A U.A." in page.text
        assert "Coöperatief B U.A." in page.text
    assert "Coöperatief A U.A." not in client.get(f"/cooperaties/{group.slug}/statuten/vragen/bedrijf").text
    content = services.document_of(group, queries.answers(group), "ontwerp", now=SOME_MOMENT, today=SOME_MOMENT.date())
    document = docx.Document(io.BytesIO(content))
    cells = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert (
        "Twee antwoorden verschillen: Naam van de coöperatie: “Coöperatief B U.A.” (de vragen over de statuten" in cells
    )


@pytest.mark.parametrize(
    ("ratio", "written"),
    [
        ("3", "is ten hoogste drie keer de laagste."),
        (
            "Het hoogste loon is hoogstens twee keer het laagste.",
            "geldt: het hoogste loon is hoogstens twee keer het laagste. De",
        ),
    ],
)
def test_the_pay_ratio_reads_well_as_a_number_and_as_the_sentence_of_the_lesson(ratio, written):
    assert written in "\n".join(as_lines(read(answers(pay_ratio=ratio))))


def test_the_sentence_of_the_lesson_can_be_kept_in_the_interview(group, founder, client, sign_in, session):
    sentence = "Het hoogste loon is hoogstens twee keer het laagste."
    cooperatives_services.record_fact(
        group,
        "governance.pay_ratio",
        sentence,
        source=FactSource(FactSourceKind.EXERCISE),
        author=founder,
        now=SOME_MOMENT,
        approved=True,
    )
    session.commit()
    sign_in(client, founder)
    page = f"/cooperaties/{group.slug}/statuten/vragen/verhouding"
    assert sentence in client.get(page).text
    assert client.post(page, data={"pay_ratio": sentence, "revision": "0"}).status_code == 302

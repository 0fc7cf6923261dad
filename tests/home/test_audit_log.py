"""The audit trail on a page: in words, within a filter, without what is nobody's business."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from incubator.cohorts.models import GroupGathering, Intake
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import Base, db, transaction
from incubator.home.messages.audit_log import COLUMNS
from incubator.home.messages.audit_rows import ROWS
from tests.cohorts.factories import CohortFactory, GatheringFactory, IntakeFactory
from tests.factories import CooperativeFactory, ManagerFactory, UserFactory

PAGE = "/beheer/logboek"


@pytest.fixture
def manager(client, sign_in):
    person = ManagerFactory(name="Marijke Beheer")
    sign_in(client, person)
    return person


@pytest.fixture
def changed(app, manager):
    """Two groups; of the first the neighbourhood changed, by the manager."""
    first, _second = CooperativeFactory(name="De Schone Straat"), CooperativeFactory(name="Zorg om de hoek")
    number = first.id
    with transaction(actor=manager):
        db.session.get(Cooperative, number).neighbourhood = "Noord"
    return number


def test_every_table_with_a_trail_has_words_and_every_column_shown_exists(app):
    audited = {mapper.class_.__tablename__: mapper for mapper in Base.registry.mappers if mapper.class_.__audit__}
    assert set(audited) <= set(ROWS)
    for table, columns in COLUMNS.items():
        assert set(columns) <= set(audited[table].columns.keys()), table
        hidden = audited[table].class_.__audit_hidden__
        assert not set(columns) & set(hidden), table


def test_a_change_reads_who_what_where_and_from_what_to_what(client, changed):
    page = client.get(PAGE).text
    assert "Een groep is gewijzigd" in page
    assert "Marijke Beheer" in page
    assert "→ Noord" in page
    assert "De Schone Straat" in page
    assert "cooperatives" not in page.partition("<main")[2].replace("/cooperaties/", "")


def test_a_line_about_a_session_names_it_and_one_about_an_application_leads_there(client, manager):
    gathering, intake = GatheringFactory(cohort_id=CohortFactory().id, title="Geld en prijs"), IntakeFactory()
    numbers = gathering.id, intake.id
    with transaction(actor=manager):
        db.session.get(GroupGathering, numbers[0]).starts_at = clock.now()
        db.session.get(Intake, numbers[1]).notes = "Gebeld."
    page = client.get(PAGE).text
    assert "Een bijeenkomst (Geld en prijs) is gewijzigd" in page
    assert f'href="/bijeenkomsten/{numbers[0]}"' in page
    assert f'href="/aanmeldingen/{numbers[1]}"' in page
    assert "Noor Haddad" not in page


def test_the_filter_narrows_by_who_group_kind_and_day(client, changed):
    assert "→ Noord" in client.get(f"{PAGE}?wie=marijke&groep=schone&soort=groepen").text
    assert "→ Noord" not in client.get(f"{PAGE}?groep=hoek").text
    assert "→ Noord" not in client.get(f"{PAGE}?wie=niemand").text
    assert "→ Noord" not in client.get(f"{PAGE}?soort=register").text
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    assert "→ Noord" not in client.get(f"{PAGE}?tot={yesterday}").text


def test_a_filter_that_means_nothing_says_so(client, manager):
    assert "Niet alles wat je zocht is te lezen" in client.get(f"{PAGE}?van=gisteren").text
    assert "soort wijziging bestaat niet" in client.get(f"{PAGE}?soort=onzin").text
    assert client.get(f"{PAGE}.csv?soort=onzin").location == f"{PAGE}?soort=onzin"
    assert "vóór de eerste" in client.get(f"{PAGE}?van=2026-03-01&tot=2026-02-01").text
    assert client.get(f"{PAGE}?voor=99999999999999999999999").status_code == 200


def test_names_and_answers_of_people_are_not_on_the_page(client, manager):
    UserFactory(name="Geheime Naam", email="geheim@example.org")
    page = client.get(PAGE).text
    assert "Een account is toegevoegd" in page
    assert "geheim@example.org" not in page


def test_older_changes_are_a_page_further_and_none_is_lost_between(client, manager):
    with transaction(actor=manager):
        db.session.add_all(
            [Cooperative(name=f"Groep {number}", slug=f"g-{number}", created_at=clock.now()) for number in range(60)]
        )
    first = client.get(f"{PAGE}?soort=groepen").text
    older = _older(first)
    pages = [first]
    while older:
        pages.append(client.get(f"{PAGE}?voor={older}").text)
        older = _older(pages[-1])
    shown = [
        number
        for number in range(60)
        if any(f": Groep {number}\n" in page or f": Groep {number};" in page for page in pages)
    ]
    assert shown == list(range(60))


def test_the_file_holds_what_the_filter_shows(client, changed):
    answer = client.get(f"{PAGE}.xlsx?groep=schone")
    rows = list(load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert {row[3] for row in rows[1:]} == {"De Schone Straat"}
    assert any("→ Noord" in (row[4] or "") for row in rows)
    assert client.get(f"{PAGE}.pdf").status_code == 404


def _older(page):
    """The address of the page with older changes, or nothing."""
    return page.partition('href="/beheer/logboek?voor=')[2].partition('"')[0].replace("&amp;", "&")

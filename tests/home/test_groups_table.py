"""The table of groups: what the address asks is what one sees and what the file holds."""

import io
from datetime import datetime, timedelta

import pytest
from openpyxl import load_workbook

from incubator.cooperatives.values import Phase
from incubator.core import clock
from tests.factories import CoachAssignmentFactory, CoachFactory, CooperativeFactory, ManagerFactory

PAGE = "/cooperaties/"


@pytest.fixture
def coach(app):
    return CoachFactory(name="Joris Coach")


@pytest.fixture
def groups(coach):
    """Three groups that go on, of which the coach guides two, and one that stopped."""
    long_ago = clock.now() - timedelta(days=40)
    quiet = CooperativeFactory(
        name="De Stille", phase=Phase.F2, cohort="2025", neighbourhood="Zuid", created_at=long_ago
    )
    busy = CooperativeFactory(name="De Drukke", phase=Phase.F4, cohort="2026", neighbourhood="Noord")
    CooperativeFactory(name="De Losse", phase=Phase.F2, cohort=None, neighbourhood="Zuid")
    CooperativeFactory(name="De Gestopte", phase=Phase.STOPPED, cohort="2025")
    for group in (quiet, busy):
        CoachAssignmentFactory(user=coach, cooperative=group)


def names(client, query=""):
    page = client.get(f"{PAGE}{query}").text
    places = [(page.find(f">{name}</a>"), name) for name in ("De Stille", "De Drukke", "De Losse", "De Gestopte")]
    return [name for place, name in sorted(places) if place >= 0]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["De Stille", "De Drukke", "De Losse"]),
        ("?volgorde=naam", ["De Drukke", "De Losse", "De Stille"]),
        ("?volgorde=-naam", ["De Stille", "De Losse", "De Drukke"]),
        ("?fase=F2", ["De Stille", "De Losse"]),
        ("?fase=stopped", ["De Gestopte"]),
        ("?fase=alle&lichting=2025", ["De Stille", "De Gestopte"]),
        ("?lichting=-", ["De Losse"]),
        ("?coach=-", ["De Losse"]),
        ("?buurt=zuid&fase=F2", ["De Stille", "De Losse"]),
        ("?stil=30", ["De Stille"]),
        ("?zoek=druk", ["De Drukke"]),
        ("?beurt=buyer", []),
    ],
)
def test_the_address_filters_and_sorts(client, sign_in, groups, query, shown):
    sign_in(client, ManagerFactory())
    assert names(client, query) == shown


def test_a_coach_sees_the_groups_they_guide_and_a_manager_finds_them_by_coach(client, sign_in, groups, coach):
    sign_in(client, coach)
    assert names(client) == ["De Stille", "De Drukke"]
    sign_in(client, ManagerFactory())
    assert names(client, f"?coach={coach.id}") == ["De Stille", "De Drukke"]


@pytest.mark.parametrize("wrong", ["fase=F9", "beurt=koning", "volgorde=kleur", "coach=Joris", "stil=veel", "stil=-1"])
def test_what_means_nothing_is_said_and_left_out(client, sign_in, groups, wrong):
    sign_in(client, ManagerFactory())
    assert "Niet alles wat je zocht is te lezen" in client.get(f"{PAGE}?{wrong}").text
    assert len(names(client, f"?{wrong}")) == 3
    assert client.get(f"{PAGE}lijst.xlsx?{wrong}").location == f"{PAGE}?{wrong}"


@pytest.mark.parametrize("unknown", ["buurt=Mars", "lichting=1901", "gemeente=Atlantis", "coach=999"])
def test_a_name_that_no_group_has_is_said(client, sign_in, groups, unknown):
    sign_in(client, ManagerFactory())
    assert "Niet alles wat je zocht is te lezen" in client.get(f"{PAGE}?{unknown}").text


def test_the_file_holds_the_rows_that_answer_with_days_and_numbers(client, sign_in, groups):
    sign_in(client, ManagerFactory())
    answer = client.get(f"{PAGE}lijst.xlsx?fase=F2&volgorde=naam")
    heading, *rows = load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True)
    assert [row[0] for row in rows] == ["De Losse", "De Stille"]
    line = dict(zip(heading, rows[1], strict=True))
    assert line["Dagen stil"] == 40
    assert isinstance(line["Laatste activiteit"], datetime)
    assert (line["Lichting"], line["Coach"]) == ("2025", "Joris Coach")
    assert client.get(f"{PAGE}lijst.csv?fase=F2").text.count("\r\n") == 3


def test_a_filter_goes_along_to_the_next_page(client, sign_in):
    for number in range(20):
        CooperativeFactory(name=f"Groep {number:02}", phase=Phase.F1)
    sign_in(client, ManagerFactory())
    first = client.get(f"{PAGE}?fase=F1&volgorde=naam").text
    assert "20 groepen" in first
    assert "fase=F1&amp;volgorde=naam&amp;pagina=2" in first
    assert ">Groep 19</a>" in client.get(f"{PAGE}?fase=F1&volgorde=naam&pagina=2").text
    assert ">Groep 19</a>" in client.get(f"{PAGE}?fase=F1&volgorde=naam&pagina=99").text

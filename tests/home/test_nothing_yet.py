"""A new incubator: pages about nothing say what they are for, and count, filter and draw nothing."""

import pytest

from incubator.core import clock, job_runs, runner
from incubator.core.db import SYSTEM, transaction
from incubator.core.health.jobs import check_jobs
from incubator.home.queries.starts import manager_start
from incubator.notices.services import import_documents
from tests.cohorts.factories import IntakeFactory
from tests.factories import CoachAssignmentFactory, CoachFactory, CooperativeFactory, ManagerFactory
from tests.watch.factories import publication

FILTERED = (
    "/",
    "/aankondigingen/",
    "/aankondigingen/opdrachtgevers",
    "/aanmeldingen",
    "/beheer/mail",
    "/beheer/resultaten",
    "/cooperaties/",
    "/nakijken/",
    "/nakijken/inwerken",
)


@pytest.mark.parametrize("path", FILTERED)
def test_where_nothing_is_no_form_filters_it_and_no_table_counts_it(client, sign_in, path):
    page = sign_in(client, ManagerFactory()).get(path)
    main = page.text.partition("<main")[2].partition("</main>")[0]
    assert 'class="empty"' in main
    for sign in ("<meter", "<table", '<select', 'type="search"', 'class="stats"'):
        assert sign not in main, sign


@pytest.mark.parametrize("path", ["/", "/cooperaties/", "/aanmeldingen"])
def test_with_a_first_of_them_the_page_counts_and_filters(client, sign_in, path):
    IntakeFactory()
    CooperativeFactory()
    page = sign_in(client, ManagerFactory()).get(path)
    assert 'class="empty"' not in page.text.partition("<main")[2]


def test_a_visitor_is_not_told_to_use_other_words_when_there_is_no_notice_at_all(client):
    assert "Begin opnieuw" not in client.get("/aankondigingen/?zoek=groen").text
    with transaction(actor=SYSTEM):
        import_documents([publication(1, "Schoonmaak van een school")], now=clock.now())
    assert "Begin opnieuw" in client.get("/aankondigingen/?zoek=groen").text


def test_the_start_page_of_a_manager_names_applications_and_groups_without_a_coach(client, sign_in):
    signed_in = sign_in(client, ManagerFactory())
    assert "/aanmeldingen" not in signed_in.get("/").text
    IntakeFactory()
    CoachAssignmentFactory(cooperative=CooperativeFactory(), user=CoachFactory())
    CooperativeFactory()
    page = signed_in.get("/").text
    assert 'href="/aanmeldingen"' in page
    assert 'href="/cooperaties/?coach=-"' in page
    start = manager_start(ManagerFactory(), now=clock.now())
    assert (start.applications, start.unguided) == (1, 1)


def test_a_visitor_is_not_sent_to_neighbourhoods_that_nobody_published(client):
    assert 'href="/buurt"' not in client.get("/").text.partition("<main")[2].partition("</main>")[0]


def test_jobs_that_never_ran_are_not_said_to_run(app):
    with transaction(actor=SYSTEM):
        for job in runner.timetable():
            job_runs.enrol(job.name, first_run_at=clock.now())
    (finding,) = check_jobs()
    assert "jobs work" in finding.sentence

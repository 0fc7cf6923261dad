"""A new incubator: pages about nothing say what they are for, and count, filter and draw nothing."""

import re

import pytest

from incubator.cli import cli
from incubator.core import clock, job_runs, runner
from incubator.core.db import SYSTEM, transaction
from incubator.core.health.jobs import check_jobs
from incubator.home.queries.starts import manager_start
from incubator.notices.services import import_documents
from tests.cohorts.factories import IntakeFactory
from tests.factories import (
    CoachAssignmentFactory,
    CoachFactory,
    CooperativeFactory,
    ManagerFactory,
    ParticipationFactory,
)
from tests.neighbourhood.factories import neighbourhood
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
    for sign in ("<meter", "<table", "<select", 'type="search"', 'class="stats"'):
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


@pytest.mark.parametrize(
    "words", [("notices", "list"), ("sources", "list"), ("sources", "fetch"), ("challenges", "assess", "--json")]
)
def test_a_command_that_lists_nothing_says_so_where_no_script_reads_it(app, upgrade, words):
    outcome = app.test_cli_runner().invoke(cli, words)
    assert outcome.exit_code == 0
    assert outcome.stdout == ""
    assert outcome.stderr.strip().endswith((".", "tenderned"))


def test_before_the_deed_the_register_counts_nobody_and_says_nothing_of_letters_behind_a_name(client, sign_in):
    group = CooperativeFactory(slug="de-bezem")
    page = sign_in(client, ParticipationFactory(cooperative=group).user).get("/cooperaties/de-bezem/leden/").text
    for untrue in ("U.A.", "datum=", "2:61"):
        assert untrue not in page


@pytest.mark.parametrize("page", ["", "/geld/stromen", "/beloften", "/samenwerkingen", "/grond-en-gebouwen", "/panden"])
def test_a_neighbourhood_that_begins_counts_no_noughts(client, sign_in, page):
    place, _driver = neighbourhood()
    text = sign_in(client, ManagerFactory()).get(f"/buurten/{place.slug}{page}").text
    words = re.sub(r"<[^>]+>", " ", text.partition("<main")[2].partition("</main>")[0])
    assert re.findall(r"(?<![\w,.-])0 [a-z]+", words) == []


def test_before_there_is_a_profile_no_tabs_divide_what_it_found(client, sign_in):
    group = CooperativeFactory(slug="de-bezem")
    page = sign_in(client, ParticipationFactory(cooperative=group).user).get("/cooperaties/de-bezem/kansen").text
    assert "toon=dismissed" not in page


def test_changes_in_the_law_touch_no_groups_that_are_not_there(client, sign_in):
    signed_in = sign_in(client, ManagerFactory())
    without = signed_in.get("/statuten/wetswijzigingen").text
    assert "0 groepen" not in without
    CooperativeFactory()
    assert "1 groep" in signed_in.get("/statuten/wetswijzigingen").text

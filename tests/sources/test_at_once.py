"""Sources that two people or processes touch at the same moment, with real threads, on both databases."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.http import Client
from incubator.core.web import settings
from incubator.notices.models import Notice, RawDocument
from incubator.sources import jobs, queries
from incubator.sources.kinds import KINDS
from incubator.sources.models import Source, SourceRun
from incubator.sources.services import managing
from tests.at_once import at_once
from tests.sources.conftest import NOW, source
from tests.sources.world import atom, package, release

pytestmark = pytest.mark.both_databases


def doing(action):
    """An action in a transaction of its own."""

    def act():
        with transaction(actor=SYSTEM):
            return action()

    return act


def adding(url, name):
    def add():
        return managing.add(url, KINDS["feed"], name, now=NOW, allow_private=True).name

    return doing(add)


def reading(source_id):
    return lambda: jobs.read_source(source_id, Client.of(settings())).status


def refused(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_one_address_is_added_once(inside):
    outcomes = at_once(inside, *(adding("http://127.0.0.1/feed", "Nieuws") for _person in range(4)))
    assert count(Source) == 1
    assert len(refused(outcomes)) == 3
    assert all(isinstance(outcome, RuleViolation) for outcome in refused(outcomes))


def test_two_sources_never_get_the_same_name(inside):
    outcomes = at_once(inside, *(adding(f"http://127.0.0.1/{number}", "Nieuws") for number in range(4)))
    assert sorted(outcomes) == ["Nieuws", "Nieuws (2)", "Nieuws (3)", "Nieuws (4)"]


def test_two_who_give_different_sources_the_same_name_do_not_both_succeed(inside, add):
    first, second = add("http://127.0.0.1/1", "feed", "A"), add("http://127.0.0.1/2", "feed", "B")

    def renaming(source_id):
        return doing(lambda: managing.change(queries.source(source_id), {"name": "Nieuws"}, opened={}))

    outcomes = at_once(inside, renaming(first), renaming(second))
    assert len(refused(outcomes)) == 1
    assert isinstance(refused(outcomes)[0], RuleViolation)
    assert sorted(source(source_id).name for source_id in (first, second)) in (["A", "Nieuws"], ["B", "Nieuws"])


def test_two_who_change_different_answers_of_one_source_both_succeed(inside, add):
    source_id = add("http://127.0.0.1/ted", "ted", "TED")
    opened = managing.answers_of(source(source_id))

    def changing(**answers):
        return doing(lambda: managing.change(queries.source(source_id), opened | answers, opened=opened))

    outcomes = at_once(inside, changing(name="Europa"), changing(countries="BEL"))
    assert refused(outcomes) == []
    assert source(source_id).name == "Europa"
    assert source(source_id).options == {"countries": ["BEL"]}


def test_of_two_who_change_the_same_answer_the_second_sees_what_the_first_made_of_it(inside, add):
    source_id = add("http://127.0.0.1/1", "feed", "A")
    opened = managing.answers_of(source(source_id))

    def naming(name):
        return doing(lambda: managing.change(queries.source(source_id), {"name": name}, opened=opened))

    outcomes = at_once(inside, naming("B"), naming("C"))
    conflict = refused(outcomes)
    assert len(conflict) == 1
    assert isinstance(conflict[0], Conflict)
    assert conflict[0].params == {"text": source(source_id).name}


def test_two_who_remove_a_source_leave_none(inside, add):
    source_id = add("http://127.0.0.1/1", "feed", "A")
    shown = threading.Barrier(2)

    def removing():
        page = queries.source(source_id)
        shown.wait(30)  # both see it before either removes it
        with transaction(actor=SYSTEM):
            return managing.remove(page)

    outcomes = at_once(inside, removing, removing)
    assert count(Source) == 0
    assert [type(outcome) for outcome in refused(outcomes)] == [Conflict]
    assert "A" in outcomes


def test_two_processes_that_read_one_source_read_it_once(inside, add, httpserver):
    httpserver.expect_request("/feed").respond_with_data(atom(441001, 441002))
    source_id = add(httpserver.url_for("/feed"), "feed")
    outcomes = at_once(inside, reading(source_id), reading(source_id))
    assert set(outcomes) <= {"read", "busy"}
    assert "read" in outcomes
    assert count(Notice) == 2


def test_two_sources_that_bring_the_same_notices_are_both_read(inside, add, httpserver):
    httpserver.expect_request("/a").respond_with_json(package([release(number) for number in range(1, 21)]))
    httpserver.expect_request("/b").respond_with_json(package([release(number) for number in range(1, 21)]))
    first, second = add(httpserver.url_for("/a"), "ocds"), add(httpserver.url_for("/b"), "ocds")
    assert at_once(inside, reading(first), reading(second)) == ["read", "read"]
    assert count(Notice) == 20
    assert count(RawDocument) == 1


def test_a_source_that_is_removed_while_it_is_read_leaves_nothing_half_done(inside, add, httpserver, monkeypatch):
    httpserver.expect_request("/feed").respond_with_data(atom(441001))
    source_id = add(httpserver.url_for("/feed"), "feed")
    real = KINDS["feed"].read

    def removed_meanwhile(walk, client):
        page = real(walk, client)
        at_once_outcome = at_once(inside, doing(lambda: managing.remove(queries.source(source_id))))
        assert refused(at_once_outcome) == []
        return page

    monkeypatch.setattr(KINDS["feed"], "read", removed_meanwhile)
    assert at_once(inside, reading(source_id)) == ["busy"]
    assert (count(Source), count(SourceRun), count(Notice)) == (0, 0, 0)


def test_a_source_that_is_removed_at_the_moment_that_it_is_read_gives_no_error(inside, add, httpserver):
    httpserver.expect_request("/feed").respond_with_data(atom(441001))
    source_id = add(httpserver.url_for("/feed"), "feed")
    removing = doing(lambda: managing.remove(queries.source(source_id)))
    outcomes = at_once(inside, reading(source_id), removing)
    assert refused(outcomes) == []
    assert outcomes[0] in {"read", "busy"}
    assert (count(Source), count(SourceRun)) == (0, 0)


def test_pausing_and_resuming_at_once_ends_in_one_of_the_two(inside, add, clock):
    source_id = add("http://127.0.0.1/1", "feed", "A")
    later = NOW + timedelta(hours=1)
    outcomes = at_once(
        inside,
        doing(lambda: managing.pause(queries.source(source_id))),
        doing(lambda: managing.resume(queries.source(source_id), now=later)),
    )
    assert outcomes == ["A", "A"]
    assert source(source_id).claim is None

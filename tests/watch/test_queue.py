"""The queue of changed notices: nothing that was stored is passed over, nothing is matched twice, nobody is mailed twice."""

import threading

import pytest
from sqlalchemy import func, select

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.outbox import OutgoingMail
from incubator.notices.models import ChangedNotice
from incubator.notices.services import import_documents
from incubator.watch import jobs, queries, services
from incubator.watch.matching import engine
from incubator.watch.models import Match, MatchState
from tests.at_once import at_once
from tests.factories import FactFactory
from tests.watch.factories import publication, reading, store, watching

pytestmark = pytest.mark.both_databases


def queued() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(ChangedNotice))


def titles() -> list[str]:
    db.session.rollback()
    return [match.notice.title for match in db.session.scalars(select(Match).order_by(Match.id))]


def import_one(number: int, title: str = "Groenonderhoud Zonnewijk") -> None:
    with transaction(actor=SYSTEM):
        import_documents([publication(number, title)], now=clock.now())


def test_what_is_stored_waits_until_it_was_matched(app):
    watching()
    store(publication(1), publication(2, "Levering van stoelen", cpvCodes=[{"code": "39112000-0"}]))
    assert queued() == 2
    jobs.match_and_tell()
    assert queued() == 0
    assert titles() == ["Groenonderhoud Zonnewijk"]


def test_the_same_again_is_not_matched_again(app):
    watching()
    store(publication(1))
    jobs.match_and_tell()
    store(publication(1))
    assert queued() == 0
    store(publication(1, "Groenonderhoud Maanwijk"))
    assert queued() == 1


def test_what_is_stored_while_matching_runs_is_matched_the_next_time(app):
    """An import that began before the matching and is stored after it: its own time lies before that of the matching."""
    watching()
    jobs.match_and_tell()  # nothing yet: the profile itself was new
    imported, matched = threading.Event(), threading.Event()
    is_sqlite = db.engine.dialect.name == "sqlite"  # there the matching waits for the import instead

    def slow_import():
        with transaction(actor=SYSTEM):
            import_documents([publication(1)], now=clock.now())
            imported.set()
            if not is_sqlite:
                assert matched.wait(30)

    def match_meanwhile():
        assert imported.wait(30)
        jobs.match_and_tell()
        matched.set()

    assert at_once(app, slow_import, match_meanwhile) == [None, None]
    jobs.match_and_tell()
    assert titles() == ["Groenonderhoud Zonnewijk"]
    assert queued() == 0


def test_a_matching_that_is_killed_loses_nothing(app):
    watching()
    jobs.match_and_tell()
    store(publication(1))
    with pytest.raises(KeyboardInterrupt):
        match_and_be_killed()
    assert (queued(), titles()) == (1, [])
    jobs.match_and_tell()
    assert (queued(), titles()) == (0, ["Groenonderhoud Zonnewijk"])


def match_and_be_killed() -> None:
    with transaction(actor=SYSTEM):
        assert services.match_changed_notices(now=clock.now()) == (1, 1)
        raise KeyboardInterrupt


def test_two_matchings_at_once_find_and_tell_everything_once(app):
    reading(watching())
    jobs.match_and_tell()
    store(*(publication(number, f"Groenonderhoud {number}") for number in range(1, 13)))
    outcomes = at_once(app, jobs.match_and_tell, jobs.match_and_tell)
    assert all(isinstance(outcome, str) for outcome in outcomes), outcomes
    jobs.match_and_tell()
    assert sorted(titles()) == sorted(f"Groenonderhoud {number}" for number in range(1, 13))
    assert queued() == 0
    assert all(match.mailed_at for match in db.session.scalars(select(Match)))
    mails = list(db.session.scalars(select(OutgoingMail)))
    assert 1 <= len(mails) <= 2  # what one of them found late goes in a mail of its own
    text = " ".join(mail.content.decode() for mail in mails)
    for number in range(1, 13):
        assert text.count(f"Groenonderhoud {number}\n") <= 2  # the plain text and the HTML of one mail


def test_two_imports_and_a_matching_at_once(app):
    watching()
    jobs.match_and_tell()
    at_once(app, lambda: import_one(1), lambda: import_one(2, "Groenonderhoud Maanwijk"), jobs.match_and_tell)
    jobs.match_and_tell()
    assert sorted(titles()) == ["Groenonderhoud Maanwijk", "Groenonderhoud Zonnewijk"]


def test_a_profile_that_changed_in_the_dossier_is_matched_anew(app):
    watch = watching()
    store(publication(1), publication(2, "Schoonmaak van kantoren", cpvCodes=[{"code": "90919200-4"}]))
    jobs.match_and_tell()
    assert titles() == ["Groenonderhoud Zonnewijk"]
    FactFactory(cooperative=watch.cooperative, key="offer.exclude", value=["Zonnewijk"], recorded_at=clock.now())
    jobs.match_and_tell()
    assert queries.matches(watch.cooperative, MatchState.NEW, now=clock.now()) == []


def test_a_profile_that_stayed_the_same_is_not_matched_anew(app, monkeypatch):
    watching()
    jobs.match_and_tell()
    monkeypatch.setattr(services, "_match_anew", lambda *_arguments, **_options: pytest.fail("matched anew"))
    jobs.match_and_tell()


def test_saying_no_while_the_matching_runs_is_kept(app):
    watch = watching()
    store(publication(1))
    jobs.match_and_tell()
    match_id = db.session.scalar(select(Match.id))
    FactFactory(cooperative=watch.cooperative, key="offer.keywords", value=["gras"], recorded_at=clock.now())

    def say_no():
        with transaction(actor=SYSTEM):
            services.judge(db.session.get_one(Match, match_id), MatchState.DISMISSED, because="Te ver")

    outcomes = at_once(app, say_no, jobs.match_and_tell)
    db.session.rollback()
    stored = db.session.get(Match, match_id)
    if outcomes[0] is None:
        assert (stored.state, stored.dismissed_because) == (MatchState.DISMISSED, "Te ver")
    else:
        assert stored is None


def test_matching_asks_as_many_questions_for_many_groups_as_for_few(app, count_queries):
    def asked() -> int:
        store(publication(count_queries() + 1000, "Levering van stoelen", cpvCodes=[{"code": "39112000-0"}]))
        count_queries()
        with transaction(actor=SYSTEM):
            services.match_changed_notices(now=clock.now())
        return count_queries()

    watching()
    few = asked()
    for number in range(8):
        watching(name=f"Groep erbij {number}")
    with transaction(actor=SYSTEM):
        assert len(queries.profiles_of(queries.active_watches())) == 9
    assert asked() <= few + 2


def test_reasons_are_made_only_for_what_is_stored(app, monkeypatch):
    explained = []
    real = engine.explain
    monkeypatch.setattr(
        engine, "explain", lambda profile, notice, *, now: explained.append(notice.id) or real(profile, notice, now=now)
    )
    watching()
    jobs.match_and_tell()
    store(publication(1), publication(2, "Levering van stoelen", cpvCodes=[{"code": "39112000-0"}]))
    jobs.match_and_tell()
    (match,) = db.session.scalars(select(Match))
    assert explained == [match.notice_id]
    assert match.reasons


def test_many_changed_profiles_are_matched_some_at_a_time(app):
    store(publication(1))
    for number in range(3):
        watching(name=f"Groep {number}")
    done = []
    while not done or done[-1] != (0, 0):
        with transaction(actor=SYSTEM):
            done.append(services.match_changed_profiles(now=clock.now(), limit=2))
    assert done == [(2, 2), (1, 1), (0, 0)]
    assert titles() == ["Groenonderhoud Zonnewijk"] * 3


def test_a_wish_that_changed_counts_for_the_next_notice(app):
    watch = watching()
    jobs.match_and_tell()
    store(publication(1))
    jobs.match_and_tell()
    with transaction(actor=SYSTEM):
        db.session.get_one(type(watch), watch.id).threshold_percent = 100
    store(publication(2, "Groenonderhoud Maanwijk"))
    with transaction(actor=SYSTEM):
        assert services.match_changed_notices(now=clock.now()) == (1, 0)


def test_whatever_is_stored_while_matching_goes_on_is_found_and_told_once(app):
    """One stores notice after notice, two match and tell all the while."""
    reading(watching())
    expected = [f"Groenonderhoud wijk {number:02}" for number in range(1, 9)]
    stored = threading.Event()

    def store_all():
        try:
            for number, title in enumerate(expected, start=1):
                import_one(number, title)
        finally:
            stored.set()

    def match_all():
        while not stored.is_set():
            jobs.match_and_tell()

    assert at_once(app, store_all, match_all, match_all) == [None, None, None]
    jobs.match_and_tell()
    assert sorted(titles()) == expected
    assert queued() == 0
    mails = [mail.content.decode() for mail in db.session.scalars(select(OutgoingMail))]
    for title in expected:
        assert sum(title in mail for mail in mails) == 1

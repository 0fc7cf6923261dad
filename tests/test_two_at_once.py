"""Every button and every form, used by two people at the same moment on both databases: one wins, the other gets an answer in words.

What is stored afterwards is what is stored when the two come one after the other. Both requests wait for each other just before they
commit, unless a lock keeps one of them back: a rule that reads, checks and then writes without a lock or a version is found here.
"""

import contextvars
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from incubator.core import clock
from incubator.core.db import Base, db
from tests import world as worlds
from tests.postgres import Kept
from tests.test_permissions import AUDIENCES, LATER, PERSONS, PLACE, TABLE, TODAY, Client, address, client_of, post

PATIENCE = 60  # seconds; who waits longer waits for ever
MEETING = (
    0.15  # seconds that one request waits for the other before it commits, unless the other is seen to wait for it
)
# What differs between one after the other and at once without anything being lost: the trail of who tried what.
UNCOUNTED = {"audit_entries"}
# Of two who sign up with one address at the same moment, one mails the link; who signs up later gets a link of their own.
ONCE = {
    "accounts.sign_up": {"outgoing_mails", "one_time_tokens"},
}
# Who wins decides what is told: a coach for whom the manager noted an absence gets a mail, and who noted it themselves does not.
# So it is with a session: the mail goes to everyone who comes and leads it, but not to who planned it.
MORE = {
    "cooperatives.absence": {"outgoing_mails": 1},
    "currency.propose": {"outgoing_mails": 1},
    "cohorts.plan_for_cohort": {"outgoing_mails": 1},
    "cohorts.plan_for_group": {"outgoing_mails": 1},
    "cohorts.change_gathering": {"outgoing_mails": 1},
    "cohorts.cancel_gathering": {"outgoing_mails": 1},
}
# Where the table of permissions posts something that is refused, what is right is posted here.
RIGHT = {
    "accounts.sign_up": {"name": "Noor", "email": "noor@example.org", "password": "drie blauwe fietsen", "agree": "y"},
    "accounts.forgot_password": {"email": "nieuw@example.org"},
    "accounts.choose_password": {"password": "drie blauwe fietsen", "again": "drie blauwe fietsen"},
    "accounts.invitation": {"name": "Ander", "password": "drie blauwe fietsen", "again": "drie blauwe fietsen"},
    "cooperatives.coach": {"coach": "coach_id"},
    "cooperatives.absence": {"until": (clock.today() + timedelta(days=7)).isoformat(), "to": "other_coach_id"},
    "reviews.show": {"verdict": "Goed.", "do": "approve"},
    "reviews.training": {"junior": "coach_id", "lead": "other_coach_id"},
    "register.admit": {
        "name": "Noor Haddad", "kind": "natural", "decided_by": "bestuur", "decided_on": "2026-11-01", "on": "2026-11-01",
    },
    "register.apply": {"name": "Noor Haddad", "kind": "natural", "on": "2026-11-01"},
    "register.end": {"kind": "death", "decided_on": "2026-11-20", "on": "2026-11-20", "decided_by": "bestuur"},
    "register.founding": {
        "signed_on": "2026-10-01", "notary": "mr. B", "kvk": "12345678", "filed_on": "2026-10-05", "reason": "Een schrijffout.",
    },
    "statutes.question": {"name": "Groep Nieuw U.A.", "revision": "1"},
    "versions.put_back": {"revision": "1"},
    "clause_library.propose": {
        "text": "Aftreden kan met een brief.", "plain": "Zo stapt iemand op.", "plain_en": "How to resign.",
        "reason": "Korter.", "law": "2:37 BW", "looked_at": "clause_digest",
    },
    "watch.profile": {"description": "Wij maaien en snoeien."},
    "watch.one_profile": {"description": "Wij maaien en snoeien."},
    "bids.stage": {"stage": "withdrawn"},
    "bids.decide": {"hours": "yes", "do": "save"},
    "bids.use_answer": {"ref": "answer_ref", "part": "what"},
    "challenges.step": {"state": "afgerond", "on": TODAY, "seen": "besluit_afwijzing"},
    "partnerships.bring_in": {"party": "city_party_id", "kind": "other", "what": "Een contactpersoon", "source": "brief"},
    "partnerships.link": {"commitment": "commitment_number"},
    "partnerships.begin_from_challenge": {"challenge": "challenge_id", "place": "neighbourhood_id"},
    "challenges.information_answer": {"answered_on": TODAY, "answer": "Een lijst."},
    "lending.appoint": {"member": "member_id", "since": TODAY},
    "lending.borrow": {
        "borrower": "fund_group_id", "lender": "Buur", "amount": "100", "interest": "3", "form": "linear", "months": "6", "every": "1",
        "grace": "0", "first_on": LATER, "ranks_after": "de bank", "document": "akte", "lent_on": TODAY,
    },
}  # fmt: skip
# What the first of the two has done before: only who has taken the work can decide about it or put it back; one deed waits at a time.
BEFORE = {
    "reviews.show": "reviews.claim",
    "reviews.autosave": "reviews.claim",
    "reviews.release": "reviews.claim",
    "cooperatives.come_back": "cooperatives.absence",
    "register.founding": "register.withdraw_deed",
    "steps.open_vote": "steps.close_vote",
}
ASKED_ELSEWHERE = {**PLACE, "application_number": "application_from_elsewhere"}
LENT_ELSEWHERE = {**PLACE, "loan_number": "loan_from_elsewhere"}
EXTRA = [
    post("register.pay", "workers", kind="repayment", amount="200", on="2026-11-24", note="Terug"),
    # Of who is not tied to who borrows, and where there is no fund yet.
    post("lending.advise", "coordinator alone", args=ASKED_ELSEWHERE, choice="grant", reason="Goed."),
    post("lending.decide", "coordinator alone", args=ASKED_ELSEWHERE, outcome="refuse", reason="Te duur."),
    post("lending.write_off", "loan committee", args=LENT_ELSEWHERE, reason="Weg", token="w"),
    post("solidarity.start", "managers", args={"slug": "=havenwijk"}, name="De Tweede"),
]
LINES = [line for line in TABLE if line.method == "POST" and line.audience != "nobody"]
CASES = [replace(line, data={**line.data, **RIGHT.get(line.endpoint, {})}) for line in LINES] + EXTRA


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def house(request, make_app, upgrade, kept_world):
    """An application with a small world in it, and a copy of its database to go back to."""
    server = request.getfixturevalue("postgresql_server") if request.param == "postgresql" else None
    place = {"database_url": server.create()} if server else {}
    app = make_app(second_factor="optional", **place)
    app.test_client_class = Client
    with app.app_context():
        world = _built_on_postgresql(app, upgrade) if server else kept_world.put_in(app)
        world.app = app
        world.session_ids, world.cookies = {name: user.get_id() for name, user in world.people.items()}, {}
        _let_go()
        world.copy = _copy_of_postgresql() if server else _copy_of_sqlite(app)
        yield world
        _let_go()


def _built_on_postgresql(app, upgrade):
    db.session.info["actor"] = "test"
    upgrade(app)
    world = worlds.build()
    db.session.commit()
    return world


def _let_go() -> None:
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    db.engine.dispose()


def _copy_of_sqlite(app):
    path = Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
    whole = path.with_suffix(".whole")
    shutil.copyfile(path, whole)

    def put_back():
        _let_go()
        for leftover in (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            leftover.unlink(missing_ok=True)
        shutil.copyfile(whole, path)

    return put_back


def _copy_of_postgresql():
    kept = Kept(db.engine)

    def put_back():
        db.session.remove()
        kept.put_back()

    return put_back


def _persons(line) -> tuple[str, str]:
    """Two who may: the same person twice where only one may."""
    allowed = [
        person for person, answer in zip(PERSONS, AUDIENCES[line.audience].split(), strict=True) if answer == "+"
    ]
    allowed = [person for person in allowed if person != "visitor"] or allowed
    if line.endpoint in {
        "accounts.sign_up",
        "accounts.sign_in",
        "accounts.forgot_password",
        "accounts.choose_password",
        "accounts.invitation",
    }:
        allowed = ["visitor"]
    return allowed[0], allowed[1 % len(allowed)]


def _post(house, line, person):
    values = {name: house.ids.get(value, value) for name, value in line.sent().items()}
    answer = client_of(house, person).post(address(house, line), data=values)
    answer.get_data()
    return answer


def _prepare(house, line):
    person = _persons(line)[0]
    for earlier in CASES:
        if earlier.endpoint == BEFORE.get(line.endpoint):
            assert _post(house, earlier, person).status_code < 400


@cache
def _counting() -> str:
    """One statement that counts the rows of all tables: it is asked a thousand times."""
    tables = sorted(Base.metadata.tables.keys() - UNCOUNTED)
    cents = "SELECT 'cents', CAST(coalesce(sum(amount_cents), 0) AS bigint) FROM ledger_lines WHERE amount_cents > 0"
    return " UNION ALL ".join([*(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in tables), cents])


def _counts() -> dict[str, int]:
    with db.engine.connect() as connection:
        return dict(map(tuple, connection.exec_driver_sql(_counting())))


def _at_once(house, line) -> list:
    """Both answers, of requests that overlap as far as locks allow."""
    start, meeting = threading.Barrier(2), threading.Barrier(2)
    answers = [None, None]

    def send(place: int, person: str) -> None:
        start.wait(PATIENCE)
        try:
            answers[place] = contextvars.Context().run(_post, house, line, person)
        except Exception as error:  # noqa: BLE001 - what went wrong is the answer
            answers[place] = error

    with _meet_before_commit(meeting):
        threads = [threading.Thread(target=send, args=pair, daemon=True) for pair in enumerate(_persons(line))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "a request waits for ever"
    return answers


@contextmanager
def _meet_before_commit(meeting: threading.Barrier) -> Iterator[None]:
    """On SQLite the two never meet: who comes second waits to begin, and has read all that it reads before. The first waits for that."""
    beginning, both_begun = set(), threading.Event()
    writes_alone = db.engine.dialect.name == "sqlite"

    def begin(_connection, _cursor, statement, *_rest) -> None:
        if statement == "BEGIN IMMEDIATE":
            beginning.add(threading.get_ident())
            if len(beginning) > 1:
                both_begun.set()

    def wait(session: Session) -> None:
        if not session.info.get("in transaction"):
            return
        if writes_alone:
            both_begun.wait(MEETING)
            return
        try:
            meeting.wait(MEETING)
        except threading.BrokenBarrierError:
            return  # the other is kept back by a lock, or is done

    event.listen(Session, "before_commit", wait)
    event.listen(db.engine, "before_cursor_execute", begin)
    try:
        yield
    finally:
        event.remove(Session, "before_commit", wait)
        event.remove(db.engine, "before_cursor_execute", begin)


@pytest.mark.parametrize("line", CASES, ids=str)
def test_two_at_once_come_to_what_two_in_turn_come_to(house, line):
    _prepare(house, line)
    in_turn = [_post(house, line, person) for person in _persons(line)]
    expected = _counts()
    house.copy()
    _prepare(house, line)
    at_once = _at_once(house, line)
    stored = _counts()
    house.copy()
    statuses = [getattr(answer, "status_code", answer) for answer in at_once]
    assert all(isinstance(status, int) and status < 500 for status in statuses), statuses
    assert min(statuses) == min(answer.status_code for answer in in_turn), "nobody wins"
    more = MORE.get(line.endpoint, {})
    once = ONCE.get(line.endpoint, set()) | set(more)
    assert {name: stored[name] for name in stored.keys() - once} == {
        name: expected[name] for name in stored.keys() - once
    }
    assert all(stored[name] <= expected[name] + more.get(name, 0) for name in once)
    for answer in at_once:
        assert answer.status_code < 400 or answer.mimetype == "application/json" or "<h1" in answer.text


def test_an_approval_is_among_what_two_do_at_once(house):
    """Without this, a form that is refused to both would pass for one that is safe."""
    line = next(line for line in CASES if line.endpoint == "reviews.show")
    _prepare(house, line)
    person = _persons(line)[0]
    before = _approved()
    assert _post(house, line, person).status_code == 302
    approved = _approved()
    house.copy()
    assert approved == before + 1


def _approved():
    with db.engine.connect() as connection:
        return connection.scalar(text("SELECT count(*) FROM review_rounds WHERE lower(stage) = 'approved'"))


def test_every_button_and_form_is_used_by_two():
    """The figure of the closing note."""
    assert len({line.endpoint for line in CASES}) == len(LINES)

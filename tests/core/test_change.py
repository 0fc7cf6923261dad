"""The law for change: one transaction, locks before sums, versions, and a sentence for who comes second. On both databases."""

import threading

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, OperationalError

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import Phase
from incubator.core import db as database_module
from incubator.core.db import SYSTEM, add_unique, db, lock, transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.guards import public
from incubator.statutes.models import StatutesDraft
from tests.at_once import at_once
from tests.factories import SOME_MOMENT, CooperativeFactory, UserFactory

both = pytest.mark.both_databases


@both
def test_a_transaction_does_not_begin_inside_another(app):
    with pytest.raises(RuntimeError, match="inside another"), transaction(actor=SYSTEM), transaction(actor=SYSTEM):
        pass
    with transaction(actor=SYSTEM):
        pass


@both
@pytest.mark.parametrize("change", ["add", "change", "delete"])
def test_what_was_changed_before_a_transaction_belongs_to_none(app, change):
    group = CooperativeFactory(name="Voor")
    if change == "add":
        db.session.add(Cooperative(name="Erbij", slug="erbij"))
    elif change == "change":
        group.name = "Na"
    else:
        db.session.delete(group)
    with pytest.raises(RuntimeError, match="before the transaction"), transaction(actor=SYSTEM):
        pass
    db.session.rollback()


@both
def test_a_key_that_was_just_taken_is_a_conflict_in_words(app):
    UserFactory(email="noor@example.org")
    with pytest.raises(Conflict) as refused, transaction(actor=SYSTEM):
        db.session.add(User(name="Noor", email="noor@example.org", session_stamp="x", created_at=SOME_MOMENT))
    assert isinstance(refused.value, RuleViolation)
    assert isinstance(refused.value.__cause__, IntegrityError)
    assert db.session.scalar(select(func.count()).select_from(User)) == 1


@both
def test_what_was_read_before_is_read_again_inside(app):
    group = CooperativeFactory(name="Voor")
    assert group.name == "Voor"
    rename_elsewhere(app, group.id, "Elders veranderd")
    with transaction(actor=SYSTEM):
        assert group.name == "Elders veranderd"


def rename_elsewhere(app: Flask, group_id: int, name: str) -> None:
    def rename():
        with transaction(actor=SYSTEM):
            db.session.get_one(Cooperative, group_id).name = name

    assert at_once(app, rename) == [None]


@both
def test_who_locks_second_sees_what_the_first_made_of_it(app):
    group = CooperativeFactory(name="")
    group_id = group.id

    def add_letter():
        with transaction(actor=SYSTEM):
            locked = lock(db.session.get_one(Cooperative, group_id))
            locked.name += "x"

    assert at_once(app, *[add_letter] * 6) == [None] * 6
    db.session.expire_all()
    assert group.name == "xxxxxx"


@both
def test_a_row_that_is_gone_cannot_be_locked(app):
    group = CooperativeFactory()

    def delete_elsewhere():
        with transaction(actor=SYSTEM):
            db.session.delete(db.session.get_one(Cooperative, group_id))

    group_id = group.id
    assert at_once(app, delete_elsewhere) == [None]
    with pytest.raises(Conflict, match="not there any more"), transaction(actor=SYSTEM):
        lock(group)


@both
def test_a_lock_keeps_what_was_changed_in_the_same_transaction(app):
    group = CooperativeFactory(name="Voor")
    with transaction(actor=SYSTEM):
        group.name = "Na"
        assert lock(group).name == "Na"
    assert group.name == "Na"


@both
def test_a_number_is_chosen_again_when_others_took_it(app):
    """Without a lock: six who count at the same moment."""
    together = threading.Barrier(6)
    first = threading.local()

    def numbered():
        with transaction(actor=SYSTEM):
            row = add_unique(choose)
            return row.slug

    def choose():
        number = db.session.scalar(select(func.count()).select_from(Cooperative))
        if db.engine.dialect.name == "postgresql" and not hasattr(first, "met"):
            first.met = True
            together.wait(30)
        return Cooperative(name="Groep", slug=f"groep-{number + 1}", phase=Phase.F0, created_at=SOME_MOMENT)

    slugs = at_once(app, *[numbered] * 6)
    refused = [outcome for outcome in slugs if isinstance(outcome, Exception)]
    assert all(isinstance(outcome, Conflict) for outcome in refused)
    assert len(refused) <= 1  # five others can each take the number once
    stored = set(db.session.scalars(select(Cooperative.slug)))
    assert stored == {f"groep-{number}" for number in range(1, 7 - len(refused))}


@both
def test_who_is_never_first_is_told(app):
    CooperativeFactory(slug="bezet")
    attempts = []

    def always_taken():
        attempts.append(1)
        return Cooperative(name="Bezet", slug="bezet", phase=Phase.F0, created_at=SOME_MOMENT)

    with pytest.raises(Conflict), transaction(actor=SYSTEM):
        add_unique(always_taken)
    assert len(attempts) == database_module.ATTEMPTS


@both
def test_a_deadlock_ends_in_words_for_one_of_two(app):
    """Two who lock the same two rows the other way round."""
    ids = [CooperativeFactory().id, CooperativeFactory().id]
    together = threading.Barrier(2)

    def lock_both(first: int, second: int):
        with transaction(actor=SYSTEM):
            lock(db.session.get_one(Cooperative, first)).name = "eerst"
            db.session.flush()
            if db.engine.dialect.name == "postgresql":
                together.wait(30)
            lock(db.session.get_one(Cooperative, second)).name = "daarna"

    outcomes = at_once(app, lambda: lock_both(*ids), lambda: lock_both(*reversed(ids)))
    assert all(outcome is None or isinstance(outcome, Conflict) for outcome in outcomes), outcomes
    assert None in outcomes


def test_a_database_that_stays_locked_is_a_sentence(app, monkeypatch):
    group_id = CooperativeFactory().id
    busy = OperationalError("UPDATE", {}, Exception("database is locked"))

    def refuse(*_arguments, **_options):
        raise busy

    monkeypatch.setattr(db.session(), "commit", refuse)
    with pytest.raises(Conflict, match="Too many people"), transaction(actor=SYSTEM):
        assert group_id


def test_a_database_that_is_away_is_no_conflict(app, monkeypatch):
    def refuse(*_arguments, **_options):
        raise OperationalError("SELECT", {}, Exception("server closed the connection"))

    monkeypatch.setattr(db.session(), "commit", refuse)
    with pytest.raises(OperationalError), transaction(actor=SYSTEM):
        pass


def test_a_refusal_that_no_form_shows_is_a_page_with_the_sentence(make_app):
    fresh = make_app()

    @fresh.get("/een-regel-verbiedt-dit")
    @public
    def refused():
        raise RuleViolation("Fill in an amount.")

    with fresh.app_context():
        client = fresh.test_client()
        page = client.get("/een-regel-verbiedt-dit")
        answer = client.get("/een-regel-verbiedt-dit", headers={"Accept": "application/json"})
    assert page.status_code == 409
    assert "Vul een bedrag in" in page.text
    assert (answer.status_code, answer.mimetype) == (409, "application/json")
    assert "bedrag" in answer.json["error"]


def test_a_script_that_is_signed_out_is_told_so_and_not_sent_to_a_page(client):
    answer = client.get("/account", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (401, "application/json")
    assert client.get("/account").status_code == 302


def test_drafts_of_statutes_belong_to_one_group_once(app):
    """The kind of constraint that makes a conflict of what two do at once."""
    assert StatutesDraft.__table__.columns["cooperative_id"].unique


@both
def test_a_value_that_was_left_out_is_our_own_mistake(app):
    with pytest.raises(IntegrityError), transaction(actor=SYSTEM):
        db.session.add(Cooperative(slug="zonder-naam", phase=Phase.F0, created_at=SOME_MOMENT))
    with pytest.raises(IntegrityError), transaction(actor=SYSTEM):
        add_unique(lambda: Cooperative(slug="zonder-naam", phase=Phase.F0, created_at=SOME_MOMENT))

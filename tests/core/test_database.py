from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text

from incubator.core.audit import AuditEntry
from incubator.core.db import SYSTEM, db, transaction
from tests.factories import CooperativeFactory, UserFactory

pytestmark = pytest.mark.both_databases


def test_moments_come_back_aware_and_in_utc(app):
    moment = datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    user = UserFactory(created_at=moment)
    db.session.expire_all()
    assert user.created_at == datetime(2026, 7, 1, 10, 0, tzinfo=UTC)


def test_a_naive_moment_is_refused(app):
    with pytest.raises(Exception, match="needs an offset"):
        UserFactory(created_at=datetime(2026, 7, 1))
    db.session.rollback()


def test_what_fails_leaves_nothing_behind(app):
    group = CooperativeFactory(name="Voor")

    def fail_halfway():
        with transaction(actor=SYSTEM):
            group.name = "Na"
            db.session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert db.session.scalar(text("SELECT name FROM cooperatives")) == "Voor"


def test_outside_a_request_someone_must_be_named(app):
    with pytest.raises(RuntimeError, match="actor"), transaction():
        pass


def test_the_audit_trail_says_who_changed_what(app):
    group = CooperativeFactory(name="Voor")
    with transaction(actor=SYSTEM):
        group.name = "Na"
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.actor, entry.action, entry.table_name, entry.row_id) == (
        "system",
        "update",
        "cooperatives",
        str(group.id),
    )
    assert entry.changes == {"name": ["Voor", "Na"]}


def test_the_audit_trail_hides_secrets(app):
    user = UserFactory(password_hash="oud")
    with transaction(actor=SYSTEM):
        user.password_hash = "nieuw"
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry.changes == {"password_hash": ["(hidden)", "(hidden)"]}


def test_a_deleted_row_is_in_the_trail_with_what_it_was(app):
    group = CooperativeFactory(name="Weg")
    with transaction(actor=SYSTEM):
        db.session.delete(group)
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry.action == "delete"
    assert entry.changes["name"] == ["Weg", None]

"""What members paid in moves to the book of their cooperative and back, on both databases."""

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from incubator.core.db import db
from tests.core import rows_of_0005

PAYMENTS = "SELECT member_id, kind, on_date, amount_cents, note FROM capital_entries ORDER BY id"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def paid_app(request, make_app):
    """An application whose members paid, got back and were corrected, before there were books."""
    url = request.getfixturevalue("empty_postgresql") if request.param == "postgresql" else ""
    app = make_app(database_url=url) if url else make_app()
    with app.app_context():
        rows_of_0005.fill()
        upgrade(revision="0058")
        (member,) = db.session.scalars(text("SELECT id FROM members ORDER BY id LIMIT 1")).all()
        db.session.execute(text("DELETE FROM capital_entries"))
        for kind, cents in (("contribution", 10_000), ("repayment", -4_000), ("correction", 500)):
            db.session.execute(
                text(
                    "INSERT INTO capital_entries (member_id, kind, on_date, amount_cents, note, recorded_at) "
                    "VALUES (:member, :kind, '2026-03-01', :cents, 'Termijn', '2026-03-01 09:00:00')"
                ),
                {"member": member, "kind": kind, "cents": cents},
            )
        db.session.execute(text("UPDATE members SET balance_cents = 6500 WHERE id = :member"), {"member": member})
        db.session.commit()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_payments_move_to_the_books_and_back(paid_app):
    before = db.session.execute(text(PAYMENTS)).all()
    assert len(before) == 3
    db.session.rollback()
    upgrade(revision="0059")
    balances = db.session.execute(text("SELECT code, balance_cents FROM ledger_accounts ORDER BY code")).all()
    assert [cents for _code, cents in balances] == [-6_500, 6_500]
    assert db.session.scalar(text("SELECT sum(amount_cents) FROM ledger_lines")) == 0
    assert db.session.scalars(text("SELECT number FROM ledger_entries ORDER BY id")).all() == [1, 2, 3]
    assert db.session.scalar(text("SELECT last_number FROM ledger_books")) == 3
    assert db.session.scalar(text("SELECT count(*) FROM members WHERE account_id IS NOT NULL")) == 1
    db.session.rollback()
    downgrade(revision="0058")
    assert db.session.execute(text(PAYMENTS)).all() == before
    assert db.session.scalars(text("SELECT balance_cents FROM members WHERE balance_cents > 0")).all() == [6_500]
    assert db.session.scalar(text("SELECT count(*) FROM ledger_lines")) == 0
    db.session.rollback()
    upgrade(revision="0059")
    assert db.session.scalar(text("SELECT count(*) FROM ledger_entries")) == 3

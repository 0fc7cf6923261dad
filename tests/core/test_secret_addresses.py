"""An address that is one person's secret: known by a fingerprint, shown again from a sealed copy, renewed and stopped."""

from dataclasses import replace

import pytest

from incubator.accounts import services as accounts
from incubator.core import clock, secret_addresses
from incubator.core.db import db
from incubator.core.secret_addresses import SecretAddress
from incubator.core.web import settings
from tests.factories import UserFactory


@pytest.fixture
def owner(app):
    return UserFactory()


def make(owner, subject="agenda"):
    return secret_addresses.make(owner.id, subject, now=clock.now())


@pytest.mark.both_databases
def test_an_address_leads_to_its_owner_and_its_subject(app, database):
    owner = UserFactory()
    token = make(owner)
    behind = secret_addresses.behind(token)
    assert (behind.user_id, behind.subject) == (owner.id, "agenda")
    assert secret_addresses.token_of(owner.id, "agenda") == token


def test_what_is_stored_does_not_show_the_address(owner):
    token = make(owner)
    row = db.session.scalars(db.select(SecretAddress)).one()
    assert token not in row.token_hash + row.sealed_token
    assert len(token) >= 32


def test_a_new_address_replaces_the_old(owner):
    old, new = make(owner), make(owner)
    assert secret_addresses.behind(old) is None
    assert secret_addresses.behind(new) is not None
    assert len(db.session.scalars(db.select(SecretAddress)).all()) == 1


def test_each_subject_has_an_address_of_its_own(owner):
    agenda, profile = make(owner), make(owner, "profile:1")
    secret_addresses.stop(owner.id, "profile:1")
    assert secret_addresses.behind(profile) is None
    assert secret_addresses.behind(agenda) is not None


def test_what_is_gone_is_read_by_nobody(owner):
    tokens = [make(owner, "profile:1"), make(UserFactory(), "profile:1")]
    other = make(owner, "profile:11")
    secret_addresses.forget("profile:1")
    assert list(map(secret_addresses.behind, tokens)) == [None, None]
    assert secret_addresses.behind(other) is not None


def test_an_account_that_is_deleted_leaves_no_address(owner):
    token = make(owner)
    db.session.commit()
    accounts.delete_account(owner, known_as="Oud-deelnemer", now=clock.now())
    db.session.commit()
    assert secret_addresses.behind(token) is None


def test_another_secret_key_makes_addresses_unknown_and_no_error(app, owner, monkeypatch):
    token = make(owner)
    monkeypatch.setitem(
        app.extensions, "incubator", replace(settings(), secret_key="another-key-that-is-long-enough-too")
    )
    assert secret_addresses.behind(token) is None
    assert secret_addresses.token_of(owner.id, "agenda") is None

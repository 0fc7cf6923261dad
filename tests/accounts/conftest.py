"""Cheap passwords and people who have one."""

import pytest
from argon2 import PasswordHasher

from incubator.accounts import services
from tests.factories import UserFactory

PASSWORD = "zes paarse fietsen op het dak"


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch):
    """Argon2 as quick as it can be: what it protects here is nothing."""
    monkeypatch.setattr(services, "hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    services._nobody_hash.cache_clear()
    yield
    services._nobody_hash.cache_clear()


@pytest.fixture
def fatma(app):
    """A founder with a password."""
    return UserFactory(name="Fatma Yilmaz", email="fatma@example.org", password_hash=services.hasher.hash(PASSWORD))

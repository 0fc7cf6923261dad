"""People who have a password."""

import pytest

from incubator.accounts import services
from tests.factories import UserFactory

PASSWORD = "zes paarse fietsen op het dak"


@pytest.fixture
def fatma(app):
    """A founder with a password."""
    return UserFactory(name="Fatma Yilmaz", email="fatma@example.org", password_hash=services.hasher.hash(PASSWORD))

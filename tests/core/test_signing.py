"""What a signed address says cannot be changed, nor used for something else."""

import pytest

from incubator.core.signing import sign, signed


def test_what_was_signed_is_read(app):
    assert signed("agenda", sign("agenda", "7.stamp")) == "7.stamp"


def test_a_token_is_good_for_one_purpose(app):
    assert signed("unsubscribe", sign("agenda", "7.stamp")) is None


@pytest.mark.parametrize("token", ["", "x", "IjcuIg.AAAA", "%22", "ü"])
def test_what_we_did_not_sign_says_nothing(app, token):
    assert signed("agenda", token) is None


def test_a_changed_token_says_nothing(app):
    token = sign("agenda", "7.stamp")
    assert signed("agenda", token[:-2] + ("AA" if not token.endswith("AA") else "BB")) is None


def test_another_incubator_signs_otherwise(app, make_app):
    token = sign("agenda", "7.stamp")
    with make_app(secret_key="another-secret-for-tests-that-is-long").app_context():
        assert signed("agenda", token) is None

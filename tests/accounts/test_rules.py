"""Rules about passwords, names and addresses, on values alone."""

from datetime import timedelta

import pytest

from incubator.accounts import rules
from incubator.accounts.models import TokenPurpose
from incubator.core.errors import RuleViolation


def refusal(password, name="Fatma Yilmaz", email="fatma@example.org"):
    with pytest.raises(RuleViolation) as refused:
        rules.check_password(password, name=name, email=email)
    assert refused.value.field == "password"
    return str(refused.value)


def test_a_password_has_twelve_characters_at_least():
    rules.check_password("zes paarse f", name="", email=None)
    assert refusal("zes paarse ") == "Choose at least 12 characters; a sentence of a few words is easiest to remember."


def test_a_password_has_256_characters_at_most():
    rules.check_password("zes paarse fietsen " + "ab" * 118 + "c", name="", email=None)
    assert refusal("zes paarse fietsen " + "ab" * 119) == "Choose at most 256 characters."


@pytest.mark.parametrize(
    "password", ["wachtwoord123", "Wachtwoord 123", "Welkom 123456", "a b c d a b c d", "aaaaaaaaaaaa"]
)
def test_what_others_try_first_is_too_easy(password):
    assert refusal(password) == "This password is too easy to guess."


def test_five_different_letters_are_enough():
    rules.check_password("abcdeabcdeabcde", name="", email=None)


@pytest.mark.parametrize("password", ["fatmayilmaz12", "Yilmaz Fatma 9", "yilmaz-yilmaz", "12345yilmazyilmaz"])
def test_a_name_is_not_most_of_a_password(password):
    assert refusal(password) == "Your name or address may not be most of your password."


def test_an_address_is_not_most_of_a_password():
    assert refusal("samir.haddad1", name="", email="samir.haddad@example.org").startswith("Your name or address")
    rules.check_password("example.org in lente", name="", email="s@example.org")


def test_a_name_beside_six_other_letters_is_fine():
    rules.check_password("fatmayilmazbloem1", name="Fatma Yilmaz", email=None)
    assert refusal("fatmayilmazbloem").startswith("Your name or address")


def test_short_parts_of_a_name_do_not_count():
    rules.check_password("janjanjanjanpqr", name="Jan", email=None)
    assert refusal("fredfredfredfred1p", name="Fred", email=None).startswith("Your name or address")


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("  Fatma   Yilmaz ", "Fatma Yilmaz"),
        ("Fatma\nYilmaz", "Fatma Yilmaz"),
        ("Fat\u202ema", "Fat ma"),
        ("世界", "世界"),
    ],
)
def test_a_name_stands_on_one_line(raw, name):
    assert rules.normal_name(raw) == name


@pytest.mark.parametrize("raw", ["", "  ", "\x00", "\u202e"])
def test_a_name_is_filled_in(raw):
    with pytest.raises(RuleViolation, match="Fill in a name") as refused:
        rules.normal_name(raw)
    assert refused.value.field == "name"


@pytest.mark.parametrize("raw", ["kijk op https://x.nl", "WWW.x.nl", "f@x.nl", "ftp://x"])
def test_a_name_advertises_nothing(raw):
    with pytest.raises(RuleViolation, match="cannot hold a web or e-mail address") as refused:
        rules.normal_name(raw)
    assert refused.value.field == "name"


@pytest.mark.parametrize("raw", ["Fatma@Example.org", "  fatma@example.org\n"])
def test_an_address_is_kept_in_lower_case(raw):
    assert rules.normal_address(raw) == rules.address_or_none(raw) == "fatma@example.org"


@pytest.mark.parametrize(
    "raw", ["", "x", "a@b", "a b@example.org", "a@example.org\nBcc: b@example.org", "a@@example.org"]
)
def test_what_is_no_address_is_refused(raw):
    with pytest.raises(RuleViolation, match="not an e-mail address") as refused:
        rules.normal_address(raw)
    assert refused.value.field == "email"
    assert rules.address_or_none(raw) is None


def test_every_link_stops_working_by_itself():
    assert {purpose.value for purpose in TokenPurpose} == set(rules.LIFETIMES)
    assert rules.LIFETIMES["password-reset"] == timedelta(hours=2)
    assert rules.LIFETIMES["email-confirmation"] == timedelta(days=3)
    assert rules.LIFETIMES["invitation"] == timedelta(days=14)

"""The address and contact of who bids: what is no postcode, address or number is refused beside its field, and nothing typed is lost."""

import pytest
from werkzeug.datastructures import MultiDict

from incubator.bids.forms.bidder_details import LONGEST, read_bidder
from incubator.bids.messages.declarations import OF_BIDDER

RIGHT = {
    "street": "Kanaalstraat 1",
    "postcode": "3531 cc",
    "city": "Utrecht",
    "contact": "Nadia",
    "email": "nadia@example.org",
    "phone": "+31 (0)30 123 45 67",
    "website": "www.example.org/over-ons",
    "size": "micro",
}


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("postcode", "12345 ABC"),
        ("postcode", "0123 AB"),
        ("postcode", "Utrecht"),
        ("email", "geen-mail"),
        ("email", "a@b@c.nl"),
        ("phone", "abc"),
        ("phone", "1"),
        ("phone", "030-1234567 na zessen"),
        ("website", "javascript:alert(1)"),
        ("website", "onze site"),
        ("street", "x" * (LONGEST + 1)),
    ],
)
def test_what_is_no_address_is_refused_in_its_own_field(app, name, typed):
    with app.test_request_context():
        read = read_bidder(OF_BIDDER, MultiDict(RIGHT | {name: typed}))
    assert list(read.errors) == [name]
    assert read.typed[name] == [typed]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("postcode", "3531CC"),
        ("postcode", "9000"),
        ("postcode", "B-9000"),
        ("phone", "14 030"),
        ("phone", "030-1234567"),
        ("website", "https://www.example.org"),
        ("website", "voorbeeld.nl"),
        ("website", ""),
        ("email", ""),
    ],
)
def test_what_people_write_is_taken(app, name, typed):
    with app.test_request_context():
        assert read_bidder(OF_BIDDER, MultiDict(RIGHT | {name: typed})).errors == {}

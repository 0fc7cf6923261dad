"""Forms of the board and of duties, filled in as nobody should: an answer in words, nothing half-stored."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from incubator.core.db import SYSTEM, transaction
from incubator.duties.queries import entries_of
from incubator.register import services
from incubator.register.queries import board as seated
from incubator.register.services import board
from incubator.register.values import Founding
from tests.factories import SOME_MOMENT

GROUP = "/cooperaties/de-bezem"
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
NASTY = [
    "",
    " ",
    "-1",
    "9" * 40,
    "31-12-9999",
    "0001-01-01",
    "2027-02-30",
    "<script>alert(1)</script>",
    "é" * 3000,
    "١٢",
    "\u202e",
]
RIGHT = {
    "bestuur/benoemen": {
        "organ": "kascommissie", "person": "4", "decided_by": "ALV", "decided_on": "2027-02-20", "on": "2027-03-01",
        "until": "", "note": "", "offices": "",
    },
    "bestuur/{seat}/herbenoemen": {
        "decided_by": "ALV", "decided_on": "2027-02-20", "on": "2027-03-01", "until": "2029-03-01", "note": "",
    },
    "bestuur/{seat}/functie": {
        "decided_by": "bestuur", "decided_on": "2027-02-20", "on": "2027-03-01", "offices": "chair", "note": "",
    },
    "bestuur/{seat}/aftreden": {"decided_on": "2027-02-20", "on": "2027-03-31", "note": ""},
    "bestuur/volmacht": {
        "signers": "0", "holder": "Noor", "purpose": "Tekenen.", "most": "100", "until": "2027-12-31", "substitution": "y",
    },
    "plichten/accounts-2026-12-31/klaar": {"outcome": "done", "on": "2027-02-28", "proof": "Notulen."},
    "plichten/uitstel": {"year": "2026-12-31", "months": "2", "on": "2027-02-28", "proof": "Notulen."},
}  # fmt: skip


@pytest.fixture
def founded(bezem):
    with transaction(actor=SYSTEM):
        signed = Founding(date(2026, 11, 2), "mr. De Wit", "12345678", date(2026, 11, 6))
        services.record_founding(bezem.group, signed, author=None, now=SOME_MOMENT, today=date(2026, 11, 6))
        board.open_board(bezem.group, author=None, now=SOME_MOMENT)
    with time_machine.travel(NOW, tick=False):
        yield bezem


def counted(group):
    events = sum(len(seat.events) for seat in seated.seats(group))
    return len(seated.seats(group)), events, len(entries_of(group))


@pytest.mark.parametrize("path", RIGHT)
def test_what_nobody_should_fill_in_is_answered_in_words(founded, browser, path):
    client = browser("coordinator")
    seat = seated.seats(founded.group)[0].id
    address = f"{GROUP}/{path.format(seat=seat)}"
    for field in RIGHT[path]:
        for value in NASTY:
            before = counted(founded.group)
            answer = client.post(address, data=RIGHT[path] | {field: value})
            assert answer.status_code in {200, 302, 422}, (field, value, answer.status_code)
            assert "<script>alert" not in answer.text if answer.mimetype == "text/html" else True
            if answer.status_code == 422:
                assert counted(founded.group) == before


@pytest.mark.parametrize("path", ["bestuur/", "bestuur/tekenen", "bestuur/ubo"])
@pytest.mark.parametrize("day", ["", "nu", "9999-12-31", "1000-01-01", "2027-02-30", "-1", "٣"])
def test_a_day_that_is_none_is_today(founded, browser, path, day):
    assert browser("member").get(f"{GROUP}/{path}?datum={day}&wie=x&wie=-1").status_code == 200


def test_a_seat_or_a_duty_of_nowhere_is_not_there(founded, browser):
    client = browser("coordinator")
    seat = seated.seats(founded.group)[0].id
    for path in (
        "bestuur/0",
        "bestuur/99999999999",
        f"bestuur/{seat}/verbannen",
        f"bestuur/{seat}/gebeurtenissen/0/corrigeren",
        "plichten/accounts-1999-12-31",
        "plichten/accounts-1999-12-31/klaar",
    ):
        assert client.get(f"{GROUP}/{path}").status_code == 404, path

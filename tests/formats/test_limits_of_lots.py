"""On how many lots one may bid, as each kind of source writes it."""

import json
import re

import pytest

from incubator.bids.rules.lots import is_divided
from incubator.formats import recognise

OCDS = {
    "releases": [
        {
            "ocid": "ocds-abc-1",
            "id": "1",
            "date": "2026-11-20T00:00:00Z",
            "tag": ["tender"],
            "buyer": {"id": "b", "name": "Gemeente Utrecht"},
            "tender": {
                "id": "t",
                "title": "Groen in percelen",
                "status": "active",
                "lotDetails": {"maximumLotsBidPerSupplier": 1, "maximumLotsAwardedPerSupplier": 2},
                "lots": [{"id": "1", "title": "A"}, {"id": "2", "title": "B"}],
            },
        }
    ]
}


def read(data):
    (notice,) = recognise.read(data).notices
    return notice


def test_ocds_says_on_how_many_lots_one_may_bid_and_a_limit_of_all_lots_is_none():
    notice = read(json.dumps(OCDS).encode())
    assert (notice.most_lots_bid, notice.most_lots_won) == (1, None)


def test_a_form_of_the_official_journal_for_one_lot_only_is_divided_in_lots(shared_data):
    """This one describes its eight lots in one block, under the number 0."""
    notice = read((shared_data / "notices/ted-r209-nl/NL_204923-2022.xml").read_bytes())
    assert notice.most_lots_bid == 1
    assert len(notice.real_lots) == 1
    assert is_divided(notice)


@pytest.mark.parametrize(("number", "expected"), [(0, None), (1, 1), (1000, None)])
def test_eforms_say_on_how_many_lots_one_may_bid(shared_data, number, expected):
    for path in sorted((shared_data / "notices").rglob("*.xml")):
        text = path.read_bytes()
        if b"MaximumLotsSubmittedNumeric>" in text:
            written = f"MaximumLotsSubmittedNumeric>{number}<".encode()
            notice = read(re.sub(rb"MaximumLotsSubmittedNumeric>\d+<", written, text))
            if len(notice.real_lots) > 1:
                assert notice.most_lots_bid == expected
                return
    pytest.fail("no eForms notice with a limit and several lots")

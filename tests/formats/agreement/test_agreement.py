"""The reader agrees with a second reading of every eForms notice at hand, field by field."""

import pytest

from incubator.formats import recognise
from tests.formats.agreement.second_reading import SecondReading

FOLDERS = ("eforms-real", "mixed-real", "eforms-sdk-1.15.1", "eforms-sdk-1.7.5")
CODES = {"sheltered": "res-ws", "public-service-mission": "res-pub-ser"}
FIELDS = {
    "title": lambda notice: notice.title or None,
    "buyer": lambda notice: notice.buyer.name if notice.buyer else None,
    "main_cpv": lambda notice: notice.main_cpv,
    "cpv": lambda notice: set(notice.cpv),
    "deadline": lambda notice: notice.deadline,
    "value": lambda notice: notice.value.amount if notice.value else None,
    "places": lambda notice: set(notice.places),
    "lots": lambda notice: sorted(lot.id for lot in notice.lots),
    "reserved": lambda notice: {CODES[lot.reserved] for lot in notice.lots if lot.reserved},
    "nature": lambda notice: notice.nature,
    "sme_suitable": lambda notice: notice.sme_suitable,
    "winners": lambda notice: {winner.name for winner in notice.winners},
}


@pytest.fixture(scope="module")
def pairs(shared_data):
    """Every eForms notice with its two readings."""
    readings = []
    for folder in FOLDERS:
        for path in sorted((shared_data / "notices" / folder).glob("*.xml")):
            data = path.read_bytes()
            for notice in recognise.read(data).notices:
                if notice.format == "eforms":
                    readings.append(
                        (path.name, notice, SecondReading(data, shared_data / "codes" / "eforms-fields.json"))
                    )
    return readings


def test_there_is_enough_to_compare(pairs):
    assert len(pairs) >= 98
    assert sum(notice.deadline is not None for _name, notice, _other in pairs) >= 30
    assert sum(notice.reserved is not None for _name, notice, _other in pairs) >= 3
    assert sum(bool(notice.winners) for _name, notice, _other in pairs) >= 15


@pytest.mark.parametrize("field", FIELDS)
def test_both_readings_agree_on_every_notice(pairs, field):
    """The share reached is 100 percent. Texts are compared without invisible characters and doubled blanks, which we leave out."""
    differ = []
    for name, notice, other in pairs:
        mine, theirs = FIELDS[field](notice), getattr(other, field)
        if mine != (sorted(theirs) if field == "lots" else theirs):
            differ.append((name, mine, theirs))
    assert not differ, f"{len(pairs) - len(differ)} of {len(pairs)} agree; {differ[:3]}"

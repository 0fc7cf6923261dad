"""What a notice says of the work is never proposed as a demand on who may bid."""

import pytest

from incubator.bids.rules.requirements.of_notice import asked_in_notice, asks_of_bidder
from incubator.bids.values.requirements import RequirementKind
from incubator.formats import recognise
from incubator.formats.values import NoticeKind, ReadLot, ReadNotice

# Real notices of which the description was proposed as a condition on the bidder, with words that it has.
DESCRIBED = {
    "tenderned/details/440286.json": "verzekering",
    "tenderned/details/440931.json": "verzekering",
    "tenderned/details/441457.json": "Raamovereenkomst",
    "tenderned/details/441463.json": "gekwalificeerde professionals",
    "tenderned/details/442400.json": "hygi",
    "tenderned/details/442419.json": "leerlingen",
    "eforms-real/2024-OJS056-00163529.xml": "erkende bewakingsonderneming",
}
STOPS = {RequirementKind.EXCLUSION, RequirementKind.SUITABILITY}


def stopping(notice):
    return [row.text for row in asked_in_notice(notice, "", []) if row.kind in STOPS and "voorbehouden" not in row.text]


@pytest.mark.parametrize("name", DESCRIBED)
def test_the_description_of_a_real_notice_is_no_condition_on_the_bidder(shared_data, name):
    (notice,) = recognise.read((shared_data / "notices" / name).read_bytes(), name).notices
    lots = " ".join(lot.description or "" for lot in notice.lots)
    assert DESCRIBED[name] in f"{notice.title} {notice.description} {lots}"
    assert stopping(notice) == []


def test_no_call_of_the_stored_notices_makes_a_condition_out_of_what_the_work_is(shared_data):
    looked_at = 0
    for path in sorted((shared_data / "notices" / "tenderned" / "details").glob("*.json")):
        for notice in recognise.read(path.read_bytes(), path.name).notices:
            if notice.kind is NoticeKind.COMPETITION:
                looked_at += 1
                assert stopping(notice) == [], path.name
    assert looked_at > 150


@pytest.mark.parametrize(
    "sentence",
    [
        "De inschrijver moet beschikken over een geldig certificaat ISO 9001.",
        "Inschrijvers dienen een omzet van ten minste € 500.000 per jaar aan te tonen.",
        "U moet verzekerd zijn voor ten minste € 1.000.000.",
        "Gegadigden die failliet zijn worden uitgesloten.",
    ],
)
def test_what_a_description_does_ask_of_the_bidder_is_still_proposed(sentence):
    notice = ReadNotice("eforms", (), NoticeKind.COMPETITION, "Groen", description=f"Onderhoud van parken.\n{sentence}")
    assert asks_of_bidder(sentence)
    assert [row.text for row in asked_in_notice(notice, "", []) if sentence[:20] in row.text]
    in_lot = ReadNotice("eforms", (), NoticeKind.COMPETITION, "Groen", lots=(ReadLot("1", description=sentence),))
    assert [row.text for row in asked_in_notice(in_lot, "", []) if sentence[:20] in row.text]


@pytest.mark.parametrize(
    "sentence",
    [
        "De opdracht betreft het inzetten van gekwalificeerde professionals met een diploma.",
        "Het doel is een schoon kantoor waar medewerkers minimaal last van hebben.",
        "De gemeente wenst een aansprakelijkheidsverzekering af te sluiten.",
        "De raamovereenkomst is met drie ondernemers die moeten samenwerken.",
    ],
)
def test_a_sentence_about_the_work_asks_nothing_of_the_bidder(sentence):
    assert not asks_of_bidder(sentence)

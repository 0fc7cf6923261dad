"""People called after their work are read as that work, where a group describes itself; what only looks so is left alone."""

import pytest

from incubator.watch import rules
from incubator.watch.matching.agents import with_work
from incubator.watch.matching.preparing import prepare
from incubator.watch.matching.trades import trades
from incubator.watch.values import Wishes


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Een groep maaiers en snoeiers", "Een groep maaien en snoeien"),
        ("Wij zijn boomverzorgers", "Wij zijn boom verzorgen"),
        ("naaisters", "naaien"),
        ("Gevelreinigers", "gevel reinigen"),
        ("Wij zijn klompenmakers.", "Wij zijn klompen."),
        ("Een orgelbouwer", "Een orgel"),
        ("huiswerkbegeleiders", "huiswerk begeleiden"),
        ("pakketbezorgers", "pakket bezorgen"),
    ],
)
def test_people_called_after_their_work(typed, read):
    assert with_work(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "printer",
            "stofzuiger",
            "water",
            "kamer",
            "computer",
            "ouders",
            "vader",
            "leider",
            "letter",
            "partners",
            "ondernemers",
        ),
        *(
            "opdrachtgever",
            "gebruikers",
            "huurders",
            "deelnemers",
            "medewerkers",
            "bewoners",
            "vrijwilligers",
            "winkelier",
            "bakker",
        ),
        *("beleidsmakers", "plannenmakers", "winnaars", "meer", "zomer", "winter", "papier", "nummer", "boer"),
    ],
)
def test_what_only_looks_like_people_at_work_is_left_alone(typed):
    assert with_work(typed) == typed


@pytest.mark.parametrize(
    "typed", ["schoonmaaksters", "tuinmannen", "hoveniers", "fietsenmakers", "stratenmakers", "koks"]
)
def test_what_a_trade_of_the_table_is_called_stays(typed):
    assert with_work(typed) == typed


def trades_of(description):
    profile = rules.profile_from_answers({"description": description}, Wishes("Wij", (), 7, 50))
    own = prepare(profile).own
    return {trade.id for trade, much in zip(trades(), own, strict=True) if much >= 0.9}


@pytest.mark.parametrize(
    ("description", "trade_ids"),
    [
        ("Wij zijn vijf schoonmaaksters", {"schoonmaak"}),
        ("Een groep tuinmannen", {"groen"}),
        ("Een groep maaiers en snoeiers", {"groen"}),
        ("Wij zijn boomverzorgers", {"groen"}),
        ("Wij zijn klompenmakers", set()),  # of no trade of the table, and of no other's
        ("Een collectief van fietsenmakers", {"fietsen"}),
        ("Wij zijn filmmakers", {"media"}),
    ],
)
def test_a_group_is_of_the_trade_that_its_people_are_called_after(description, trade_ids):
    assert trades_of(description) == trade_ids


def test_a_profile_of_a_file_is_read_the_same():
    assert rules.profile_from_json({"name": "x", "description": "Wij zijn snoeiers"}).description == "Wij zijn snoeien"

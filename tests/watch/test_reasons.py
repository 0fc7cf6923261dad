"""Reasons as people read them: what the work is, what else is asked, and nothing said twice."""

from datetime import UTC, datetime

import pytest

from incubator.core.mail import in_language
from incubator.watch.matching import engine, roles
from incubator.watch.matching.words import Zone
from incubator.watch.messages import ROLES, reason_text
from incubator.watch.services.matching import reason_as_json
from incubator.watch.values import MatchableNotice, Profile

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
GREEN = Profile("Groen", keywords=("groenonderhoud", "snoeien"))


def asked(title: str) -> set[str]:
    """The roles that a title names."""
    known = roles.roles()
    text = engine.analyse(MatchableNotice(1, title)).text
    return {known.name_of(number) for number, zone in known.lexicon.hits(text) if zone is Zone.HEAD}


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Verwerving SaaS-inkoopapplicatie", {"software"}),
        ("SaaS oplossing", {"software"}),
        ("SAS-procedure Wmo begeleiding", set()),
        ("Exploitatie deelfietsensysteem", set()),
        ("Hulp bij het huishouden (open systeem van afspraken)", set()),
        ("Informatiesysteem voor leerlingen", {"software"}),
        ("Maaionderhoud watergangen (Bestek ZN-2026-02)", set()),
        ("Ontwerp van een buurthuis", {"design"}),
        ("Levering planten", {"supply"}),
    ],
)
def test_which_part_in_the_work_a_title_asks_for(title, named):
    assert asked(title) == named


def test_every_role_has_its_words():
    assert {roles.roles().name_of(number) for number in range(len(roles.roles().bits))} == set(ROLES)


def sentences(profile: Profile, title: str, description: str = "") -> list[str]:
    scored = engine.explain(profile, MatchableNotice(1, title, description), now=NOW)
    with in_language("nl"):
        return [reason_text(reason_as_json(reason)) for reason in scored.reasons]


def test_what_is_asked_instead_is_named_as_a_part_and_not_as_a_loose_word(app):
    said_of_it = sentences(GREEN, "Aanschaf informatiesysteem groenonderhoud")
    assert "Vraagt niet het werk zelf, maar: software" in said_of_it


def test_a_trade_and_a_word_with_the_same_name_are_said_once(app):
    assert sentences(GREEN, "Groenonderhoud") == ["Gaat over groenonderhoud"]
    assert sentences(GREEN, "Groenonderhoud en snoeien")[1] == "De tekst gaat over: groenonderhoud, snoeien"


def test_of_a_trade_beside_the_own_it_is_said_that_it_is_near(app):
    assert sentences(Profile("Jeugd", keywords=("jeugdhulp",)), "Kinderopvang") == [
        "Gaat over kinderopvang; dat ligt dicht bij jullie werk"
    ]


def test_who_wrote_no_description_is_not_told_of_one(app):
    codes = Profile("Groen", cpv=("77310000",))
    assert not any("omschrijving" in sentence for sentence in sentences(codes, "Onderhoud van bomen"))


def test_a_reason_that_was_stored_before_reads_as_those_of_now(app):
    stored = {"says": "It asks for another part in the work: %(word)s", "params": {"word": "levering"}}
    with in_language("nl"):
        assert reason_text(stored) == "Vraagt niet het werk zelf, maar: levering"

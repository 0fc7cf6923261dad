"""The matching engine as plain Python: what speaks for a notice, what against, and how much."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from incubator.core.reference import cpv, sectors
from incubator.formats.values import NoticeKind, Reserved
from incubator.watch.matching import codes, engine, trade_codes, trades, vocabulary, words
from incubator.watch.matching.preparing import prepare
from incubator.watch.matching.words import Zone
from incubator.watch.values import Hit, MatchableNotice, Profile, Reason, Scored

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
GREEN = Profile(
    "Groenploeg", description="Wij onderhouden plantsoenen", cpv=("77310000",), keywords=("groenonderhoud",)
)
NOTICE = MatchableNotice(
    1,
    "Onderhoud openbaar groen Zaanstad",
    description="De gemeente zoekt een partij voor het groenonderhoud in de wijken.",
    cpv=("77313000",),
    main_cpv="77313000",
    places=("NL324",),
    language="nl",
    nature="services",
    deadline=NOW + timedelta(days=20),
)


def scored(profile: Profile = GREEN, **notice: object) -> Scored | None:
    (score_of_profile,) = engine.Matcher([profile]).scores(replace(NOTICE, **notice), now=NOW)
    return score_of_profile


def why(profile: Profile = GREEN, **notice: object) -> tuple[Reason, ...]:
    return engine.explain(profile, replace(NOTICE, **notice), now=NOW).reasons


def score(profile: Profile = GREEN, **notice: object) -> float:
    result = scored(profile, **notice)
    return result.score if result else 0.0


def reasons(profile: Profile = GREEN, **notice: object) -> list[tuple[str, bool]]:
    result = scored(profile, **notice)
    return [(reason.kind, reason.speaks_for) for reason in result.reasons] if result else []


def test_code_and_words_together_are_near_certain():
    assert score() > 0.85
    assert ("cpv", True) in reasons()
    assert ("text", True) in reasons()


def test_a_profile_that_says_nothing_of_its_work_matches_nothing():
    silent = Profile("Niets", places=("NL3",), max_value=1000, languages=("nl",), exclude=("sport",), min_days_left=3)
    assert prepare(silent).says_nothing
    assert scored(silent) is None
    assert scored(silent, reserved=Reserved.SHELTERED) is None


@pytest.mark.parametrize(
    ("own", "theirs", "enough"),
    [
        ("77310000", "77310000", True),
        ("77310000", "77313000", True),  # below
        ("90911200", "90911300", False),  # beside
        ("77313000", "77000000", False),  # a division far above says little
        ("45000000", "45233139", False),  # so does a division in the profile
        ("77310000", "72200000", False),  # another division
    ],
)
def test_codes_are_as_near_as_their_common_ancestor_is_narrow(own, theirs, enough):
    assert (codes.closeness(own, theirs) >= 0.5) is enough


def test_a_narrow_code_says_more_than_a_wide_one_and_an_additional_code_less_than_the_main_one():
    assert codes.closeness("85311300", "85311300") > codes.closeness("85310000", "85310000")
    assert codes.nearest(["77310000"], ["45000000", "77310000"], "45000000", frozenset())[0] == pytest.approx(
        0.63 * 0.8
    )


def test_a_wide_code_beside_narrower_ones_is_a_catch_all():
    assert codes.catch_alls(["85310000", "85312400"]) == {"85310000"}
    assert codes.catch_alls(["85310000"]) == frozenset()
    assert codes.catch_alls(["77310000", "77313000"]) == frozenset()


def test_unknown_codes_do_no_harm():
    assert 0 <= score(replace(GREEN, cpv=("99999999",)), cpv=("00000000",), main_cpv=None) <= 1


@pytest.mark.parametrize(
    ("keyword", "title"),
    [
        ("groenonderhoud", "Onderhoud van het openbaar groen"),
        ("groen onderhoud", "Groenonderhoud 2027"),
        ("schoonmaakdiensten", "Diensten schoonmaak"),
        ("façadereiniging", "Facadereiniging"),
        ("GROENONDERHOUD", "groenonderhoud"),
        ('"ecologisch beheer"', "Bermen: ecologisch beheer"),
    ],
)
def test_a_word_is_found_however_it_is_written(keyword, title):
    assert words.place_of(words.keyword(keyword), words.analyse(title, "", "")) is Zone.HEAD


def place(keyword: str, title: str, body: str = "") -> Zone | None:
    return words.place_of(words.keyword(keyword), words.analyse(title, body, ""))


def test_a_phrase_in_quotes_must_stand_there_as_it_is():
    assert place('"ecologisch beheer"', "Beheer dat ecologisch is") is None
    assert place('"ecologisch beheer"', "Bermen", "Wij vragen ecologisch beheer.") is Zone.BODY


@pytest.mark.parametrize(
    ("title", "stands"),
    [
        ("ICT-beheer", True),
        ("Beheer ict", True),
        ("Districtsraad", False),
        ("Ictussen", False),
        ("Advies I.C.T.", False),
    ],
)
def test_an_acronym_is_a_word_by_itself(title, stands):
    assert (place("ICT", title) is Zone.HEAD) is stands


def test_words_of_a_keyword_must_stand_in_one_sentence():
    assert place("leerlingen vervoer", "x", "Vervoer van leerlingen.") is Zone.BODY
    assert place("leerlingen vervoer", "x", "Leerlingen werken mee. Apart komt het vervoer.") is None


def test_what_the_work_is_for_counts_less_than_what_it_is():
    assert place("vervoer", "Vervoer van leerlingen") is Zone.HEAD
    assert place("vervoer", "Schoonmaak ten behoeve van vervoer") is Zone.TITLE
    # Insurance is another part in the work: what follows is only what is insured.
    assert place("vervoer", "Wagenparkverzekering ten behoeve van vervoer") is Zone.BODY
    assert place("vervoer", "Aanbesteding voor vervoer") is Zone.HEAD


def alone(title: str, *keywords: str, description: str = "") -> float:
    """What a title by itself is worth to a profile with these words."""
    notice = MatchableNotice(1, title)
    (result,) = engine.Matcher([Profile("Wij", description, keywords=keywords)]).scores(notice, now=NOW)
    return result.score if result else 0.0


@pytest.mark.parametrize(
    ("title", "work"),
    [
        ("Advies groenonderhoud", "groenonderhoud"),
        ("Europese aanbesteding adviesdiensten over leerlingenvervoer", "leerlingenvervoer"),
        ("Verzekering leerlingenvervoer", "leerlingenvervoer"),
        ("Levering software voor jeugdhulp", "jeugdhulp"),
    ],
)
def test_who_does_the_work_itself_is_not_asked_for_advice_software_or_insurance(title, work):
    assert alone(title, work) < 0.5
    assert alone(f"{work.capitalize()} in de gemeente", work) > 0.85


def test_who_gives_the_advice_wants_the_advice():
    assert alone("Advies groenonderhoud", "advies groenonderhoud") > 0.85
    assert alone("Advies groenonderhoud", "groenonderhoud", "advies") > 0.85
    assert alone("Advies groenonderhoud", description="Wij geven advies over groenonderhoud") > 0.85
    assert alone("Levering software voor jeugdhulp", "software", "jeugdhulp") > 0.85


@pytest.mark.parametrize("title", ["Groenonderhoud en advies", "Advies en groenonderhoud", "Groenonderhoud, advies"])
def test_advice_beside_the_work_leaves_the_work(title):
    assert alone(title, "groenonderhoud") > 0.75


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("bijenvolken", "Beheer van bijenvolken"),
        ("valkenier", "Inzet valkenier op stortplaats"),
        ("pianostemmer", "Piano's stemmen"),
        ("bloementeelt", "Teelt van bloemen"),
    ],
)
def test_a_trade_that_nobody_listed_is_met_by_its_own_words_in_a_title(word, title):
    assert alone(title, word) > 0.7
    assert alone("Aankoop meubilair", word) < 0.5


def test_a_trade_among_others_of_its_class_is_met_by_its_own_word():
    assert alone("Imkerij op het dak", "imkerij") > 0.5  # beekeepers are listed with who cares for animals


def test_a_compound_is_met_in_its_parts_only_where_a_title_names_them_all():
    assert alone("Piano's verhuizen", "pianostemmer") == 0
    assert alone("Stemmen tellen bij de verkiezingen", "pianostemmer") == 0
    parts = engine.explain(Profile("Wij", keywords=("pianostemmer",)), MatchableNotice(1, "Piano's stemmen"), now=NOW)
    assert [reason.params["words"] for reason in parts.reasons if "words" in reason.params] == ["pianostemmer"]


def test_a_word_in_the_title_says_more_than_in_the_body_and_that_more_than_in_a_lot():
    rare = Profile("Imkers", keywords=("bijenvolken",))
    nothing_else = {"title": "Raamovereenkomst", "description": "", "cpv": (), "main_cpv": None}
    in_title = score(rare, **{**nothing_else, "title": "Bijenvolken"})
    in_body = score(rare, **{**nothing_else, "description": "Het gaat om bijenvolken."})
    in_lots = score(rare, **nothing_else, lots="Bijenvolken")
    assert in_title > in_body > in_lots > 0


def test_a_word_that_every_notice_has_tells_little():
    assert words.rarity(("gemeent",)) < words.rarity(("plantsoen",)) == 1
    common = Profile("Alles", keywords=("onderhoud", "beheer", "gemeente"))
    assert score(common, title="Onderhoud wegen gemeente Ede", cpv=("45233141",), main_cpv="45233141") < 0.5


def test_a_synonym_counts_as_the_keyword():
    plain = Profile("Hoveniers", keywords=("tuinaanleg",))
    wise = replace(plain, synonyms={"tuinaanleg": ("hofinrichting",)})
    notice = {"title": "Hofinrichting", "description": "", "cpv": (), "main_cpv": None}
    assert score(plain, **notice) < 0.5 <= score(wise, **notice)


def test_what_a_profile_leaves_out_in_the_title_goes():
    picky = replace(GREEN, exclude=("sportvelden",))
    assert score(picky, title="Groenonderhoud sportvelden") < 0.2 < 0.5 < score(title="Groenonderhoud sportvelden")
    assert ("text", False) in reasons(picky, title="Groenonderhoud sportvelden")


def test_leaving_out_a_thing_keeps_the_other_things_of_the_title():
    picky = replace(GREEN, exclude=("sportvelden",))
    assert score(picky, title="Onderhoud groen en sportvelden") >= 0.5
    assert score(picky, title="Onderhoud van groen, sportvelden en kunstgras") >= 0.5
    assert score(picky, title="Onderhoud sportvelden en sportveld") < 0.5


def test_an_exclusion_is_of_that_word_only():
    drivers = Profile("Rijders", keywords=("leerlingenvervoer",), exclude=("school", "zorg"))
    journeys = {
        "title": "Schoolvervoer en zorgvervoer",
        "description": "",
        "cpv": ("60130000",),
        "main_cpv": "60130000",
    }
    assert score(drivers, **journeys) == score(replace(drivers, exclude=()), **journeys) >= 0.5
    assert score(drivers, **{**journeys, "title": "Vervoer naar scholen"}) < 0.2


def test_a_word_that_is_left_out_brings_nothing_by_itself():
    both = Profile("Beide", keywords=("groenonderhoud", "catering"))
    text = {"title": "Diensten", "cpv": (), "main_cpv": None, "description": "Groenonderhoud en catering."}
    assert score(both, **text) >= score(replace(both, exclude=("catering",)), **text) > 0


def test_another_trade_with_the_same_words_is_said_to_be_another():
    help_at_home = Profile("Thuis", cpv=("98513310", "98514000", "85310000"), keywords=("huishoudelijke hulp",))
    notice = {"title": "Specialistische jeugdhulp", "description": "", "cpv": ("85311300",), "main_cpv": "85311300"}
    assert score(help_at_home, **notice) < 0.5
    (reason,) = [reason for reason in why(help_at_home, **notice) if reason.sentence == "It looks more like: %(trade)s"]
    assert reason.params["trade"] == "jeugdhulp"


def test_goods_are_not_a_service():
    catering = Profile("Keuken", cpv=("55520000",), keywords=("catering",))
    goods = {"title": "Levering cateringproducten", "description": "", "cpv": ("15000000",), "main_cpv": "15000000"}
    assert score(catering, **goods, nature="supplies") < 0.5
    assert ("cpv", False) in [(reason.kind, reason.speaks_for) for reason in why(catering, **goods, nature="supplies")]


def test_the_text_carries_a_match_alone_when_the_code_is_wrong_or_missing():
    text = {"title": "Onderhoud plantsoenen en bermen", "description": ""}
    assert score(**text, cpv=(), main_cpv=None) >= 0.8
    assert score(**text, cpv=("72000000",), main_cpv="72000000") >= 0.8


def test_a_code_alone_does_not_carry_a_text_that_is_about_something_else():
    for title in ("Levering laptops en beeldschermen", "Inhuur accountants", "Renovatie zwembad en sporthal"):
        assert score(title=title, description="", cpv=("77310000",), main_cpv="77310000") < 0.5


def test_a_code_counts_where_the_text_says_nothing_or_is_in_another_language():
    for title in ("Raamovereenkomst 2027", "Utrzymanie terenów zielonych"):
        by_code = score(title=title, description="", cpv=("77310000",), main_cpv="77310000", language=None)
        assert by_code >= 0.5 > score(title=title, description="", cpv=(), main_cpv=None)


@pytest.mark.parametrize(
    ("misspelt", "title"),
    [
        ("groenonderhuod", "Onderhoud plantsoenen"),
        ("leerlingevervoer", "Leerlingenvervoer"),
        ("schilderwrk", "Buitenschilderwerk"),
    ],
)
def test_a_slip_of_the_pen_in_the_profile_is_understood(misspelt, title):
    assert score(Profile("x", keywords=(misspelt,)), title=title, description="", cpv=(), main_cpv=None) >= 0.5


def test_a_slip_of_the_pen_in_the_notice_is_understood():
    assert vocabulary.mended("leerlingevervoer") == "leerlingenvervoer"
    assert vocabulary.mended("xyzzyxyzzy") is None
    transport = Profile("x", keywords=("leerlingenvervoer",))
    assert score(transport, title="Leerlingevervoer Ede", description="", cpv=(), main_cpv=None) >= 0.5


def test_a_notice_for_several_trades_is_found_by_each():
    title = {"title": "Schoonmaak, catering en groenonderhoud", "description": "", "cpv": (), "main_cpv": None}
    for keyword in ("schoonmaak", "catering", "groenonderhoud"):
        assert score(Profile(keyword, keywords=(keyword,)), **title) >= 0.5


BICYCLES = "Wij repareren fietsen en bakfietsen en beheren de fietsenstalling bij het station."


@pytest.mark.parametrize(
    ("title", "cpv", "fits"),
    [
        ("Onderhoud en reparatie dienstfietsen", "34430000", True),
        ("Beheer bewaakte fietsenstalling", "98351000", True),
        ("Exploitatie zwembad de Plons", "92610000", False),
        ("Autolease gemeente", "34110000", False),
        ("Beheer parkeergarage", "98351110", False),
    ],
)
def test_a_bicycle_repairer_hears_of_bicycles_and_not_of_pools_or_cars(title, cpv, fits):
    notice = {"title": title, "description": "", "cpv": (cpv,), "main_cpv": cpv}
    assert (score(Profile("Fietsen", description=BICYCLES), **notice) >= 0.5) is fits


def test_a_beekeeper_hears_of_bees_and_not_of_every_lawn():
    bees = Profile("Imkers", description="Wij zijn imkers en houden bijenvolken in de stad.", keywords=("imkerij",))
    assert score(bees, title="Beheer van bijenvolken", description="", cpv=(), main_cpv=None) >= 0.5
    assert score(bees, title="Groenonderhoud 2027", description="", cpv=("77310000",), main_cpv="77310000") < 0.5


def test_every_division_of_the_cpv_belongs_to_a_trade_and_every_trade_has_a_name():
    assert all(trade_codes.of_code(code).any() for code in cpv.children())
    for trade in trades.trades():
        assert all((trade.en, trade.plain, trade.everyday, trade.words, trade.cpv_prefixes)), trade.id
        assert all(trades.trade(other) for other in trade.near), trade.id
    assert all(trades.of_sector(sector) for sector in sectors.sectors())
    assert {sector for trade in trades.trades() for sector in trade.sectors} <= set(sectors.sectors())


@pytest.mark.parametrize(
    ("own", "theirs", "inside"),
    [
        ("NL33", "NL361", True),  # Zuid-Holland, 2021 in the profile and 2024 in the notice
        ("NL36", "NL333", True),  # and the other way round
        ("GM0599", "NL33", True),  # a town in its province
        ("NL3", "GM0599", True),
        ("GM0599", "GM0518", False),
        ("NL33", "NL414", False),
        ("GM0599", "BE211", False),
    ],
)
def test_places_of_both_versions_and_municipalities_are_compared(own, theirs, inside):
    at = replace(GREEN, places=(own,))
    assert (("place", True) in reasons(at, places=(theirs,))) is inside
    assert (score(at, places=(theirs,)) < score()) is not inside


def test_nearby_counts_less_against_than_far_away_and_no_place_says_nothing():
    at = replace(GREEN, places=("GM0479",))
    assert score(at, places=("NL414",)) < score(at, places=("NL321",)) < score(at, places=("NL325",))
    assert score(at, places=()) == score(at, places=("NL",)) == score()
    assert "place" not in [kind for kind, _for in reasons(at, places=("NL",))]


@pytest.mark.parametrize("country", ["BE", "DE", "LU"])
def test_another_country_as_a_whole_is_outside_the_area_of_a_group_here(country):
    at = replace(GREEN, places=("GM0344",))
    assert ("place", False) in reasons(at, places=(country,))
    assert score(at, places=(country,)) == pytest.approx(score() * 0.5, abs=0.001)
    assert score(at, places=(country,)) < at.threshold


def test_the_whole_of_our_country_covers_every_group_also_beside_another_country():
    at = replace(GREEN, places=("GM0344",))
    assert score(at, places=("NL", "BE")) == score()
    assert score(at, places=("NL", "NL35")) == score()
    assert score(at, places=("NL", "NL414")) < score()


@pytest.mark.parametrize(
    ("value", "factor"), [(250_000, 1), (250_001, 0.8), (600_000, 0.65), (5_000_000, 0.5), (9_999, 0.7), (10_000, 1)]
)
def test_size_counts_by_how_far_it_is_off(value, factor):
    sized = replace(GREEN, min_value=10_000, max_value=250_000)
    assert score(sized, value=value) == pytest.approx(score() * factor, abs=0.001)
    assert ("value", factor == 1) in reasons(sized, value=value)


@pytest.mark.parametrize(
    "doubtful", [{"value": 1}, {"value": 0}, {"value": None}, {"value": 9**9, "value_doubted": True}]
)
def test_an_amount_that_is_no_amount_says_nothing(doubtful):
    sized = replace(GREEN, min_value=10_000, max_value=250_000)
    assert score(sized, **doubtful) == score()
    assert "value" not in [kind for kind, _for in reasons(sized, **doubtful)]


def test_a_lot_of_the_right_size_makes_a_large_contract_fit():
    sized = replace(GREEN, min_value=10_000, max_value=250_000)
    large = {"value": 900_000, "lot_values": (600_000, 200_000, 100_000)}
    assert score(sized, **large) == score(sized)
    assert ("value", True) in reasons(sized, **large)
    assert score(sized, value=900_000, lot_values=(450_000, 1)) < score(sized)


def test_a_reserved_contract_that_fits_is_never_lost_to_place_value_or_time():
    strict = replace(GREEN, places=("NL42",), max_value=1000, min_days_left=60, languages=("fr",))
    assert score(strict, value=900_000) < 0.2
    for reserved in Reserved:
        result = scored(strict, value=900_000, reserved=reserved)
        assert result.score >= strict.threshold
        assert result.reasons[0].kind == "reserved"
        assert {"place", "value", "time"} <= {reason.kind for reason in result.reasons if not reason.speaks_for}
    assert score(replace(strict, threshold=0.9), value=900_000, reserved=Reserved.SHELTERED) >= 0.9


def test_a_reserved_contract_for_other_work_does_not_fit():
    assert (
        score(title="Beveiliging", description="", cpv=("79710000",), main_cpv="79710000", reserved=Reserved.SHELTERED)
        < 0.5
    )


def test_time_counts_only_when_the_profile_asks_for_it():
    hurried = replace(GREEN, min_days_left=7)
    tomorrow, yesterday = NOW + timedelta(days=1), NOW - timedelta(days=1)
    assert score(deadline=tomorrow) == score()
    assert score(hurried) == score()
    assert ("time", True) in reasons(hurried)
    assert score(hurried, deadline=tomorrow) == pytest.approx(score() * 0.6, abs=0.001)
    assert score(hurried, deadline=yesterday) == pytest.approx(score() * 0.3, abs=0.001)
    assert score(hurried, deadline=NOW + timedelta(days=7)) == score()
    assert score(hurried, deadline=None) == score()


def test_only_the_kinds_that_a_profile_looks_for_are_ranked():
    assert scored(replace(GREEN, kinds=("planning",))) is None
    assert scored(replace(GREEN, kinds=("competition",))) is not None
    assert scored(kind=NoticeKind.AWARD) is not None  # without kinds all are ranked
    why = engine.explain(replace(GREEN, kinds=("planning",)), NOTICE, now=NOW)
    assert why.score == 0
    assert why.reasons[0].kind == "time"
    assert len(why.reasons) > 1


def test_another_language_counts_against():
    assert score(replace(GREEN, languages=("fr",))) < score(replace(GREEN, languages=("nl",))) == score()
    assert score(replace(GREEN, languages=("fr",)), language=None) == score()


def test_every_reason_is_of_a_kind_of_the_contract():
    fussy = replace(GREEN, exclude=("wijken",), places=("NL42",), max_value=10, min_days_left=30, languages=("de",))
    for notice in ({}, {"reserved": Reserved.SHELTERED}, {"nature": "works", "cpv": ("45000000",), "main_cpv": None}):
        kinds = {kind for kind, _for in reasons(fussy, value=500, **notice)}
        assert kinds <= {"cpv", "text", "place", "value", "reserved", "time", "feedback"}


def test_scores_stay_between_nothing_and_one_and_are_comparable_between_profiles():
    wordy = replace(GREEN, keywords=tuple(f"groenonderhoud wijk {number}" for number in range(50)) + GREEN.keywords)
    for profile in (GREEN, wordy, replace(GREEN, threshold=1.0), replace(GREEN, threshold=0.0)):
        for reserved in (None, Reserved.SHELTERED):
            assert 0 <= score(profile, reserved=reserved) <= 1
    assert score(wordy) == pytest.approx(score(), abs=0.15)  # saying more of the same is no lever


def test_a_matcher_scores_for_each_profile_in_their_order():
    cleaners = Profile("Schoon", cpv=("90910000",), keywords=("schoonmaak",))
    first, second, third = engine.Matcher([GREEN, cleaners, Profile("Niets")]).scores(NOTICE, now=NOW)
    assert (first, second, third) == (scored(GREEN), scored(cleaners), None)
    assert engine.Matcher([]).scores(NOTICE, now=NOW) == []


def test_hostile_text_is_only_text():
    for hostile in ("\x00\ud800", "((((" * 500, "a" * 100_000, "\u202egroen", '"', "voor " * 2000):
        assert score(title=hostile, description=hostile) <= 1
        assert prepare(replace(GREEN, keywords=(hostile,), description=hostile)) is not None


PROFILES = (
    GREEN,
    Profile("Schoon", cpv=("90910000",), keywords=("schoonmaak",), places=("NL33",), max_value=50_000),
    Profile("Stil"),
    replace(GREEN, exclude=("wijken",), threshold=0.3, min_days_left=30, languages=("fr",)),
    Profile("Rijders", keywords=('"vervoer van leerlingen"', "taxi"), kinds=("planning",)),
    Profile("Tuinen", description="Tuinen en plantsoenen", places=("GM0344", "NL32"), min_value=1_000_000),
)
NOTICES = (
    NOTICE,
    replace(NOTICE, id=2, title="Schoonmaak kantoren en groen", cpv=("90919200",), main_cpv="90919200", value=60_000),
    replace(NOTICE, id=3, title="Vervoer van leerlingen", cpv=(), main_cpv=None, kind=NoticeKind.PLANNING),
    replace(NOTICE, id=4, title="Plantsoenen", places=("NL414",), reserved=Reserved.SHELTERED, value=2_000_000),
    replace(NOTICE, id=5, title="", description=""),
)


def hits_of(matcher: engine.Matcher) -> list[Hit]:
    return list(matcher.match(NOTICES, now=NOW))


def test_matching_a_batch_gives_what_each_notice_gives_by_itself():
    matcher = engine.Matcher(PROFILES)
    expected = []
    for notice in NOTICES:
        for position, result in enumerate(matcher.scores(notice, now=NOW)):
            if result is not None and result.score >= PROFILES[position].threshold:
                expected.append(Hit(position, notice.id, result.score))
    assert hits_of(matcher) == [pytest.approx(hit) for hit in expected]
    assert len(expected) >= 6
    assert list(engine.Matcher([]).match(NOTICES, now=NOW)) == list(matcher.match([], now=NOW)) == []


def test_a_batch_is_cut_in_portions_without_a_difference(monkeypatch):
    whole = hits_of(engine.Matcher(PROFILES))
    monkeypatch.setattr(engine, "MOST_CELLS", len(PROFILES) * 2)
    assert hits_of(engine.Matcher(PROFILES)) == whole


def test_explaining_gives_the_score_of_the_matching():
    matcher = engine.Matcher(PROFILES)
    for notice in NOTICES:
        for profile, result in zip(PROFILES, matcher.scores(notice, now=NOW), strict=True):
            if result is not None:
                explained = engine.explain(profile, notice, now=NOW)
                assert explained.score == pytest.approx(result.score)
                assert explained.reasons == result.reasons


@pytest.mark.parametrize("most", [0, 200])
def test_replacing_profiles_is_the_same_as_compiling_them_anew(monkeypatch, most):
    monkeypatch.setattr(engine, "MOST_CHANGED", most)
    matcher = engine.Matcher([GREEN] * len(PROFILES))
    for position, profile in enumerate(PROFILES):
        matcher.replace(position, profile)
    matcher.replace(0, replace(GREEN, threshold=0.99))
    assert hits_of(matcher) == hits_of(engine.Matcher([replace(GREEN, threshold=0.99), *PROFILES[1:]]))


def test_many_profiles_with_all_sorts_of_wishes_score_as_each_does_alone():
    chance = random.Random(8)
    wishes = []
    for number in range(60):
        wishes.append(
            replace(
                chance.choice(PROFILES),
                name=f"Groep {number}",
                places=chance.choice(((), ("NL324",), ("NL1", "NL42"))),
                max_value=chance.choice((None, 1_000, 10_000_000)),
                kinds=chance.choice(((), ("award",), ("competition",))),
                exclude=chance.choice(((), ("groen",), ("sport", "school"))),
                threshold=chance.choice((0.3, 0.5, 0.8)),
            )
        )
    apart = []
    for position, profile in enumerate(wishes):
        for hit in engine.Matcher([profile]).match(NOTICES, now=NOW):
            apart.append((hit.notice_id, position, pytest.approx(hit.score, abs=1e-4)))
    together = [(hit.notice_id, hit.position, hit.score) for hit in engine.Matcher(wishes).match(NOTICES, now=NOW)]
    assert len(apart) > 30
    assert together == sorted(apart, key=lambda of_pair: of_pair[:2])


def test_the_same_profile_scores_the_same_whoever_stands_beside_it():
    alone = engine.Matcher([GREEN]).scores(NOTICE, now=NOW)[0]
    among = engine.Matcher([*PROFILES[1:], GREEN]).scores(NOTICE, now=NOW)[-1]
    assert alone == among


def test_a_text_of_twenty_thousand_characters_is_read_like_any_other():
    long = "Het groenonderhoud omvat plantsoenen; het bestek noemt hagen en bomen. " * 300
    assert len(long) > 20_000
    assert score(description=long) >= 0.8
    assert score(title="Boekhouding", description="De administratie. " * 1200, cpv=(), main_cpv=None) < 0.5


def test_near_certain_is_not_certain_and_more_evidence_still_counts():
    title_only = score(title="Onderhoud plantsoenen", description="", cpv=(), main_cpv=None)
    assert 0.8 < title_only < score() < 1

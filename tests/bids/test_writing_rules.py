"""The rules of writing: words, limits, price criteria, neighbourhood, amounts, freshness, suggestions, examples, the hash."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from incubator.bids.rules import checking, examples, locality, sections, submitting
from incubator.bids.rules.amounts import amounts_in
from incubator.bids.rules.freshness import Dates, Freshness, freshness
from incubator.bids.rules.suggestions import KnownAnswer, joined, ranked
from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain
from incubator.core.reference.sectors import sectors

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "price"),
    [
        ("Prijs", True),
        ("Inschrijfsom", True),
        ("Uurtarief", True),
        ("Laagste totaalprijs", True),
        ("Kosten: levensduur", True),
        ("price", True),
        ("Plan van aanpak", False),
        ("Kwaliteit", False),
        ("Prijzenswaardige service", False),
        ("Plan voor kostenbeheersing", False),
        ("Kwaliteit van de prijsopbouw", False),
    ],
)
def test_a_criterion_about_the_price_gets_no_text(title, price):
    assert sections.is_price(title) is price


def test_words_are_counted_as_people_count_them():
    assert sections.count_words("Wij maaien 12 velden, elke week.", "", "Foto's: 3,5 per vak!") == 10


def test_a_limit_in_pages_is_about_450_words_each():
    length = sections.length_of(["woord " * 901], page_limit=2, word_limit=None)
    assert (length.words, length.allowed, length.in_pages, length.too_long) == (901, 900, True, True)


def test_a_limit_in_words_goes_before_one_in_pages():
    length = sections.length_of(["een twee"], page_limit=1, word_limit=2)
    assert (length.allowed, length.in_pages, length.too_long) == (2, False, False)


def test_without_a_limit_nothing_is_too_long():
    assert not sections.length_of(["woord " * 9000], page_limit=None, word_limit=None).too_long


@pytest.mark.parametrize(
    ("order", "number", "step", "after"),
    [([1, 2, 3], 2, -1, [2, 1, 3]), ([1, 2, 3], 3, 1, [1, 2, 3]), ([1, 2, 3], 1, -1, [1, 2, 3]), ([1], 1, 1, [1])],
)
def test_a_section_moves_up_and_down_and_not_over_the_edge(order, number, step, after):
    assert sections.moved(order, number, step) == after


def written(number, by, minutes):
    return SimpleNamespace(revision=number, written_by_id=by, written_at=NOON + timedelta(minutes=minutes))


def test_what_somebody_types_at_a_stretch_is_shown_as_one_version():
    versions = [written(1, 7, 0), written(2, 7, 5), written(3, 8, 6), written(4, 7, 7), written(5, 7, 60)]
    assert [version.revision for version in sections.sittings(versions)] == [5, 4, 3, 2]


@pytest.mark.parametrize(
    ("places", "buyer", "municipality", "ours"),
    [
        (["GM0344"], None, "GM0344", True),
        (["NL131"], "GM0344", "GM0344", True),  # the town buys for itself; a region says nothing
        ([], "GM0344", "GM0344", True),
        (["NL131"], None, "GM0344", False),  # Drenthe, and a group from Utrecht
        ([], "PV22", "GM0344", False),
        (["GM0106"], "GM0344", "GM0344", False),
        (["GM0344", "GM0106"], None, "GM0344", False),
        (["NL310"], None, "GM0344", False),  # the province of Utrecht is not the town
        (["GM0344"], "GM0344", None, False),
        ([], None, "GM0344", False),
    ],
)
def test_a_plan_speaks_of_the_neighbourhood_only_where_the_work_is_in_the_town_of_the_group(
    places, buyer, municipality, ours
):
    assert locality.is_ours(places, buyer=buyer, municipality=municipality) is ours


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Wat wij verdienen blijft in de wijk.", ["in de wijk"]),
        ("Wij kennen onze buurt. Onze buurt kent ons.", ["onze buurt"]),
        ("Wijkbewoners helpen mee.", ["wijkbewoners"]),
        ("De wijkverpleegkundige belt het wijkteam.", []),
        ("Wij maaien elke week.", []),
    ],
)
def test_a_claim_to_be_of_the_neighbourhood_is_recognised(text, words):
    assert locality.claims(text) == words


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Ons uurtarief is 42,50.", ["uurtarief is 42,50"]),
        ("Wij rekenen € 1.250,- per week.", ["€ 1.250,-"]),
        ("Dat kost 300 euro.", ["300 euro"]),
        ("EUR 12.000", ["EUR 12.000"]),
        ("In 2025 deden wij 240 metingen, een 8,1 gemiddeld.", []),
        ("De prijs van 2025 werd gewaardeerd door 95% van de mensen.", []),
        ("De prijs is 2025,50.", ["prijs is 2025,50"]),
        ("Wij bellen binnen 24 uur.", []),
    ],
)
def test_an_amount_in_a_text_is_found_as_it_was_written(text, amounts):
    assert amounts_in(text) == amounts


LOOKED = date(2025, 3, 10)


@pytest.mark.parametrize(
    ("dates", "on", "state"),
    [
        (Dates("text", LOOKED), date(2026, 3, 10), Freshness.FRESH),
        (Dates("text", LOOKED), date(2026, 3, 11), Freshness.STALE),
        (Dates("person", LOOKED), date(2026, 3, 11), Freshness.STALE),
        (Dates("reference", LOOKED, ended_on=date(2023, 3, 10)), date(2026, 3, 10), Freshness.FRESH),
        (Dates("reference", LOOKED, ended_on=date(2023, 3, 10)), date(2026, 3, 11), Freshness.EXPIRED),
        (Dates("reference", LOOKED, ended_on=date(2023, 3, 10), works=True), date(2028, 3, 10), Freshness.FRESH),
        (Dates("reference", LOOKED, ended_on=date(2023, 3, 10), works=True), date(2028, 3, 11), Freshness.EXPIRED),
        (Dates("reference", LOOKED), date(2026, 1, 1), Freshness.UNKNOWN),
        (Dates("certificate", LOOKED, valid_until=date(2026, 6, 1)), date(2026, 6, 1), Freshness.FRESH),
        (Dates("certificate", LOOKED, valid_until=date(2026, 6, 1)), date(2026, 6, 2), Freshness.EXPIRED),
        (Dates("certificate", LOOKED), date(2026, 6, 2), Freshness.UNKNOWN),
    ],
)
def test_an_answer_is_fresh_until_its_term_is_over(dates, on, state):
    assert freshness(dates, on) is state


def known(ref, title, text, state=Freshness.FRESH):
    return KnownAnswer(ref, title, text, "library", freshness=state)


def test_the_answer_that_shares_most_words_comes_first_by_stem_and_compound():
    answers = [
        known("a", "Boekhouding", "Wij doen de cijfers elke maand."),
        known("b", "Onderhoud van groen", "Wij onderhouden het groen met vaste ploegen."),
        known("c", "Ploegen", "Vaste ploegen voor groenonderhoud en snoeiwerk."),
    ]
    assert [answer.ref for answer in ranked("Plan van aanpak groenonderhoud", answers)] == ["b", "c"]


def test_of_two_that_fit_as_well_the_fresh_one_comes_first():
    old, new = known("a", "Groen", "Groen.", Freshness.STALE), known("b", "Groen", "Groen.")
    assert [answer.ref for answer in ranked("Groen", [old, new])] == ["b", "a"]


def test_words_that_stand_in_every_criterion_are_no_likeness():
    assert (
        ranked("Kwaliteit van het plan van aanpak", [known("a", "Plan van aanpak", "Kwaliteit van de opdracht")]) == []
    )


def test_an_answer_is_put_in_once():
    assert joined(joined("Eerst.", "Dan."), "Dan.") == "Eerst.\n\nDan."


@pytest.mark.parametrize(
    ("criterion", "kind"),
    [
        ("Implementatieplan", "planning"),
        ("Kwaliteit van het personeel", "people"),
        ("Social return", "social"),
        ("Duurzaamheid", "social"),
        ("Risicodossier", "risk"),
        ("Communicatie en overleg", "communication"),
        ("Plan van aanpak", "quality"),
        ("Iets heel anders", "quality"),
    ],
)
def test_each_common_kind_of_criterion_has_an_example(criterion, kind):
    assert examples.kind_of(criterion) == kind
    assert examples.example_for(criterion, ()).kind == kind


@pytest.mark.parametrize(
    "criterion", ["Planning", "Personeel", "Duurzaamheid", "Risico's", "Communicatie", "Kwaliteit"]
)
@pytest.mark.parametrize("own", ["groen", "schoonmaak", "catering", "wmo_hh", "vervoer"])
def test_an_example_is_never_from_ones_own_sector_and_holds_no_amount(criterion, own):
    example = examples.example_for(criterion, {own})
    assert example.sector != own
    assert example.sector in sectors()
    assert not amounts_in(f"{example.what} {example.view} {example.proof}")


def section(title="Kwaliteit", what="Wij maaien.", view="U ziet het.", proof="Het lukte.", **limits):
    limits = {"page_limit": None, "word_limit": None, **limits}
    return checking.WrittenSection(3, title, {"what": what, "view": view, "proof": proof}, **limits)


@pytest.mark.parametrize(
    ("written_section", "message"),
    [
        (section(proof=" "), checking.OPEN),
        (section(word_limit=2), checking.TOO_LONG),
        (section(what="woord " * 500, page_limit=1), checking.TOO_LONG_PAGES),
        (section(kept_amounts=["€ 40"]), checking.AMOUNT),
        (section(view="Het blijft in de wijk."), checking.NOT_OURS),
    ],
)
def test_what_is_wrong_in_a_section_is_named_with_its_place(written_section, message):
    (point,) = checking.of_sections([written_section], is_ours=False)
    place = "amounts" if message == checking.AMOUNT else "section"
    assert (point.message, point.place, point.number) == (message, place, 3)
    assert point.message % point.params


def test_a_good_section_gives_no_point():
    assert list(checking.of_sections([section(view="Het blijft in de wijk.")], is_ours=True)) == []


@pytest.mark.parametrize(
    ("title", "issued", "old"),
    [
        ("Uittreksel KVK", date(2026, 1, 1), False),
        ("Uittreksel KVK", date(2025, 9, 9), True),
        ("Verklaring betalingsgedrag", date(2025, 9, 9), True),
        ("GVA", date(2024, 3, 10), False),
        ("Gedragsverklaring aanbesteden", date(2024, 3, 9), True),
    ],
)
def test_a_paper_is_too_old_by_the_term_of_the_law(title, issued, old):
    assert checking.too_old(checking.paper_of(title), issued, date(2026, 3, 10)) is old


def test_another_certificate_does_not_grow_old_by_that_rule():
    assert checking.paper_of("ISO 9001") is None


def test_the_same_text_has_the_same_hash_and_one_letter_changes_it():
    text = [{"title": "A", "what": "x"}]
    assert submitting.digest(text) == submitting.digest([{"what": "x", "title": "A"}])
    assert submitting.digest(text) != submitting.digest([{"title": "A", "what": "y"}])
    assert len(submitting.digest(text)) == 64


def test_a_moment_after_the_deadline_is_late_and_the_moment_itself_is_not():
    assert not submitting.is_late(NOON, NOON)
    assert submitting.is_late(NOON + timedelta(seconds=1), NOON)
    assert not submitting.is_late(NOON, None)


@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(days=-400)])
def test_a_moment_that_cannot_be_is_refused(ahead):
    with pytest.raises(RuleViolation):
        submitting.check_moment(NOON + ahead, submitting.KnownMoments(NOON))
    submitting.check_moment(NOON - timedelta(days=3), submitting.KnownMoments(NOON))


def test_before_the_notice_was_published_nobody_can_hand_in_and_on_that_day_one_can():
    published = NOON.date() - timedelta(days=10)
    known = submitting.KnownMoments(NOON, published=published)
    submitting.check_moment(NOON - timedelta(days=10), known)
    with pytest.raises(RuleViolation) as refused:
        submitting.check_moment(NOON - timedelta(days=11), known, "on")
    assert refused.value.field == "on"


def test_before_the_bid_was_begun_here_asks_whether_it_was_put_here_afterwards():
    known = submitting.KnownMoments(NOON, begun_at=NOON - timedelta(days=2, seconds=-30))
    submitting.check_moment(NOON - timedelta(days=2), known)
    with pytest.raises(RuleViolation) as refused:
        submitting.check_moment(NOON - timedelta(days=2, minutes=1), known)
    assert refused.value.field == "afterwards"
    submitting.check_moment(NOON - timedelta(days=2, minutes=1), submitting.KnownMoments(NOON))


@pytest.mark.parametrize(("language", "number"), [("nl", "30.000"), ("en", "30,000")])
def test_the_limit_of_a_part_is_written_as_the_reader_writes_numbers(app, language, number):
    with pytest.raises(RuleViolation) as refused:
        sections.check_texts({"what": "a" * 30_001})
    with app.test_request_context(headers={"Cookie": f"language={language}"}):
        assert number in explain(refused.value)

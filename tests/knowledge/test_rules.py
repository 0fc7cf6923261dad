"""Reading the glossary and finding words: plain Python."""

import re
from datetime import date

import pytest

from incubator.knowledge import queries, rules
from incubator.knowledge.values import Term


def term(nl, en="", area="coop", definition="", definition_en=""):
    return Term(rules.slug_of(nl), area, nl, en, definition, definition_en)


@pytest.mark.parametrize("text", ["Geen kop", "", "+++\ntitle = 'x'\n", " +++\na = 1\n+++\nx"])
def test_a_text_without_a_head_is_refused(text):
    with pytest.raises(ValueError, match="does not begin"):
        rules.front_matter(text)


@pytest.mark.parametrize("source", [{"url": "https://example.org"}, {"label": "x", "page": "3"}])
def test_a_source_has_a_label_and_nothing_unknown(source):
    with pytest.raises(TypeError):
        rules.references([source])


def test_the_glossary_is_in_the_order_of_the_alphabet_whatever_the_accents():
    lines = [
        "area,nl_term,en_term,definition_nl,definition_en,example_nl,example_en,article,text_of",
        "coop,zetel,seat,Plaats,Place,Utrecht,Delft,artikel 2:27 BW,2023-05-01",
        "coop,“één stem”,one vote,Per lid,Per member,,,,",
        "coop,Eis,demand,Iets,Something,,,,",
    ]
    assert [word.nl for word in rules.read_glossary(lines)] == ["“één stem”", "Eis", "zetel"]
    assert rules.read_glossary(lines)[2] == Term(
        *("zetel", "coop", "zetel", "seat", "Plaats", "Place", "Utrecht", "Delft", "artikel 2:27 BW", date(2023, 5, 1))
    )


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("coöperatie", "cooperatie"),
        ("U.A.", "u-a"),
        ("ALV (algemene ledenvergadering)", "alv"),
        ("(begin) woord", "begin-woord"),
        ("één lid, één stem", "een-lid-een-stem"),
        ("--", ""),
    ],
)
def test_the_anchor_of_a_word(word, slug):
    assert rules.slug_of(word) == slug


def test_the_word_is_short_without_its_brackets():
    assert term("ALV (algemene ledenvergadering)").short == "ALV"
    assert term("zetel").short == "zetel"


def test_words_of_a_text_are_named_once_and_in_order():
    text = "[[zetel]] en [[lid|leden]], weer de [[Zetel]], geen [link](x)"
    assert rules.terms_in(text) == ["zetel", "lid"]
    assert rules.missing_terms(text, [term("lid")]) == ["zetel"]
    assert rules.missing_terms(text, [term("lid"), term("zetel")]) == []


def test_a_link_reads_as_the_text_asks():
    assert rules.with_links("[[lid]] [[lid|leden]]", lambda slug: f"/{slug}") == "[lid](/lid) [leden](/lid)"


GLOSSARY = [
    term("zetel", "registered seat", "coop", "De plaats in de statuten", "The place in the statutes"),
    term("aanbesteding", "tender", "procurement", "Inkoop door de overheid"),
    term("coöperatie", "cooperative", "coop", "Onderneming van leden"),
]


@pytest.mark.parametrize(
    ("words", "area", "found_words"),
    [
        ("", "", ["zetel", "aanbesteding", "coöperatie"]),
        ("", "coop", ["zetel", "coöperatie"]),
        ("ZETEL", "", ["zetel"]),
        ("seat statuten", "", ["zetel"]),
        ("seat overheid", "", []),
        ("place", "", ["zetel"]),
        ("cooperatie", "", ["coöperatie"]),
        ("coöperatie", "coop", ["coöperatie"]),
        ("tender", "coop", []),
        ("tender", "procurement", ["aanbesteding"]),
    ],
)
def test_searching_asks_for_all_words_in_either_language_within_a_part(words, area, found_words):
    assert [match.nl for match in rules.matching(GLOSSARY, words, area)] == found_words


def test_who_must_be_in_the_ubo_register_changes_on_10_july_2027():
    (ubo,) = [word for word in queries.glossary() if word.nl == "UBO"]
    assert "tot en met 9 juli 2027" in ubo.definition
    assert "Vanaf 10 juli 2027 telt ook precies 25% mee" in ubo.definition
    assert "up to and including 9 July 2027" in ubo.definition_en
    assert "From 10 July 2027 exactly 25% counts too" in ubo.definition_en


def test_a_word_is_explained_in_the_language_that_is_asked():
    zetel = term("zetel", definition="Plaats", definition_en="Place")
    assert zetel.explanation("nl") == "Plaats"
    assert zetel.explanation("en") == "Place"


NUMBER = re.compile(r"\d+")


def numbers_in(text):
    """The numbers of a text, whether thousands are set apart by a blank, a point or a comma; terms and amounts among them."""
    joined = re.sub(r"(?<=\d)[ .,](?=\d{3}\b)", "", text)
    return set(NUMBER.findall(joined))


@pytest.mark.parametrize("word", queries.glossary(), ids=lambda word: word.slug)
def test_every_word_is_explained_in_english_too_with_the_same_numbers_and_articles(word):
    assert word.definition_en.strip()
    assert word.definition_en != word.definition
    assert numbers_in(word.definition_en) == numbers_in(word.definition)
    assert numbers_in(word.example_en) == numbers_in(word.example)

"""The glossary is written for who reads Dutch as a second language: whole sentences, an example, no notes among colleagues."""

import re
from datetime import date

import pytest

from incubator.knowledge import queries

WORDS = queries.glossary()
NOTE = re.compile(r"nog te bevestigen|yet to be confirmed|checken|in de app|in the app|\bTODO\b|\?\?", re.IGNORECASE)
# How an explanation says what a word is: without one of these it is a telegram.
VERB = re.compile(
    r"\b(is|zijn|was|heeft|hebben|staat|staan|krijg\w*|moet\w*|mag|mogen|kan|kun\w*|zeg\w*|doet|doe|doen|gaat|gaan|maak\w*|werk\w*|"
    r"betekent|laat|leid\w*|kies\w*|kiezen|vraag\w*|vragen|vraagt|wint|geldt|gelden|telt|beslis\w*|betaal\w*|betalen|houd\w*|hoort|"
    r"begint|lenen|gebruik\w*|verdien\w*|vul|vertel\w*|wacht|eindigt|stopt|regelt|geeft|wil|zit|tekent|zorgt|leest|kijk\w*|koop\w*|"
    r"kopen|spreek|noemt|stem|stellen|verklaart|helpt|helpen|bestaat|koopt|voert|zet|valt|vinden|keuren|schrijft|lukt|bepaalt|loopt)\b"
)
LAWS = "BW|Ziektewet|Handelsregisterwet 2007|Aanbestedingswet 2012"
ARTICLE = re.compile(rf"^artikel \d+([:.]\d+[a-z]?)?( lid \d+)?( en \d+[:.]\d+[a-z]?)? ({LAWS})$")
VOWELS = re.compile(r"[aeiouyáéíóúàèëïöüê]+", re.IGNORECASE)


def sentences_of(text):
    return [sentence for sentence in re.split(r"(?<=[.!?:])\s+", text) if sentence]


def flesch_douma(text):
    """How easily a Dutch text reads: 100 is very easy, 60 is plain; below 50 one needs schooling for it."""
    words = re.findall(r"[\w’'-]+", text)
    # A trema begins a syllable of its own: co-ö-pe-ra-tie.
    syllables = sum(max(1, len(VOWELS.findall(re.sub(r"([ëïöü])", r"-\1", word)))) for word in words)
    return 206.84 - 0.93 * len(words) / len(sentences_of(text)) - 77 * syllables / len(words)


def test_flesch_douma_tells_plain_from_hard():
    assert flesch_douma("Wij gaan naar huis. Het is laat.") > 100
    assert flesch_douma("Zelfstandige rechtspersoonlijkheid impliceert aansprakelijkheidsbeperking.") < 0


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.slug)
def test_a_word_is_explained_in_whole_sentences_with_an_example(word):
    for text in (word.definition, word.definition_en, word.example, word.example_en):
        assert len(text.split()) >= 6
        assert text.endswith((".", ".)"))
        assert text[0].isupper()
        assert ";" not in text
        assert not NOTE.search(text)
    assert VERB.search(word.definition)
    assert len(word.definition.split()) <= 42
    assert len(sentences_of(word.definition)) <= 3
    assert word.example != word.definition


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.slug)
def test_an_article_is_named_in_full_with_the_day_of_the_text(word):
    assert bool(word.article) is (word.text_of is not None)
    if word.article:
        assert ARTICLE.match(word.article)
        assert date(2023, 1, 1) <= word.text_of <= date(2026, 11, 25)


def test_many_words_have_their_article():
    assert sum(bool(word.article) for word in WORDS) >= 70


def test_the_glossary_reads_easily():
    scores = {word.slug: flesch_douma(f"{word.definition} {word.example}") for word in WORDS}
    assert sum(scores.values()) / len(scores) >= 55
    assert sorted(slug for slug, score in scores.items() if score < 20) == []


def test_the_examples_come_from_the_work_of_groups():
    work = re.compile(
        r"schoonma|groen|hovenier|zorg|snoei|tuin|was|coöperatie|wijk|gemeente|leden|werk|jullie", re.IGNORECASE
    )
    assert sum(bool(work.search(word.example)) for word in WORDS) >= 0.85 * len(WORDS)


def test_the_page_shows_example_and_article_in_the_language_of_the_reader(client):
    page = " ".join(client.get("/kennis/begrippen?zoek=statutaire zetel").get_data(as_text=True).split())
    assert "Voorbeeld: In de statuten staat Utrecht." in page
    assert "artikel 2:27 lid 4 BW" in page
    assert "tekst van 1 mei 2023" in page
    client.set_cookie("language", "en")
    assert "Example: The statutes say Utrecht." in client.get("/kennis/begrippen?zoek=statutaire zetel").get_data(
        as_text=True
    )

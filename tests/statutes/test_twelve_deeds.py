"""Twelve very different sets of answers, read as a notary reads: nothing open that points nowhere, nothing undefined, nothing lost."""

import re

import pytest

from incubator.core import word
from incubator.core.word import Ref
from incubator.statutes.documents import articles, as_numbered_text, as_text, numbers_of, unused_answers
from incubator.statutes.documents.deed import deed
from incubator.statutes.documents.library import library
from incubator.statutes.rules.conditions import CONDITIONS, conditions
from incubator.statutes.values import read
from incubator.statutes.values.schema import problems_of
from tests.statutes.answers import as_lines
from tests.statutes.deeds import DEEDS
from tests.statutes.test_deed import DETAILS

EVERY_DEED = pytest.mark.parametrize("given", DEEDS.values(), ids=list(DEEDS))
# Words that mean something only where their definition stands in the same deed.
TERMS = ("afgevaardigde", "aspirant", "inleg", "ledenregister", "ledenrekening", "raad van commissarissen")
# A capital after a comma or a word belongs to a name; these never do.
MID_SENTENCE = re.compile(r"[a-z,] (Artikel|De|Het|Een|Dat|Zij|Hij|Wie|Leden|Lid|Bestuur|Algemene)\b")


def text_of(given):
    return "\n".join(as_lines(read(given)))


def article(given, identifier):
    """The text of one article of this deed, a clause a line."""
    written = articles(read(given))
    numbers = numbers_of(written)
    (asked,) = (place for place in written if place.id == identifier)
    return "\n".join(as_text(clause, numbers) for clause in asked.clauses)


@EVERY_DEED
def test_the_answers_are_a_set_of_answers(given):
    assert problems_of(given) == []


@EVERY_DEED
def test_no_reference_points_nowhere(given):
    written = articles(read(given))
    ids = {article.id for article in written} | {clause.id for article in written for clause in article.clauses}
    parts = [part for article in written for clause in article.clauses for part in clause.text]
    assert [part.target for part in parts if isinstance(part, Ref) and part.target not in ids] == []


@EVERY_DEED
def test_no_reference_gives_the_number_of_a_clause_without_one(given):
    written = articles(read(given))
    unnumbered = {clause.id for article in written for clause in article.clauses if clause.level != 1}
    parts = [part for article in written for clause in article.clauses for part in clause.text]
    assert [part.target for part in parts if isinstance(part, Ref) and part.target in unnumbered] == []


@EVERY_DEED
def test_every_term_that_is_used_is_defined(given):
    definitions = article(given, "begrippen")
    rest = text_of(given).lower()
    used = [term for term in TERMS if term in rest]
    assert [term for term in used if f"{term}: " not in definitions] == []


@EVERY_DEED
def test_every_term_that_is_defined_is_used(given):
    defined = [line.split(":")[0] for line in article(given, "begrippen").splitlines()[1:]]
    elsewhere = "\n".join(text_of(given).split("Artikel 2. ")[1:]).lower()
    assert [term for term in defined if term not in elsewhere] == []


@EVERY_DEED
def test_every_answer_is_written(given):
    assert unused_answers(given) == ()


@EVERY_DEED
def test_sentences_are_written_without_a_slip(given):
    lines = as_lines(read(given))
    slips = [line for line in lines if re.search(r"\.\.|  | [.,;:]|None|\{|\}|,,|;\.|\.;|\bzzq\b", line)]
    assert slips == []
    assert [line for line in lines if MID_SENTENCE.search(re.sub(r"naam: .*", "", line))] == []
    assert [line for line in lines if not line.endswith((".", ";", ":")) and not line.startswith("Artikel ")] == []


@EVERY_DEED
def test_every_article_says_something(given):
    for written in articles(read(given)):
        assert [clause for clause in written.clauses if clause.text], written.id
        assert all("".join(map(str, clause.text)).strip() for clause in written.clauses), written.id


@EVERY_DEED
def test_a_range_of_one_is_not_written_as_a_range(given):
    text = text_of(given)
    assert "ten minste een " not in text.replace("ten minste een keer", "").replace("ten minste een tiende", "")
    assert not re.search(r"bestaat uit (één|drie|vijf) bestuurders?\. De algemene vergadering stelt", text)


@EVERY_DEED
def test_who_counts_is_called_the_same_in_the_whole_deed(given):
    meeting = [article(given, name) for name in ("oproeping", "stemmen", "statutenwijziging")]
    voters = "afgevaardigden" if read(given).ledenraad.exists else "leden"
    other = {"afgevaardigden": "alle leden", "leden": "afgevaardigden"}[voters]
    assert all(voters in text for text in meeting)
    assert other not in "\n".join(meeting)


@EVERY_DEED
def test_people_and_legal_persons_are_kept_apart(given):
    statutes = read(given)
    ends = article(given, "einde-lidmaatschap")
    assert ("ophoudt te bestaan" in ends) is statutes.membership.legal_persons


@EVERY_DEED
def test_the_founders_are_members_on_day_one(given):
    statutes = read(given)
    admission = article(given, "toelating")
    assert "vanaf de oprichting lid" in admission
    assert ("lid, ook als zij " in admission) is statutes.membership.founders_exempt
    assert "proeftijd" not in admission or "proeftijd" in article(given, "leden")


@EVERY_DEED
def test_a_leaver_and_a_dissolution_pay_by_one_rule(given):
    written = articles(read(given))
    (place,) = [place for place, article in enumerate(written, start=1) if article.id == "vertrekkend-lid"]
    assert f"volgens artikel {place} recht hebben" in article(given, "ontbinding")


@EVERY_DEED
def test_the_document_of_word_says_the_same(given):
    whole = word.plain(deed(read(given), (), DETAILS))
    assert [line for line in as_lines(read(given)) if line not in whole] == []


@EVERY_DEED
def test_the_printed_text_numbers_its_articles_and_clauses(given):
    lines = as_numbered_text(articles(read(given)))
    titles = [line for line in lines if line.startswith("Artikel ")]
    assert [int(title.split()[1].rstrip(".")) for title in titles] == list(range(1, len(titles) + 1))
    assert any(re.match(r"2\. ", line) for line in lines)


def test_together_they_call_for_nearly_every_condition():
    held = set().union(*(conditions(read(given)) for given in DEEDS.values()))
    missed = {name for name in CONDITIONS if name not in held}
    # What the law forbids or leaves to the notary, an unknown duration, no liability at all, a seat in Fryslân, and what only
    # an amendment has.
    amending = {"council_begins", "year_changes"}
    assert missed <= {"frisian", "one_tier", "no_identity", "term_named", "own_claim", "non_member_votes", *amending}


def test_together_they_call_for_nearly_every_clause():
    written = {clause.id for given in DEEDS.values() for article in articles(read(given)) for clause in article.clauses}
    known = {clause["id"] for article in library() for clause in article["clause"]}
    assert len(known - written) <= len(known) * 0.06, known - written

"""What the legal rules find, on an English page: in English, with nothing left open, and in Dutch only when it has no English."""

import re
from dataclasses import replace

import pytest

from incubator.statutes.documents import unused_findings
from incubator.statutes.values import RuleFinding, Severity
from incubator.statutes.values.finding_words import SLOT, in_english, sentences, words_of
from incubator.statutes.values.findings import article_in_english
from tests.factories import CooperativeFactory, ParticipationFactory
from tests.statutes.answers import answers, findings_of
from tests.statutes.test_rules_messages import MESSAGES

# Words that no English sentence has; Dutch terms stand in brackets or quotes, next to their English.
DUTCH = set(
    "aan akte bestuur bestuurder bestuurders bij dan dat de deze doel een eigen gemeente geen het hoe jullie kan leden lid maar mag"
    " met moet moeten naam niet notaris om ook oprichter overeenkomst staat statuten stemmen te uit van vergadering voor vul"
    " wie wordt worden zetel zijn".split()
)  # fmt: skip
TERM = re.compile(r"\([^)]*\)|'[^']*'|van den Berg|De Wijk|de Boer")  # names are names in any language
CASES = {f"{number}-{field}-{place}": changes for place, (number, changes, field, *_more) in enumerate(MESSAGES)}
CASES["C-07-name-and-full-liability"] = {"name": "Coöperatief De Bezem U.A.", "liability": {"regime": "WA"}}
UNUSED = {"hobby": "zingen"}
CASES["UNUSED-hobby"] = UNUSED
FINDING = RuleFinding(
    rule="C-10",
    name="statutes-have-a-purpose",
    severity=Severity.ERROR,
    blocks=True,
    articles=("BW 2:27(4)(b)",),
    field="purpose.text",
    message="Het doel van de coöperatie ontbreekt.",
    remedy="Schrijf op wat de coöperatie voor haar leden doet.",
)


def triggered(changes):
    findings = [finding for findings in findings_of(**changes).values() for finding in findings]
    # Reading the whole deed for every rule would take minutes; one case is about answers that it does not say.
    if changes is UNUSED:
        findings += unused_findings(answers(**changes))
    return findings


def dutch_words(text):
    return DUTCH & set(re.findall(r"\w+", TERM.sub(" ", text).lower()))


@pytest.mark.parametrize("changes", CASES.values(), ids=CASES.keys())
def test_every_message_and_remedy_has_an_english_text(changes):
    for finding in triggered(changes):
        words = words_of(finding, "en")
        assert words.language == "en", (finding.message, finding.remedy)
        for dutch, english in ((finding.message, words.message), (finding.remedy, words.remedy)):
            assert english != dutch
            assert not SLOT.search(english)
            assert not dutch_words(english), english


@pytest.mark.parametrize("changes", CASES.values(), ids=CASES.keys())
def test_a_dutch_page_and_the_deed_keep_the_sentences_of_the_rules(changes):
    for finding in triggered(changes):
        words = words_of(finding, "nl")
        assert (words.language, words.message, words.remedy) == ("nl", finding.message, finding.remedy)
        assert words.articles == finding.articles_in_words


def test_the_table_holds_no_sentence_that_no_rule_writes_any_more():
    findings = [finding for changes in CASES.values() for finding in triggered(changes)]
    written = {finding.message for finding in findings} | {finding.remedy for finding in findings}
    unused = []
    for dutch in sentences():
        pattern = re.compile(SLOT.sub(".+", re.escape(dutch).replace(r"\{", "{").replace(r"\}", "}")))
        if not any(pattern.fullmatch(sentence) for sentence in written):
            unused.append(dutch)
    assert unused == []


def test_a_sentence_and_its_english_have_the_same_slots():
    for dutch, english in sentences().items():
        assert sorted(SLOT.findall(dutch)) == sorted(SLOT.findall(english)), dutch


@pytest.mark.parametrize(
    ("rule", "changes", "english"),
    [
        ("M-05", {"expulsion__grounds": ["te laat"]}, "'te laat' is no ground for expulsion"),
        ("G-11", {"convening__notice_days": 5}, "in days, is 5."),
        ("B-01", {"board__directors": [{"name": "An", "is_member": False}]}, "but not a member: An."),
        (
            "C-07",
            {"name": "Coöperatief De Bezem B.A."},
            "ends in B.A., but in the statutes liability is excluded (U.A.)",
        ),
        ("C-09", {"seat__municipality": "Gent"}, "'Gent' is not in the list"),
    ],
)
def test_what_people_typed_is_in_the_english_sentence(rule, changes, english):
    (finding,) = findings_of(**changes)[rule]
    assert english in words_of(finding, "en").message


@pytest.mark.parametrize("typed", ["{ground}", r"\1 {x}", "two\nlines", "it's '", "%(x)s <b>"])
def test_what_people_typed_is_taken_over_as_it_is(typed):
    english = in_english(f"'{typed}' is geen grond voor ontzetting. De wet laat geen andere gronden toe.")
    assert english == f"'{typed}' is no ground for expulsion (ontzetting). The law allows no other grounds."


@pytest.mark.parametrize("part", ["message", "remedy"])
def test_a_finding_without_english_stays_wholly_dutch(part):
    words = words_of(replace(FINDING, **{part: "Dit staat nergens."}), "en")
    assert words.language == "nl"
    assert getattr(words, part) == "Dit staat nergens."
    assert words.articles == "artikel 2:27 lid 4 onder b BW"


@pytest.mark.parametrize(
    ("article", "english"),
    [
        ("BW 2:54(2)", "article 2:54(2) BW"),
        ("BW 2:27(4)(e)", "article 2:27(4)(e) BW"),
        ("BW 2:44a", "article 2:44a BW"),
        ("ZW 4(3)(c)", "article 4(3)(c) Ziektewet"),
        ("Wet zonder nummer", "Wet zonder nummer"),
    ],
)
def test_an_article_is_cited_in_english(article, english):
    assert article_in_english(article) == english


@pytest.mark.parametrize(
    ("language", "shown", "hidden"),
    [
        ("en", ["The purpose of the cooperative (doel) is missing.", "article 2:27(4)(b) BW"], "Het doel van de coöperatie ontbreekt."),
        ("nl", ["Het doel van de coöperatie ontbreekt.", "artikel 2:27 lid 4 onder b BW"], "is missing."),
    ],
)  # fmt: skip
def test_the_check_is_in_the_language_of_the_page(client, sign_in, app, language, shown, hidden):
    group = CooperativeFactory(name="De Bezem")
    sign_in(client, ParticipationFactory(cooperative=group).user)
    client.set_cookie("language", language)
    page = client.get(f"/cooperaties/{group.slug}/statuten/toets").text
    assert all(sentence in page for sentence in shown)
    assert hidden not in page
    assert page.count("<li lang=") == page.count(f'<li lang="{language}">') > 0

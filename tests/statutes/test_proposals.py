"""Proposals for the clause library: judged by the linter, decided on by a manager, and then in every draft but in no version."""

from dataclasses import replace

import pytest

from incubator.core import files
from incubator.core.db import SYSTEM, transaction
from incubator.statutes import services as statutes
from incubator.statutes.documents import library as library_module
from incubator.statutes.documents.comparing import as_articles
from incubator.statutes.documents.library import library
from incubator.statutes.documents.linting import LintKind
from incubator.statutes.documents.linting.proposals import ERRORS, clause_in, judge_proposal
from incubator.statutes.messages.proposals import SENTENCES, in_a_sentence
from incubator.statutes.queries import comparisons, effective
from incubator.statutes.queries import proposals as queries
from incubator.statutes.queries.amending import statutes_of_draft
from incubator.statutes.queries.wording import accepted_changes, wording_now
from incubator.statutes.services import versions
from incubator.statutes.services.proposals import ProposedText, accept, propose
from tests.factories import SOME_MOMENT, CoachFactory, CooperativeFactory, ManagerFactory, ParticipationFactory
from tests.statutes.answers import answers
from tests.statutes.test_amending import TODAY, made, signed, text_of
from tests.statutes.test_returned_deeds import NOTICE, brought, by_the_notary
from tests.world import CLAUSE, proposed_clause

NEW = "Een bestuurder treedt af met een brief aan het bestuur."
OLD = "Een bestuurder kan op elk moment aftreden door dat schriftelijk te melden."
PATH = "/statuten/modelteksten"


@pytest.fixture
def group(app):
    return CooperativeFactory(slug="bezem", name="De Bezem")


@pytest.fixture
def coach(app):
    return CoachFactory(name="Coach", email="coach@example.org")


@pytest.fixture
def manager(app):
    return ManagerFactory(name="Beheerder", email="beheer@example.org")


@pytest.fixture
def release(monkeypatch):
    """`release(text)`: the files of a next release have another text for the clause, or have it no more.

    Named articles get another condition.
    """

    def change(text, **when):
        changed = []
        for article in library_module.library_files():
            clauses = [raw | {"text": text} if raw["id"] == CLAUSE else raw for raw in article["clause"]]
            clauses = [raw for raw in clauses if raw["text"] is not None]
            condition = when.get(article["id"], article.get("when", ""))
            changed.append(article | {"clause": clauses, "when": condition})
        monkeypatch.setattr(library_module, "library_files", lambda: tuple(changed))
        monkeypatch.setattr(queries, "library_files", lambda: tuple(changed))
        library.cache_clear()

    yield change
    library.cache_clear()


def proposed(coach, text=NEW):
    with transaction(actor=SYSTEM):
        return proposed_clause(coach, text)


def accepted(coach, manager, clause=CLAUSE, **changes):
    """A proposal upon the clause as it is now, that was accepted."""
    now = clause_in(accepted_changes(), clause).text
    with transaction(actor=SYSTEM):
        text = ProposedText(replace(now, **{"text": NEW, **changes}), now.digest, "Korter.", "artikel 2:37 BW")
        return accept(propose(clause, text, by=coach, now=SOME_MOMENT), "", by=manager, now=SOME_MOMENT)


def draft_text(group):
    return "\n".join(article.text for article in as_articles(statutes_of_draft(group)))


# What the linter says of a proposal.


def judged(clause, **changes):
    standing = clause_in((), clause)
    judgement = judge_proposal(standing, replace(standing.text, **changes), ())
    return [(finding.kind, finding.words) for finding in (*judgement.errors, *judgement.warnings)]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Ieder lid betaalt {contributie}.", (LintKind.UNKNOWN_ANSWER, "contributie")),
        ("Ieder lid betaalt {contribution} op {paper_day}.", (LintKind.UNKNOWN_ANSWER, "paper_day")),
        ("Ieder lid betaalt {contribution} volgens {statuten:doel}.", (LintKind.UNKNOWN_ANSWER, "statuten:doel")),
        ("Ieder lid betaalt {contribution} volgens {ref:nergens}.", (LintKind.DANGLING, "ref:nergens")),
        ("Ieder lid betaalt {contribution} volgens {ref:ledenrekening}.", (LintKind.DANGLING, "ref:ledenrekening")),
        ("Ieder lid betaalt {contribution}{{ 7*7 }}.", (LintKind.BRACE, "{")),
        ("Ieder lid betaalt {contribution!r}.", (LintKind.BRACE, "{contribution!r")),
        ("Ieder lid betaalt {0}.", (LintKind.BRACE, "{0")),
        ("Ieder lid betaalt {contribution} per afgevaardigde.", (LintKind.UNDEFINED, "afgevaardigde")),
        ("Ieder lid betaalt een inleg.", (LintKind.DROPPED, "contribution")),
        ("Ieder lid betaalt {contribution} aan het Bestuur.", (LintKind.CAPITAL, "Bestuur")),
        ("Ieder lid betaalt {contribution} of 500 euro.", (LintKind.AMOUNT, "500 euro")),
    ],
)
def test_what_a_text_brings_in_is_found(text, finding):
    assert finding in judged("inleg-akte", text=text)


def test_an_explanation_is_in_both_languages():
    assert judged(CLAUSE, plain_en="") == [(LintKind.TWIN, "plain_en")]
    assert judged(CLAUSE, plain="Hetzelfde.", plain_en="Hetzelfde.") == [(LintKind.TWIN, "plain_en")]


def test_below_a_list_of_answers_nobody_writes_letters():
    assert (LintKind.LETTERS, "een brief") in judged("eerste-bestuur", text="Benoemd worden:\neen brief")


@pytest.mark.parametrize("clause", ["aftreden", "inleg-akte", "einde-manieren", "eerste-bestuur", "begrip-vergadering"])
def test_a_text_that_stays_as_it_is_brings_nothing_in(clause):
    assert judged(clause) == []


def test_every_error_has_a_sentence_that_names_no_file(app):
    assert set(SENTENCES) >= ERRORS
    with app.test_request_context():
        standing = clause_in((), CLAUSE)
        judgement = judge_proposal(standing, replace(standing.text, text="Zie {ref:nergens} en {hobby}."), ())
        sentences = [in_a_sentence(finding) for finding in judgement.errors]
    assert len(sentences) == 2
    assert not any("documents/" in sentence or "%(" in sentence for sentence in sentences)


# What an accepted proposal does.


def test_every_draft_has_the_text_once_it_is_accepted(group, coach, manager):
    other = CooperativeFactory(slug="emmer", name="De Emmer")
    for each in (group, other):
        with transaction(actor=SYSTEM):
            statutes.import_answers(each, answers(), author=None, now=SOME_MOMENT)
    waiting = proposed(coach)
    assert OLD in draft_text(group)
    with transaction(actor=SYSTEM):
        accept(waiting, "Mooi.", by=manager, now=SOME_MOMENT)
    for each in (group, other):
        assert NEW in draft_text(each)
        assert OLD not in draft_text(each)
    assert (wording_now().library_version, queries.library_version()) == (1, 1)


def test_a_version_keeps_its_text_and_says_with_which_library_it_was_made(client, sign_in, group, coach, manager):
    first = made(group)
    accepted(coach, manager)
    second = made(group)
    assert (first.library_version, second.library_version) == (0, 1)
    assert OLD in "".join(article.text for article in comparisons.text_of_version(first))
    assert [change.clause for change in comparisons.compared(first, second) if change.differs] == ["bestuur"]
    written = [text_of(files.content_of(version.file)) for version in (first, second)]
    assert ["Versie van de modelteksten" in text for text in written] == [False, True]
    sign_in(client, ParticipationFactory(cooperative=group).user)
    pages = [client.get(f"/cooperaties/bezem/statuten/versies/{number}").text for number in (1, 2)]
    assert OLD in pages[0]
    assert OLD not in pages[1]
    assert client.get("/cooperaties/bezem/statuten/tekst").text.count(NEW) == 1


def test_what_the_notary_gives_back_is_taken_over_in_the_words_that_were_sent(group, coach, manager):
    version = made(group)
    beside = brought(version, by_the_notary(version, NOTICE))
    left = comparisons.left_differing(version, beside)
    accepted(coach, manager)
    assert comparisons.left_differing(version, comparisons.returned_deed(version)) == left
    assert "bestuur" not in {change.clause for change in left}
    with transaction(actor=SYSTEM):
        after = versions.take_over(version, by=coach, now=SOME_MOMENT, today=TODAY)
    assert after.library_version == 0
    assert "bestuur" not in {change.clause for change in comparisons.returned_deed(after).changes if change.differs}


def test_what_a_release_changed_is_not_taken_over_along_with_the_notary(group, release, coach):
    version = made(group)
    brought(version, by_the_notary(version, NOTICE))
    left = comparisons.left_differing(version, comparisons.returned_deed(version))
    release("Een bestuurder kan altijd stoppen.")
    assert comparisons.left_differing(version, comparisons.returned_deed(version)) == left
    with transaction(actor=SYSTEM):
        after = versions.take_over(version, by=coach, now=SOME_MOMENT, today=TODAY)
    changed = {change.clause for change in comparisons.compared(version, after) if change.differs}
    assert changed == {"oproeping", "statutenwijziging"}


def test_an_amendment_brings_the_text_into_statutes_in_force(group, coach, manager):
    signed(made(group))
    accepted(coach, manager)
    changes = comparisons.since(effective(group))
    assert any(NEW in line for change in changes for line in change.after)


def test_a_second_proposal_builds_upon_the_first(group, coach, manager):
    accepted(coach, manager)
    accepted(coach, manager, text="Aftreden kan per brief.", plain="Anders.", plain_en="Otherwise.")
    standing = clause_in(accepted_changes(), CLAUSE)
    assert standing.text.text == "Aftreden kan per brief."
    assert standing.article["plain_en"] == "Otherwise."
    assert clause_in(accepted_changes()[:1], CLAUSE).text.text == NEW
    assert queries.unfitting_proposals() == []


def test_letters_change_along_and_go(coach, manager):
    accepted(
        coach, manager, clause="einde-manieren", text="Het lidmaatschap eindigt:\ndoor opzegging;\ndoor ontzetting."
    )
    standing = clause_in(accepted_changes(), "einde-manieren")
    assert standing.raw["letters"] == ["door opzegging;", "door ontzetting."]
    accepted(coach, manager, clause="einde-manieren", text="Het lidmaatschap eindigt door opzegging.")
    assert "letters" not in clause_in(accepted_changes(), "einde-manieren").raw


# What a release of the files does.


def test_where_a_release_has_another_text_that_holds_and_the_manager_sees_it(client, sign_in, release, coach, manager):
    accepted(coach, manager)
    release("Een bestuurder kan altijd stoppen.")
    assert clause_in(accepted_changes(), CLAUSE).text.text == "Een bestuurder kan altijd stoppen."
    assert [proposal.library_version for proposal in queries.unfitting_proposals()] == [1]
    sign_in(client, manager)
    page = client.get(f"{PATH}/").text
    assert "no longer fit" in page or "passen niet meer" in page
    assert f"{PATH}/voorstellen/1" in page
    accepted(coach, manager, text="Een bestuurder stopt per brief.")
    assert clause_in(accepted_changes(), CLAUSE).text.text == "Een bestuurder stopt per brief."
    assert queries.unfitting_proposals() == []


def test_what_a_release_took_over_needs_no_change(release, coach, manager):
    accepted(coach, manager)
    accepted(coach, manager, text="Aftreden kan per brief.")
    release("Aftreden kan per brief.")
    assert clause_in(accepted_changes(), CLAUSE).text.text == "Aftreden kan per brief."
    assert queries.unfitting_proposals() == []


def test_a_reference_that_a_release_left_without_its_article_is_an_open_point(release, group, coach, manager):
    accepted(coach, manager, text="Een bestuurder stopt zoals {ref:doel} zegt.")
    assert "zoals artikel 3 zegt" in draft_text(group)
    release(OLD, doel="rvc")
    assert "zoals [verwijzing] zegt" in draft_text(group)
    made(group)


def test_a_clause_that_a_release_took_away_is_not_brought_back(client, sign_in, release, coach, manager):
    accepted(coach, manager)
    waiting = proposed_upon_now(coach)
    release(None)
    assert clause_in(accepted_changes(), CLAUSE) is None
    assert len(queries.unfitting_proposals()) == 1
    sign_in(client, manager)
    assert client.get(f"{PATH}/bepalingen/{CLAUSE}").status_code == 404
    assert client.get(f"{PATH}/voorstellen/{waiting.id}").status_code == 200
    assert client.post(f"{PATH}/voorstellen/{waiting.id}/besluit", data={"decision": "accept"}).status_code == 422


def proposed_upon_now(coach):
    now = clause_in(accepted_changes(), CLAUSE).text
    text = ProposedText(replace(now, text="Weer anders."), now.digest, "Daarom.", "2:37 BW")
    with transaction(actor=SYSTEM):
        return propose(CLAUSE, text, by=coach, now=SOME_MOMENT)

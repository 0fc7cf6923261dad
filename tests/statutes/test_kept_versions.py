"""A version is fixed: it reads what was written when it was made, whatever the clause library says later."""

import json
from datetime import date

import pytest

from incubator.core import files
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.word import Inserted
from incubator.statutes.documents import articles
from incubator.statutes.documents.clauses import library
from incubator.statutes.models import StatutesVersion
from incubator.statutes.queries import comparisons
from incubator.statutes.queries.comments import text_places
from incubator.statutes.queries.in_force import in_force
from incubator.statutes.services import versions
from incubator.statutes.values import amending, read
from incubator.statutes.values.changes import Change
from incubator.statutes.values.states import VersionStep
from incubator.statutes.values.written import ClauseText, kept_articles, to_keep
from tests.factories import SOME_MOMENT, CooperativeFactory, UserFactory
from tests.statutes.deeds import DEEDS
from tests.statutes.test_amending import CHANGED, TODAY, made, packed, signed, text_of
from tests.statutes.test_returned_deeds import NOTICE, brought, by_the_notary

NEW = "Een bestuurder treedt af met een brief aan de andere bestuurders."
OLD = "Een bestuurder kan op elk moment aftreden door dat schriftelijk te melden."


@pytest.fixture
def group(app):
    return CooperativeFactory(slug="bezem", name="De Bezem")


@pytest.fixture
def change_the_library(monkeypatch):
    """`change_the_library()`: from now on the library has another text about directors who resign."""

    def change():
        changed = []
        for article in library():
            clauses = [raw | {"text": NEW} if raw["id"] == "aftreden" else raw for raw in article["clause"]]
            changed.append(article | {"clause": clauses})
        monkeypatch.setattr("incubator.statutes.documents.clauses.library", lambda changes=(): tuple(changed))

    return change


def read_of(version):
    return comparisons.text_of_version(version), text_places(version)


def test_an_older_version_reads_the_same_when_the_library_changes(group, change_the_library):
    version = made(group)
    before = read_of(version)
    change_the_library()
    db.session.expire_all()
    assert read_of(version) == before
    assert any(OLD in article.text for article in before[0])
    assert [(change.clause, change.change) for change in comparisons.since(version)] == [("bestuur", Change.CHANGED)]


def test_what_two_versions_differ_in_stays_what_it_was(group, change_the_library):
    first, second = made(group), made(group, **CHANGED)
    before = comparisons.compared(first, second)
    change_the_library()
    assert comparisons.compared(first, second) == before
    assert "bestuur" not in {change.clause for change in before if change.differs}


def test_a_version_made_later_has_the_words_of_later(group, change_the_library):
    first = made(group)
    change_the_library()
    second = made(group)
    changed = {change.clause: change for change in comparisons.compared(first, second) if change.differs}
    assert any(NEW in line for line in changed["bestuur"].after)
    assert NEW in text_of(files.content_of(second.file))


def test_the_draft_with_the_day_of_the_meeting_has_the_words_of_its_version(group, change_the_library):
    signed(made(group))
    version = made(group, **CHANGED)
    change_the_library()
    with transaction(actor=SYSTEM):
        versions.note_step(
            version, VersionStep.ADOPTED, date(2026, 11, 20), by=UserFactory(), now=SOME_MOMENT, today=TODAY
        )
    draft = text_of(packed(version)["1 Ontwerp van de akte.docx"])
    assert "20 november 2026 besloten" in draft
    assert OLD in draft
    assert NEW not in draft


def test_the_deed_of_the_notary_is_held_beside_what_was_sent(group, change_the_library):
    version = made(group)
    deed = by_the_notary(version, NOTICE)
    change_the_library()
    beside = brought(version, deed)
    assert [change.clause for change in beside.changes if change.differs] == ["oproeping"]


def test_the_terms_in_force_name_the_articles_of_the_deed_as_it_was_made(group, change_the_library):
    signed(made(group))
    before = in_force(group, TODAY)
    change_the_library()
    assert in_force(group, TODAY) == before


@pytest.mark.parametrize("name", DEEDS)
def test_what_is_kept_is_what_was_written(name):
    for statutes in (read(DEEDS[name]), amending(read(DEEDS[name]), read({}))):
        written = articles(statutes)
        assert kept_articles(json.loads(json.dumps(to_keep(written)))) == tuple(written)


def test_what_no_clause_holds_is_not_kept():
    with pytest.raises(TypeError, match="No part of a clause"):
        ClauseText((Inserted("erbij"),)).as_json()


def test_the_audit_trail_does_not_repeat_the_text():
    assert "articles" in StatutesVersion.__audit_hidden__

"""Reads about versions: how far each is, and two of them side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from incubator.accounts.models import User
from incubator.core import files
from incubator.statutes.documents.comparing import as_articles, compare_texts
from incubator.statutes.documents.deed_facts import DeedFacts, deed_facts
from incubator.statutes.documents.read_terms import ReadTerm, read_terms
from incubator.statutes.documents.reading import read_deed
from incubator.statutes.models import StatutesVersion
from incubator.statutes.queries import newest_deed, version
from incubator.statutes.queries.amending import statutes_of, statutes_of_draft, statutes_with
from incubator.statutes.rules.states import state_of
from incubator.statutes.values.changes import ArticleChange, Change
from incubator.statutes.values.prefilling import value_at, with_values
from incubator.statutes.values.read_deed import LooseText, TextArticle
from incubator.statutes.values.states import VersionFacts, VersionState


def two_versions(viewer: User, slug: str, number: int, other: int) -> tuple[StatutesVersion, StatutesVersion] | None:
    """Two versions of one group within sight. A loader for `guarded`."""
    first, second = version(viewer, slug, number), version(viewer, slug, other)
    if first is None or second is None:
        return None
    return first, second


def returned_version(viewer: User, slug: str, number: int) -> StatutesVersion | None:
    """A version within sight of which the notary's deed came back. A loader for `guarded`."""
    fixed = version(viewer, slug, number)
    return fixed if fixed is not None and fixed.returned is not None else None


def text_of_version(fixed: StatutesVersion) -> list[TextArticle]:
    return as_articles(statutes_of(fixed))


def text_that_counts(fixed: StatutesVersion) -> list[TextArticle]:
    """What a version reads; once its deed was signed, the words of that deed when it was brought."""
    if fixed.deed_on is None or fixed.returned is None:
        return text_of_version(fixed)
    return list(read_deed(files.content_of(fixed.returned)).articles)


def compared(before: StatutesVersion, after: StatutesVersion) -> list[ArticleChange]:
    """What differs between two versions, article by article."""
    return compare_texts(text_that_counts(before), text_that_counts(after))


def since(fixed: StatutesVersion) -> list[ArticleChange]:
    """What the answers of now changed in the text of a version."""
    return _differing(text_of_version(fixed), as_articles(statutes_of_draft(fixed.cooperative)))


def against_draft(fixed: StatutesVersion) -> list[ArticleChange]:
    """What would change when the answers became those of this version again."""
    return _differing(as_articles(statutes_of_draft(fixed.cooperative)), text_of_version(fixed))


def _differing(before: list[TextArticle], after: list[TextArticle]) -> list[ArticleChange]:
    return [change for change in compare_texts(before, after) if change.change is not Change.SAME]


def amends(fixed: StatutesVersion, all_versions: Sequence[StatutesVersion]) -> bool:
    """Whether a version changes statutes that had a deed already."""
    return any(other.deed_on is not None and other.number < fixed.number for other in all_versions)


def states(all_versions: Sequence[StatutesVersion]) -> dict[int, VersionState]:
    """How far each version of one group is, by its number."""
    holding = newest_deed(all_versions)
    known = {}
    for fixed in all_versions:
        facts = VersionFacts(
            steps=tuple((step.kind, step.on_date) for step in fixed.steps),
            deed_on=fixed.deed_on,
            is_effective=fixed is holding,
            founded_before=amends(fixed, all_versions),
            overtaken=holding is not None and fixed.number < holding.number,
            returned=fixed.returned_id is not None,
        )
        known[fixed.number] = state_of(facts)
    return known


@dataclass(frozen=True, slots=True)
class ReturnedDeed:
    """The notary's deed beside the version that was sent: article by article, what no article of ours says, and terms that moved."""

    changes: tuple[ArticleChange, ...]
    unknown: tuple[LooseText, ...]
    terms: tuple[ReadTerm, ...]

    @property
    def differs(self) -> bool:
        return any(change.change is not Change.SAME for change in self.changes)


def returned_deed(fixed: StatutesVersion) -> ReturnedDeed:
    """What the notary's deed changed. Raises `RuleViolation` when the file can no longer be read."""
    assert fixed.returned is not None
    return beside_deed(fixed, files.content_of(fixed.returned))


def facts_of_returned(fixed: StatutesVersion) -> DeedFacts:
    """The day and the notary, as far as the deed that came back says them."""
    assert fixed.returned is not None
    return deed_facts(files.content_of(fixed.returned))


def left_differing(fixed: StatutesVersion, beside: ReturnedDeed) -> list[ArticleChange]:
    """The articles that still have words of the notary once the terms that can be read back are taken over."""
    assert fixed.returned is not None
    answers = with_values(fixed.answers, {term.path: term.value for term in beside.terms})
    ours = as_articles(statutes_with(fixed, answers))
    theirs = read_deed(files.content_of(fixed.returned)).articles
    return [change for change in compare_texts(ours, theirs) if change.differs and change.number_after]


def beside_deed(fixed: StatutesVersion, content: bytes) -> ReturnedDeed:
    """A deed beside the version that was sent. Raises `RuleViolation` with a sentence when it is no deed."""
    deed = read_deed(content)
    changes = compare_texts(text_of_version(fixed), deed.articles)
    touched = {change.clause for change in changes if change.change is Change.CHANGED}
    terms = []
    for term in read_terms(deed.articles):
        # Only where the notary wrote something else: our own words are what the answers say.
        if term.clause in touched and value_at(fixed.answers, term.path) != term.value:
            terms.append(term)
    return ReturnedDeed(tuple(changes), deed.unknown, tuple(terms))

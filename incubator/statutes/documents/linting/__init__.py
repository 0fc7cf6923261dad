"""The linter of texts: the clause library, the papers beside the deed, and the deed of a set of answers."""

from operator import attrgetter
from pathlib import Path

from incubator.statutes.documents.clauses import articles
from incubator.statutes.documents.library import FOLDER
from incubator.statutes.documents.linting.deed_rules import WrittenDeed, judge_deed
from incubator.statutes.documents.linting.finding import LintFinding, LintKind
from incubator.statutes.documents.linting.library_rules import AskedFor, judge
from incubator.statutes.documents.linting.source import SourceArticle, clauses_of, read_articles
from incubator.statutes.documents.papers import OPEN_WORDS, PAPER_CONDITIONS
from incubator.statutes.documents.wording import lists, words
from incubator.statutes.rules.conditions import CONDITIONS
from incubator.statutes.values import Statutes, read
from incubator.statutes.values.schema import CONTENT

__all__ = ["LintFinding", "LintKind", "lint_deed", "lint_library", "lint_papers"]

PAPERS = CONTENT / "papers"


def lint_library(folder: Path = FOLDER) -> list[LintFinding]:
    """What is wrong with the clause library in a folder, in the order of the deed."""
    return list(judge(read_articles(folder), _known(folder, set(CONDITIONS))))


def lint_papers(folder: Path = PAPERS) -> list[LintFinding]:
    """What is wrong with the papers beside the deed; they may refer to all that the statutes can hold."""
    findings: list[LintFinding] = []
    by_file: dict[str, list[SourceArticle]] = {}
    for article in read_articles(folder):
        by_file.setdefault(article.file, []).append(article)
    for written in by_file.values():
        findings += judge(written, _known(FOLDER, set(CONDITIONS) | PAPER_CONDITIONS))
    return findings


def lint_deed(statutes: Statutes, file: str) -> list[LintFinding]:
    """What is wrong with the text of the deed that these answers give; `file` is where the answers stand."""
    return list(judge_deed(WrittenDeed(file, articles(statutes), statutes)))


def _known(folder: Path, conditions: set[str]) -> AskedFor:
    nothing = read({})
    written = read_articles(folder)
    ids = set(map(attrgetter("id"), (*written, *clauses_of(written))))
    return AskedFor(
        conditions=conditions,
        words=set(words(nothing)) | set(OPEN_WORDS),
        lists=set(lists(nothing)),
        ids=ids,
    )

"""The clause library as it is written: its files, the shape of an article in them, and which of it holds for a set of answers."""

import tomllib
from collections.abc import Set
from datetime import date
from functools import cache, lru_cache
from typing import Any

from incubator.statutes.documents.library_changes import changed_articles
from incubator.statutes.rules.conditions import is_met
from incubator.statutes.values import Statutes
from incubator.statutes.values.library_changes import LibraryChange
from incubator.statutes.values.schema import CONTENT

FOLDER = CONTENT / "clauses"
ARTICLE_NEEDS = {"id", "chapter", "title", "law", "plain", "plain_en", "usual", "cost_of_change", "clause"}
ARTICLE_MAY = {"when", "intro", "since", "until", "movable"}
CLAUSE_NEEDS = {"id", "text"}
REMEMBERED = 8  # libraries: the one of today, and those that versions were written with
CLAUSE_MAY = {"when", "level", "letters", "list", "law", "since", "until", "movable", "topic", "beside"}


class BrokenLibrary(ValueError):
    """An article or clause does not have the shape of the library; the sentence names it."""


@lru_cache(maxsize=REMEMBERED)
def library(changes: tuple[LibraryChange, ...] = ()) -> tuple[dict[str, Any], ...]:
    """Every article, in the order of the deed, with the changes that still fit the files. Raises `BrokenLibrary`."""
    return changed_articles(library_files(), changes).articles


@cache
def library_files() -> tuple[dict[str, Any], ...]:
    """Every article as the files have it, in the order of the deed. Raises `BrokenLibrary`."""
    articles: list[dict[str, Any]] = []
    for file in sorted(FOLDER.glob("*.toml")):
        articles += tomllib.loads(file.read_text(encoding="utf-8"))["article"]
    for article in articles:
        _check(article, f"article {article.get('id')}", ARTICLE_NEEDS, ARTICLE_MAY)
        for clause in article["clause"]:
            _check(clause, f"a clause of article {article['id']}", CLAUSE_NEEDS, CLAUSE_MAY)
    return tuple(articles)


def _check(part: dict[str, Any], what: str, needs: set[str], may: set[str]) -> None:
    missing, unknown = needs - set(part), set(part) - needs - may
    if missing or unknown:
        raise BrokenLibrary(f"{what}: missing {sorted(missing)}, unknown {sorted(unknown)}")


def holds(raw: dict[str, Any], holding: Set[str], on: date) -> bool:
    """Whether this article or clause belongs in the deed: its conditions hold, and so does the law it rests on that day."""
    in_time = raw.get("since", date.min) <= on <= raw.get("until", date.max)
    return in_time and is_met(raw.get("when", ""), holding)


PLACES = {"house_rules": "het huishoudelijk reglement", "member_agreement": "de ledenovereenkomst"}


def moved_in_words(statutes: Statutes) -> list[str]:
    """What the founders put in another paper than the deed: the title of the article that it comes from, and where it stands."""
    titles: dict[str, str] = {}
    for article in library():
        titles[article["id"]] = article["title"]
        titles |= {clause["id"]: f"uit {article['title']}" for clause in article["clause"]}
    return [f"{titles.get(part, part)}: in {PLACES[where]}" for part, where in statutes.placement if where in PLACES]

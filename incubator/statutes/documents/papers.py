"""The papers beside the deed: house rules, member agreement, regulation of the member accounts, out of the same answers."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from incubator.core.word import ArticleBlock, Block, Clause, Document, Heading, Numbering, Open, OpenPoints, Paragraph
from incubator.statutes.documents.clauses import ClauseFiller, article_of, articles, numbers_of, referred_to
from incubator.statutes.documents.deed import DraftDetails
from incubator.statutes.documents.library import holds, library
from incubator.statutes.documents.wording import Word, lists, words
from incubator.statutes.rules import STATE_OF_KNOWLEDGE
from incubator.statutes.rules.conditions import conditions
from incubator.statutes.values import Statutes
from incubator.statutes.values.schema import CONTENT
from incubator.statutes.values.written import StatuteArticle


class Paper(StrEnum):
    """A paper beside the deed; the value names it in addresses, commands and files of content."""

    HOUSE_RULES = "house-rules"  # huishoudelijk reglement
    MEMBER_AGREEMENT = "member-agreement"  # ledenovereenkomst
    CAPITAL_ACCOUNTS = "capital-accounts"  # reglement ledenrekeningen


# What is true of a paper besides the conditions of the deed.
PAPER_CONDITIONS = frozenset({"placed", "employment", "assignment", "disputes_in_statutes"})
OPEN_WORDS = {
    "paper_day": Open("datum", "De datum van dit stuk"),
    "no_regulations": Open("vraag de notaris", "Of de statuten reglementen moeten noemen"),
    "limit_of_two": Open("bedrag", "Boven welk bedrag twee bestuurders nodig zijn"),
    "limit_of_members": Open("bedrag", "Boven welk bedrag het ledenoverleg eerst spreekt"),
    "limit_of_mediation": Open("bedrag", "Hoeveel bemiddeling hoogstens mag kosten"),
    "confidant": Open("naam", "Wie de vertrouwenspersoon is"),
    "member_name": Open("naam", "De naam van het lid"),
    "member_place": Open("adres", "Het adres van het lid"),
    "member_number": Open("nummer", "Het nummer van het lid"),
    "member_hours": Open("aantal", "Hoeveel uur het lid gemiddeld werkt"),
    "member_payment": Open("ineens, of in hoeveel delen", "Hoe het lid de inleg betaalt"),
    "assignment_check": Open("hoe dat is bekeken", "Hoe is bekeken of het werk geen loondienst is"),
    "signing_place": Open("plaats", "De plaats van ondertekening"),
    "signature_cooperative": Open("handtekening", "De handtekening namens de coöperatie"),
    "signature_member": Open("handtekening", "De handtekening van het lid"),
}


@dataclass(frozen=True, slots=True)
class PaperText:
    """A paper filled in: its title, what it is for, and its articles."""

    title: str
    purpose: str
    articles: tuple[StatuteArticle, ...]


def paper_text(statutes: Statutes, paper: Paper, *, on: date | None = None) -> PaperText:
    """The paper that these answers give, with references to the articles of their statutes."""
    content = _content(paper)
    day = on or statutes.deed.signed_on or STATE_OF_KNOWLEDGE
    holding = conditions(statutes) | _holding(statutes)
    placed = [clause for clause in _placed_in(statutes, paper) if holds(clause, holding, day)]
    if placed:
        holding = holding | {"placed"}
    asked = words(statutes) | _references(statutes) | {name: (text,) for name, text in OPEN_WORDS.items()}
    referred = referred_to(statutes.wording.changes)
    filler = ClauseFiller(asked, lists(statutes), holding, {}, frozenset(), day, referred)
    written = []
    for raw in content["article"]:
        # What the founders moved out of the deed stands in the article that is kept for it.
        with_clauses = raw | {"clause": placed} if "placed" in raw else raw
        if filler.takes(with_clauses):
            written.append(article_of(with_clauses, filler))
    return PaperText(content["title"], content["purpose"], tuple(written))


@cache
def _content(paper: Paper) -> dict[str, Any]:
    return tomllib.loads((CONTENT / "papers" / f"{paper.value}.toml").read_text(encoding="utf-8"))


def _placed_in(statutes: Statutes, paper: Paper) -> list[dict[str, Any]]:
    """The movable clauses and articles of the deed that the founders put in this paper, as clauses."""
    here = {clause for clause, where in statutes.placement if where == paper.value.replace("-", "_")}
    placed: list[dict[str, Any]] = []
    for article in library(statutes.wording.changes):
        whole = article["id"] in here and article.get("movable", False)
        for clause in article["clause"]:
            if whole or (clause["id"] in here and clause.get("movable", False)):
                placed.append(_as_placed(clause, article))
    return placed


def _as_placed(clause: dict[str, Any], article: dict[str, Any]) -> dict[str, Any]:
    """A clause of the deed as it stands in another paper: under the conditions of its article too, and pointing to the statutes."""
    dates = {}
    if since := max((part["since"] for part in (clause, article) if "since" in part), default=None):
        dates["since"] = since
    if until := min((part["until"] for part in (clause, article) if "until" in part), default=None):
        dates["until"] = until
    return {
        **clause,
        **dates,
        "when": f"{article.get('when', '')} {clause.get('when', '')}".strip(),
        "text": clause["text"].replace("{ref:", "{statuten:"),
        "letters": [letter.replace("{ref:", "{statuten:") for letter in clause.get("letters", ())],
    }


def _holding(statutes: Statutes) -> set[str]:
    """What is true of the agreements with members, besides what the deed asks."""
    kinds = " ".join(statutes.purpose.member_agreement_types).lower()
    holding = set()
    if "arbeid" in kinds or "loondienst" in kinds:
        holding.add("employment")
    if "opdracht" in kinds or "zelfstandig" in kinds:
        holding.add("assignment")
    if "geschillen" not in dict(statutes.placement):
        holding.add("disputes_in_statutes")
    return holding


def _references(statutes: Statutes) -> dict[str, Word]:
    """How a paper refers to each article of the statutes: by its number, or to the statutes where these do not have it."""
    numbers = numbers_of(articles(statutes))
    references: dict[str, Word] = {}
    for article in library(statutes.wording.changes):
        number = numbers.get(article["id"], "")
        references[f"nummer:{article['id']}"] = (number,)
        references[f"statuten:{article['id']}"] = (f"{number} van de statuten" if number else "de statuten",)
        for clause in article["clause"]:
            references[f"statuten:{clause['id']}"] = references[f"statuten:{article['id']}"]
    return references


def paper_document(statutes: Statutes, paper: Paper, details: DraftDetails) -> Document:
    """The paper as a Word document, with a list of what is still open."""
    written = paper_text(statutes, paper)
    return Document(
        title=f"{written.title} van {statutes.name or 'coöperatie zonder naam'}",
        subject=written.purpose,
        keywords="coöperatie, reglement, overeenkomst",
        author=details.author,
        made_at=details.made_at,
        date_text=details.made_on,
        version=details.version[:1].upper() + details.version[1:],
        numbering=Numbering.ARTICLES,
        blocks=tuple(_blocks(statutes, written, details)),
    )


def _blocks(statutes: Statutes, written: PaperText, details: DraftDetails) -> Iterator[Block]:
    yield Paragraph(written.title, "title")
    yield Paragraph((statutes.name or Open("naam", "De naam van de coöperatie"),), "subtitle")
    yield Paragraph(f"{details.version[:1].upper()}{details.version[1:]} van {details.made_on}", "subtitle")
    yield Paragraph(written.purpose, "intro")
    for article in written.articles:
        yield ArticleBlock(article.title, article.id)
        for clause in article.clauses:
            yield Clause(clause.text, clause.level, clause.id)
    yield Heading("Open punten")
    yield OpenPoints()

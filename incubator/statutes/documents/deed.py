"""The draft of the deed: who founds, the statutes, what is still open, and where the answers come from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from incubator.core.quantities import write_day
from incubator.core.word import (
    ArticleBlock,
    Block,
    Clause,
    Document,
    Heading,
    Inline,
    Numbering,
    Open,
    OpenPoints,
    PageBreak,
    Paragraph,
    Table,
    TableOfContents,
    Text,
)
from incubator.statutes.documents.clauses import articles
from incubator.statutes.rules import STATE_OF_KNOWLEDGE
from incubator.statutes.values import RuleFinding, Severity, Statutes


@dataclass(frozen=True, slots=True)
class DraftDetails:
    """What a draft says of itself."""

    made_at: datetime
    made_on: str
    author: str
    version: str = "ontwerp"
    sources: tuple[tuple[str, str, str], ...] = ()  # what, value, source
    not_agreed: tuple[str, ...] = ()  # about which facts the group has still to decide


def deed(statutes: Statutes, findings: Sequence[RuleFinding], details: DraftDetails) -> Document:
    """The whole draft as data; `core.word.to_bytes` writes it."""
    name = statutes.name or "coöperatie zonder naam"
    return Document(
        title=f"Akte van oprichting en statuten van {name}",
        subject="Ontwerp voor de notaris",
        keywords="statuten, akte van oprichting, coöperatie",
        author=details.author,
        made_at=details.made_at,
        date_text=details.made_on,
        version=details.version[:1].upper() + details.version[1:],
        numbering=Numbering.ARTICLES,
        blocks=(
            *_front(statutes, details),
            PageBreak(),
            TableOfContents(),
            PageBreak(),
            *_founding(statutes),
            *_statutes(statutes),
            *_closing(),
            PageBreak(),
            Heading("Open punten"),
            OpenPoints(more=(*details.not_agreed, *_legal_points(findings)), more_where="Dossier en toets aan de wet"),
            *_sources(details),
        ),
    )


def _front(statutes: Statutes, details: DraftDetails) -> Iterator[Block]:
    yield Paragraph("Akte van oprichting en statuten", "title")
    yield Paragraph((statutes.name or Open("naam", "De naam van de coöperatie"),), "subtitle")
    yield Paragraph(f"{details.version[:1].upper()}{details.version[1:]} van {details.made_on}", "subtitle")
    yield Paragraph(
        "Dit is een ontwerp van de oprichters. De notaris beoordeelt het, past het zo nodig aan en maakt de akte.",
        "intro",
    )
    yield Paragraph(
        f"Getoetst aan de wet zoals die bekend was op {write_day(STATE_OF_KNOWLEDGE)}. De toets vervangt het oordeel van de notaris niet.",
        "note",
    )


def _founding(statutes: Statutes) -> Iterator[Block]:
    deed = statutes.deed
    signed: Inline = write_day(deed.signed_on) if deed.signed_on else Open("datum", "De datum van de akte")
    yield Heading("Oprichting")
    yield Paragraph(
        (
            "Op ",
            signed,
            " verschenen voor mij, ",
            Open("naam van de notaris", "De naam van de notaris"),
            ", notaris te ",
            Open("plaats", "De plaats van vestiging van de notaris"),
            ":",
        )
    )
    yield Table(
        ("Oprichter", "Persoon", "Bij de akte", "Nog in te vullen"),
        tuple(_founder_rows(statutes)),
        "De oprichters en hoe zij bij de akte aanwezig zijn",
        (4, 3, 4, 5),
    )
    yield Paragraph(
        "De verschenen personen, handelend voor zichzelf of als schriftelijk gevolmachtigde, richten hierbij een coöperatie op. "
        "Voor haar gelden de volgende statuten."
    )


def _founder_rows(statutes: Statutes) -> Iterator[tuple[Text, ...]]:
    details: Text = (Open("personalia", "Personalia van de oprichters (geboortedatum, adres, legitimatie)"),)
    if not statutes.deed.founders:
        yield (Open("naam", "De namen van de oprichters"),), "", "", details
    for founder in statutes.deed.founders:
        present: Text = "verschijnt zelf" if founder.present else "met schriftelijke volmacht"
        # Not a guess: who signs without a power makes the deed void, so the notary must see the question.
        if not founder.present and not founder.written_poa:
            present = (Open("zelf of met volmacht", f"Of {founder.name} zelf verschijnt of een volmacht geeft"),)
        kind = "rechtspersoon" if founder.kind == "legal" else "natuurlijk persoon"
        yield founder.name, kind, present, details


def _statutes(statutes: Statutes) -> Iterator[Block]:
    chapter = ""
    for article in articles(statutes):
        if article.chapter != chapter:
            chapter = article.chapter
            yield Heading(chapter)
        yield ArticleBlock(article.title, article.id)
        for clause in article.clauses:
            yield Clause(clause.text, clause.level, clause.id)


def _closing() -> Iterator[Block]:
    yield Heading("Ondertekening")
    yield Paragraph(
        (
            "De inhoud van deze akte is aan de verschenen personen meegedeeld en toegelicht. Zij hebben vooraf van de inhoud kunnen "
            "kennisnemen en stemmen daarmee in. De akte is ondertekend te ",
            Open("plaats", "De plaats van ondertekening"),
            " door de verschenen personen en door mij, notaris.",
        )
    )


def _legal_points(findings: Sequence[RuleFinding]) -> Iterator[str]:
    for finding in findings:
        # What is only good to know would hide among the points that the notary must settle.
        if finding.severity is not Severity.INFO:
            weight = "Moet anders" if finding.severity is Severity.ERROR else "Let op"
            yield f"{weight}: {finding.message} {finding.remedy} ({finding.articles_in_words})"


def _sources(details: DraftDetails) -> Iterator[Block]:
    if details.sources:
        yield Heading("Waar de gegevens vandaan komen")
        yield Table(
            ("Gegeven", "Zoals gebruikt", "Bron"),
            details.sources,
            "De gegevens uit het dossier waaruit dit ontwerp is gemaakt, met hun bron",
            (4, 7, 5),
        )

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
from incubator.statutes.documents.language import enumerated
from incubator.statutes.documents.library import moved_in_words
from incubator.statutes.documents.naming import chosen
from incubator.statutes.rules import STATE_OF_KNOWLEDGE
from incubator.statutes.values import RuleFinding, Severity, Statutes
from incubator.statutes.values.answers import Founder

KINDS = {"natural": "natuurlijk persoon", "legal": "rechtspersoon"}
FORMS = {"notarial": "notariële akte"}
LANGUAGES = {"nl": "Nederlands", "fy": "Fries"}
COUNTRIES = {"NL": "Nederland"}
POWERS = (
    " Van volmachten blijkt uit ",
    Open("onderhandse akten", "De volmachten die aan de akte worden gehecht"),
    ", die aan deze akte worden gehecht.",
)


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
            *front("Akte van oprichting en statuten", "Dit is een ontwerp van de oprichters.", statutes, details),
            PageBreak(),
            TableOfContents(),
            PageBreak(),
            *_founding(statutes),
            *statute_blocks(statutes),
            *_closing(statutes),
            PageBreak(),
            *notes(statutes),
            Heading("Open punten"),
            OpenPoints(more=(*details.not_agreed, *legal_points(findings)), more_where="Dossier en toets aan de wet"),
            *sources(details),
        ),
    )


def front(title: str, whose: str, statutes: Statutes, details: DraftDetails) -> Iterator[Block]:
    """The first page: what it is, of whom, and that the notary decides."""
    yield Paragraph(title, "title")
    yield Paragraph((statutes.name or Open("naam", "De naam van de coöperatie"),), "subtitle")
    yield Paragraph(f"{details.version[:1].upper()}{details.version[1:]} van {details.made_on}", "subtitle")
    yield Paragraph(
        f"{whose} De notaris beoordeelt het, past het zo nodig aan en maakt de akte.",
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
    yield Paragraph(("Op ", signed, " verschenen voor mij, ", *notary_words(deed.notary_id), ":"))
    yield Table(
        ("Oprichter", "Persoon", "Bij de akte", "Geboren op en te", "Adres", "Legitimatie"),
        tuple(_founder_rows(statutes)),
        "De oprichters, hun personalia en hoe zij bij de akte aanwezig zijn",
        (4, 3, 3, 3, 3, 3),
    )
    yield Paragraph(
        f"De verschenen personen, handelend {_capacities(statutes)}, verklaarden hierbij een coöperatie op te richten. Voor haar gelden "
        "de volgende statuten."
    )


def _capacities(statutes: Statutes) -> str:
    """For whom those act who appear: themselves, a legal person that founds, a founder who gave a power (2:27(2) BW)."""
    capacities = ["voor zichzelf"]
    if any(founder.kind == "legal" for founder in statutes.deed.founders):
        capacities.append("als vertegenwoordiger van een rechtspersoon")
    if _has_powers(statutes):
        capacities.append("als schriftelijk gevolmachtigde")
    return enumerated(tuple(capacities), "of")


def _has_powers(statutes: Statutes) -> bool:
    """Whether somebody signs by a power of attorney; while founders are not known somebody may."""
    founders = statutes.deed.founders
    return not founders or any(founder.written_poa or not founder.present for founder in founders)


def notary_words(name: str) -> tuple[Inline, ...]:
    """Who makes the deed, as far as that is known."""
    if name:
        return (f"{name}, notaris",)
    return (
        Open("naam van de notaris", "De naam van de notaris"),
        ", notaris te ",
        Open("plaats", "De plaats van vestiging van de notaris"),
    )


def _founder_rows(statutes: Statutes) -> Iterator[tuple[Text, ...]]:
    if not statutes.deed.founders:
        yield (Open("naam", "De namen van de oprichters"),), "", "", *_personal("natural")
    for founder in statutes.deed.founders:
        yield founder.name, KINDS.get(founder.kind, founder.kind), _presence(founder), *_personal(founder.kind)


def _presence(founder: Founder) -> Text:
    # Not a guess: who signs without a power makes the deed void, so the notary must see the question.
    if not founder.present and not founder.written_poa:
        return (Open("zelf of met volmacht", f"Of {founder.name} zelf verschijnt of een volmacht geeft"),)
    if founder.present and founder.written_poa:
        return "verschijnt zelf (er is ook een schriftelijke volmacht)"
    return "verschijnt zelf" if founder.present else "met schriftelijke volmacht"


def _personal(kind: str) -> tuple[Text, Text, Text]:
    """What the notary asks of each founder and this draft does not hold."""
    if kind == "legal":
        return (
            (
                Open(
                    "zetel en nummer",
                    "De zetel en het nummer in het handelsregister van oprichters die rechtspersoon zijn",
                ),
            ),
            (Open("adres", "Het adres van de oprichters"),),
            (Open("wie vertegenwoordigt", "Wie oprichters vertegenwoordigt die rechtspersoon zijn, met legitimatie"),),
        )
    return (
        (Open("datum en plaats", "De geboortedatum en geboorteplaats van de oprichters"),),
        (Open("adres", "Het adres van de oprichters"),),
        (Open("soort en nummer", "Het identiteitsbewijs van de oprichters: soort en nummer"),),
    )


def statute_blocks(statutes: Statutes) -> Iterator[Block]:
    """The statutes themselves: chapters, articles and clauses."""
    chapter = ""
    for article in articles(statutes):
        if article.chapter != chapter:
            chapter = article.chapter
            yield Heading(chapter)
        yield ArticleBlock(article.title, article.id)
        for clause in article.clauses:
            yield Clause(clause.text, clause.level, clause.id)


def _closing(statutes: Statutes) -> Iterator[Block]:
    yield Heading("Slot van de akte")
    yield Paragraph("Dit deel schrijft de notaris. Hieronder staat wat er gewoonlijk in staat.", "note")
    identity = (
        "De identiteit van de verschenen personen is door mij, notaris, vastgesteld aan de hand van de documenten die hiervoor zijn "
        "genoemd."
    )
    yield Paragraph((identity, *POWERS) if _has_powers(statutes) else identity)
    yield Paragraph(
        (
            "De zakelijke inhoud van deze akte is aan de verschenen personen meegedeeld en toegelicht, met de gevolgen die eruit "
            "voortvloeien. Zij verklaarden op tijd van de inhoud te hebben kennisgenomen, daarmee in te stemmen en geen volledige "
            "voorlezing te willen. Deze akte is verleden te ",
            Open("plaats", "De plaats van ondertekening"),
            " op de datum aan het begin van deze akte. Na gedeeltelijke voorlezing is zij ondertekend door de verschenen personen en "
            "daarna door mij, notaris, om ",
            Open("tijdstip", "Het tijdstip van ondertekening"),
            ".",
        )
    )


def notes(statutes: Statutes) -> Iterator[Block]:
    """What the notary wants to know of the deed and has no place in its text."""
    deed, liability, library_version = statutes.deed, statutes.liability, statutes.wording.library_version
    rows = (
        ("Vorm van de akte", FORMS.get(deed.form, deed.form)),
        ("Taal van de akte", LANGUAGES.get(deed.language, deed.language)),
        ("Provincie van de zetel", statutes.seat.province),
        ("Land van de zetel", COUNTRIES.get(statutes.seat.country, statutes.seat.country)),
        ("Bijdrage in een tekort", chosen(liability.excluded, "uitgesloten")),
        ("In een ander stuk dan de statuten", "; ".join(moved_in_words(statutes))),
        ("Versie van de modelteksten", str(library_version or "")),
    )
    yield Heading("Gegevens bij de akte")
    yield Table(
        ("Gegeven", "Antwoord"),
        tuple(row for row in rows if row[1]),
        "Antwoorden die bij de akte horen en niet in de tekst staan",
        (5, 10),
    )


def legal_points(findings: Sequence[RuleFinding]) -> Iterator[str]:
    """What the check against the law found and the notary must know, a sentence each."""
    for finding in findings:
        # What is only good to know would hide among the points that the notary must settle.
        if finding.severity is not Severity.INFO:
            weight = "Moet anders" if finding.severity is Severity.ERROR else "Let op"
            yield f"{weight}: {finding.message} {finding.remedy} ({finding.articles_in_words})"


def sources(details: DraftDetails) -> Iterator[Block]:
    """Where the answers come from, when that is known."""
    if details.sources:
        yield Heading("Waar de gegevens vandaan komen")
        yield Table(
            ("Gegeven", "Zoals gebruikt", "Bron"),
            details.sources,
            "De gegevens uit het dossier waaruit dit ontwerp is gemaakt, met hun bron",
            (4, 7, 5),
        )

"""What goes to the notary besides the draft: data first, one paper a function, in plain words and without codes of ours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from incubator.core.quantities import write_cents, write_day
from incubator.core.sentences import ended
from incubator.core.word import Block, Bullets, Document, Heading, Open, Paragraph, Table, Text
from incubator.statutes.documents.clauses import articles
from incubator.statutes.documents.founders import FilledIn, founder_blocks, personal_words
from incubator.statutes.documents.library import moved_in_words
from incubator.statutes.documents.naming import regime_in_words
from incubator.statutes.documents.wording_meeting import majority
from incubator.statutes.rules.meeting import EQUAL_VOTES
from incubator.statutes.rules.ownership import NEW_UBO_LIMIT_FROM, is_owner
from incubator.statutes.rules.people import members_at_the_start
from incubator.statutes.values import RuleFinding, Severity, Statutes
from incubator.statutes.values.answers import Founder
from incubator.statutes.values.written import StatuteArticle

WEIGHTS = {Severity.ERROR: "Moet anders", Severity.WARNING: "Let op", Severity.INFO: "Goed om te weten"}


@dataclass(frozen=True, slots=True)
class PackDetails:
    """What every paper of the pack says of itself."""

    name: str
    version: int
    made_at: datetime
    made_on: date


@dataclass(frozen=True, slots=True)
class PackPaper:
    """A paper of the pack: its file name, what it is for, and what is in it."""

    name: str
    purpose: str
    document: Document


def papers(
    statutes: Statutes,
    findings: Sequence[RuleFinding],
    open_points: Sequence[str],
    details: PackDetails,
    filled_in: FilledIn,
) -> list[PackPaper]:
    """Every paper besides the draft, in the order in which a notary needs them; `filled_in` is what founders filled in themselves."""
    absent = [founder for founder in statutes.deed.founders if not founder.present]
    titles = [
        ("Keuzes en afwijkingen", "wat de groep koos en waar zij van ons model afwijkt", choice_blocks(statutes)),
        ("Oprichters", "de gegevens van wie bij de akte verschijnen", founder_blocks(statutes, filled_in)),
        *(
            (f"Volmacht {founder.name}", "voor wie niet zelf verschijnt", _power(founder, statutes, details, filled_in))
            for founder in absent
        ),
        ("Uiteindelijk belanghebbenden", "voor de opgave aan het UBO-register", _owners(statutes, details)),
        ("Toets aan de wet", "wat onze toets vond, met het artikel", check_blocks(findings)),
        ("Open punten", "wat nog besloten of ingevuld moet worden", open_blocks(open_points)),
        ("Offerteaanvraag", "brief om bij notarissen een prijs te vragen", _letter(statutes, details)),
    ]
    return numbered((title, purpose, pack_document(title, blocks, details)) for title, purpose, blocks in titles)


def numbered(made: Iterable[tuple[str, str, Document]]) -> list[PackPaper]:
    """Papers numbered as they come, after the draft: two founders of one name each keep a paper of their own."""
    return [
        PackPaper(f"{number} {title}", purpose, document) for number, (title, purpose, document) in enumerate(made, 2)
    ]


def pack_document(title: str, blocks: Iterator[Block], details: PackDetails) -> Document:
    """A paper of the pack, which says what it is and of which version."""
    return Document(
        title=f"{title} - {details.name}",
        subject="Stukken voor de notaris",
        author=details.name,
        made_at=details.made_at,
        date_text=write_day(details.made_on),
        version=f"Bij versie {details.version}",
        blocks=(Paragraph(title, "title"), Paragraph(details.name, "subtitle"), *blocks),
    )


def choice_blocks(statutes: Statutes) -> Iterator[Block]:
    """What the group chose, what it wrote itself, and which articles that gives."""
    yield Paragraph(
        "Het ontwerp is gemaakt uit antwoorden op vragen, met artikelen die bij elkaar horen. Hieronder staat wat de groep koos.",
        "intro",
    )
    yield Table(("Onderwerp", "Keuze"), tuple(_chosen(statutes)), "De keuzes van de groep", (5, 9))
    yield Heading("Eigen tekst van de groep")
    written = {article.id: article.title for article in articles(statutes)}
    own = tuple((written.get(clause, clause), text) for clause, text in statutes.additions)
    yield (
        Table(("Artikel", "Toegevoegde tekst"), own, "Eigen teksten", (4, 10))
        if own
        else Paragraph("Er is geen eigen tekst toegevoegd.")
    )
    yield Heading("Niet in de statuten")
    moved = tuple(moved_in_words(statutes))
    yield Bullets(moved) if moved else Paragraph("Alles wat de groep regelde, staat in de statuten.")
    yield Heading("Artikelen in het ontwerp")
    yield Table(
        ("Artikel", "Gaat over", "Wet"), tuple(_listed(articles(statutes))), "De artikelen van het ontwerp", (2, 7, 5)
    )


def _chosen(statutes: Statutes) -> Iterator[tuple[Text, ...]]:
    board = statutes.board
    choices = {
        "Naam": statutes.name,
        "Zetel": statutes.seat.municipality,
        "Aansprakelijkheid": regime_in_words(statutes.liability.regime),
        "Toelating door": statutes.admission.organ,
        "Minste bestuurders": _counted(board.min),
        "Meeste bestuurders": _counted(board.max),
        "Benoemd voor": _counted(board.term_years, " jaar"),
        "Oproeping": _counted(statutes.convening.notice_days, " dagen"),
        "Stemmen met volmacht": _yes_or_no(statutes.votes.proxy_allowed),
        "Statutenwijziging": _majority(statutes.amendment.majority_share),
        "Raad van commissarissen": _yes_or_no(statutes.rvc.exists),
        "Ledenraad": _yes_or_no(statutes.ledenraad.exists),
    }
    if statutes.capital.contribution_cents is not None:
        choices["Inleg per lid"] = write_cents(statutes.capital.contribution_cents)
    for subject, choice in choices.items():
        yield subject, choice or (Open("nog niet gekozen", f"{subject}: nog niet gekozen"),)


def _counted(number: int | None, unit: str = "") -> str:
    return "" if number is None else f"{number}{unit}"


def _majority(share: Fraction | None) -> str:
    return "" if share is None else majority(share)


def _yes_or_no(choice: bool) -> str:
    return "ja" if choice else "nee"


def _listed(written: Sequence[StatuteArticle]) -> Iterator[tuple[Text, ...]]:
    for place, article in enumerate(written, start=1):
        yield str(place), article.title, article.law_in_words


def _power(founder: Founder, statutes: Statutes, details: PackDetails, filled_in: FilledIn) -> Iterator[Block]:
    yield Paragraph(
        "Een oprichter mag zich bij de akte laten vertegenwoordigen met een schriftelijke volmacht (artikel 2:27 lid 2 BW).",
        "note",
    )
    yield Paragraph(("Ondergetekende, ", founder.name, ", ", *personal_words(founder, filled_in), ","))
    yield Paragraph(
        ("geeft volmacht aan ", Open("naam en adres van de gevolmachtigde", "Wie de gevolmachtigde is"), ",")
    )
    yield Paragraph(
        f"om namens ondergetekende mee te werken aan de oprichting van {statutes.name or details.name}, "
        f"volgens het ontwerp van de akte (versie {details.version}), om die akte te ondertekenen en om daarvoor te doen wat nodig is."
    )
    yield Paragraph("Wijkt de akte op een belangrijk punt af, dan overlegt de gevolmachtigde eerst met ondergetekende.")
    yield Paragraph(("Plaats en datum: ", Open("plaats en datum", "Plaats en datum van de volmacht")))
    yield Paragraph(("Handtekening: ", Open("handtekening", f"Handtekening van {founder.name}")))


def _owners(statutes: Statutes, details: PackDetails) -> Iterator[Block]:
    members = members_at_the_start(statutes)
    yield Paragraph(
        "Iedere coöperatie geeft haar uiteindelijk belanghebbenden (UBO's) op aan het handelsregister.", "intro"
    )
    if statutes.votes.weighting.lower() in EQUAL_VOTES:
        yield Paragraph(_owners_now(len(members), details.made_on))
    else:
        yield Paragraph("Niet ieder lid heeft één stem: reken met de notaris uit wie boven de grens komt.")
    if any(founder.kind == "legal" for founder in members):
        yield Paragraph("Een rechtspersoon is zelf nooit UBO: het gaat om de mensen achter de rechtspersoon.")
    yield Paragraph(
        f"Tot {write_day(NEW_UBO_LIMIT_FROM)} telt wie meer dan 25 procent heeft, vanaf die dag wie 25 procent of meer heeft. "
        "Dat laatste weten wij vrij zeker, niet helemaal: vraag het de notaris."
    )
    rows = tuple((founder.name, (Open("in te vullen", f"UBO-gegevens van {founder.name}"),)) for founder in members)
    if rows:
        yield Table(
            ("Oprichter", "Geboortedatum, adres, aard en omvang van het belang"),
            rows,
            "Gegevens voor het UBO-register",
            (5, 9),
        )


def _owners_now(count: int, on: date) -> str:
    if count == 1:
        return "Er is één lid: dat lid is UBO."
    if is_owner(count, on):
        return f"Met {count} gelijke leden heeft ieder meer dan de grens: ieder lid is UBO."
    if is_owner(count, NEW_UBO_LIMIT_FROM):
        day = write_day(NEW_UBO_LIMIT_FROM)
        return f"Met {count} gelijke leden zijn nu de bestuurders UBO, en vanaf {day} ieder lid."
    return f"Met {count} gelijke leden komt niemand boven de grens: dan zijn de bestuurders UBO."


def check_blocks(findings: Sequence[RuleFinding]) -> Iterator[Block]:
    """What the check against the law found, heavy or light."""
    yield Paragraph("Onze toets is een hulp en geen juridisch advies. De notaris beslist.", "intro")
    rows = [
        (WEIGHTS[finding.severity], f"{finding.message} {finding.remedy}", finding.articles_in_words)
        for finding in findings
    ]
    if rows:
        yield Table(("Gewicht", "Wat de toets vond", "Artikel"), tuple(rows), "De uitkomst van de toets", (3, 8, 4))
    else:
        yield Paragraph("De toets vond niets dat anders moet.")


def open_blocks(points: Sequence[str]) -> Iterator[Block]:
    """What is still to be decided or filled in."""
    yield Bullets(tuple(points)) if points else Paragraph("Er zijn geen open punten.")


def _letter(statutes: Statutes, details: PackDetails) -> Iterator[Block]:
    count = len(statutes.deed.founders)
    yield Paragraph(("Aan: ", Open("naam en adres van de notaris", "Aan welke notaris de brief gaat")))
    yield Paragraph(write_day(details.made_on))
    yield Paragraph("Geachte heer, mevrouw,")
    yield Paragraph(
        f"Wij willen met {count} oprichters een coöperatie oprichten: {ended(statutes.name or details.name)} "
        "Wij hebben een ontwerp van de statuten gemaakt en laten toetsen. U krijgt het als Word-bestand, met onze keuzes en open punten."
    )
    yield Paragraph("Wilt u ons laten weten:")
    yield Bullets(
        (
            "wat de oprichting kost, met en zonder btw, en wat daarin zit;",
            "wat bijkomt voor legalisatie, volmachten, inschrijving bij de KVK en het UBO-register;",
            "hoeveel aanpassingen van het ontwerp in de prijs zitten;",
            "wanneer de akte kan worden getekend;",
            "of u ervaring heeft met coöperaties van werknemers.",
        )
    )
    yield Paragraph("Wij vergelijken enkele notarissen en laten u binnen twee weken weten wat wij kiezen.")
    yield Paragraph("Met vriendelijke groet,")
    yield Paragraph(("namens de oprichters, ", Open("naam, telefoon en e-mail", "Wie namens de groep tekent")))

"""What goes to the notary with the draft of an amendment: what changes, what the general meeting decided, and what it may cost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from incubator.core.quantities import write_day, write_share
from incubator.core.word import Block, Bullets, Document, Open, Paragraph, Table, Text, open_points
from incubator.statutes.documents.amendment_decision import meeting_day, required_majority, voters
from incubator.statutes.documents.pack import (
    PackDetails,
    PackPaper,
    check_blocks,
    choice_blocks,
    numbered,
    open_blocks,
    pack_document,
)
from incubator.statutes.documents.redline import RedlineDetails, redline
from incubator.statutes.documents.three_columns import three_columns
from incubator.statutes.documents.wording_meeting import BLANKS
from incubator.statutes.values import RuleFinding, Statutes
from incubator.statutes.values.amended_deed import AmendedDeed
from incubator.statutes.values.changes import ArticleChange


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """A change of the statutes in force: what was decided about which deed, the articles that differ, and why they do."""

    in_force: Statutes
    amended: AmendedDeed
    changes: Sequence[ArticleChange]
    explanations: Mapping[str, str]


def amendment_papers(
    statutes: Statutes,
    findings: Sequence[RuleFinding],
    points: Sequence[str],
    details: PackDetails,
    proposed: ProposedChange,
) -> list[PackPaper]:
    """Every paper besides the draft of an amendment, in the order in which a notary needs them."""
    between = comparison_details(details, proposed.amended)
    columns = three_columns(proposed.changes, between, proposed.explanations)
    unexplained = [f"Toelichting: {what}" for _where, what in open_points(columns)]
    made: list[tuple[str, str, Document]] = [
        (
            "Vergelijking met de geldende statuten",
            "de wijzigingen als bijgehouden wijzigingen",
            redline(proposed.changes, between, proposed.explanations),
        ),
        (
            "Voorstel in drie kolommen",
            "nu, voorstel en toelichting, voor de algemene vergadering",
            columns,
        ),
    ]
    for title, purpose, blocks in (
        ("Uittreksel uit de notulen", "wat de algemene vergadering besloot, in te vullen", _minutes(details, proposed)),
        ("Keuzes en afwijkingen", "wat de groep koos en waar zij van ons model afwijkt", choice_blocks(statutes)),
        ("Toets aan de wet", "wat onze toets vond, met het artikel", check_blocks(findings)),
        ("Open punten", "wat nog besloten of ingevuld moet worden", open_blocks([*points, *unexplained])),
        ("Offerteaanvraag", "brief om bij notarissen een prijs te vragen", _letter(details, proposed)),
    ):
        made.append((title, purpose, pack_document(title, blocks, details)))
    return numbered(made)


def comparison_details(details: PackDetails, amended: AmendedDeed) -> RedlineDetails:
    """The statutes in force and the version of this pack, as a comparison names them."""
    before = "de geldende statuten"
    if amended.deed_on is not None:
        before = f"de geldende statuten (akte van {write_day(amended.deed_on)})"
    after = f"versie {details.version}"
    return RedlineDetails(details.name, before, after, details.name, details.made_at, write_day(details.made_on))


def _minutes(details: PackDetails, proposed: ProposedChange) -> Iterator[Block]:
    yield Paragraph(
        (
            f"Uit de notulen van de algemene vergadering van {details.name}, gehouden op ",
            meeting_day(proposed.amended),
            " te ",
            Open("plaats", "Waar de algemene vergadering was"),
            ".",
        )
    )
    yield Table(("Gegeven", "Invullen"), tuple(_facts(proposed.in_force)), "De vergadering en de stemming", (7, 7))
    yield Paragraph(BLANKS[proposed.in_force.votes.blank_counts])
    yield Paragraph(
        "De vergadering besluit de statuten te wijzigen volgens het voorstel dat bij deze notulen hoort. Dat voorstel is het ontwerp van "
        f"de akte bij versie {details.version}."
    )
    yield Paragraph(
        (
            "De vergadering machtigt iedere bestuurder, en ook ",
            Open("naam", "Wie de algemene vergadering machtigt om de akte te laten maken"),
            ", om de akte van statutenwijziging te laten maken en te ondertekenen.",
        )
    )
    yield Paragraph(("Handtekening van de voorzitter: ", Open("naam en handtekening", "De voorzitter tekent")))
    yield Paragraph(("Handtekening van wie notuleerde: ", Open("naam en handtekening", "Wie notuleerde, tekent")))


def _facts(in_force: Statutes) -> Iterator[tuple[Text, ...]]:
    who, days = voters(in_force), max(7, in_force.convening.notice_days or 7)
    text_days = 14 if in_force.ledenraad.exists else 5
    for label in (
        "Voorzitter",
        "Wie notuleerde",
        f"Oproeping verzonden op (ten minste {days} dagen voor de vergadering)",
        f"Letterlijke tekst ter inzage vanaf (ten minste {text_days} dagen voor de vergadering)",
        f"Aantal {who} op de dag van de vergadering",
        f"Aantal {who} aanwezig",
        f"Aantal {who} vertegenwoordigd met een volmacht",
    ):
        yield label, (Open("in te vullen", label),)
    if in_force.amendment.quorum_share:
        asked = f"ten minste {write_share(in_force.amendment.quorum_share)} van de {who}"
        yield "Vereist aantal volgens de geldende statuten", asked
        second = "Was dit een tweede vergadering, omdat in de eerste te weinig mensen waren?"
        yield second, (Open("ja of nee", second),)
    for label in ("Stemmen voor", "Stemmen tegen", "Stemmen blanco of ongeldig"):
        yield label, (Open("in te vullen", label),)
    yield (
        "Vereiste meerderheid volgens de geldende statuten",
        required_majority(in_force),
    )


def _letter(details: PackDetails, proposed: ProposedChange) -> Iterator[Block]:
    name = proposed.in_force.name or details.name
    count = sum(change.differs for change in proposed.changes)
    articles = "1 artikel" if count == 1 else f"{count} artikelen"
    yield Paragraph(("Aan: ", Open("naam en adres van de notaris", "Aan welke notaris de brief gaat")))
    yield Paragraph(write_day(details.made_on))
    yield Paragraph("Geachte heer, mevrouw,")
    yield Paragraph(
        f"Wij zijn {name} en willen onze statuten wijzigen. Het gaat om {articles}. U krijgt een ontwerp van de akte van "
        "statutenwijziging als Word-bestand, de vergelijking met de geldende statuten, en onze keuzes en open punten."
    )
    yield Paragraph(_decided(proposed.amended))
    yield Paragraph("Wilt u ons laten weten:")
    yield Bullets(
        (
            "wat de akte van statutenwijziging kost, met en zonder btw, en wat daarin zit;",
            "of u het ontwerp leest voordat de algemene vergadering beslist, en wat dat kost;",
            "wat bijkomt voor het neerleggen van de akte en de gewijzigde statuten bij het handelsregister;",
            "hoeveel aanpassingen van het ontwerp in de prijs zitten;",
            "welke stukken u van de vergadering wilt hebben;",
            "wanneer de akte kan worden getekend.",
        )
    )
    yield Paragraph("Wij vergelijken enkele notarissen en laten u binnen twee weken weten wat wij kiezen.")
    yield Paragraph("Met vriendelijke groet,")
    yield Paragraph((f"namens {name}, ", Open("naam, telefoon en e-mail", "Wie namens de coöperatie tekent")))


def _decided(amended: AmendedDeed) -> Text:
    if amended.met_on is not None:
        return f"De algemene vergadering heeft op {write_day(amended.met_on)} tot deze wijziging besloten."
    return (
        "De algemene vergadering beslist over deze wijziging op ",
        Open("datum van de algemene vergadering", "De dag van de algemene vergadering die over de wijziging beslist"),
        ".",
    )

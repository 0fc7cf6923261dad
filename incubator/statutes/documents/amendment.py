"""The draft of a deed of amendment (2:42 and 2:43 BW): who appears, what the general meeting decided, and the whole new text."""

from collections.abc import Iterator, Sequence

from incubator.core import clock
from incubator.core.quantities import write_day
from incubator.core.reference import municipalities
from incubator.core.word import (
    Block,
    Document,
    Heading,
    Inline,
    Numbering,
    Open,
    OpenPoints,
    PageBreak,
    Paragraph,
    Steps,
    Table,
    TableOfContents,
    Text,
)
from incubator.statutes.documents.amendment_decision import (
    attended,
    convened,
    inspected,
    meeting_day,
    points_of_amendment,
    votes,
)
from incubator.statutes.documents.deed import (
    DraftDetails,
    deed,
    front,
    legal_points,
    notary_words,
    notes,
    sources,
    statute_blocks,
)
from incubator.statutes.documents.naming import or_open
from incubator.statutes.values import RuleFinding, Statutes
from incubator.statutes.values.amended_deed import AmendedDeed
from incubator.statutes.values.answers import Seat

TITLE = "Akte van statutenwijziging"
# What the check asks of a founding alone: who found, the day of that deed, and who and what begins with it.
ONLY_AT_THE_FOUNDING = (
    "deed.founders",
    "deed.signed_on",
    "deed.notary_id",
    "first_board",
    "first_members",
    "fiscal_year.first",
)


def draft_deed(
    statutes: Statutes, findings: Sequence[RuleFinding], details: DraftDetails, amended: AmendedDeed | None = None
) -> Document:
    """The draft of the deed that these statutes need: of a founding, or of a change of the statutes in force."""
    if statutes.amends is None:
        return deed(statutes, findings, details)
    return amendment_deed(statutes, statutes.amends, findings, details, amended or AmendedDeed())


def amendment_deed(
    statutes: Statutes,
    in_force: Statutes,
    findings: Sequence[RuleFinding],
    details: DraftDetails,
    amended: AmendedDeed,
) -> Document:
    """The whole draft of an amendment as data."""
    name = in_force.name or statutes.name or "coöperatie zonder naam"
    points = (
        *details.not_agreed,
        *points_of_amendment(statutes, amended, clock.local(details.made_at).date()),
        *legal_points(findings_about(statutes, findings)),
    )
    return Document(
        title=f"{TITLE} van {name}",
        subject="Ontwerp voor de notaris",
        keywords="statuten, akte van statutenwijziging, coöperatie",
        author=details.author,
        made_at=details.made_at,
        date_text=details.made_on,
        version=details.version[:1].upper() + details.version[1:],
        numbering=Numbering.ARTICLES,
        blocks=(
            *front(TITLE, "Dit is een ontwerp van de coöperatie.", statutes, details),
            PageBreak(),
            TableOfContents(),
            PageBreak(),
            *_appearing(statutes, in_force, amended),
            *_decision(in_force, amended),
            *statute_blocks(statutes),
            *_closing(),
            PageBreak(),
            *notes(statutes),
            Heading("Open punten"),
            OpenPoints(more=points, more_where="Dossier en toets aan de wet"),
            *sources(details),
        ),
    )


def findings_about(statutes: Statutes, findings: Sequence[RuleFinding]) -> list[RuleFinding]:
    """What the check found and matters for this deed: a change of statutes is not held against what a founding asks."""
    if statutes.amends is None:
        return list(findings)
    return [finding for finding in findings if not finding.field.startswith(ONLY_AT_THE_FOUNDING)]


def _appearing(statutes: Statutes, in_force: Statutes, amended: AmendedDeed) -> Iterator[Block]:
    yield Heading("Statutenwijziging")
    signed: Inline = Open("datum", "De datum van de akte")
    if statutes.deed.signed_on:
        signed = write_day(statutes.deed.signed_on)
    yield Paragraph(("Op ", signed, " verscheen voor mij, ", *notary_words(statutes.deed.notary_id), ":"))
    yield Table(
        ("Persoon", "Geboren op en te", "Adres", "Legitimatie"),
        (
            (
                (Open("naam", "Wie bij de notaris verschijnt: een bestuurder, of wie de vergadering machtigde"),),
                (Open("datum en plaats", "Geboortedatum en geboorteplaats van wie verschijnt"),),
                (Open("adres", "Het adres van wie verschijnt"),),
                (Open("soort en nummer", "Het identiteitsbewijs van wie verschijnt: soort en nummer"),),
            ),
        ),
        "Wie bij de akte verschijnt",
        (4, 4, 4, 4),
    )
    yield Paragraph(
        (
            "De verschenen persoon handelt als ",
            Open(
                "bestuurder, of gemachtigde van de algemene vergadering",
                "Of wie verschijnt bestuurder is of door de algemene vergadering is gemachtigd",
            ),
            " van ",
            or_open(in_force.name, "naam", "De naam van de coöperatie"),
            ", met zetel in de gemeente ",
            or_open(_municipality(in_force.seat), "gemeente", "De gemeente van de zetel"),
            " en in het handelsregister ingeschreven onder nummer ",
            or_open(amended.kvk, "nummer", "Het nummer in het handelsregister"),
            ", hierna: de coöperatie.",
        )
    )


def _municipality(seat: Seat) -> str:
    return municipalities.name_of(seat.municipality) or seat.municipality


def _decision(in_force: Statutes, amended: AmendedDeed) -> Iterator[Block]:
    yield Paragraph("De verschenen persoon verklaarde:")
    met_on = meeting_day(amended)
    yield Steps(
        (
            _earlier_deed(amended),
            (
                "De algemene vergadering van de coöperatie heeft op ",
                met_on,
                " besloten de statuten te wijzigen. Dat blijkt uit ",
                Open("de notulen of een uittreksel", "De notulen van de vergadering, of een uittreksel, bij de akte"),
                ", dat aan deze akte wordt gehecht.",
            ),
            convened(in_force),
            inspected(in_force),
            attended(in_force),
            votes(in_force),
        )
    )
    yield Paragraph(
        "Ter uitvoering van dit besluit wijzigt de verschenen persoon de statuten. Zij luiden voortaan in hun geheel als volgt."
    )


def _earlier_deed(amended: AmendedDeed) -> Text:
    begun = "De coöperatie is opgericht" if amended.is_founding else "De statuten zijn het laatst gewijzigd"
    day: Inline = Open("datum", "De datum van de akte met de geldende statuten")
    if amended.deed_on is not None:
        day = write_day(amended.deed_on)
    notary = or_open(amended.notary, "naam", "De notaris van de akte met de geldende statuten")
    return begun, " bij akte van ", day, ", verleden voor ", notary, ", notaris."


def _closing() -> Iterator[Block]:
    yield Heading("Slot van de akte")
    yield Paragraph("Dit deel schrijft de notaris. Hieronder staat wat er gewoonlijk in staat.", "note")
    yield Paragraph(
        "De wijziging werkt vanaf het moment waarop deze akte is ondertekend. Het bestuur legt een authentiek afschrift van deze akte en "
        "de gewijzigde statuten neer bij het handelsregister (artikel 2:43 lid 5 BW)."
    )
    yield Paragraph(
        (
            "De identiteit van de verschenen persoon is door mij, notaris, vastgesteld aan de hand van het document dat hiervoor is "
            "genoemd. Van het besluit van de algemene vergadering blijkt uit ",
            Open("de notulen of een uittreksel", "De notulen van de vergadering, of een uittreksel, bij de akte"),
            ", dat aan deze akte wordt gehecht.",
        )
    )
    yield Paragraph(
        (
            "De zakelijke inhoud van deze akte is aan de verschenen persoon meegedeeld en toegelicht, met de gevolgen die eruit "
            "voortvloeien. Die verklaarde op tijd van de inhoud te hebben kennisgenomen, daarmee in te stemmen en geen volledige "
            "voorlezing te willen. Deze akte is verleden te ",
            Open("plaats", "De plaats van ondertekening"),
            " op de datum aan het begin van deze akte. Na gedeeltelijke voorlezing is zij ondertekend door de verschenen persoon en "
            "daarna door mij, notaris, om ",
            Open("tijdstip", "Het tijdstip van ondertekening"),
            ".",
        )
    )
